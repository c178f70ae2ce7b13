"""A day in a village: what is already known of it, and the log of what is not."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from cadres.forms import LogForm, SeveralDaysForm
from cadres.models import Cadre, WorkLog
from cadres.views import may_edit
from fushan.org.doors import for_roles
from fushan.org.roles import Role
from villages.models import WITH_NAMES, Visit

WRITERS = (Role.VILLAGE, Role.TOWNSHIP, Role.STAFF)
KNOWN_DAYS, MOST = 3, 200


@for_roles(*WRITERS)
def record_log(request):
    if not _whose(request):
        return _pick_cadre(request, "record-log")
    log = WorkLog(happened_on=localdate(), **_mine(request))
    return _log_form(request, log, f"log:{log.cadre_id}")


@for_roles(*WRITERS)
def edit_log(request, log_id):
    log = get_object_or_404(WorkLog.objects.select_related("cadre", "village"), pk=log_id)
    if not may_edit(request.user, log):
        raise PermissionDenied
    return _log_form(request, log, f"log-edit:{log.pk}")


@for_roles(*WRITERS)
def record_several_logs(request):
    if not _whose(request):
        return _pick_cadre(request, "record-several-logs")
    log = WorkLog(**_mine(request))
    form = SeveralDaysForm(request.POST or None, instance=log, user=request.user)
    draft = f"{request.user.pk}:logs:{log.cadre_id}"
    if form.saved():
        messages.success(request, "这几天的日志已保存。", extra_tags=draft)
        return redirect("cadres:logs")
    context = {"form": form, "log": log, "draft": draft}
    return render(request, "dashboards/record_several_logs.html", context)


def _whose(request):
    """The id of the cadre the log is about: one's own, or the one chosen to write for."""
    return request.user.cadre_id or request.GET.get("cadre")


def _mine(request):
    """The cadre, the village they are in today, and who writes."""
    whose = str(_whose(request))
    cadre = Cadre.objects.filter(pk=whose).first() if whose.isdecimal() else None
    if cadre is None:
        raise Http404("没有这名选派干部。")
    if len(cadre.area_code) != 12:
        raise PermissionDenied("这名干部现在没有任职村。")
    return {"cadre": cadre, "village_id": cadre.area_code, "entered_by": request.user}


def _pick_cadre(request, onward):
    """Writing for somebody else begins with choosing who."""
    rows = Cadre.objects.exclude(area_code__regex=r"^.{0,11}$").order_by("area_code", "pinyin")
    context = {"cadres": rows[:MOST], "onward": onward}
    return render(request, "dashboards/pick_cadre.html", context)


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
