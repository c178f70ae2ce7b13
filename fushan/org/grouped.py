"""Figures of many places or people at once: one query, whatever their number."""

from django.db.models import CharField, IntegerField
from django.db.models import Value as DbValue
from django.db.models.functions import Cast, JSONObject

from fushan.org.figures import Value, only


def by_key(figures, key, area, period):
    """{code: {village's code or cadre's number, as text: Value}} of those that have any.

    `key`: "village" or "cadre", the figure's own path to it.
    """
    groups = {}
    for figure in figures:
        rows = figure.denominator if figure.is_ratio else figure
        path = getattr(rows, key)
        groups.setdefault((rows.records, rows.on, rows.village, path), []).append(figure)
    asked = [
        _numbers(n, shared, path, area, period)
        for n, ((*_, path), shared) in enumerate(groups.items())
    ]
    found = {figure.code: {} for figure in figures}
    for _, of, told in asked[0].union(*asked[1:], all=True) if asked else ():
        for code, value in told.items():
            _keep(found, code, of, value, told)
    return found


def _numbers(n, shared, path, area, period):
    """(n, key, {code: number, code_met: number}) of figures that read the same rows."""
    rows = shared[0].denominator if shared[0].is_ratio else shared[0]
    asked = {}
    for figure in shared:
        asked[figure.code] = only(figure.measure, None)
        if figure.is_ratio:
            asked[f"{figure.code}_met"] = figure.measure_met(period)
    found = rows.rows(area, period).order_by().select_related(None).prefetch_related(None)
    found = found.annotate(told_of=Cast(path, CharField())).values("told_of")
    told = {"told_by": DbValue(n, IntegerField()), "told": JSONObject(**asked)}
    return found.annotate(**told).values_list("told_by", "told_of", "told")


def _keep(found, code, of, value, told):
    """A ratio comes in two numbers; nothing is kept of what is not there."""
    if code not in found or value is None:
        return
    met = told.get(f"{code}_met")
    is_ratio = f"{code}_met" in told
    found[code][of] = Value(round(met or 0), value) if is_ratio else Value(value)
