"""A ceremony: several pairs on one day, and the page from which their agreements are printed."""

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.org.asked import place_of
from fushan.org.choosing import pick_township, township_of
from fushan.org.doors import for_roles
from fushan.org.roles import Role
from mentors.ceremony_forms import CeremonyForm
from mentors.models import Pairing
from mentors.pairing import PAIRERS
from mentors.views import MOST, without_mentor

ROWS = Pairing.objects.select_related("mentor__area", "cadre__unit", "village__township")


@for_roles(*PAIRERS)
def hold_ceremony(request):
    """Everybody of a township who has no mentor yet, each with whoever fits best."""
    township = township_of(request)
    if township is None:
        return pick_township(request, "mentors:hold-ceremony", "哪个乡镇的拜师结对仪式")
    rows = without_mentor(localdate()).filter(village__township=township)
    postings = list(rows.select_related("cadre__user")[:MOST])
    about, new = {"township": township.pk, "postings": postings}, Pairing(began_on=localdate())
    form = CeremonyForm(request.POST or None, instance=new, user=request.user, **about)
    if form.saved():
        messages.success(request, "都结好了，协议书可以一次打印。")
        query = urlencode({"area": township.pk, "day": form.instance.began_on})
        return redirect(f"{reverse('mentors:ceremony')}?{query}")
    context = {"form": form, "title": "拜师结对仪式", "about": township, "button": "结对"}
    return render(request, "mentors/hold_ceremony.html", context)


@for_roles(Role.LEADER, *PAIRERS)
def ceremony(request):
    place, day, pairs = pairs_asked(request)
    context = {"place": place, "day": day, "pairs": pairs}
    context["may_print"] = request.user.role in PAIRERS
    return render(request, "mentors/ceremony.html", context)


def pairs_asked(request):
    """(place, day, [Pairing]) of the address: who was paired there that day, and is or was it."""
    place = place_of(request.GET.get("area") or request.user.area_code)
    try:
        day = date.fromisoformat(request.GET.get("day") or f"{localdate()}")
    except ValueError as error:
        raise Http404("没有这一天。") from error
    rows = ROWS.filter(began_on=day, village__gte=place.pk, village__lt=f"{place.pk}:")
    rows = rows.exclude(ended_on=day).order_by("village", "cadre__pinyin", "pk")
    return place, day, list(rows[:MOST])
