"""Deliberations of the branch (支部议事), and matters that the petition office took over."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from fushan.desk.forms import draft_of
from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from petitions.at_home import village_of
from petitions.meeting_forms import DeliberationForm, SettleForm, TransferForm
from petitions.models import Deliberation, Matter, State, Transfer
from petitions.moving import SPEAKERS, moves_of
from petitions.upward import may_go

MEETINGS = Deliberation.objects.select_related("village__township", "matter", "entered_by")
MATTERS = Matter.objects.select_related("village__township", "transfer")


@for_roles(*COUNTY_AND_BELOW)
def deliberations(request):
    page = Page(MEETINGS.all(), by=("held_on", "pk"), after=request.GET.get("after"))
    context = {"page": page, "may_write": request.user.role in SPEAKERS}
    return render(request, "petitions/deliberations.html", context)


@for_roles(*COUNTY_AND_BELOW)
def deliberation(request, deliberation_id):
    meeting = get_object_or_404(MEETINGS, pk=deliberation_id)
    may_write = request.user.role in SPEAKERS
    context = {"meeting": meeting, "may_write": may_write}
    return render(request, "petitions/deliberation.html", context)


@for_roles(*SPEAKERS)
def deliberate(request, matter_id):
    """Of a matter that was put before the branch."""
    matter = get_object_or_404(MATTERS, pk=matter_id)
    if State.DELIBERATED not in dict(moves_of(request.user, matter)):
        messages.warning(request, "提交支部以后才能记议事结果。")
        return redirect("petitions:matter", matter.pk)
    new = {"village": matter.village, "matter": matter, "subject": matter.text[:200]}
    return _meeting(request, Deliberation(owner=matter.owner, **new))


@for_roles(*SPEAKERS)
def record_deliberation(request, village_id):
    """Of anything else that was decided."""
    return _meeting(request, Deliberation(village=village_of(request.user, village_id)))


@for_roles(*SPEAKERS)
def edit_deliberation(request, deliberation_id):
    meeting = get_object_or_404(MEETINGS, pk=deliberation_id)
    village_of(request.user, meeting.village_id)
    return _meeting(request, meeting)


def _meeting(request, meeting):
    if not meeting.pk:
        meeting.held_on, meeting.entered_by = localdate(), request.user
    form = DeliberationForm(request.POST or None, instance=meeting, user=request.user)
    return _page(request, form, "支部议事", "petitions:deliberation")


@for_roles(*SPEAKERS)
def transfer_matter(request, matter_id):
    matter = get_object_or_404(MATTERS, pk=matter_id)
    village_of(request.user, matter.village_id)
    if not may_go(request.user, matter):
        messages.warning(request, "这件事现在不能转信访。")
        return redirect("petitions:matter", matter.pk)
    new = Transfer(matter=matter, village=matter.village, transferred_on=localdate())
    new.entered_by = request.user
    form = TransferForm(request.POST or None, instance=new, user=request.user)
    return _page(request, form, "转信访")


@for_roles(*SPEAKERS)
def settle_transfer(request, transfer_id):
    rows = Transfer.objects.select_related("matter", "village__township")
    transfer = get_object_or_404(rows, pk=transfer_id)
    village_of(request.user, transfer.village_id)
    if transfer.settled_on:
        messages.warning(request, "已经化解，不再修改。")
        return redirect("petitions:matter", transfer.matter_id)
    form = SettleForm(request.POST or None, instance=transfer, user=request.user)
    return _page(request, form, "协助化解")


def _page(request, form, title, page="petitions:matter"):
    if form.saved():
        messages.success(request, "已保存。", extra_tags=draft_of(request))
        record = form.instance
        return redirect(page, record.matter_id if page == "petitions:matter" else record.pk)
    context = {"form": form, "title": title, "hint": form.instance.village, "button": "保存"}
    return render(request, "parts/form_page.html", context | {"draft": draft_of(request)})
