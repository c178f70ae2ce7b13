"""A year's parts from today's records: figures, levels that people gave, reviews, decided hints."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    DecimalField,
    F,
    Q,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, NullIf

from evaluation.models import AppraisalMark, Component, Hint, Judge, Level, Source
from evaluation.reckoned import SHARES
from evaluation.scoring import Case as Counted
from evaluation.scoring import Part
from fushan.desk.models import number
from fushan.kit.periods import Period
from petitions.models import Review

EXACT = DecimalField(max_digits=14, decimal_places=6)
FAIRLY = Decimal("0.7")  # what 基本满意 counts for
DAY = timedelta(days=1)
# As `Review.is_quorate` says it.
QUORATE = Q(present__gte=15, households__lte=F("present") * 3 / 2)


def days_of(appraisal):
    """The days of the period on which the cadre was in this post."""
    posting = appraisal.posting
    last = posting.ended_on - DAY if posting.ended_on else appraisal.last_on
    return Period.span(
        max(appraisal.first_on, posting.began_on),
        min(appraisal.last_on, max(last, posting.began_on)),
    )


def parts_of(appraisal):
    """[Part] as the records stand now, by three queries whatever the number of figures."""
    components = list(
        Component.objects.filter(scheme=appraisal.scheme_id).select_related("indicator")
    )
    cases, marks = _cases(appraisal, components), marks_of(appraisal)
    return [_part(one, cases.get(one.pk, ()), marks.get(one.pk)) for one in components]


def _part(component, cases, mark):
    if mark is None:
        return replace(blank(component), cases=tuple(cases))
    given = (Counted(Decimal(1), Level(mark.level).share, record=mark),) if mark.level else ()
    return replace(blank(component), cases=given, note=mark.note)


def blank(component):
    """The component without a case."""
    indicator = component.indicator
    return Part(
        component_id=component.pk,
        indicator=indicator.code,
        indicator_name=indicator.name,
        seen=indicator.seen,
        whole=indicator.points,
        name=component.name,
        source=component.source,
        points=component.points,
        judge=component.judge,
        figure=component.figure,
        cap=component.cap,
        least=_least(component),
    )


def _least(component):
    """What happens now and then is judged from so many cases on; a state at the year's end is one.

    Nobody is punished for a quiet village, nor rewarded for inventing matters.
    """
    figure = SHARES.get(component.figure)
    return number("appraisal_least_cases") if figure and figure.on else 1


def cases_of(figure, appraisal):
    """The records behind a share, in this village and post, each with what it counts for."""
    period = days_of(appraisal)
    rows = figure.denominator.rows(appraisal.village_id, period)
    if figure.cadre:
        rows = rows.filter(**{figure.cadre: appraisal.cadre_id})
    met = When(figure.met(period), then=_each(figure.part or figure.measure))
    return rows.annotate(
        case_counted=_each(figure.measure),
        case_met=Case(met, default=Value(Decimal(0), EXACT), output_field=EXACT),
    )


def _each(measure):
    """What one record adds to the measure of all."""
    if isinstance(measure, Count):
        return Value(Decimal(1), EXACT)
    return Cast(measure.get_source_expressions()[0], EXACT)


def _cases(appraisal, components):
    """{component's id: [case]} of all parts but those that people judge, by one query."""
    asked = [_lines(rows) for rows in _sources(appraisal, components)]
    found = {}
    for of, record, *case in asked[0].union(*asked[1:], all=True) if asked else ():
        found.setdefault(of, []).append(Counted(*case, record=record))
    return found


def _sources(appraisal, components):
    for one in components:
        if one.figure in SHARES:
            yield cases_of(SHARES[one.figure], appraisal).annotate(case_of=_as_id(one.pk))
        elif one.judge == Judge.PUBLIC:
            yield reviews_of(appraisal).annotate(case_of=_as_id(one.pk))
        elif one.source == Source.DEDUCTION:
            yield costs_of(appraisal, one.indicator.code).annotate(case_of=_as_id(one.pk))


def _as_id(key):
    return Value(key, BigIntegerField())


def _lines(rows):
    """The same columns of the same types, whatever the record is."""
    if "case_key" not in rows.query.annotations:
        rows = rows.annotate(case_key=Value("", TextField()), case_cap=Cast(Value(None), EXACT))
    names = ("case_record", "case_counted", "case_met", "case_key", "case_cap")
    rows = rows.annotate(case_record=Cast("pk", TextField())).order_by()
    return rows.values_list("case_of", *names)


def marks_of(appraisal):
    """{component's id: mark}, the latest of each."""
    rows = AppraisalMark.objects.filter(appraisal=appraisal).order_by("pk")
    return {mark.component_id: mark for mark in rows}


def hints_of(appraisal):
    """Decided hints of this cadre in this village, of what happened in the period.

    Under whichever version of the scheme: a new one in the middle of a year forgives nothing.
    """
    period = days_of(appraisal)
    rows = Hint.objects.judged().filter(
        cadre=appraisal.cadre_id,
        village=appraisal.village_id,
        happened_on__range=(period.first, period.last),
    )
    return rows.select_related("rule").order_by("pk")


def costs_of(appraisal, indicator):
    """Those of them that cost points of the indicator of this code."""
    rows = hints_of(appraisal).filter(rule__indicator__code=indicator, points__gt=0)
    return rows.annotate(
        case_counted=Value(Decimal(1), EXACT),
        case_met=Cast("points", EXACT),
        case_key=Cast("rule__code", TextField()),
        case_cap=Cast("rule__cap", EXACT),
    )


def reviews_of(appraisal):
    """Reviews that were confirmed and had enough households there; `case_met`: who was satisfied,
    of those that knew, in both questions; 基本满意 counts for less.
    """
    period = days_of(appraisal)
    good, fair = F("said_good") + F("held_good"), F("said_fair") + F("held_fair")
    sure = good + fair + F("said_bad") + F("held_bad")
    satisfied = Cast(good, EXACT) + Cast(fair, EXACT) * Value(FAIRLY, EXACT)
    rows = Review.objects.filter(
        QUORATE,
        village=appraisal.village_id,
        confirmed_at__isnull=False,
        held_on__range=(period.first, period.last),
    )
    rows = rows.annotate(case_sure=sure).filter(case_sure__gt=0)
    return rows.annotate(
        case_counted=Value(Decimal(1), EXACT),
        case_met=Cast(satisfied / Cast(NullIf(F("case_sure"), 0), EXACT), EXACT),
    )
