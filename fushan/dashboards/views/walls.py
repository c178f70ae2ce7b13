"""Walls (初心墙): the gallery, each wall, its promises beside what was done (初心墙对账)."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from cadres.models import Pledge, PledgeState, Wall
from cadres.on_behalf import mine, pick_cadre, whose
from cadres.wall_forms import PledgeForm, WallForm
from fushan.catalogue.citations import citable
from fushan.catalogue.promises import CITED, since, with_records
from fushan.desk.models import Attachment
from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.roles import Role

SPEAKERS = (Role.VILLAGE, Role.TOWNSHIP, Role.STAFF)
ROWS = Wall.objects.select_related("cadre__unit", "village__township")
SIZE, LONGEST = 24, 40


@for_roles(*COUNTY_AND_BELOW)
def walls(request):
    page = Page(
        ROWS.prefetch_related("pledges"),
        by=("village_id", "pk"),
        latest_first=False,
        after=request.GET.get("after"),
        size=SIZE,
    )
    return render(request, "dashboards/walls.html", {"page": page})


@for_roles(*COUNTY_AND_BELOW)
def wall(request, wall_id):
    wall = get_object_or_404(ROWS.select_related("entered_by"), pk=wall_id)
    context = {
        "wall": wall,
        "pledges": with_records(wall),
        "photos": Attachment.objects.of(wall),
        "may_edit": may_edit(request.user, wall),
    }
    return render(request, "dashboards/wall.html", context)


@for_roles(*COUNTY_AND_BELOW)
def reconcile(request, wall_id):
    """What was promised beside what was done, for the end of the term."""
    wall = get_object_or_404(ROWS, pk=wall_id)
    context = {"wall": wall, "pledges": with_records(wall), "today": localdate()}
    return render(request, "dashboards/reconcile.html", context)


@for_roles(*SPEAKERS)
def hang_wall(request):
    if not whose(request):
        return pick_cadre(request, "hang-wall", "替谁做初心墙")
    about = mine(request)
    known = Wall.objects.filter(cadre=about["cadre"], village=about["village_id"]).first()
    if known:
        return redirect("edit-wall", known.pk)
    return _wall_form(request, Wall(made_on=localdate(), **about))


@for_roles(*SPEAKERS)
def edit_wall(request, wall_id):
    return _wall_form(request, _mine(request, ROWS, wall_id))


def _wall_form(request, wall):
    form = WallForm(request.POST or None, request.FILES or None, instance=wall, user=request.user)
    draft = f"{request.user.pk}:wall:{wall.cadre_id}"
    if form.saved():
        messages.success(request, "初心墙已保存，可以打印出来挂上。", extra_tags=draft)
        return redirect("wall", form.instance.pk)
    context = {"form": form, "title": "初心墙", "about": wall.cadre, "draft": draft}
    return render(request, "parts/form_page.html", context | {"button": "保存"})


@for_roles(*SPEAKERS)
def settle_pledge(request, pledge_id):
    rows = Pledge.objects.select_related("wall", "cadre").prefetch_related(CITED)
    pledge = get_object_or_404(rows, pk=pledge_id)
    if not may_edit(request.user, pledge):
        raise PermissionDenied("承诺由本人来对账，或由乡镇、组织部代录。")
    words, before = request.GET.get("q", "").strip()[:LONGEST], _day(request.GET.get("before"))
    found = citable(pledge, since(pledge.wall), words=words, before=before)
    about = {"instance": pledge, "user": request.user, "records": found.records}
    form = PledgeForm(request.POST or None, **about)
    if form.saved():
        told = PledgeState(form.instance.state).label
        messages.success(request, f"这一条承诺现在是“{told}”。")
        return redirect("wall", pledge.wall_id)
    context = {"form": form, "title": pledge.text, "about": pledge.cadre, "button": "保存"}
    context |= {"found": found, "q": words, "before": before}
    return render(request, "dashboards/settle_pledge.html", context)


def _day(said):
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as error:
        raise Http404("没有这一天。") from error


def _mine(request, rows, pk):
    row = get_object_or_404(rows, pk=pk)
    if not may_edit(request.user, row):
        raise PermissionDenied("初心墙由本人来写，或由乡镇、组织部代录。")
    return row


def may_edit(user, row):
    """The cadre while they are in that village, and whoever may write on behalf."""
    if user.role == Role.VILLAGE:
        return row.cadre_id == user.cadre_id and row.village_id == user.area_code
    return user.role in SPEAKERS
