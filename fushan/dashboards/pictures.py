"""The pictures of the four chapters: where needs, matters and money stand, in one query each."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from evaluation.listing import Chosen, bands
from evaluation.models import Appraisal, AppraisalKind, Level
from fushan.catalogue.figures import FIGURES
from fushan.kit.charts import Mark, progress, stacked_bar, swatch
from fushan.org.figures import values
from petitions.models import Matter, State
from petitions.narrowing import AGES, Narrowed, of_age
from villages.models import Support, SupportKind

# Side by side they are all that was asked and not dropped.
NEEDS = {"needs_taught": "已办培训", "needs_in_hand": "领了还没办", "needs_unclaimed": "还没人领"}
MOST = 8  # departments on the overview; the rest stand on the page of the tilt


@dataclass(frozen=True)
class Stage:
    """How many have come so far. `url`: which they are."""

    label: str
    count: int
    url: str


def needs(here):
    """[Stage] from asked to claimed to taught, the bar of them and its key [(shade, Mark)]."""
    found = values([FIGURES[code] for code in NEEDS], here.area, here.period)
    taught, in_hand, unclaimed = (
        Stage(label, found[code][0].number, here.ledger(code)) for code, label in NEEDS.items()
    )
    asked = taught.count + in_hand.count + unclaimed.count
    stages = [
        Stage("点题", asked, here.ledger("needs_raised")),
        Stage("已领题", taught.count + in_hand.count, here.ledger("needs_claimed")),
        taught,
    ]
    marks = [Mark(one.label, one.count, one.url) for one in (taught, in_hand, unclaimed)]
    key = [(swatch(n), mark) for n, mark in enumerate(marks)]
    return stages, stacked_bar(marks, label="点题到培训", whole=asked), key


def matters(here, today):
    """(ages, [(state, [(age, count, url)])]) of what is not settled, by how long ago it was."""
    rows = Narrowed(place=here.place).of(Matter.objects.unsettled(), today)
    counts = {age: Count("pk", filter=of_age(age, today)) for age in AGES}
    found = {row.pop("state"): row for row in rows.order_by().values("state").annotate(**counts)}
    told = [
        (state, [_of_age(here, state, age, found[state][age]) for age in AGES])
        for state in State
        if state in found
    ]
    return [words for words, *_ in AGES.values()], told


def _of_age(here, state, age, count):
    return AGES[age][0], count, Narrowed(place=here.place, age=age).url(state.value)


def money(here):
    """[(department, planned, arrived, spent, bar)] by name; the page of the tilt has them all."""
    rows = Support.objects.filter(
        village__gte=here.area,
        village__lt=f"{here.area}:",
        happened_on__range=(here.period.first, here.period.last),
        kind=SupportKind.MONEY,
        unit__isnull=False,
    )
    rows = rows.values("unit", "unit__name").annotate(
        to_come=Sum("planned"), came=Sum("arrived"), used=Sum("spent")
    )
    return [
        (*row, progress(row[3], row[2] or 0, label=f"{row[1]}到位", height=6))
        for row in _whole(rows.order_by("unit__pinyin", "unit")[:MOST])
    ]


def _whole(rows):
    """(unit, name, planned, arrived, spent), nothing as 0."""
    for row in rows:
        amounts = (row[name] or 0 for name in ("to_come", "came", "used"))
        yield (row["unit"], row["unit__name"], *amounts)


def near_and_far(here):
    """Of the last year by then that has appraisals: how many cadres stand where; None without."""
    rows = (
        Appraisal.objects.filter(
            village__gte=here.area, village__lt=f"{here.area}:", kind=AppraisalKind.YEAR
        )
        .filter(first_on__lte=here.period.last)
        .exclude(visible="")
    )
    last = rows.order_by("-first_on").values("first_on")[:1]
    told = rows.filter(first_on=last).values_list("visible", "potential", "first_on", "last_on")
    if not (found := list(told)):
        return None
    chosen = Chosen(AppraisalKind.YEAR, *found[0][2:])
    rows = bands([row[:2] for row in found])
    return {"levels": list(Level), "rows": rows, "code": chosen.code, "label": chosen.label}
