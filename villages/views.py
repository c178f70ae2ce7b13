from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.desk.late import is_closed, told_closed
from fushan.desk.models import Attachment
from fushan.desk.withdrawal import WithdrawForm
from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.models import Village
from fushan.org.roles import Role
from villages.companions import last_party, officials_for
from villages.due import unvisited_first
from villages.forms import VisitForm
from villages.models import WITH_NAMES, Visit, VisitKind

ROWS = Visit.objects.select_related("village__township", "entered_by").prefetch_related(WITH_NAMES)


@for_roles(*COUNTY_AND_BELOW)
def visits(request):
    page = Page(ROWS.all(), after=request.GET.get("after"))
    return render(request, "villages/visits.html", {"page": page})


@for_roles(*COUNTY_AND_BELOW)
def visit(request, visit_id):
    visit = get_object_or_404(ROWS, pk=visit_id)
    context = {
        "visit": visit,
        "photos": Attachment.objects.of(visit),
        "may_edit": may_edit(request.user, visit) and not is_closed(visit),
    }
    return render(request, "villages/visit.html", context)


@for_roles(Role.TOWNSHIP, Role.STAFF)
def pick_village(request):
    return render(request, "villages/pick_village.html", {"rows": unvisited_first(localdate())})


@for_roles(Role.TOWNSHIP, Role.STAFF)
def record_visit(request, village_id):
    village = get_object_or_404(Village.objects.select_related("township"), pk=village_id)
    visit = Visit(village=village, happened_on=localdate(), entered_by=request.user)
    initial = {"kinds": [VisitKind.GUIDANCE], "visitors": last_party(request.user, village)}
    return _visit_form(request, visit, initial)


@for_roles(Role.TOWNSHIP, Role.STAFF)
def edit_visit(request, visit_id):
    visit = get_object_or_404(ROWS, pk=visit_id)
    if told_closed(request, visit):
        return redirect("villages:visit", visit.pk)
    initial = {"visitors": visit.visitors.values_list("official", flat=True)}
    return _visit_form(request, visit, initial)


@for_roles(Role.TOWNSHIP, Role.STAFF)
def withdraw_visit(request, visit_id):
    visit = get_object_or_404(ROWS, pk=visit_id)
    form = WithdrawForm(request.POST or None)
    if form.withdrawn(visit):
        messages.success(request, f"{visit.village}的这条到村指导已作废。")
        return redirect("villages:visits")
    context = {"form": form, "record": visit, "back": reverse("villages:visit", args=[visit.pk])}
    return render(request, "parts/withdraw.html", context)


def may_edit(user, visit):
    return user.role in (Role.TOWNSHIP, Role.STAFF)


def _visit_form(request, visit, initial):
    form = VisitForm(
        request.POST or None,
        request.FILES or None,
        instance=visit,
        initial=initial,
        user=request.user,
        officials=officials_for(visit),
    )
    key = f"visit:{visit.pk or visit.village_id}"
    if form.saved():
        saved = form.instance
        messages.success(
            request, f"{visit.village}的到村指导已保存。", extra_tags=draft(request, key)
        )
        return redirect("villages:visit", saved.pk)
    context = {"form": form, "visit": visit, "draft": draft(request, key)}
    return render(request, "villages/record_visit.html", context)


def draft(request, key):
    """The name under which this device keeps what this account has typed."""
    return f"{request.user.pk}:{key}"
