"""What a cadre's file (一人一档) says under one heading, in the one shape of it.

Each app lists its sections in `dossier.py`; the catalogue puts them in their order.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import IntegerField, Q, Value
from django.utils.formats import date_format


@dataclass(frozen=True)
class Line:
    """`url`: the record it is read from; "" where the line is the roster's own."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Asked:
    """`posted`: all postings; `postings`: those with a day in the year. `entries`: what happened.

    `entries` are the weekly record's own, by day: a section that tells them asks nothing anew.
    """

    cadre: object
    posted: list
    postings: list
    first: date
    last: date
    today: date
    entries: list

    def of(self, *kinds):
        return [Line(spoken(e.day), e.text, e.url) for e in self.entries if e.kind in kinds]

    def during(self, begins, ends):
        """A condition on a village's rows: that they touch the days that the cadre was there."""
        found = Q(pk__in=())
        for posting in self.postings:
            last = min(self.last, posting.ended_on or self.last)
            found |= (
                Q(village=posting.village_id)
                & Q(**{f"{begins}__lte": last})
                & (Q(**{ends: None}) | Q(**{f"{ends}__gte": max(self.first, posting.began_on)}))
            )
        return found


@dataclass(frozen=True)
class Section:
    """`told`: of Asked [Line], by a query or two. `nothing`: said where there is no line.

    Sections with `rows` instead are asked by one query, all of them: of Asked rows with a `fact`
    that has "on", a day, and "pk", in whose order `says(fact)` puts each into a Line.
    """

    title: str
    told: Callable | None = None
    nothing: str = "没有"
    rows: Callable | None = None
    says: Callable | None = None


def told(sections, asked):
    """[(section, [Line])], in the order of the sections."""
    found = _asked_together([section for section in sections if section.rows], asked)
    return [
        (section, section.told(asked) if section.told else found[section.title])
        for section in sections
    ]


def _asked_together(sections, asked):
    """{title: [Line]} by one query."""
    first, *rest = (
        section.rows(asked)
        .order_by()
        .annotate(told_by=Value(number, IntegerField()))
        .values_list("told_by", "fact")
        for number, section in enumerate(sections)
    )
    found = {section.title: [] for section in sections}
    facts = first.union(*rest, all=True)
    for number, fact in sorted(facts, key=lambda row: (row[1]["on"], row[1]["pk"])):
        found[sections[number].title].append(sections[number].says(fact))
    return found


def full(day, how="Y年n月j日"):
    """A day, or the words in which a fact has it."""
    return date_format(date.fromisoformat(day) if isinstance(day, str) else day, how)


def spoken(day):
    return full(day, "n月j日")


def month(text):
    """`198803` as it is read; other words as they are."""
    return f"{text[:4]}年{int(text[4:6])}月" if len(text) == 6 and text.isdecimal() else text
