"""Appraisals: township and county give their parts, the cadre is heard, it is decided."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from evaluation.appraisal_forms import DecideForm, JudgeForm, OpenForm, WordForm
from evaluation.appraising import OFFICES, SPEAKERS, another_must, close, moves_of
from evaluation.grading import gates
from evaluation.listing import ROWS, asked_period, exported, goes_on_by_itself, groups, periods
from evaluation.models import AppraisalState
from evaluation.reckoning import days_of
from evaluation.sheets import lines_of, sheet_of, where, why_not_more
from fushan.kit.constraints import sentence_of
from fushan.org.doors import for_roles, internal_only
from fushan.org.roles import Role

S = AppraisalState
FORMS = {
    S.COUNTY: ("appraisals:judge", "评"),
    S.SHOWN: ("appraisals:judge", "评"),
    S.TOWNSHIP: ("appraisals:back", "退回乡镇重评"),
    S.REPLIED: ("appraisals:reply", "看过了，答复"),
    S.APPEALED: ("appraisals:appeal", "申诉"),
    S.DECIDED: ("appraisals:decide", "认定"),
    S.CLOSED: ("appraisals:close", "办结"),
}


@for_roles(*SPEAKERS)
@internal_only()
def appraisals(request):
    """One period at a time, by township and name. A cadre sees their own."""
    found = periods()
    chosen = asked_period(request, found)
    rows = list(ROWS.of_period(*chosen.key).by_name()) if chosen else []
    if request.GET.get("format") == "xlsx" and request.user.role in OFFICES:
        return exported(request, chosen, rows)
    told, day = groups(rows, request.user), localdate()
    context = {
        "periods": found,
        "chosen": chosen,
        "groups": told,
        "waiting": sum(group.waiting for group in told),
        "settling": any(goes_on_by_itself(row, day) for row in rows),
    }
    return render(request, "evaluation/appraisals/appraisals.html", context)


@for_roles(*SPEAKERS)
@internal_only()
def appraisal(request, appraisal_id):
    appraisal = get_object_or_404(ROWS, pk=appraisal_id)
    sheet = sheet_of(appraisal) if appraisal.is_year else None
    moves = moves_of(request.user, appraisal, localdate())
    context = {
        "appraisal": appraisal,
        "days": days_of(appraisal),
        "sheet": sheet,
        "gates": gates(appraisal) if sheet and appraisal.shown_on else [],
        "missing": why_not_more(appraisal, sheet) if sheet else [],
        "steps": appraisal.steps.select_related("made_by", "cadre").order_by("pk"),
        "doors": [_door(request.user, appraisal, to, to == moves[0]) for to in moves],
        "another": another_must(request.user, appraisal),
    }
    return render(request, "evaluation/appraisals/appraisal.html", context)


def _door(user, appraisal, to, is_first):
    """(url name, label, is main): what somebody else writes down for the cadre is called so, and
    is not what the page asks of them.
    """
    name, label = FORMS[to]
    if to in (S.REPLIED, S.APPEALED) and user.cadre_id != appraisal.cadre_id:
        return name, f"代本人{'答复' if to == S.REPLIED else label}", False
    return name, label, is_first


@for_roles(*SPEAKERS)
@internal_only()
def part(request, appraisal_id, component_id):
    """The records behind one part: one click from the sheet, and one more to the record itself."""
    appraisal = get_object_or_404(ROWS, pk=appraisal_id)
    part, lines = lines_of(appraisal, component_id)
    if part is None:
        raise Http404("没有这一项。")
    context = {"appraisal": appraisal, "part": part, "lines": lines, "where": where(part)}
    return render(request, "evaluation/appraisals/part.html", context)


@for_roles(Role.STAFF)
def open_appraisals(request):
    form = OpenForm(request.POST or None, day=localdate())
    if form.is_valid():
        made = form.made(by=request.user, on=localdate())
        _told_opened(request, made)
        return redirect("appraisals:appraisals")
    about = {"title": "开始一次考评", "button": "开始"}
    know = "到期已过的季度和年度，凡任职够天数、还没有开始的都开始；办法按那段时间启用的版本。"
    return render(request, "parts/form_page.html", {"form": form, "know": know, **about})


def _told_opened(request, made):
    if made:
        messages.success(request, f"{made[0].label}考评已开始，共 {len(made)} 人。")
    else:
        messages.warning(request, "没有要开始的：都已开始、任职不够天数，或者还没有启用考评办法。")


@for_roles(*OFFICES)
@internal_only()
def judge(request, appraisal_id):
    """The township's part, or the county's, whichever is waited for."""
    appraisal = _waiting(request, appraisal_id, S.COUNTY, S.SHOWN)
    form = JudgeForm(request.POST or None, appraisal=appraisal)
    if form.is_valid() and _made(request, form):
        return redirect("appraisals:appraisals")
    whose = "乡镇" if appraisal.state == S.TOWNSHIP else "县里"
    said = _said(appraisal, S.TOWNSHIP, S.REPLIED)
    context = {"form": form, "appraisal": appraisal, "whose": whose, "said": said}
    return render(request, "evaluation/appraisals/judge.html", context)


@for_roles(*SPEAKERS)
@internal_only()
def reply(request, appraisal_id):
    return _word(request, appraisal_id, S.REPLIED)


@for_roles(*SPEAKERS)
@internal_only()
def appeal(request, appraisal_id):
    return _word(request, appraisal_id, S.APPEALED)


@for_roles(Role.STAFF)
@internal_only()
def back(request, appraisal_id):
    return _word(request, appraisal_id, S.TOWNSHIP)


@for_roles(Role.STAFF)
@internal_only()
def decide(request, appraisal_id):
    appraisal = _waiting(request, appraisal_id, S.DECIDED)
    form = DecideForm(request.POST or None, appraisal=appraisal)
    if form.is_valid() and _made(request, form):
        return redirect("appraisals:appraisal", appraisal.pk)
    said = _said(appraisal, S.REPLIED, S.APPEALED)
    context = {"form": form, "appraisal": appraisal, "said": said}
    return render(request, "evaluation/appraisals/decide.html", context)


@for_roles(Role.STAFF)
@internal_only()
@require_POST
def close_appraisal(request, appraisal_id):
    appraisal = _waiting(request, appraisal_id, S.CLOSED)
    close(appraisal, by=request.user, on=localdate())
    messages.success(request, f"{appraisal}已办结，不再改动。")
    return redirect("appraisals:appraisal", appraisal.pk)


def _said(appraisal, *states):
    """The steps into these in which something was said."""
    rows = appraisal.steps.filter(moved_to__in=states).exclude(note="")
    return rows.select_related("made_by", "cadre").order_by("pk")


def _word(request, appraisal_id, to):
    appraisal = _waiting(request, appraisal_id, to)
    said = request.POST if request.method == "POST" else None
    form = WordForm(said, appraisal=appraisal, to=to, user=request.user)
    draft = f"{request.user.pk}:appraisal:{appraisal.pk}:{to}"
    if form.is_valid() and _made(request, form, draft):
        return redirect("appraisals:appraisal", appraisal.pk)
    about = {"title": form.title, "button": form.title, "hint": appraisal, "draft": draft}
    return render(request, "parts/form_page.html", {"form": form, **about})


def _waiting(request, appraisal_id, *states):
    """The appraisal, where it waits for this person to move it to one of these."""
    appraisal = get_object_or_404(ROWS, pk=appraisal_id)
    if not set(states) & set(moves_of(request.user, appraisal, localdate())):
        now = f"现在是“{appraisal.get_state_display()}”，这一步不由您来办，或者已经办过了。"
        raise PermissionDenied(another_must(request.user, appraisal) or now)
    return appraisal


def _made(request, form, draft=""):
    try:
        form.made(by=request.user, on=localdate())
    except IntegrityError as error:
        form.add_error(None, sentence_of(error))
        return False
    said = f"已记下，现在是“{form.appraisal.get_state_display()}”。"
    messages.success(request, said, extra_tags=draft)
    return True
