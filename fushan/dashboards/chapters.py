"""The four chapters of the overview: each its few numbers, and one picture of its own."""

from dataclasses import dataclass

from django.utils.timezone import localdate

from fushan.catalogue.figures import FIGURES
from fushan.dashboards.steps import CHAPTERS
from fushan.kit.charts import progress
from fushan.kit.money import in_words

YUAN, WEIGHT = "元", "权重"
BEFORE = {"week": "上周", "month": "上月", "quarter": "上季", "half": "上半年", "year": "上年"}
# In the order of the article's four steps; every other number has its door on the page of steps.
SHOWN = (
    "villages cadres boards_complete walls visits_weekly visits visit_persons visitors",
    "needs_raised needs_answered trainings counties_studied exchanges difficulties_solved",
    "matters_small_solved matters_hard_solved response_rate solved_rate in_time_rate "
    "projects_industry projects_party funds_arrived",
    "plan_progress collective_income findings_open hints_open appraisals_closed",
)
# What a number should have come to: a share out of what was due or asked says so itself.
PLANNED = {"funds_arrived": "funds_planned", "plan_progress": "plan_expected"}
PICTURES = ("visits", "needs", "matters", "bands")
CODES = [code for codes in SHOWN for code in codes.split()]
ASKED = [*CODES, *PLANNED.values()]


@dataclass(frozen=True)
class Chapter:
    """`figures`: what parts/figure.html needs of each. `picture`: which is drawn below them."""

    number: str
    title: str
    figures: list
    picture: str


def chapters(here, found):
    """[Chapter] of the numbers that were found for the place and period asked for."""
    return [
        Chapter(step.number, step.title, _figures(here, found, codes), picture)
        for step, codes, picture in zip(CHAPTERS, SHOWN, PICTURES, strict=True)
    ]


def _figures(here, found, codes):
    return [shown(here, code, found) for code in codes.split()]


def shown(here, code, found):
    """A number with what it is set against: its whole, the period before, the plan, its ledger."""
    figure = FIGURES[code]
    value, before = found[code]
    number, _, unit = _said(figure, value.number).partition(" ")
    told = {
        "label": figure.label,
        "of": None if value.out_of is None else f"{value.out_of:,}",
        "value": number,
        "unit": unit or figure.unit,
        "url": here.ledger(code),
        "note": "",
    }
    if figure.is_ratio:
        told |= _out_of(figure, value)
    notes = (told["note"], _before(here, figure, before), _planned(code, found))
    return told | {"note": " · ".join(filter(None, notes))}


def _before(here, figure, before):
    """The period before, as far as this one has gone by; of a stock its last day."""
    if before is None or (figure.is_ratio and not before.out_of):
        return ""
    if not before.number and here.term and here.period.first <= here.term.first:
        return ""  # nobody was in a village yet
    on = (figure.denominator if figure.is_ratio else figure).on
    so_far = "同期" if on and localdate() in here.period else ""
    then = f"{BEFORE.get(here.period.kind, '上一段')}{so_far}"
    if not figure.is_ratio:
        return f"{then} {_said(figure, before.number)}"
    share = before.percent
    return f"{then} {before.number}/{before.out_of}" if share is None else f"{then} {share}%"


def _said(figure, number):
    """The number, with 元 or 万元 behind an amount as offices write it."""
    return in_words(number) if figure.unit == YUAN else f"{number:,}"


def _planned(code, found):
    """What the plan says by now; nothing where there is no plan."""
    plan, _ = found[PLANNED[code]] if code in PLANNED else (None, None)
    if plan is None or not (plan.number or plan.out_of):
        return ""
    if plan.out_of is None:
        return f"计划 {_said(FIGURES[PLANNED[code]], plan.number)}"
    return f"序时 {plan.number:,}" if plan.percent is None else f"序时 {plan.percent}%"


def _out_of(figure, value):
    """A share shows its two counts, and a per cent once the cases are enough to say.

    Of weights, which nobody can count, it shows the per cent alone.
    """
    chart = progress(value.number, value.out_of, label=figure.label, height=6)
    if figure.denominator.unit == WEIGHT and value.percent is not None:
        return {"of": None, "value": value.percent, "unit": "%", "chart": chart}
    return {
        "unit": figure.denominator.unit,
        "note": "" if value.percent is None else f"{value.percent}%",
        "value": f"{value.number:,}" if value.out_of else None,
        "chart": chart,
    }
