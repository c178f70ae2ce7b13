"""Papers of the three matters: contact cards, and slips for judging."""

from django.utils.timezone import localdate

from fushan.org.doors import for_roles
from fushan.reports.paper import Paper, handed_out
from petitions.at_home import village_of
from petitions.models import HouseholdLink
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


def slips(village):
    """One page of slips to judge by; nothing on them tells who filled one in."""
    return Paper("review_slips.typ", {"village": f"{village.township}{village}"})


@for_roles(*SPEAKERS)
def cards_paper(request, village_id):
    village = village_of(request.user, village_id)
    paper = cards(village, localdate())
    rows = len(paper.data["cards"])
    return handed_out(request, paper, f"{village}党群联系卡", rows=rows)


@for_roles(*SPEAKERS)
def slips_paper(request, village_id):
    village = village_of(request.user, village_id)
    return handed_out(request, slips(village), f"{village}评事票")
