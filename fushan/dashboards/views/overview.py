"""The leader's page: my villages first, the county's figures, villages week by week."""

from datetime import timedelta

from django.shortcuts import render
from django.utils.timezone import localdate

from cadres.models import Posting
from fushan.catalogue.dues import dues_of
from fushan.catalogue.figures import FIGURES
from fushan.dashboards import pictures
from fushan.dashboards.chapters import ASKED, chapters
from fushan.dashboards.weekly import running_kind, weekly
from fushan.inbox.models import Notice
from fushan.kit.periods import week_of
from fushan.org.asked import asked, choices, crumbs
from fushan.org.doors import for_roles
from fushan.org.figures import as_of, values
from fushan.org.roles import Role
from villages.models import BoardSeat

NOTICES = 6
VACANT = "个选派村五方责任人没有配齐"
# Beside what was missed: stocks that want somebody's word, and how they are called.
TO_DECIDE = {
    "villages_vacant": "个选派村没有选派干部在任",
    "matters_over": "件群众诉求过了期限还没办结",
    "findings_open": "个专班查出的问题还没有改好",
}


@for_roles(Role.STAFF, Role.LEADER, Role.TOWNSHIP)
def overview(request):
    return overview_of(request)


def overview_of(request):
    here, user, today = asked(request), request.user, localdate()
    weeks, monday = weekly(here), week_of(today)[0]
    now = here.period.first <= today <= here.period.last
    found = values([FIGURES[code] for code in {*ASKED, *TO_DECIDE}], here.area, here.period)
    context = {
        "asked": here,
        "as_of": as_of(here.period),
        "chapters": chapters(here, found),
        "now": now,
        "missed": now and weeks.missed(monday - timedelta(weeks=1)),
        "waiting": now and weeks.missed(monday),
        "to_decide": now and _to_decide(here, found),
        "below": weeks.below,
        "mine": _my_villages(user),
        "dues": dues_of(user, today) if user.role == Role.STAFF else [],
        "notices": Notice.objects.unread_by(user)[:NOTICES] if here.area == user.area_code else [],
        "weeks": weeks,
        "running": running_kind(today),
        "crumbs": crumbs(here, "overview"),
        **_pictures(here, user, today),
        **choices(here, "overview"),
    }
    return render(request, "dashboards/overview.html", context)


def _pictures(here, user, today):
    """Where people stand in near and far results is for the county's own eyes."""
    told = {
        "needs": pictures.needs(here),
        "matters": pictures.matters(here, today),
        "money": pictures.money(here),
        "tilt_url": here.url("projects:tilt"),
    }
    if user.role != Role.TOWNSHIP:
        told["bands"] = pictures.near_and_far(here)
    return told


def _to_decide(here, found):
    """[(how many, in words, url)] of what somebody has to see to now."""
    complete, _ = found["boards_complete"]
    told = [(complete.out_of - complete.number, VACANT, here.ledger("boards_vacant"))]
    told += [(found[code][0].number, words, here.ledger(code)) for code, words in TO_DECIDE.items()]
    return [one for one in told if one[0]]


def _my_villages(user):
    """Villages where this person holds a seat, each with who is posted there."""
    seats = BoardSeat.objects.on(localdate()).filter(official__user=user)
    seats = list(seats.select_related("village__township").order_by("village_id"))
    posted = {}
    if seats:
        rows = Posting.objects.on(localdate()).filter(village__in=[s.village_id for s in seats])
        for posting in rows.select_related("cadre").order_by("village_id", "began_on"):
            posted.setdefault(posting.village_id, []).append(posting.cadre.name)
    return [(seat, "、".join(posted.get(seat.village_id, []))) for seat in seats]
