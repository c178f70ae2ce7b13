"""Difficulties: raised on a phone, claimed and answered by an office, confirmed by the cadre."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from cadres import helping
from cadres.difficulty_forms import ConfirmForm, DifficultyAnswerForm, DifficultyForm
from cadres.models import Difficulty, DifficultyState
from cadres.on_behalf import mine, pick_cadre, whose
from fushan.desk.withdrawal import ReasonForm
from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.roles import Role

SPEAKERS = (Role.VILLAGE, Role.TOWNSHIP, Role.STAFF)
ROWS = Difficulty.objects.select_related("cadre__user", "village__township", "claimed_by")
WITH_ALL = ROWS.select_related("entered_by", "answered_by")
STATES = {
    DifficultyState.WAITING: ROWS.unclaimed(),
    DifficultyState.CLAIMED: ROWS.in_hand(),
    DifficultyState.ANSWERED: ROWS.unconfirmed(),
    DifficultyState.SOLVED: ROWS.filter(solved_on__isnull=False),
}


@for_roles(*COUNTY_AND_BELOW)
def difficulties(request):
    """By state; the oldest of what is open stand first, of the others the latest."""
    state = request.GET.get("state", "")
    latest = state not in STATES or state == DifficultyState.SOLVED
    page = Page(
        STATES.get(state, ROWS.all()),
        by=("raised_on", "pk"),
        latest_first=latest,
        after=request.GET.get("after"),
    )
    context = {"page": page, "states": list(STATES), "state": state, "today": localdate()}
    return render(request, "cadres/difficulties.html", context)


@for_roles(*SPEAKERS)
def raise_difficulty(request):
    if not whose(request):
        return pick_cadre(request, "difficulties:raise-difficulty", "替谁提急难事")
    difficulty = Difficulty(raised_on=localdate(), **mine(request))
    form = DifficultyForm(request.POST or None, instance=difficulty, user=request.user)
    draft = f"{request.user.pk}:difficulty:{difficulty.cadre_id}"
    if form.saved():
        messages.success(request, "已提出，乡镇和县委组织部都看得到。", extra_tags=draft)
        return redirect("difficulties:difficulty", form.instance.pk)
    more = {"title": "提一件急难事", "about": difficulty.cadre, "button": "提出", "draft": draft}
    return render(request, "cadres/difficulty_form.html", {"form": form, **more})


@for_roles(*COUNTY_AND_BELOW)
def difficulty(request, difficulty_id):
    """Where it stands, whose it is and how long it has waited."""
    row = get_object_or_404(WITH_ALL, pk=difficulty_id)
    context = {
        "difficulty": row,
        "age": row.age(localdate()),
        "may_claim": helping.may_claim(request.user, row),
        "may_answer": helping.may_answer(request.user, row),
        "may_speak": row.is_open and helping.may_speak_for(request.user, row),
    }
    return render(request, "cadres/difficulty.html", context)


@require_POST
@for_roles(*helping.HELPERS)
def claim_difficulty(request, difficulty_id):
    row = helping.claim(get_object_or_404(ROWS, pk=difficulty_id), by=request.user)
    if row.claimed_by_id == request.user.pk:
        messages.success(request, "已认领，本人会收到消息。")
    else:
        messages.warning(request, "这件事现在不用再认领。")
    return redirect("difficulties:difficulty", row.pk)


@for_roles(*helping.HELPERS)
def answer_difficulty(request, difficulty_id):
    row = get_object_or_404(ROWS, pk=difficulty_id)
    if not helping.may_answer(request.user, row):
        messages.warning(request, "这件事由别的单位在办，或者已经答复过。")
        return redirect("difficulties:difficulty", row.pk)
    form = DifficultyAnswerForm(request.POST or None, instance=row, user=request.user)
    if form.saved():
        messages.success(request, f"已答复，等{row.cadre}确认。")
        return redirect("difficulties:difficulty", row.pk)
    more = {"title": "答复急难事", "about": row.cadre, "button": "答复", "words": row.text}
    return render(request, "cadres/difficulty_form.html", {"form": form, **more})


@for_roles(*SPEAKERS)
def confirm_difficulty(request, difficulty_id):
    row = _spoken_for(request, difficulty_id)
    if not row.is_open:
        messages.warning(request, "这件事已经了结。")
        return redirect("difficulties:difficulty", row.pk)
    form = ConfirmForm(request.POST or None, instance=row, user=request.user)
    if form.saved():
        messages.success(request, "已记下。")
        return redirect("difficulties:difficulty", row.pk)
    more = {"title": "解决了没有", "about": row.cadre, "button": "确认", "words": row.text}
    return render(request, "cadres/difficulty_form.html", {"form": form, **more})


@for_roles(*SPEAKERS)
def drop_difficulty(request, difficulty_id):
    """Entered by mistake, or gone by itself."""
    row = _spoken_for(request, difficulty_id)
    form = ReasonForm(request.POST or None)
    if row.is_open and form.is_valid():
        helping.drop(row, on=localdate(), reason=form.cleaned_data["reason"])
        messages.success(request, "已销掉，原来的记录保留。")
    if not row.is_open:
        return redirect("difficulties:difficulty", row.pk)
    more = {"title": "不用办了", "about": row.cadre, "button": "不用办了", "words": row.text}
    return render(request, "cadres/difficulty_form.html", {"form": form, **more})


def _spoken_for(request, difficulty_id):
    row = get_object_or_404(ROWS, pk=difficulty_id)
    if not helping.may_speak_for(request.user, row):
        raise PermissionDenied("这件事解决了没有，由提出的人说。")
    return row
