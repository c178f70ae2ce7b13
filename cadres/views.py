from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cadres.models import WorkLog
from fushan.desk.late import is_closed
from fushan.desk.models import Attachment
from fushan.desk.withdrawal import WithdrawForm
from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.reach import within
from fushan.org.roles import Role


@for_roles(*COUNTY_AND_BELOW)
def logs(request):
    rows = WorkLog.objects.select_related("cadre", "village__township", "entered_by")
    page = Page(rows, after=request.GET.get("after"))
    return render(request, "cadres/logs.html", {"page": page})


@for_roles(*COUNTY_AND_BELOW)
def log(request, log_id):
    rows = WorkLog.objects.select_related("cadre", "village__township", "entered_by")
    log = get_object_or_404(rows, pk=log_id)
    context = {
        "log": log,
        "photos": Attachment.objects.of(log),
        "may_edit": may_edit(request.user, log) and not is_closed(log),
    }
    return render(request, "cadres/log.html", context)


@for_roles(Role.VILLAGE, Role.TOWNSHIP, Role.STAFF)
def withdraw_log(request, log_id):
    log = get_object_or_404(WorkLog.objects.select_related("cadre", "village"), pk=log_id)
    if not may_edit(request.user, log):
        raise PermissionDenied
    form = WithdrawForm(request.POST or None)
    if form.withdrawn(log):
        messages.success(request, "这条日志已作废。")
        return redirect("cadres:logs")
    context = {"form": form, "record": log, "back": reverse("cadres:log", args=[log.pk])}
    return render(request, "parts/withdraw.html", context)


def may_edit(user, log):
    """The cadre while they are there, whoever wrote it for them, township and department."""
    if user.role == Role.VILLAGE:
        mine = user.pk == log.entered_by_id or user.cadre_id == log.cadre_id
        return mine and within(log.village_id)
    return user.role in (Role.TOWNSHIP, Role.STAFF)
