"""Where everybody arrives: what is due first, then entry, then what one did."""

import re

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.db.models import CharField, DateField, TextField
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from cadres.models import WorkLog
from fushan.catalogue.dues import dues_by_township, dues_of
from fushan.dashboards.steps import AT_WORK, chapters_for, numbers_of
from fushan.dashboards.views.overview import overview_of
from fushan.dashboards.views.own_file import own_file
from fushan.desk.models import KeptCopy
from fushan.inbox.models import Notice
from fushan.kit import crypto
from fushan.org.doors import for_roles
from fushan.org.due import MOST
from fushan.org.models import Area, Village
from fushan.org.roles import Role
from villages.models import Visit

MINE = 6
LINE_OF_A_SHEET = re.compile("^line_[0-9]+-")
WRITTEN, TICKED = (CharField, TextField, DateField), {"visitors", "photo"}


@for_roles(*Role)
def home(request):
    return HOMES[request.user.role](request)


def _township(request):
    context = {
        "notices": Notice.objects.unread_by(request.user)[:MINE],
        "dues": dues_of(request.user, localdate()),
        "visits": Visit.objects.filter(entered_by=request.user)
        .select_related("village")
        .order_by("-happened_on", "-pk")[:MINE],
    }
    return render(request, "dashboards/home_township.html", context)


def _village(request):
    user = request.user
    if user.unposted:
        return own_file(request)
    logs = WorkLog.objects.filter(entered_by=user) | WorkLog.objects.filter(
        cadre_id=user.cadre_id or 0
    )
    context = {
        "notices": Notice.objects.unread_by(user)[:MINE],
        "dues": dues_of(user, localdate()),
        "village": Village.objects.filter(pk=user.area_code).select_related("township").first(),
        "logs": logs.select_related("village", "cadre").order_by("-happened_on", "-pk")[:MINE],
    }
    return render(request, "dashboards/home_village.html", context)


HOMES = {
    Role.STAFF: overview_of,
    Role.LEADER: overview_of,
    Role.TOWNSHIP: _township,
    Role.VILLAGE: _village,
    Role.AUDITOR: lambda request: redirect("trail"),
    Role.ADMIN: lambda request: redirect("admin:index"),
}


@for_roles(Role.STAFF, Role.TOWNSHIP, Role.VILLAGE)
def due(request):
    """All that this person owes; for the department, also how the townships stand."""
    today = localdate()
    context = {"dues": dues_of(request.user, today), "most": MOST}
    if request.user.role == Role.STAFF:
        context["townships"] = _with_names(dues_by_township(today))
    return render(request, "dashboards/due.html", context)


def _with_names(by_township):
    """[(township, [(kind, how many, how many over)])] in the order of their codes."""
    places = Area.objects.filter(pk__in=by_township).order_by("pk")
    return [(place, by_township[place.pk]) for place in places]


@for_roles(*AT_WORK)
def steps(request):
    """The four chapters of the work and the doors into each."""
    if request.user.unposted:
        return own_file(request)
    chapters = [
        (chapter, [(door, reverse(door.url)) for door in doors], numbers_of(chapter))
        for chapter, doors in chapters_for(request.user.role)
    ]
    return render(request, "dashboards/steps.html", {"chapters": chapters})


@for_roles(*Role)
def me(request):
    """The account, and what was kept apart because a page was sent twice with different words."""
    copies = KeptCopy.objects.filter(user=request.user, settled_at=None).order_by("-made_at")
    if request.user.role in (Role.ADMIN, Role.AUDITOR):
        copies = copies.none()
    context = {"copies": [(copy, _words(copy)) for copy in copies[:MINE]]}
    return render(request, "dashboards/me.html", context)


def _words(copy):
    """What was typed, under the names of its fields; what was ticked tells nobody anything here."""
    labels = {field.name: _label(field) for field in apps.get_model(copy.record)._meta.fields}
    told, label = [], ""
    for line in _unsealed(copy).splitlines():
        name, mark, value = line.partition("=")
        name = LINE_OF_A_SHEET.sub("", name)
        begins = mark and (name in labels or name in TICKED)
        label = labels.get(name, "") if begins else label
        if label and (value if begins else line):
            told.append(f"{label}：{value}" if begins else line)
    return "\n".join(told)


def _label(field):
    """Nothing for what is chosen from a list, which is kept as its code."""
    return field.verbose_name if isinstance(field, WRITTEN) and not field.choices else ""


def _unsealed(copy):
    wrapped, sealed = copy.sealed.split(" ")
    key = crypto.unwrap(settings.FIELD_KEY, wrapped)
    return crypto.unseal(key, sealed, about=f"{KeptCopy._meta.db_table}.sealed")


@require_POST
@for_roles(*AT_WORK)
def read_notice(request, notice_id):
    """Put away; where the text itself was tapped, its page comes next."""
    notice = get_object_or_404(Notice, pk=notice_id, user=request.user)
    notice.read_at = now()
    notice.save()
    return redirect(notice.url if "open" in request.POST and notice.url else "home")


@require_POST
@for_roles(Role.STAFF, Role.TOWNSHIP, Role.VILLAGE)
def settle_copy(request, copy_id):
    copy = get_object_or_404(KeptCopy, pk=copy_id, user=request.user)
    copy.settled_at = now()
    copy.sealed = ""
    copy.save()
    messages.success(request, "已丢弃。")
    return redirect("me")
