from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from fushan.desk.late import is_closed, told_closed
from fushan.desk.models import Attachment
from fushan.desk.withdrawal import WithdrawForm
from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.models import Village
from fushan.org.roles import Role
from villages.companions import last_party, officials_for, regulars
from villages.due import unvisited_first
from villages.forms import VisitForm
from villages.joining import join_visits, same_day
from villages.models import WITH_HEARD, WITH_NAMES, Visit, VisitKind

WRITERS = (Role.TOWNSHIP, Role.STAFF, Role.VILLAGE)
ROWS = Visit.objects.select_related("village__township", "entered_by").prefetch_related(WITH_NAMES)


@for_roles(*COUNTY_AND_BELOW)
def visits(request):
    page = Page(ROWS.all(), after=request.GET.get("after"))
    return render(request, "villages/visits.html", {"page": page})


@for_roles(*COUNTY_AND_BELOW)
def visit(request, visit_id):
    visit = get_object_or_404(ROWS.prefetch_related(WITH_HEARD), pk=visit_id)
    context = {
        "visit": visit,
        "photos": Attachment.objects.of(visit),
        "may_edit": may_edit(request.user, visit) and not is_closed(visit),
        "others": same_day(visit),
        "may_join": request.user.role in (Role.TOWNSHIP, Role.STAFF),
    }
    return render(request, "villages/visit.html", context)


@for_roles(Role.TOWNSHIP, Role.STAFF)
def pick_village(request):
    return render(request, "villages/pick_village.html", {"rows": unvisited_first(localdate())})


@for_roles(*WRITERS)
def record_visit(request, village_id):
    village = get_object_or_404(Village.objects.select_related("township"), pk=village_id)
    if request.user.role == Role.VILLAGE and village.pk != request.user.area_code:
        raise PermissionDenied("您现在不在这个村任职。")
    happened_on = _asked_for(request) or localdate()
    visit = Visit(village=village, happened_on=happened_on, entered_by=request.user)
    party = last_party(request.user, village)
    initial = {"kinds": [VisitKind.GUIDANCE], "visitors": party}
    known = () if party else regulars(village, visit.happened_on)
    return _visit_form(request, visit, initial, regulars=known)


def _asked_for(request):
    """The day from which somebody came to write down what was left out."""
    try:
        return parse_date(request.GET.get("on", ""))
    except ValueError:
        return None


@for_roles(*WRITERS)
def edit_visit(request, visit_id):
    visit = get_object_or_404(ROWS, pk=visit_id)
    if not may_edit(request.user, visit):
        raise PermissionDenied
    if told_closed(request, visit):
        return redirect("villages:visit", visit.pk)
    initial = {"visitors": visit.visitors.values_list("official", flat=True)}
    return _visit_form(request, visit, initial)


@for_roles(*WRITERS)
def withdraw_visit(request, visit_id):
    visit = get_object_or_404(ROWS, pk=visit_id)
    if not may_edit(request.user, visit):
        raise PermissionDenied
    form = WithdrawForm(request.POST or None)
    if form.withdrawn(visit):
        messages.success(request, f"{visit.village}的这条到村指导已作废。")
        return redirect("villages:visits")
    context = {"form": form, "record": visit, "back": reverse("villages:visit", args=[visit.pk])}
    return render(request, "parts/withdraw.html", context)


@require_POST
@for_roles(Role.TOWNSHIP, Role.STAFF)
def join(request, visit_id, into_id):
    """One of two of the same village and day goes into the other."""
    visit = get_object_or_404(ROWS, pk=visit_id)
    into = get_object_or_404(same_day(visit).filter(pk=into_id))
    if told_closed(request, visit):
        return redirect("villages:visit", visit.pk)
    join_visits(visit, into=into)
    messages.success(request, "已并成一条，两边的话和人员都保留。")
    return redirect("villages:visit", into.pk)


def may_edit(user, visit):
    """The township and the department; a cadre what they wrote down themselves."""
    if user.role == Role.VILLAGE:
        return visit.entered_by_id == user.pk and user.area_code == visit.village_id
    return user.role in (Role.TOWNSHIP, Role.STAFF)


def _visit_form(request, visit, initial, **more):
    form = VisitForm(
        request.POST or None,
        request.FILES or None,
        instance=visit,
        initial=initial,
        user=request.user,
        officials=officials_for(visit),
        **more,
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
