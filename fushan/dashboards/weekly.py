"""Weekly visits as the overview shows them: village by village, or by the places below an area."""

from collections import Counter
from datetime import timedelta
from itertools import groupby

from django.db.models import Count, Q
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.kit.charts import Cell, GridRow
from fushan.kit.periods import Period, week_of
from fushan.org.models import Area
from villages.due import THURSDAY
from villages.models import VillageWeek

WEEKS = 12
COUNTY = 6  # digits of a county's code
BELOW = {2: 4, 4: 6}  # digits of the places that a province and a prefecture are told by
SAID = {"off": "不要求", "miss": "未到", "now": "本周还没到", "wait": "本周还没到"}


def weekly(here):
    """`heads`, `rows` of parts/heat_grid.html; `below`, the way down; `missed(monday)`.

    A county has its villages. What is wider is added up by the database: its page does not grow.
    """
    return _Villages(here) if len(here.area) >= COUNTY else _Places(here)


def running_kind(day):
    """The week still running is neutral until Thursday and amber from then on, never red."""
    return "wait" if day.weekday() >= THURSDAY else "now"


def _rows(here):
    monday, _ = week_of(localdate())
    first = monday - timedelta(weeks=WEEKS - 1)
    return VillageWeek.objects.filter(
        village__gte=here.area, village__lt=f"{here.area}:", monday__range=(first, monday)
    )


def _kind(monday, *, due, missed):
    if not missed:
        return "hit" if due else "off"
    today = localdate()
    over = monday + timedelta(days=6) < today
    return "miss" if over else running_kind(today)


def _heads(mondays):
    return [f"{monday.month}.{monday.day}" for monday in mondays]


class _Villages:
    is_wide = False

    def __init__(self, here):
        self.here = here
        rows = _rows(here).select_related("village__township")
        self.weeks = list(rows.order_by("village_id", "monday"))

    @property
    def heads(self):
        return _heads(self._mondays)

    @property
    def _mondays(self):
        return sorted({week.monday for week in self.weeks})

    @property
    def rows(self):
        rows, mondays = [], self._mondays
        places = groupby(self.weeks, key=lambda week: week.village)
        told = {
            village: {week.monday: week for week in of_village} for village, of_village in places
        }
        names = Counter(village.name for village in told)
        for village, known in told.items():
            cells = [self._cell(known.get(monday)) for monday in mondays]
            name = (
                village.name
                if names[village.name] == 1
                else f"{village.name}（{village.township}）"
            )
            rows.append(GridRow(name, reverse("village", args=[village.pk]), cells))
        return rows

    def _cell(self, week):
        """A week not in the list: the village was not selected then."""
        if week is None:
            return Cell("", "", "none", "")
        days = Period.of("week", week.monday)
        missed = week.due and not week.visits
        kind = _kind(week.monday, due=week.due or week.visits, missed=missed)
        said = f"到村 {week.visits} 次" if kind == "hit" else SAID[kind]
        return Cell(
            str(week.visits or ""),
            self.here.ledger("leader_visits", area=week.village_id, period=days.code),
            kind,
            f"{week.village} {days.label}：{said}",
        )

    @property
    def below(self):
        """[(township, address)], for a county."""
        if len(self.here.area) != COUNTY:
            return []
        places = {week.village.township for week in self.weeks}
        return [
            (place, self.here.url("overview", area=place.pk))
            for place in sorted(places, key=lambda place: place.pk)
        ]

    def missed(self, monday):
        """(how many villages had no visit in this week, [(township, [(village, address)])])."""
        weeks = [w for w in self.weeks if w.monday == monday and w.due and not w.visits]
        by_township = groupby(weeks, key=lambda week: week.village.township)
        return len(weeks), [
            (f"{township}：", [(w.village, reverse("village", args=[w.village_id])) for w in rows])
            for township, rows in by_township
        ]


class _Places:
    is_wide = True

    def __init__(self, here):
        self.here = here
        rows = _rows(here).annotate(place=Left("village", BELOW[len(here.area)])).order_by()
        missed = Count("pk", filter=Q(visits=0))
        told = rows.filter(due=True).values_list("place", "monday")
        self.told = {
            (place, monday): (due, none)
            for place, monday, due, none in told.annotate(due_in=Count("pk"), missed_in=missed)
        }
        codes = {place for place, _ in self.told}
        self.places = list(Area.objects.filter(code__in=codes).order_by("code"))
        self.mondays = sorted({monday for _, monday in self.told})

    @property
    def heads(self):
        return _heads(self.mondays)

    @property
    def rows(self):
        return [
            GridRow(
                str(place),
                self.here.url("overview", area=place.pk),
                [self._cell(place, monday) for monday in self.mondays],
            )
            for place in self.places
        ]

    def _cell(self, place, monday):
        if (place.pk, monday) not in self.told:
            return Cell("", "", "none", "")
        due, missed = self.told[place.pk, monday]
        days = Period.of("week", monday)
        return Cell(
            f"{missed or due}",
            self.here.ledger("leader_visits", area=place.pk, period=days.code),
            _kind(monday, due=due, missed=missed),
            f"{place} {days.label}：{due} 个村，{missed} 个没有到",
        )

    @property
    def below(self):
        return [(place, self.here.url("overview", area=place.pk)) for place in self.places]

    def missed(self, monday):
        counts = [(place, self.told.get((place.pk, monday), (0, 0))[1]) for place in self.places]
        told = [
            (f"{place}{count}个", self.here.url("overview", area=place.pk))
            for place, count in counts
            if count
        ]
        return sum(count for _, count in counts), [("", told)] if told else []
