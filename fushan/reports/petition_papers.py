"""Papers of the three matters: contact cards, slips for judging, the notice of the result."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.timezone import localdate

from fushan.desk.models import setting
from fushan.org.doors import for_roles
from fushan.org.models import Village
from fushan.org.roles import Role
from fushan.reports.paper import Paper, handed_out
from petitions.models import HouseholdLink, PartyMember, Review
from petitions.moving import SPEAKERS
from villages.boards import boards

ON_PAPER = 400  # cards


def cards(village, day):
    """党群联系卡, ten to a sheet: a card for each household that is looked after."""
    rows = HouseholdLink.objects.on(day).filter(village=village, member__left_on=None)
    rows = rows.select_related("member", "household").order_by("member__pinyin", "pk")
    secretary = boards([village], day)[village.pk][0].name
    told = [
        {
            "member": link.member.name,
            "duty": link.member.duty,
            "phone": link.member.phone,
            "household": link.household.number,
        }
        for link in rows[:ON_PAPER]
    ]
    data = {"village": f"{village.township}{village}", "secretary": secretary, "cards": told}
    return Paper("cards.typ", data)


def notice(review, day):
    """公示单: the counts, who looks after whom without phones, whom to complain to."""
    members = PartyMember.objects.filter(village=review.village, left_on=None)
    links = HouseholdLink.objects.on(day).filter(member__in=members)
    links = links.select_related("household").order_by("pk")
    after = {}
    for link in links:
        after.setdefault(link.member_id, []).append(link.household.number)
    until = date_format(day.fromordinal(day.toordinal() + 7), "Y年n月j日")
    data = {
        "village": f"{review.village.township}{review.village}",
        "month": date_format(review.month, "Y年n月"),
        "held": date_format(review.held_on, "Y年n月j日"),
        "households": review.households,
        "present": review.present,
        "issued": review.issued,
        "returned": review.returned,
        "rows": [
            ["党员说事", review.said_good, review.said_fair, review.said_bad, review.said_unsure],
            ["支部议事", review.held_good, review.held_fair, review.held_bad, review.held_unsure],
        ],
        "members": [
            [member.name, "、".join(after.get(member.pk, [])) or "—"]
            for member in members.order_by("pinyin", "pk")
        ],
        "shown": f"{date_format(day, 'Y年n月j日')}至{until}",
        "phone": setting("supervision_phone"),
    }
    return Paper("notice.typ", data)


def slips(village):
    """One page of slips to judge by; nothing on them tells who filled one in."""
    return Paper("review_slips.typ", {"village": f"{village.township}{village}"})


def _village(request, village_id):
    village = get_object_or_404(Village.objects.select_related("township"), pk=village_id)
    if request.user.role == Role.VILLAGE and village.pk != request.user.area_code:
        raise PermissionDenied("您现在不在这个村任职。")
    return village


@for_roles(*SPEAKERS)
def cards_paper(request, village_id):
    village = _village(request, village_id)
    paper = cards(village, localdate())
    rows = len(paper.data["cards"])
    return handed_out(request, paper, f"{village}党群联系卡", rows=rows)


@for_roles(*SPEAKERS)
def slips_paper(request, village_id):
    village = _village(request, village_id)
    return handed_out(request, slips(village), f"{village}评事票")


@for_roles(*SPEAKERS)
def notice_paper(request, review_id):
    review = get_object_or_404(Review.objects.select_related("village__township"), pk=review_id)
    return handed_out(request, notice(review, localdate()), f"{review.village}群众评事公示")
