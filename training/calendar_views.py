"""What is planned, as a page and as a feed that a phone's calendar subscribes to."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET
from icalendar import Calendar, Event

from fushan.kit.periods import Period
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.models import User
from fushan.org.reach import ACCOUNTS, reach
from training.models import Exchange, StudyTrip, TrainingSession

MOST = 200
BEHIND, AHEAD = timedelta(days=90), timedelta(days=180)  # what the feed holds


@dataclass(frozen=True)
class Planned:
    """`key`: what a calendar knows it by, however often it is read."""

    key: str
    first: date
    last: date
    kind: str
    title: str
    where: str
    url: str


def planned(first, last):
    """[Planned] of these days in the reach, by day. Three queries."""
    sessions = TrainingSession.objects.standing().select_related("area")
    sessions = sessions.filter(began_on__lte=last, ended_on__gte=first).order_by("began_on", "pk")
    trips = StudyTrip.objects.filter(began_on__lte=last, ended_on__gte=first)
    meetings = Exchange.objects.filter(held_on__range=(first, last)).select_related("area")
    found = [
        *(_session(row) for row in sessions[:MOST]),
        *(_trip(row) for row in trips.order_by("began_on", "pk")[:MOST]),
        *(_meeting(row) for row in meetings.order_by("held_on", "pk")[:MOST]),
    ]
    return sorted(found, key=lambda one: (one.first, one.key))


def _session(row):
    where = "，".join(filter(None, [row.area.name, row.place]))
    url = reverse("training:session", args=[row.pk])
    return Planned(f"t{row.pk}", row.began_on, row.ended_on, "培训", row.theme, where, url)


def _trip(row):
    url = reverse("training:trip", args=[row.pk])
    where = row.get_organiser_display()
    return Planned(f"s{row.pk}", row.began_on, row.ended_on, "外出学习", row.theme, where, url)


def _meeting(row):
    where = "，".join(filter(None, [row.area.name, row.place]))
    url = reverse("training:exchange", args=[row.pk])
    return Planned(f"e{row.pk}", row.held_on, row.held_on, "经验交流会", row.theme, where, url)


@for_roles(*COUNTY_AND_BELOW)
def calendar(request):
    """A month."""
    today = localdate()
    code = request.GET.get("period") or Period.of("month", today).code
    try:
        month = Period.parse(code, today=today)
    except ValueError as error:
        raise Http404(str(error)) from error
    if month.kind != "month":
        raise Http404("日历按月看。")
    context = {
        "month": month,
        "beside": [month.previous, month.next],
        "rows": planned(month.first, month.last),
        "subscribed": request.user.calendar_digest is not None,
    }
    return render(request, "training/calendar.html", context)


@for_roles(*COUNTY_AND_BELOW)
def subscribe(request):
    """Make the address of one's own feed, shown this once; or end it."""
    address = ""
    if request.method == "POST":
        token = "" if "end" in request.POST else secrets.token_hex(32)
        request.user.calendar_digest = _digest(token) if token else None
        with reach(ACCOUNTS, 0):
            request.user.save(update_fields=["calendar_digest"])
        if token:
            address = f"{request.build_absolute_uri(reverse('training:feed'))}?token={token}"
        else:
            messages.success(request, "原来的订阅地址已经失效。")
    context = {"address": address, "subscribed": request.user.calendar_digest is not None}
    return render(request, "training/subscribe.html", context)


@require_GET
@login_not_required
def feed(request):
    """For a calendar that cannot sign in: the token opens its own account's reach and no more."""
    token = _digest(request.GET.get("token", ""))
    with reach(ACCOUNTS, 0):
        user = User.objects.filter(calendar_digest=token, is_active=True).first()
    if user is None or user.role not in COUNTY_AND_BELOW:
        raise Http404("没有这个日历。")
    today = localdate()
    with reach(*user.reach):
        rows = planned(today - BEHIND, today + AHEAD)
    text = _written(rows, request)
    return HttpResponse(text, "text/calendar; charset=utf-8", headers={"Cache-Control": "no-store"})


def _digest(token):
    return hashlib.sha256(token.encode()).hexdigest()


def _written(rows, request):
    """RFC 5545: whole days, the last one not counted."""
    book = Calendar()
    book.add("prodid", "-//fushan//training//ZH")
    book.add("version", "2.0")
    book.add("x-wr-calname", "选派干部培训")
    stamp = datetime.now(UTC)
    for row in rows:
        event = Event()
        event.add("uid", f"{row.key}@{request.get_host()}")
        event.add("dtstamp", stamp)
        event.add("dtstart", row.first)
        event.add("dtend", row.last + timedelta(days=1))
        event.add("summary", f"{row.kind}：{row.title}")
        event.add("location", row.where)
        event.add("url", request.build_absolute_uri(row.url))
        book.add_component(event)
    return book.to_ical()
