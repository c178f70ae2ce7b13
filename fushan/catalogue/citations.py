"""Records cited from below: by a figure's code and the record's number, in the reader's reach."""

from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.utils.text import Truncator

from fushan.catalogue.figures import FIGURES

# What a cadre may point to, with how a record of it is told in a line; later apps add theirs.
CITABLE = {
    "visits": lambda row: f"到村指导 {row.happened_on}：{row.text}",
    "logs": lambda row: f"工作日志 {row.happened_on}：{row.text}",
    "matters": lambda row: f"群众诉求 {row.raised_on}：{row.text}",
    "projects_industry": lambda row: f"产业项目 {row.began_on}：{row.name}",
    "projects_party": lambda row: f"党建项目 {row.began_on}：{row.name}",
    "facilities": lambda row: f"设施 {row.happened_on}：{row.what} {row.count}{row.measure}",
    "attendances": lambda row: f"培训 {row.session.began_on}：{row.session.theme}",
    "exchanges": lambda row: f"经验交流会 {row.held_on}：{row.theme}",
}
LATEST, LONGEST = 12, 60


@dataclass(frozen=True)
class Cited:
    """`url`: empty where the record is gone or out of reach."""

    label: str
    url: str


def citable(pledge, period):
    """[(value, label)] of this village's latest records, those of the cadre's own where it has one.

    One query for each kind.
    """
    found = []
    for code, told in CITABLE.items():
        figure = FIGURES[code]
        area = pledge.village_id if figure.village == "village_id" else pledge.village_id[:6]
        rows = figure.rows(area, period)
        if figure.cadre:
            rows = rows.filter(**{figure.cadre: pledge.cadre_id})
        for row in rows.order_by(f"-{figure.on}", "-pk")[:LATEST]:
            found.append((f"{code}:{row.pk}", Truncator(told(row)).chars(LONGEST)))
    return found


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
