"""What a village's fact sheet (村情一页纸) says under one heading, in the one shape of it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Window
from django.db.models.functions import RowNumber
from django.utils.text import Truncator

LAST = 4  # of what happened, so many lines
YEAR = timedelta(days=365)
LONGEST = 76  # characters: two lines of paper


@dataclass(frozen=True)
class Section:
    """`told`: of (villages, day) {village code: [(label, text)]}, asked once for all of them.

    `nothing`: said of a village that has no line. `narrow`: two such stand side by side.
    """

    title: str
    told: Callable
    nothing: str = ""
    narrow: bool = False


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
