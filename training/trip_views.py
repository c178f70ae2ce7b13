"""Study trips and exchange meetings."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from fushan.desk.models import Attachment
from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.roles import Role
from training.asking import TEACHERS
from training.models import Exchange, StudyTrip
from training.trip_forms import ExchangeForm, TripForm

SPEAKERS = (Role.VILLAGE, Role.TOWNSHIP, Role.STAFF)
TRIPS = StudyTrip.objects.prefetch_related("places__place", "members__cadre")
EXCHANGES = Exchange.objects.select_related("area").prefetch_related("members__cadre")


@for_roles(*COUNTY_AND_BELOW)
def trips(request):
    page = Page(TRIPS.all(), by=("began_on", "pk"), after=request.GET.get("after"))
    return render(request, "training/trips.html", {"page": page})


@for_roles(*COUNTY_AND_BELOW)
def trip(request, trip_id):
    trip = get_object_or_404(TRIPS.select_related("entered_by"), pk=trip_id)
    context = {
        "trip": trip,
        "may_edit": _may_edit(request.user, trip.area_code),
    } | Attachment.objects.shown_with(trip)
    return render(request, "training/trip.html", context)


@for_roles(*SPEAKERS)
def record_trip(request):
    if request.user.role == Role.VILLAGE and len(request.user.area_code) < 12:
        raise PermissionDenied("您现在没有任职村。")
    new = StudyTrip(area_code=request.user.area_code, entered_by=request.user)
    return _form(request, TripForm, new, "记一次外出学习", "training:trip")


@for_roles(*SPEAKERS)
def edit_trip(request, trip_id):
    trip = get_object_or_404(TRIPS, pk=trip_id)
    if not _may_edit(request.user, trip.area_code):
        raise PermissionDenied("这是上一级记的，请由他们来改。")
    return _form(request, TripForm, trip, "修改外出学习", "training:trip")


@for_roles(*COUNTY_AND_BELOW)
def exchanges(request):
    page = Page(EXCHANGES.all(), by=("held_on", "pk"), after=request.GET.get("after"))
    context = {"page": page, "may_teach": request.user.role in TEACHERS}
    return render(request, "training/exchanges.html", context)


@for_roles(*COUNTY_AND_BELOW)
def exchange(request, exchange_id):
    exchange = get_object_or_404(EXCHANGES.select_related("entered_by"), pk=exchange_id)
    may_edit = request.user.role in TEACHERS and _may_edit(request.user, exchange.area_id)
    context = {"exchange": exchange, "may_edit": may_edit}
    context |= Attachment.objects.shown_with(exchange)
    return render(request, "training/exchange.html", context)


@for_roles(*TEACHERS)
def record_exchange(request):
    new = Exchange(area_id=request.user.area_code, entered_by=request.user)
    return _form(request, ExchangeForm, new, "记一次经验交流会", "training:exchange")


@for_roles(*TEACHERS)
def edit_exchange(request, exchange_id):
    exchange = get_object_or_404(EXCHANGES, pk=exchange_id)
    if not _may_edit(request.user, exchange.area_id):
        raise PermissionDenied("这是上一级记的，请由他们来改。")
    return _form(request, ExchangeForm, exchange, "修改经验交流会", "training:exchange")


def _may_edit(user, area):
    return user.role in SPEAKERS and bool(user.area_code) and area.startswith(user.area_code)


def _form(request, form_class, record, title, onward):
    files = request.FILES or None
    form = form_class(request.POST or None, files, instance=record, user=request.user)
    draft = f"{request.user.pk}:{record._meta.model_name}:{record.pk or ''}"
    if form.saved():
        messages.success(request, f"{record._meta.verbose_name}已保存。", extra_tags=draft)
        return redirect(onward, form.instance.pk)
    context = {"form": form, "title": title, "draft": draft, "button": "保存"}
    return render(request, "parts/form_page.html", context)
