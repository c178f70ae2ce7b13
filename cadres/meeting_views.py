"""A township's monthly meeting, written down by the township."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from cadres.meeting_forms import MeetingForm
from cadres.models import MeetingAbsence, TownshipMeeting
from fushan.desk.forms import draft_of
from fushan.kit.paging import Page
from fushan.org.doors import for_roles
from fushan.org.roles import Role

AWAY = Prefetch("absences", MeetingAbsence.objects.select_related("cadre").order_by("pk"))
MEETINGS = TownshipMeeting.objects.select_related("area").prefetch_related(AWAY)


@for_roles(Role.TOWNSHIP, Role.STAFF)
def meetings(request):
    page = Page(MEETINGS, by=("held_on", "pk"), after=request.GET.get("after"))
    context = {"page": page, "writes": request.user.role == Role.TOWNSHIP}
    return render(request, "cadres/meetings.html", context)


@for_roles(Role.TOWNSHIP, Role.STAFF)
def meeting(request, meeting_id):
    row = get_object_or_404(MEETINGS.select_related("entered_by"), pk=meeting_id)
    context = {"row": row, "writes": request.user.role == Role.TOWNSHIP}
    return render(request, "cadres/meeting.html", context)


@for_roles(Role.TOWNSHIP)
def record_meeting(request):
    day, area = localdate(), request.user.area_code
    new = TownshipMeeting(area_id=area, held_on=day, entered_by=request.user)
    return _form(request, new, "登记例会")


@for_roles(Role.TOWNSHIP)
def edit_meeting(request, meeting_id):
    return _form(request, get_object_or_404(MEETINGS, pk=meeting_id), "修改例会")


def _form(request, meeting, title):
    form = MeetingForm(request.POST or None, instance=meeting, user=request.user)
    if form.saved():
        messages.success(request, "例会已登记。", extra_tags=draft_of(request))
        return redirect("meetings:meeting", meeting.pk)
    know = "只勾没有来的和报告了工作的，来了的不用点名，也不用传照片。"
    context = {"form": form, "title": title, "button": "保存", "know": know}
    return render(request, "parts/form_page.html", context | {"draft": draft_of(request)})
