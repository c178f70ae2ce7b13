"""A day in a village: what is already known of it, and the log of what is not."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from cadres.forms import LogForm, SeveralDaysForm
from cadres.models import WorkLog
from cadres.on_behalf import mine, pick_cadre, whose
from cadres.views import may_edit
from fushan.desk.late import told_closed
from fushan.org.doors import for_roles
from fushan.org.roles import Role
from villages.models import WITH_NAMES, Visit

WRITERS = (Role.VILLAGE, Role.TOWNSHIP, Role.STAFF)
KNOWN_DAYS = 3


@for_roles(*WRITERS)
def record_log(request):
    if not whose(request):
        return pick_cadre(request, "record-log", "替谁记日志")
    log = WorkLog(happened_on=localdate(), **mine(request))
    return _log_form(request, log, f"log:{log.cadre_id}")


@for_roles(*WRITERS)
def edit_log(request, log_id):
    log = get_object_or_404(WorkLog.objects.select_related("cadre", "village"), pk=log_id)
    if not may_edit(request.user, log):
        raise PermissionDenied
    if told_closed(request, log):
        return redirect("cadres:log", log.pk)
    return _log_form(request, log, f"log-edit:{log.pk}")


@for_roles(*WRITERS)
def record_several_logs(request):
    if not whose(request):
        return pick_cadre(request, "record-several-logs", "替谁记日志")
    log = WorkLog(**mine(request))
    form = SeveralDaysForm(request.POST or None, instance=log, user=request.user)
    draft = f"{request.user.pk}:logs:{log.cadre_id}"
    if form.saved():
        messages.success(request, "这几天的日志已保存。", extra_tags=draft)
        return redirect("cadres:logs")
    context = {"form": form, "log": log, "draft": draft}
    return render(request, "dashboards/record_several_logs.html", context)


def _log_form(request, log, key):
    draft = f"{request.user.pk}:{key}"
    form = LogForm(request.POST or None, request.FILES or None, instance=log, user=request.user)
    if form.saved():
        messages.success(request, "日志已保存。", extra_tags=draft)
        return redirect("cadres:log", form.instance.pk)
    context = {"form": form, "log": log, "known": _known(log), "draft": draft}
    return render(request, "dashboards/record_log.html", context)


def _known(log):
    """Visits of the last days: the system has them, so nobody need write them again."""
    rows = Visit.objects.filter(
        village=log.village_id,
        happened_on__range=(log.happened_on - timedelta(days=KNOWN_DAYS - 1), log.happened_on),
    )
    return rows.prefetch_related(WITH_NAMES).order_by("-happened_on", "-pk")
