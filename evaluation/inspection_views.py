"""专班调研 on the road: all villages, one village's sheet, and what two scored apart."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from evaluation.alike import alike_in
from evaluation.drawing import HOW, draw
from evaluation.inspecting import (
    close,
    gap_of,
    is_on_team,
    is_untouched,
    is_wide,
    raised_by,
    scores_for,
    withdraw,
)
from evaluation.inspection_forms import InspectionForm, ScoreForm, SettleForm, SheetForm
from evaluation.models import METHODS, Inspection, InspectionScore, InspectionSheet
from fushan.kit.paging import Page
from fushan.org.doors import for_roles
from fushan.org.models import Village
from fushan.org.roles import Role

READERS = (Role.STAFF, Role.LEADER)
SHEETS = InspectionSheet.objects.select_related("inspection", "village__township", "looked_by")
COUNTY = 6  # digits of a county's code


@for_roles(*READERS)
def inspections(request):
    rows = Inspection.objects.all()
    page = Page(rows, by=("began_on", "pk"), after=request.GET.get("after"))
    may_open = request.user.role == Role.STAFF and len(request.user.area_code) == COUNTY
    context = {"page": page, "may_open": may_open}
    return render(request, "evaluation/inspections/inspections.html", context)


@for_roles(Role.STAFF)
def open_inspection(request):
    if len(request.user.area_code) != COUNTY:
        raise PermissionDenied("专班调研由县里组织。")
    today = localdate()
    new = Inspection(area_id=request.user.area_code, entered_by=request.user)
    new.began_on = new.ends_on = today
    form = InspectionForm(request.POST or None, instance=new, user=request.user)
    if form.saved():
        messages.success(request, "调研已开，每个村一张表。")
        return redirect("inspections:inspection", form.instance.pk)
    context = {"form": form, "title": "开一次专班调研", "button": "开始"}
    return render(request, "parts/form_page.html", context)


@for_roles(*READERS)
def inspection(request, inspection_id):
    row = get_object_or_404(Inspection, pk=inspection_id)
    sheets = row.sheets.select_related("village__township").order_by("village")
    team = row.members.select_related("user").order_by("user__name", "pk")
    may_close = request.user in [m.user for m in team] and row.closed_on is None
    context = {
        "row": row,
        "sheets": sheets,
        "team": [member.user for member in team],
        "may_close": may_close,
        "may_withdraw": may_close and is_untouched(row),
    }
    return render(request, "evaluation/inspections/inspection.html", context)


@for_roles(*READERS)
def drawing(request, inspection_id):
    """The draw made again from what was written down; anybody may do so by hand."""
    row = get_object_or_404(Inspection, pk=inspection_id, drawn__isnull=False)
    places = Village.objects.select_related("township").in_bulk([code for code, _ in row.weights])
    drawn = draw(row.seed, row.weights, row.drawn)
    order = {code: n for n, code in enumerate(drawn, 1)}
    context = {
        "row": row,
        "how": HOW,
        "lines": [
            (places.get(code), code, weight, order.get(code)) for code, weight in row.weights
        ],
        "total": sum(weight for _, weight in row.weights),
    }
    return render(request, "evaluation/inspections/drawing.html", context)


@for_roles(Role.STAFF)
@require_POST
def close_inspection(request, inspection_id):
    row = get_object_or_404(Inspection, pk=inspection_id)
    _team_only(request.user, row)
    if close(row, localdate()):
        messages.success(request, "调研已结束，调研表不再改；问题照常整改、复查。")
    else:
        messages.error(request, "还有村没有定显绩、潜绩的等次，先不能结束。")
    return redirect("inspections:inspection", row.pk)


@for_roles(Role.STAFF)
@require_POST
def withdraw_inspection(request, inspection_id):
    row = get_object_or_404(Inspection, pk=inspection_id)
    _team_only(request.user, row)
    if withdraw(row):
        messages.success(request, f"“{row}”已撤销。")
        return redirect("inspections:inspections")
    messages.error(request, "已有村填了调研表、评了分、记了问题或谈了话，不能撤销。")
    return redirect("inspections:inspection", inspection_id)


@for_roles(*READERS)
def sheet(request, sheet_id):
    row = get_object_or_404(SHEETS, pk=sheet_id)
    scores = scores_for(request.user, row) if row.inspection.apart else []
    raised = {} if row.inspection.closed_on else raised_by(row.village_id, localdate())
    context = {
        "row": row,
        "methods": [(METHODS[m], getattr(row, m), raised.get(m, ()), m) for m in METHODS],
        "scores": scores,
        "gap": gap_of(scores),
        "is_wide": is_wide(scores),
        "mine": any(score.scorer_id == request.user.pk for score in scores),
        "findings": row.findings.order_by("found_on", "pk"),
        "on_team": request.user.role == Role.STAFF and is_on_team(request.user, row.inspection),
    }
    return render(request, "evaluation/inspections/sheet.html", context)


@for_roles(Role.STAFF)
def write_sheet(request, sheet_id):
    row = _sheet(request, sheet_id)
    about = {"raised": raised_by(row.village_id, localdate())}
    form = SheetForm(request.POST or None, instance=row, user=request.user, **about)
    draft = f"{request.user.pk}:sheet:{row.pk}"
    if form.saved():
        messages.success(request, "调研表已保存。", extra_tags=draft)
        return redirect("inspections:sheet", row.pk)
    return _form(request, form, row, title="调研表", button="保存", draft=draft)


@for_roles(Role.STAFF)
def score(request, sheet_id):
    row = _sheet(request, sheet_id)
    of = {"sheet": row, "area_id": row.area_id, "village_id": row.village_id}
    new = InspectionScore(scorer=request.user, **of)
    form = ScoreForm(request.POST or None, instance=new, user=request.user)
    if form.saved():
        messages.success(request, "您的评分已记下；两人都评了，才互相看得见。")
        return redirect("inspections:sheet", row.pk)
    return _form(request, form, row, title="我的评分", button="评定，不再改")


@for_roles(Role.STAFF)
def settle(request, sheet_id):
    row = _sheet(request, sheet_id)
    scores = scores_for(request.user, row)
    if len(scores) < 2:
        raise PermissionDenied("两名成员都评了，才能由评过的人定等次。")
    about = {"instance": row, "user": request.user, "scores": scores}
    form = SettleForm(request.POST or None, **about)
    if form.saved():
        messages.success(request, "等次已定，两人原来的评分都留着。")
        return redirect("inspections:sheet", row.pk)
    know = "；".join(str(score) for score in scores)
    return _form(request, form, row, title="定等次", button="定下来", know=know)


@for_roles(Role.STAFF)
def alike(request, sheet_id):
    """Only inside an inspection, and only to ask about."""
    row = _sheet(request, sheet_id)
    context = {"row": row, "groups": alike_in(row.village_id, localdate())}
    return render(request, "evaluation/inspections/alike.html", context)


def _form(request, form, row, **more):
    context = {"form": form, "hint": row.village, **more}
    return render(request, "parts/form_page.html", context)


def _sheet(request, sheet_id):
    row = get_object_or_404(SHEETS, pk=sheet_id)
    _team_only(request.user, row.inspection)
    return row


def _team_only(user, row):
    if not is_on_team(user, row):
        raise PermissionDenied("您不在这次调研的专班里。")
    if row.closed_on:
        raise PermissionDenied("这次调研已经结束。")
