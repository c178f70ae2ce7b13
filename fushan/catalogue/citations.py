"""Records cited from below: by a figure's code and the record's number, in the reader's reach."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.formats import date_format
from django.utils.text import Truncator

from fushan.catalogue.figures import FIGURES

# What a cadre may point to, by the figure of a village's records: its word, and where a record
# says what it was about; later apps add theirs.
CITABLE = {
    "visits": ("到村指导", "text"),
    "logs": ("工作日志", "text"),
    "matters_raised": ("群众诉求", "text"),
    "reviews": ("群众评事", ""),
    "difficulties_solved": ("解决急难事", "text"),
    "projects_industry": ("产业项目", "name"),
    "projects_party": ("党建项目", "name"),
    "supports": (
        "帮扶投入",
        Concat("what", Value(" "), Coalesce(Cast("count", CharField()), Value("")), "measure"),
    ),
    "boards_printed": ("身份牌", "size"),
    "trainings_attended": ("培训", "session__theme"),
    "trips_joined": ("外出学习", "trip__theme"),
    "exchanges_joined": ("经验交流会", "exchange__theme"),
}
LATEST, LONGEST = 12, 60


@dataclass(frozen=True)
class Cited:
    """`url`: empty where the record is gone or out of reach."""

    label: str
    url: str


@dataclass(frozen=True)
class Citable:
    """`records`: [(value, label)]. `older`: the day to look before for more, None without any.

    `latest`: the values of all of them, the latest first whatever their kind.
    """

    records: list
    older: date | None
    latest: list


def citable(pledge, period, *, words="", before=None):
    """This village's latest records, those of the cadre's own where it has one.

    `words`: only what speaks of them. `before`: up to that day. The kinds in their order, the
    latest first; all of them by one query.
    """
    kinds = [_latest(code, pledge, period, words, before) for code in CITABLE]
    found = list(reduce(lambda rows, more: rows.union(more, all=True), kinds))
    order = list(CITABLE)
    records = [
        (f"{code}:{pk}", Truncator(_told(code, day, about)).chars(LONGEST))
        for code, pk, day, about in sorted(found, key=lambda row: order.index(row[0]))
    ]
    by_day = sorted(found, key=lambda row: row[2], reverse=True)
    return Citable(records, _older(found, before), [f"{code}:{pk}" for code, pk, *_ in by_day])


def _older(found, before):
    """The latest of the days at which a kind was cut off: nothing in between is left out."""
    many = Counter(code for code, *_ in found)
    last = {code: day for code, _, day, _ in sorted(found, key=lambda row: row[2], reverse=True)}
    ends = [day for code, day in last.items() if many[code] == LATEST]
    if not ends:
        return None
    return max(ends) if max(ends) != before else before - timedelta(days=1)


def _latest(code, pledge, period, words, before):
    """Rows (code, number, day, about what) of one kind."""
    figure, (_, about) = FIGURES[code], CITABLE[code]
    rows = figure.rows(pledge.village_id, period)
    if figure.cadre:
        rows = rows.filter(**{figure.cadre: pledge.cadre_id})
    if before:
        rows = rows.filter(**{f"{figure.on}__lte": before})
    told = {
        "cited_code": Value(code),
        "cited_day": F(figure.on),
        "cited_about": _words(about),
    }
    rows = rows.prefetch_related(None).order_by(f"-{figure.on}", "-pk").annotate(**told)
    if words:
        rows = rows.filter(cited_about__icontains=words)
    return rows.values_list("cited_code", "pk", "cited_day", "cited_about")[:LATEST]


def _words(about):
    return Cast(about, CharField()) if about else Value("")


def _told(code, day, about):
    when = date_format(day, "Y年n月j日")
    return f"{CITABLE[code][0]} {when}" + (f"：{about.strip()}" if about else "")


def resolve(citations, period):
    """{citation's id: Cited}. One query for each figure that is cited."""
    by_figure = {}
    for citation in citations:
        by_figure.setdefault(citation.figure, []).append(citation)
    found = {}
    for code, cited in by_figure.items():
        rows = _rows(code, [citation.record_id for citation in cited], period)
        for citation in cited:
            row = rows.get(citation.record_id)
            found[citation.pk] = Cited(citation.label, FIGURES[code].url(row) if row else "")
    return found


def _rows(code, numbers, period):
    """{number as text: record}; nothing for a figure or number that is no longer any."""
    figure = FIGURES.get(code)
    if figure is None:
        return {}
    try:
        rows = figure.records(period).filter(pk__in=numbers)
    except (ValidationError, ValueError, FieldDoesNotExist):
        return {}
    return {str(row.pk): row for row in rows}
