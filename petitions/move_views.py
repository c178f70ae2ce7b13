"""A matter moves on: the moves of the table, and what happens to it above the branch."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from fushan.kit.constraints import sentence_of
from fushan.org.doors import for_roles
from fushan.org.roles import Role
from petitions.models import MOVES, Matter, State, Upper
from petitions.move_forms import ExtendForm, MoveForm, PassOnForm, ReceiveForm
from petitions.moving import SPEAKERS, answer_at_once, has_it, moves_of
from petitions.upward import may_extend

ROWS = Matter.objects.select_related("village__township", "upper_unit", "transfer")
ABOVE = (Role.TOWNSHIP, Role.STAFF)
NOT_YOURS = "这一步由乡镇或组织部来办。"


@for_roles(*SPEAKERS)
def move_matter(request, matter_id, to):
    matter = get_object_or_404(ROWS, pk=matter_id)
    if to not in State.values:
        raise Http404("没有这一步。")
    if State(to) not in MOVES[State(matter.state)]:
        return _not_now(request, matter)
    if State(to) not in dict(moves_of(request.user, matter)):
        raise PermissionDenied(NOT_YOURS)
    if to == State.DELIBERATED:
        return redirect("petitions:deliberate", matter.pk)
    form = MoveForm(request.POST or None, matter=matter, to=State(to))
    return _page(request, form, form.about.label)


@require_POST
@for_roles(*SPEAKERS)
def answer_matter(request, matter_id):
    """Answered at once is one tap."""
    matter = get_object_or_404(ROWS, pk=matter_id)
    if matter.state != State.RAISED:
        return _not_now(request, matter)
    if not moves_of(request.user, matter):
        raise PermissionDenied(NOT_YOURS)
    answer_at_once(matter, by=request.user, on=localdate())
    messages.success(request, "已记下：当场答复。")
    return redirect("petitions:matter", matter.pk)


@for_roles(*ABOVE)
def receive_matter(request, matter_id):
    matter = get_object_or_404(ROWS, pk=matter_id)
    if not has_it(request.user, matter) or matter.received_on:
        return _not_now(request, matter)
    return _page(request, ReceiveForm(request.POST or None, matter=matter), "接收")


@for_roles(*ABOVE)
def pass_on_matter(request, matter_id):
    matter = get_object_or_404(ROWS, pk=matter_id)
    if not has_it(request.user, matter) or matter.upper != Upper.TOWNSHIP:
        return _not_now(request, matter)
    return _page(request, PassOnForm(request.POST or None, matter=matter), "转县级部门")


@for_roles(*ABOVE)
def extend_matter(request, matter_id):
    matter = get_object_or_404(ROWS, pk=matter_id)
    if not may_extend(request.user, matter):
        messages.warning(request, "这件事不能再延期：一件事只能延一次。")
        return redirect("petitions:matter", matter.pk)
    return _page(request, ExtendForm(request.POST or None, matter=matter), "延期")


def _page(request, form, title):
    if form.is_valid() and _moved(request, form):
        return redirect("petitions:matter", form.matter.pk)
    context = {"form": form, "title": title, "hint": form.matter.text[:30], "button": title}
    return render(request, "parts/form_page.html", context)


def _moved(request, form):
    try:
        form.moved(by=request.user)
    except IntegrityError as error:
        form.add_error(None, sentence_of(error))
        return False
    messages.success(request, f"已记下，现在是“{form.matter.get_state_display()}”。")
    return True


def _not_now(request, matter):
    stands = matter.get_state_display()
    messages.warning(request, f"这件事现在是“{stands}”，不能直接走到这一步。")
    return redirect("petitions:matter", matter.pk)
