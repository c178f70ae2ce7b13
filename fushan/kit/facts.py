"""What a village's fact sheet (村情一页纸) says under one heading, in the one shape of it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import IntegerField, Value, Window
from django.db.models.functions import RowNumber
from django.utils.text import Truncator

LAST = 4  # of what happened, so many lines
YEAR = timedelta(days=365)
MOST = 5  # lines of one village under such a heading
LONGEST = 76  # characters: two lines of paper


@dataclass(frozen=True)
class Section:
    """`told`: of (villages, day) {village code: [(label, text)]}, asked once for all of them.

    `nothing`: said of a village that has no line. `narrow`: two such stand side by side.
    Sections with `rows` instead are asked by one query, all of them: of (villages, day) rows with
    a `fact`, whatever `says(fact)` puts into lines, in the order of `fact`'s own "order".
    """

    title: str
    told: Callable | None = None
    nothing: str = ""
    narrow: bool = False
    rows: Callable | None = None
    says: Callable | None = None


def told(sections, villages, day):
    """[(section, {village code: lines})], in the order of the sections."""
    found = _asked_together([section for section in sections if section.rows], villages, day)
    return [
        (section, section.told(villages, day) if section.told else found[section.title])
        for section in sections
    ]


def _asked_together(sections, villages, day):
    """{title: {village code: lines}} by one query."""
    asked = [
        section.rows(villages, day)
        .order_by()
        .annotate(told_by=Value(number, IntegerField()))
        .values_list("village_id", "told_by", "fact")
        for number, section in enumerate(sections)
    ]
    found = {section.title: defaultdict(list) for section in sections}
    facts = asked[0].union(*asked[1:], all=True) if asked else ()
    for village, number, fact in sorted(facts, key=lambda row: str(row[2].get("order", ""))):
        section = sections[number]
        found[section.title][village] += section.says(fact)
        del found[section.title][village][MOST:]
    return found


def latest(rows, villages, day):
    """The last few of each of these villages within a year, latest first. One query."""
    rows = rows.filter(village__in=villages, happened_on__range=(day - YEAR, day))
    place = Window(RowNumber(), partition_by="village", order_by=["-happened_on", "-pk"])
    return rows.annotate(place=place).filter(place__lte=LAST).order_by("-happened_on", "-pk")


def by_village(rows, line):
    """{village code: [line of each row]}"""
    found = defaultdict(list)
    for row in rows:
        found[row.village_id].append(line(row))
    return found


def short(text):
    return Truncator(" ".join(text.split())).chars(LONGEST)
