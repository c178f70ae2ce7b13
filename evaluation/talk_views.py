"""谈心谈话: read and written by the team of one inspection, each look written down."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from evaluation.inspecting import is_on_team
from evaluation.inspection_forms import TalkForm
from evaluation.models import InspectionSheet, Talk
from fushan.desk.models import Deed, note_access
from fushan.org.doors import for_roles, internal_only
from fushan.org.models import User
from fushan.org.reach import reach
from fushan.org.roles import Role

SHEETS = InspectionSheet.objects.select_related("inspection", "village")


@for_roles(Role.STAFF)
@internal_only()
def talks(request, sheet_id):
    sheet = _sheet(request, sheet_id)
    found = _in_the_room(sheet)
    note_access(
        request,
        Deed.LOOK,
        f"{sheet.inspection}{sheet.village}的谈心谈话",
        rows=len(found),
    )
    people = User.objects.in_bulk({talk.made_by_id for talk in found})
    context = {"sheet": sheet, "talks": [(talk, people.get(talk.made_by_id)) for talk in found]}
    return render(request, "evaluation/inspections/talks.html", context)


@for_roles(Role.STAFF)
@internal_only()
def write_talk(request, sheet_id):
    sheet = _sheet(request, sheet_id)
    if sheet.inspection.closed_on:
        raise PermissionDenied("这次调研已经结束。")
    of = {"inspection": sheet.inspection, "village": sheet.village, "talked_on": localdate()}
    new = Talk(made_by=request.user, **of)
    form = TalkForm(request.POST or None, instance=new, user=request.user)
    if form.saved():
        messages.success(request, "谈话已记下，只有这次调研的成员看得到。")
        return redirect("inspections:talks", sheet.pk)
    context = {"form": form, "title": "记一次谈心谈话", "hint": sheet.village, "button": "保存"}
    return render(request, "parts/form_page.html", context)


def _sheet(request, sheet_id):
    sheet = get_object_or_404(SHEETS, pk=sheet_id)
    if not is_on_team(request.user, sheet.inspection):
        raise PermissionDenied("谈话记录只有这次调研的成员看得到。")
    return sheet


def _in_the_room(sheet):
    """The one place where the room is opened to be read."""
    with reach(sheet.inspection.room):
        rows = Talk.objects.filter(inspection=sheet.inspection_id, village=sheet.village_id)
        return list(rows.order_by("talked_on", "pk"))
