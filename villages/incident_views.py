"""Grave incidents: told by telephone first, then written down here."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from villages.incident_forms import IncidentForm
from villages.models import Incident
from villages.writing import WRITERS, own

INCIDENTS = Incident.objects.select_related("village__township", "entered_by")
FIRST = "先打电话报告乡镇，再写这一页。火警 119、急救 120、报警 110。"


@for_roles(*COUNTY_AND_BELOW)
def incidents(request):
    page = Page(INCIDENTS.all(), by=("occurred_at", "pk"), after=request.GET.get("after"))
    context = {"page": page, "writes": request.user.role in WRITERS}
    return render(request, "villages/incidents.html", context)


@for_roles(*WRITERS)
def record_incident(request, village_id):
    new = Incident(village=own(request, village_id), entered_by=request.user)
    return _form(request, new, "报告突发事件")


@for_roles(*WRITERS)
def edit_incident(request, incident_id):
    incident = get_object_or_404(INCIDENTS, pk=incident_id)
    own(request, incident.village_id)
    return _form(request, incident, "补充突发事件")


def _form(request, incident, title):
    form = IncidentForm(request.POST or None, instance=incident, user=request.user)
    draft = f"{request.user.pk}:incident:{incident.pk or incident.village_id}"
    if form.saved():
        messages.success(request, "突发事件已记下，处置完再来补。", extra_tags=draft)
        return redirect("incidents:incidents")
    context = {"form": form, "title": title, "hint": incident.village, "draft": draft}
    return render(request, "parts/form_page.html", context | {"button": "保存", "know": FIRST})
