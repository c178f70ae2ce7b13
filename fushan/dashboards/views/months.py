"""The month's end (本月收尾): one page a township, everything confirmed in one tap."""

from dataclasses import replace
from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from cadres.models import LeaveState, Posting
from cadres.months import (
    close_month,
    closes_on,
    may_be_closed,
    month_due,
    open_leaves,
    reopen_month,
    shares,
    undecided,
)
from cadres.presence_forms import PresenceForm
from fushan.dashboards.month_open import wanting
from fushan.desk.models import ClosedMonth
from fushan.desk.withdrawal import ReasonForm
from fushan.kit.periods import Period
from fushan.org.asked import asked, crumbs, place_of
from fushan.org.doors import for_roles
from fushan.org.models import Area, Selection
from fushan.org.roles import Role

KEEPERS = (Role.TOWNSHIP, Role.STAFF)
MOST = 300  # townships, and open items of a kind, on one page
DAY = timedelta(days=1)


@for_roles(*KEEPERS)
def month(request):
    asks = _asked_month(request)
    if len(asks.area) < 9:
        return _townships(request, asks)
    found = shares(asks.area, asks.period)
    last = _last_closing(asks)
    context = {
        "asked": asks,
        "crumbs": crumbs(asks, "month"),
        "beside": _beside(asks),
        "shares": found,
        "open": _open_items(asks),
        "closed": None if last and last.reopened_at else last,
        "reopened": last if last and last.reopened_at else None,
        "closes": closes_on(asks.period),
        "may_close": may_be_closed(asks.period, localdate()),
    }
    return render(request, "dashboards/month.html", context)


@require_POST
@for_roles(*KEEPERS)
def close(request):
    asks = _asked_month(request)
    if len(asks.area) != 9:
        raise Http404("收尾按乡镇办。")
    if not may_be_closed(asks.period, localdate()):
        messages.error(request, f"{asks.period.label}还没有过完，最后一个工作日起可以收尾。")
    elif waiting := undecided(asks.area, asks.period).count():
        messages.error(request, f"还有 {waiting} 张假条没有批，请先批完再收尾。")
    else:
        close_month(asks.area, asks.period, by=request.user)
        messages.success(request, f"{asks.place}{asks.period.label}已收尾。")
    return redirect(asks.url("month"))


@for_roles(*KEEPERS)
def presence(request, posting_id):
    posting = get_object_or_404(Posting.objects.select_related("cadre", "village"), pk=posting_id)
    asks = _asked_month(request, area=posting.village.township_id)
    share = _share_of(posting, asks)
    form = PresenceForm(request.POST or None, instance=share.presence, user=request.user)
    if form.saved():
        messages.success(request, f"{posting.cadre}的在村天数已改。")
        return redirect(asks.url("month"))
    context = {"form": form, "share": share, "asked": asks}
    return render(request, "dashboards/presence.html", context)


@for_roles(Role.STAFF)
def reopen(request, closed_id):
    rows = ClosedMonth.objects.standing().select_related("area", "closed_by")
    closed = get_object_or_404(rows, pk=closed_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reopen_month(closed, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, f"{closed}已重新打开。")
        return redirect(asked(request).url("month", area=closed.area_id, period=_code(closed)))
    return render(request, "dashboards/reopen.html", {"form": form, "closed": closed})


def _asked_month(request, area=None):
    """The area and month asked for; before the day of closing, last month comes first."""
    asks = asked(request, kind="month")
    if area or len(asks.area) > 9:
        asks = replace(asks, place=place_of(area or asks.area[:9]))
    if "period" not in request.GET:
        due, today = month_due(localdate()), Period.of("month", localdate())
        asks = replace(asks, period=due.next if due.next != today else today)
    if asks.period.kind != "month":
        raise Http404("收尾按月办。")
    return asks


def _last_closing(asks):
    """Of this township and month, whether it stands or was reopened."""
    rows = ClosedMonth.objects.filter(area=asks.area, month=asks.period.first)
    return rows.select_related("closed_by", "reopened_by").order_by("-closed_at").first()


def _beside(asks):
    """The months before and after, none that has not begun."""
    near = [asks.period.previous, asks.period.next]
    return [
        {"label": month.label, "url": asks.url("month", period=month.code)}
        for month in near
        if month and month.first <= localdate()
    ]


def _code(closed):
    return Period.of("month", closed.month).code


def _share_of(posting, asks):
    for share in shares(posting.village_id, asks.period):
        if share.posting.cadre_id == posting.cadre_id:
            return share
    raise Http404("这名干部这个月不在这个村任职。")


def _open_items(asks):
    """[(text, note, url)] of what stands open in this month."""
    leaves = open_leaves(asks.area, asks.period, localdate())[:MOST]
    return [_open_leave(leave) for leave in leaves] + wanting(asks)


def _open_leave(leave):
    if leave.state == LeaveState.ASKED:
        return f"{leave.cadre}请假待批", leave.village, reverse("leave:leave", args=[leave.pk])
    return f"{leave.cadre}还没有销假", leave.village, reverse("leave:note-return", args=[leave.pk])


def _townships(request, asks):
    """Where each township stands with this month."""
    chosen = Selection.objects.on(asks.period.last).filter(
        village__gte=asks.area, village__lt=f"{asks.area}:"
    )
    places = Area.objects.filter(villages__selections__in=chosen).distinct().order_by("pk")
    closings = ClosedMonth.objects.standing().filter(month=asks.period.first)
    closed = {row.area_id: row for row in closings.select_related("closed_by")}
    context = {
        "asked": asks,
        "crumbs": crumbs(asks, "month"),
        "beside": _beside(asks),
        "rows": [
            (place, closed.get(place.pk), asks.url("month", area=place.pk))
            for place in places[:MOST]
        ],
    }
    return render(request, "dashboards/months.html", context)
