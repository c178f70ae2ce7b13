"""Whom an entry is about: oneself, or the cadre somebody writes for (代录)."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render

from cadres.models import Cadre
from fushan.org.models import Village

MOST = 200


def whose(request):
    """The id of the cadre it is about: one's own, or the one chosen to write for."""
    return request.user.cadre_id or request.GET.get("cadre")


def mine(request):
    """The cadre, the village they are in today, and who writes."""
    chosen = str(whose(request))
    cadre = Cadre.objects.filter(pk=chosen).first() if chosen.isdecimal() else None
    if cadre is None:
        raise Http404("没有这名选派干部。")
    if len(cadre.area_code) != 12:
        raise PermissionDenied("这名干部现在没有任职村。")
    return {"cadre": cadre, "village_id": cadre.area_code, "entered_by": request.user}


def pick_cadre(request, onward, title):
    """Writing for somebody else begins with choosing who. `onward`: the URL's name."""
    rows = Cadre.objects.exclude(area_code__regex=r"^.{0,11}$").order_by("area_code", "pinyin")
    cadres = list(rows[:MOST])
    places = Village.objects.select_related("township").in_bulk({c.area_code for c in cadres})
    choices = [(cadre, places.get(cadre.area_code)) for cadre in cadres]
    context = {"choices": choices, "onward": onward, "title": title}
    return render(request, "cadres/pick_cadre.html", context)
