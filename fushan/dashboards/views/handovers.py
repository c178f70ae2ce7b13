"""Somebody goes (人员变动): everything that hangs on them in one list, passed on in one deed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from cadres.models import Handover
from fushan.catalogue.handing import LEAVERS
from fushan.dashboards.handover_form import HandoverForm
from fushan.kit.paging import Page
from fushan.org.doors import for_roles
from fushan.org.roles import Role


@for_roles(Role.STAFF)
def handovers(request):
    rows = Handover.objects.select_related("entered_by")
    page = Page(rows, by=("happened_on", "pk"), after=request.GET.get("after"))
    return render(request, "dashboards/handovers.html", {"page": page})


@for_roles(Role.STAFF)
def handover(request, handover_id):
    rows = Handover.objects.select_related("entered_by")
    record = get_object_or_404(rows, pk=handover_id)
    return render(request, "dashboards/handover.html", {"handover": record})


@for_roles(Role.STAFF)
def hand_over(request, kind, pk):
    if kind not in LEAVERS:
        raise Http404("没有这类人员。")
    leaver = LEAVERS[kind]
    leaving = get_object_or_404(leaver.model, pk=pk)
    form = HandoverForm(
        request.POST or None,
        instance=Handover(happened_on=localdate()),
        user=request.user,
        leaver=leaver,
        leaving=leaving,
    )
    if form.saved():
        messages.success(request, f"{leaving.name}的交接已办好，可以打印交接清单。")
        return redirect("handover", form.instance.pk)
    _, place = leaver.place(leaving)
    context = {"form": form, "leaving": leaving, "leaver": leaver, "place": place}
    return render(request, "dashboards/hand_over.html", context)
