"""Branch life: what was taken over, and typing it in where a setting allows that."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from fushan.desk.models import number
from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.roles import Role
from villages.models import PartyActivity
from villages.party_forms import PartyActivityForm
from villages.writing import WRITERS, own

ACTIVITIES = PartyActivity.objects.select_related("village__township")


@for_roles(*COUNTY_AND_BELOW)
def activities(request):
    page = Page(ACTIVITIES.all(), by=("happened_on", "pk"), after=request.GET.get("after"))
    context = {
        "page": page,
        "by_hand": _by_hand(),
        "imports": request.user.role == Role.STAFF,
        "writes": request.user.role in WRITERS,
    }
    return render(request, "villages/activities.html", context)


@for_roles(*WRITERS)
def record_activity(request, village_id):
    village = own(request, village_id)
    new = PartyActivity(village=village, happened_on=localdate(), by_hand=True)
    new.entered_by = request.user
    return _form(request, new, "登记组织生活")


@for_roles(*WRITERS)
def edit_activity(request, activity_id):
    activity = get_object_or_404(ACTIVITIES, pk=activity_id)
    own(request, activity.village_id)
    if not activity.by_hand:
        raise PermissionDenied("这一条是导入的，请在原来的系统里改，再导入一次。")
    return _form(request, activity, "修改组织生活")


def _by_hand():
    return number("party_by_hand") == 1


def _form(request, activity, title):
    if not _by_hand():
        raise PermissionDenied("组织生活由组织部从党员管理系统导入，不用再登记一遍。")
    form = PartyActivityForm(request.POST or None, instance=activity, user=request.user)
    draft = f"{request.user.pk}:partyactivity:{activity.pk or activity.village_id}"
    if form.saved():
        messages.success(request, "组织生活已保存。", extra_tags=draft)
        return redirect("party:activities")
    context = {"form": form, "title": title, "hint": activity.village, "draft": draft}
    return render(request, "parts/form_page.html", context | {"button": "保存"})
