"""A year's parts from today's records: figures, levels that people gave, reviews, decided hints."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from django.db.models import BigIntegerField, Case, Count, DecimalField, TextField, Value, When
from django.db.models.functions import Cast

from cadres.figures import FIGURES as CADRES
from cadres.wall_figures import FIGURES as WALLS
from evaluation.models import AppraisalMark, Component, Hint, Judge, Level, Source
from evaluation.scoring import Case as Counted
from evaluation.scoring import Part
from fushan.desk.models import number
from fushan.kit.periods import Period
from petitions.figures import FIGURES as PETITIONS
from petitions.models import Review
from training.figures import FIGURES as TRAINING
from villages.figures import FIGURES as VILLAGES
from villages.lasting_figures import FIGURES as LASTING
from villages.plan_figures import FIGURES as PLANS
from villages.project_figures import FIGURES as PROJECTS
from villages.year_figures import FIGURES as YEARS

EVERY = (CADRES, WALLS, PETITIONS, TRAINING, VILLAGES, LASTING, PLANS, PROJECTS, YEARS)
SHARES = {figure.code: figure for some in EVERY for figure in some if figure.is_ratio}
EXACT = DecimalField(max_digits=14, decimal_places=6)
FAIRLY = Decimal("0.7")  # what 基本满意 counts for
DAY = timedelta(days=1)


def days_of(appraisal):
    """The days of the period on which the cadre was in this post."""
    posting = appraisal.posting
    last = posting.ended_on - DAY if posting.ended_on else appraisal.last_on
    return Period.span(
        max(appraisal.first_on, posting.began_on),
        min(appraisal.last_on, max(last, posting.began_on)),
    )


def parts_of(appraisal):
    """[Part] as the records stand now, by four queries whatever the number of figures."""
    components = list(
        Component.objects.filter(scheme=appraisal.scheme_id).select_related("indicator")
    )
    shares, marks = _shares(appraisal, components), marks_of(appraisal)
    taken, reviews = hints_of(appraisal), reviews_of(appraisal)
    return [_part(one, shares, marks, taken, reviews) for one in components]


def _part(component, shares, marks, taken, reviews):
    part = blank(component)
    if component.source == Source.FIGURE:
        return replace(part, cases=tuple(shares.get(component.pk, ())))
    if component.source == Source.DEDUCTION:
        return replace(part, cases=tuple(_cost(h) for h in taken if _costs_here(h, component)))
    if component.judge == Judge.PUBLIC:
        return replace(part, cases=tuple(_share_of(review) for review in reviews))
    mark = marks.get(component.pk)
    cases = (_given(mark),) if mark and mark.level else ()
    return replace(part, cases=cases, note=mark.note if mark else "")


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


def _shares(appraisal, components):
    """{component's id: [case]} of all parts that are reckoned, by one query."""
    asked = [
        cases_of(SHARES[one.figure], appraisal)
        .annotate(case_of=Value(one.pk, BigIntegerField()), case_record=Cast("pk", TextField()))
        .order_by()
        .values_list("case_of", "case_record", "case_counted", "case_met")
        for one in components
        if one.figure in SHARES
    ]
    found = {}
    if asked:
        for key, record, counted, met in asked[0].union(*asked[1:], all=True):
            found.setdefault(key, []).append(Counted(counted, met, record=record))
    return found


def marks_of(appraisal):
    """{component's id: mark}, the latest of each."""
    rows = AppraisalMark.objects.filter(appraisal=appraisal).order_by("pk")
    return {mark.component_id: mark for mark in rows}


def hints_of(appraisal):
    """Decided hints of this cadre in this village, of what happened in the period."""
    period = days_of(appraisal)
    rows = Hint.objects.judged().filter(
        cadre=appraisal.cadre_id,
        village=appraisal.village_id,
        scheme=appraisal.scheme_id,
        happened_on__range=(period.first, period.last),
    )
    return list(rows.select_related("rule").order_by("pk"))


def reviews_of(appraisal):
    """Reviews that were confirmed and had enough households there."""
    period = days_of(appraisal)
    rows = Review.objects.filter(
        village=appraisal.village_id,
        confirmed_at__isnull=False,
        held_on__range=(period.first, period.last),
    )
    return [review for review in rows.order_by("pk") if review.is_quorate and votes(review)[1]]


def votes(review):
    """(satisfied, of how many that knew), of both questions; 基本满意 counts for less."""
    good, fair = review.said_good + review.held_good, review.said_fair + review.held_fair
    return good + fair * FAIRLY, good + fair + review.said_bad + review.held_bad


def _share_of(review):
    satisfied, sure = votes(review)
    share = (Decimal(satisfied) / Decimal(sure)).quantize(Decimal("0.000001"))
    return Counted(Decimal(1), share, record=review)


def _given(mark):
    return Counted(Decimal(1), Level(mark.level).share, record=mark)


def _cost(hint):
    rule = hint.rule
    return Counted(Decimal(1), Decimal(hint.costs), rule.code, rule.cap, record=hint)


def _costs_here(hint, component):
    return hint.costs and hint.rule.indicator_id == component.indicator_id
