"""Who looks after whom (包联户), and the cards that say so."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from fushan.org.doors import for_roles
from petitions.at_home import village_of
from petitions.models import HouseholdLink, PartyMember
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
