"""问题: found by an inspection or told by villagers, mended by its owner, checked again."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from evaluation.inspecting import is_on_team
from evaluation.inspection_forms import MEND_DAYS, CheckForm, DoneForm, FindingForm, SendBackForm
from evaluation.models import (
    FINDING_TO,
    Finding,
    FindingState,
    InspectionSheet,
    Owner,
)
from fushan.kit.constraints import sentence_of
from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.roles import Role
from petitions.models import Review

ROWS = Finding.objects.select_related("village__township", "done_by", "checked_by", "entered_by")
STEPS = {
    FindingState.DONE: ("报改好了", DoneForm),
    FindingState.CLOSED: ("复查合格", CheckForm),
    FindingState.OPEN: ("退回再改", SendBackForm),
}
OWNERS = {
    Owner.VILLAGE: (Role.VILLAGE, Role.TOWNSHIP, Role.STAFF),
    Owner.TOWNSHIP: (Role.TOWNSHIP, Role.STAFF),
}
MOST = 200


@for_roles(*COUNTY_AND_BELOW)
def findings(request):
    """Those that wait, soonest due first; then what is over."""
    waiting = ROWS.open().order_by("due_on", "village", "pk")[:MOST]
    over = ROWS.filter(state=FindingState.CLOSED)
    page = Page(over, by=("found_on", "pk"), after=request.GET.get("after"))
    context = {"waiting": waiting, "page": page, "today": localdate()}
    return render(request, "evaluation/inspections/findings.html", context)


@for_roles(*COUNTY_AND_BELOW)
def finding(request, finding_id):
    row = get_object_or_404(ROWS, pk=finding_id)
    at_county = request.user.role in (Role.STAFF, Role.LEADER)
    context = {
        "row": row,
        "moves": [(to, STEPS[to][0]) for to in _moves(request.user, row)],
        "sheet": row.sheet_id if at_county else None,
        "is_over": row.state == FindingState.OPEN and row.due_on < localdate(),
    }
    return render(request, "evaluation/inspections/finding.html", context)


@for_roles(Role.STAFF, Role.TOWNSHIP, Role.VILLAGE)
def move_finding(request, finding_id, to):
    row = get_object_or_404(ROWS, pk=finding_id)
    if to not in FindingState.values:
        raise Http404("没有这一步。")
    if FindingState(to) not in FINDING_TO[FindingState(row.state)]:
        messages.warning(request, f"这个问题现在是“{row.get_state_display()}”，不能走这一步。")
        return redirect("inspections:finding", row.pk)
    if FindingState(to) not in _moves(request.user, row):
        raise PermissionDenied("这一步不由您来办。")
    return _step(request, row, *STEPS[FindingState(to)])


def _step(request, row, label, form_class):
    form = form_class(request.POST or None, instance=row, user=request.user)
    if form.saved():
        messages.success(request, f"已记下，现在是“{form.instance.get_state_display()}”。")
        return redirect("inspections:finding", row.pk)
    context = {"form": form, "title": label, "hint": row.village, "button": label}
    return render(request, "parts/form_page.html", context | {"know": row.text})


@for_roles(Role.STAFF)
def write_finding(request, sheet_id):
    sheet = get_object_or_404(
        InspectionSheet.objects.select_related("inspection", "village"), pk=sheet_id
    )
    if not is_on_team(request.user, sheet.inspection):
        raise PermissionDenied("您不在这次调研的专班里。")
    new = Finding(sheet=sheet, village=sheet.village, entered_by=request.user)
    new.found_on = localdate()
    form = FindingForm(request.POST or None, instance=new, user=request.user)
    if form.saved():
        messages.success(request, "问题已记下，到期以前会提醒整改的人。")
        return redirect("inspections:sheet", sheet.pk)
    context = {"form": form, "title": "记一个问题", "hint": sheet.village, "button": "保存"}
    return render(request, "parts/form_page.html", context)


@for_roles(Role.STAFF, Role.TOWNSHIP)
@require_POST
def finding_of_review(request, review_id):
    """What villagers were not content with becomes the village's to mend."""
    reviews = Review.objects.filter(confirmed_at__isnull=False).select_related("village")
    review = get_object_or_404(reviews, pk=review_id)
    bad = max(review.said_bad, review.held_bad)
    if not bad:
        raise PermissionDenied("这次评事没有不满意票。")
    try:
        with transaction.atomic():
            row = _told_by_villagers(review, request.user)
    except IntegrityError as error:
        messages.warning(request, sentence_of(error))
        return redirect("petitions:review", review.pk)
    messages.success(request, "已转为问题，由村里整改；期限可以在下面看到。")
    return redirect("inspections:finding", row.pk)


def _told_by_villagers(review, by):
    said = f"{review.month:%Y年%-m月}群众评事：党员说事 {review.said_bad} 票不满意，"
    said += f"支部议事 {review.held_bad} 票不满意。{review.remarks}"
    return Finding.objects.create(
        review=review,
        village=review.village,
        text=said[:300],
        found_on=localdate(),
        due_on=localdate() + timedelta(days=MEND_DAYS),
        entered_by=by,
    )


def _moves(user, row):
    """The states that this person may bring it to now."""
    owners = OWNERS[Owner(row.owner)]
    may = {
        FindingState.DONE: user.role in owners,
        FindingState.CLOSED: user.role == Role.STAFF,
        FindingState.OPEN: user.role == Role.STAFF,
    }
    return [to for to in FINDING_TO[FindingState(row.state)] if may[to]]
