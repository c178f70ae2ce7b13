"""Matters (群众诉求): the list by the day each is due, one matter, and taking one in on a phone."""

from django.contrib import messages
from django.db.models import Count
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.models import Village
from fushan.org.roles import Role
from petitions.at_home import village_of
from petitions.forms import MatterForm
from petitions.models import SETTLED, Channel, Matter, Raiser, State
from petitions.moving import SPEAKERS, moves_of, similar
from petitions.narrowing import Narrowed
from petitions.upward import deeds_of

ROWS = Matter.objects.select_related("village__township", "entered_by", "upper_unit", "transfer")
MOST = 200


@for_roles(*COUNTY_AND_BELOW)
def matters(request):
    """A strip of the states, and what stands there: open ones by the day due, then the settled."""
    today, asks = localdate(), Narrowed.by(request.GET)
    standing = asks.of(ROWS, today)
    settled = standing.filter(state__in=SETTLED)
    context = {
        "asks": asks,
        "all_url": asks.url(""),
        "strip": _strip(asks, today),
        "chosen": State(asks.state) if asks.state else None,
        "open": standing.unsettled().order_by("due_on", "pk")[:MOST],
        "page": Page(settled, by=("raised_on", "pk"), after=request.GET.get("after")),
        "today": today,
        "may_write": request.user.role in SPEAKERS,
    }
    return render(request, "petitions/matters.html", context)


def _strip(asks, today):
    """[(state, how many are open there, its url, whether it is the chosen one)]"""
    rows = asks.of(Matter.objects.unsettled(), today, every_state=True)
    rows = rows.order_by().values_list("state")
    counts = dict(rows.annotate(n=Count("pk")))
    shown = [state for state in State if state not in SETTLED and counts.get(state)]
    told = [(state, counts[state]) for state in shown] + [(state, None) for state in SETTLED]
    return [(state, n, asks.url(state.value), state == asks.state) for state, n in told]


@for_roles(*SPEAKERS)
def similar_matters(request, village_id):
    """What is open in the village and reads alike, while it is being typed."""
    village = village_of(request.user, village_id)
    typed = Matter(village=village, text=request.GET.get("text", "")[:300])
    found = [
        {
            "text": matter.text,
            "said": f"{date_format(matter.raised_on, 'n月j日')} {matter.get_state_display()}",
            "url": reverse("petitions:matter", args=[matter.pk]),
        }
        for matter in similar(typed)
    ]
    return JsonResponse({"matters": found}, json_dumps_params={"ensure_ascii": False})


@for_roles(*COUNTY_AND_BELOW)
def matter(request, matter_id):
    matter = get_object_or_404(ROWS, pk=matter_id)
    steps = matter.steps.select_related("made_by", "visit", "unit").order_by("pk")
    context = {
        "matter": matter,
        "steps": steps,
        "buttons": _buttons(request.user, matter),
        "at_once": State.ANSWERED in dict(moves_of(request.user, matter)),
        "raiser": _raiser(request.user, matter),
        "over": matter.is_over(localdate()),
        "may_write": request.user.role in SPEAKERS,
        "deliberations": matter.deliberations.order_by("pk"),
    }
    return render(request, "petitions/matter.html", context)


def _buttons(user, matter):
    """[(label, address)] of what this person may do now; what takes one tap stands by itself."""
    moves = [(state, move) for state, move in moves_of(user, matter) if state != State.ANSWERED]
    found = [(move.label, _page_of(matter, state)) for state, move in moves]
    deeds = [
        (label, reverse(f"petitions:{page}", args=[matter.pk]))
        for label, page in deeds_of(user, matter)
    ]
    return deeds + found if matter.state == State.UPWARD else found + deeds


def _page_of(matter, state):
    if state == State.DELIBERATED:
        return reverse("petitions:deliberate", args=[matter.pk])
    return reverse("petitions:move-matter", args=[matter.pk, state])


def _raiser(user, matter):
    """Whose it is, to those who see it through; of a sensitive one only in the village."""
    hidden = matter.is_sensitive and user.role != Role.VILLAGE
    if user.role == Role.LEADER or hidden:
        return None
    return Raiser.objects.filter(matter=matter).first()


@for_roles(*SPEAKERS)
def pick_village(request):
    """For a township or the department: in which village."""
    if request.user.role == Role.VILLAGE:
        return redirect("petitions:record-matter", request.user.area_code or "0")
    villages = Village.objects.filter(selections__until=None, selections__isnull=False)
    rows = villages.select_related("township").distinct().order_by("pk")[:MOST]
    return render(request, "petitions/pick_village.html", {"villages": rows})


@for_roles(*SPEAKERS)
def record_matter(request, village_id):
    village = village_of(request.user, village_id)
    new = Matter(village=village, raised_on=localdate(), entered_by=request.user)
    initial = {"channel": request.GET.get("channel") or Channel.ROOM}
    form = MatterForm(request.POST or None, instance=new, user=request.user, initial=initial)
    draft = f"{request.user.pk}:matter:{village.pk}"
    if form.saved():
        known = form.known
        said = "已经有这一件，没有重复记。" if known else "已记下。"
        messages.success(request, said, extra_tags=draft)
        return redirect("petitions:matter", form.instance.pk)
    context = {"form": form, "title": "记一件群众诉求", "hint": village, "draft": draft}
    return render(request, "petitions/record_matter.html", context | {"button": "保存"})
