"""Many at once, with the default for all that need no word; bands for leaders; a month's look."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from evaluation.appraisal_forms import JudgeForm
from evaluation.appraising import OFFICES, SPEAKERS, close, decide
from evaluation.listing import (
    ROWS,
    asked_period,
    bands,
    goes_on_by_itself,
    groups,
    is_returned,
    periods,
    years,
)
from evaluation.models import AppraisalState, Level
from evaluation.overview import overview_of
from fushan.org.asked import asked, choices, place_of
from fushan.org.doors import for_roles, internal_only
from fushan.org.roles import Role

S = AppraisalState
MOST = 200


def _rows(request, *states):
    """Those of the period in the address that stand there, as the list shows them."""
    chosen = asked_period(request, periods())
    rows = ROWS.of_period(*chosen.key).filter(state__in=states) if chosen else ROWS.none()
    return list(rows.by_name()[:MOST])


@for_roles(*OFFICES)
@internal_only()
@require_POST
def judge_rest(request):
    """All that wait for this office, with 较好 for whatever nobody has touched.

    A quarter goes on as the township judged it. What wants a word of its own is left.
    """
    state = S.TOWNSHIP if request.user.role == Role.TOWNSHIP else S.COUNTY
    rows, day = _rows(request, state), localdate()
    forms = [
        JudgeForm(_defaults(JudgeForm(appraisal=row)), appraisal=row)
        for row in rows
        if not is_returned(row)
    ]
    whole = [form for form in forms if form.is_valid()]
    for form in whole:
        form.made(by=request.user, on=day)
    left = len(rows) - len(whole)
    rest = f"还有 {left} 人退回过或要写理由，请点开评。" if left else ""
    messages.success(request, f"已评 {len(whole)} 人。{rest}")
    return redirect(_list(request))


def _defaults(form):
    return {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}


@for_roles(Role.STAFF)
@internal_only()
@require_POST
def settle_rest(request):
    """Quarters without an objection are confirmed as they stand, and what is decided is closed.

    A year's grade is decided one by one: not by the number alone.
    """
    day = localdate()
    rows = _rows(request, S.SHOWN, S.REPLIED, S.DECIDED)
    closing = [row for row in rows if goes_on_by_itself(row, day)]
    for row in closing:
        if row.state != S.DECIDED:
            decide(row, by=request.user, on=day)
        close(row, by=request.user, on=day)
    messages.success(request, f"已办结 {len(closing)} 人。")
    return redirect(_list(request))


def _list(request):
    return request.get_full_path().replace("rest/judge/", "").replace("rest/settle/", "")


@for_roles(Role.STAFF, Role.LEADER)
def appraisal_bands(request):
    """How many stand where: a table of counts, and no name on it."""
    found = years(periods())
    chosen = asked_period(request, found)
    rows = ROWS.of_period(*chosen.key) if chosen else ROWS.none()
    pairs = rows.values_list("visible", "potential")
    context = {"periods": found, "chosen": chosen, "rows": bands(pairs), "levels": list(Level)}
    return render(request, "evaluation/appraisals/bands.html", context)


@for_roles(Role.STAFF, Role.LEADER)
@internal_only()
def band(request, visible, potential):
    """Who stands in one cell, by township and name; of one place where the address names it."""
    if not {visible, potential} <= set(Level.values):
        raise Http404("没有这一格。")
    chosen = asked_period(request, years(periods()))
    rows = ROWS.of_period(*chosen.key) if chosen else ROWS.none()
    rows = rows.filter(visible=visible, potential=potential)
    place = place_of(request.GET["area"]) if request.GET.get("area") else None
    if place:
        rows = rows.filter(village__gte=place.pk, village__lt=f"{place.pk}:")
    context = {
        "chosen": chosen,
        "place": place,
        "groups": groups(rows.by_name()[:MOST], request.user),
        "said": [Level(one).label for one in (visible, potential)],
    }
    return render(request, "evaluation/appraisals/band.html", context)


@for_roles(*SPEAKERS)
def overview(request):
    """A month or quarter without any score: what is open, who was away, where the plan stands."""
    here = asked(request)
    context = {"asked": here, "numbers": overview_of(here), **choices(here, "appraisals:overview")}
    return render(request, "evaluation/appraisals/overview.html", context)
