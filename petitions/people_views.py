"""Who looks after whom (包联户), and the cards that say so."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from fushan.desk.models import number
from fushan.org.doors import for_roles
from fushan.org.roles import Role
from petitions.at_home import village_of
from petitions.models import Household, HouseholdLink, PartyMember
from petitions.moving import SPEAKERS
from petitions.people_forms import LinkForm, MemberForm

MOST = 200  # members of one village


@for_roles(*SPEAKERS)
def people(request, village_id):
    village = village_of(request.user, village_id)
    links = HouseholdLink.objects.on(localdate()).select_related("household").order_by("pk")
    members = PartyMember.objects.filter(village=village, left_on=None).order_by("pinyin", "pk")
    context = {
        "village": village,
        "members": members.prefetch_related(Prefetch("links", links, to_attr="now"))[:MOST],
    }
    return render(request, "petitions/people.html", context)


@for_roles(Role.VILLAGE)
def quiet(request, village_id):
    """The secretary's own list: who was not heard from for long. No due, no figure upward."""
    village = village_of(request.user, village_id)
    days = number("household_quiet_days")
    links = HouseholdLink.objects.on(localdate()).select_related("member")
    rows = Household.objects.quiet(localdate() - timedelta(days=days)).filter(village=village)
    rows = rows.prefetch_related(Prefetch("links", links, to_attr="now"))
    context = {"village": village, "days": days, "households": rows.by_silence()[:MOST]}
    return render(request, "petitions/quiet.html", context)


@require_POST
@for_roles(Role.VILLAGE)
def heard(request, household_id):
    household = get_object_or_404(Household.objects.select_related("village"), pk=household_id)
    village_of(request.user, household.village_id)
    household.heard_on = localdate()
    household.save()
    messages.success(request, f"{household}已记为今天联系过。")
    return redirect("petitions:quiet", household.village_id)


@for_roles(*SPEAKERS)
def add_member(request, village_id):
    new = PartyMember(village=village_of(request.user, village_id))
    return _form(request, MemberForm, new, "登记党员")


@for_roles(*SPEAKERS)
def edit_member(request, member_id):
    member = get_object_or_404(PartyMember.objects.select_related("village"), pk=member_id)
    village_of(request.user, member.village_id)
    return _form(request, MemberForm, member, "修改党员")


@for_roles(*SPEAKERS)
def link_household(request, village_id):
    new = HouseholdLink(village=village_of(request.user, village_id), since=localdate())
    return _form(request, LinkForm, new, "登记包联户")


def _form(request, form_class, record, title):
    form = form_class(request.POST or None, instance=record, user=request.user)
    if form.saved():
        messages.success(request, "已保存。")
        return redirect("petitions:people", record.village_id)
    context = {"form": form, "title": title, "hint": record.village, "button": "保存"}
    return render(request, "parts/form_page.html", context)
