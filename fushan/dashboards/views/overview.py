"""The leader's page: my villages first, the county's figures, villages week by week."""

from datetime import timedelta
from itertools import groupby

from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.models import Posting
from fushan.catalogue.dues import dues_of
from fushan.catalogue.figures import FIGURES
from fushan.dashboards import pictures
from fushan.dashboards.chapters import ASKED, chapters
from fushan.kit.charts import Cell, GridRow
from fushan.kit.periods import Period, week_of
from fushan.org.asked import asked, choices, crumbs
from fushan.org.doors import for_roles
from fushan.org.figures import as_of, values
from fushan.org.roles import Role
from villages.due import THURSDAY
from villages.models import BoardSeat, VillageWeek

WEEKS, MOST_VILLAGES = 12, 60
SAID = {"off": "不要求", "miss": "未到", "now": "本周还没到", "wait": "本周还没到"}
VACANT = "个选派村五方责任人没有配齐"
# Beside what was missed: stocks that want somebody's word, and how they are called.
TO_DECIDE = {
    "matters_over": "件群众诉求过了期限还没办结",
    "findings_open": "个专班查出的问题还没有改好",
}


@for_roles(Role.STAFF, Role.LEADER, Role.TOWNSHIP)
def overview(request):
    return overview_of(request)


def overview_of(request):
    here, user, today = asked(request), request.user, localdate()
    weeks = _weeks(here.area)
    heads, rows = _grid(here, weeks)
    found = values([FIGURES[code] for code in {*ASKED, *TO_DECIDE}], here.area, here.period)
    context = {
        "asked": here,
        "as_of": as_of(here.period),
        "chapters": chapters(here, found),
        "missed": _unvisited(weeks, week_of(today)[0] - timedelta(weeks=1)),
        "waiting": _unvisited(weeks, week_of(today)[0]),
        "to_decide": _to_decide(here, found),
        "townships": _townships(here, weeks),
        "mine": _my_villages(user),
        "dues": dues_of(user, today) if user.role == Role.STAFF else [],
        "heads": heads,
        "rows": rows,
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


def _weeks(area):
    monday, _ = week_of(localdate())
    rows = VillageWeek.objects.filter(
        village__gte=area,
        village__lt=f"{area}:",
        monday__range=(monday - timedelta(weeks=WEEKS - 1), monday),
    ).select_related("village__township")
    return list(rows.order_by("village_id", "monday")[: MOST_VILLAGES * WEEKS])


def _unvisited(weeks, monday):
    """How many villages had no visit in this week, and [(township, villages)]."""
    missed = [week for week in weeks if week.monday == monday and week.due and not week.visits]
    by_township = groupby(missed, key=lambda week: week.village.township)
    return len(missed), [(place, [week.village for week in rows]) for place, rows in by_township]


def _townships(here, weeks):
    """The way down: [(township, address)], for a county."""
    if len(here.area) != 6:
        return []
    places = {week.village.township for week in weeks}
    return [
        (place, here.url("overview", area=place.pk))
        for place in sorted(places, key=lambda place: place.pk)
    ]


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


def _grid(here, weeks):
    """(heads, rows) of parts/heat_grid.html: villages by weeks."""
    mondays = sorted({week.monday for week in weeks})
    rows = []
    for village, of_village in groupby(weeks, key=lambda week: week.village):
        known = {week.monday: week for week in of_village}
        cells = [_cell(here, known.get(monday)) for monday in mondays]
        rows.append(GridRow(village.name, reverse("village", args=[village.pk]), cells))
    return [f"{monday.month}.{monday.day}" for monday in mondays], rows


def running_kind(day):
    """The week still running is neutral until Thursday and amber from then on, never red."""
    return "wait" if day.weekday() >= THURSDAY else "now"


def _cell(here, week):
    """A week not in the list: the village was not selected then."""
    if week is None:
        return Cell("", "", "none", "")
    kind, days = _kind(week), Period.of("week", week.monday)
    said = f"到村 {week.visits} 次" if kind == "hit" else SAID[kind]
    return Cell(
        str(week.visits or ""),
        here.ledger("leader_visits", area=week.village_id, period=days.code),
        kind,
        f"{week.village} {days.label}：{said}",
    )


def _kind(week):
    today = localdate()
    if week.visits:
        return "hit"
    if not week.due:
        return "off"
    over = week.monday + timedelta(days=6) < today
    return "miss" if over else running_kind(today)
