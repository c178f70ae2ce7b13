"""Leave: asked, decided, extended, ended by coming back."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cadres import leaving
from cadres.leave_forms import DecisionForm, LeaveForm, ReturnForm
from cadres.models import STANDING, Leave, LeaveState
from cadres.on_behalf import mine, pick_cadre, whose
from fushan.kit.paging import Page
from fushan.org.doors import for_roles
from fushan.org.roles import Role

SPEAKERS = (Role.VILLAGE, Role.TOWNSHIP, Role.STAFF)
ROWS = Leave.objects.select_related("cadre__user", "village__township", "entered_by", "decided_by")


@for_roles(*SPEAKERS)
def leaves(request):
    page = Page(ROWS.all(), by=("first_on", "pk"), after=request.GET.get("after"))
    return render(request, "cadres/leaves.html", {"page": page})


@for_roles(*SPEAKERS)
def leave(request, leave_id):
    leave = get_object_or_404(ROWS.select_related("extends"), pk=leave_id)
    context = {
        "leave": leave,
        "decision": DecisionForm() if leaving.may_decide(request.user, leave) else None,
        "came_to_nothing": leave.extensions.exclude(state__in=STANDING).order_by("pk"),
        "may_note_return": leaving.may_note_return(request.user, leave),
        "may_extend": leaving.may_extend(request.user, leave),
        "may_withdraw": leaving.may_withdraw(request.user, leave),
    }
    return render(request, "cadres/leave.html", context)


@for_roles(*SPEAKERS)
def ask_leave(request):
    if not whose(request):
        return pick_cadre(request, "leave:ask-leave", "替谁请假")
    return _asked(request, Leave(**mine(request)))


@for_roles(*SPEAKERS)
def extend_leave(request, leave_id):
    before = get_object_or_404(ROWS, pk=leave_id)
    if not leaving.may_extend(request.user, before):
        messages.error(request, "续假须在期满前办理；已经续过或已经回村的不能再续。")
        return redirect("leave:leave", before.pk)
    more = Leave(
        cadre=before.cadre,
        village=before.village,
        kind=before.kind,
        first_on=before.last_on + timedelta(days=1),
        extends=before,
        entered_by=request.user,
    )
    return _asked(request, more)


@require_POST
@for_roles(Role.TOWNSHIP, Role.STAFF)
def decide_leave(request, leave_id):
    leave = get_object_or_404(ROWS, pk=leave_id)
    if leave.state != LeaveState.ASKED:
        messages.warning(request, f"这张假条{leave.get_state_display()}，不用再批。")
        return redirect("leave:leave", leave.pk)
    if not leaving.may_decide(request.user, leave):
        raise PermissionDenied("这张假条不由您审批。")
    form = DecisionForm(request.POST)
    if form.is_valid():
        decided = form.decide(leave, by=request.user)
        messages.success(request, f"{leave.cadre}的请假{decided.get_state_display()}。")
        return redirect("leave:leave", leave.pk)
    return render(request, "cadres/leave.html", {"leave": leave, "decision": form})


@for_roles(*SPEAKERS)
def note_return(request, leave_id):
    leave = get_object_or_404(ROWS, pk=leave_id)
    if not leaving.may_note_return(request.user, leave):
        messages.warning(request, "这张假条现在不用销假。")
        return redirect("leave:leave", leave.pk)
    form = ReturnForm(request.POST or None, leave=leave)
    if form.is_valid():
        form.save()
        messages.success(request, "已销假。")
        return redirect("leave:leave", leave.pk)
    return render(request, "cadres/note_return.html", {"leave": leave, "form": form})


@require_POST
@for_roles(*SPEAKERS)
def withdraw_leave(request, leave_id):
    leave = get_object_or_404(ROWS, pk=leave_id)
    if leaving.may_withdraw(request.user, leave):
        leaving.withdraw(leave)
        messages.success(request, "已撤回。")
    elif leave.state != LeaveState.WITHDRAWN:
        messages.warning(request, "假已经开始，不能撤回；提前回来的请销假。")
    return redirect("leave:leave", leave.pk)


def _asked(request, leave):
    form = LeaveForm(request.POST or None, instance=leave, user=request.user)
    draft = f"{request.user.pk}:leave:{leave.cadre_id}"
    if form.saved():
        who = form.instance.get_level_display()
        messages.success(request, f"已提交，由{who}审批。", extra_tags=draft)
        return redirect("leave:leave", form.instance.pk)
    context = {"form": form, "leave": leave, "draft": draft}
    return render(request, "cadres/ask_leave.html", context)
