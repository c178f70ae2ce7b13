"""Talk rooms and chat groups, village by village."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.models import Selection, Village
from villages.models import ChatGroup, TalkRoom
from villages.talk_forms import ChatGroupForm, TalkRoomForm
from villages.writing import WRITERS, may_write, own

ROOMS = TalkRoom.objects.filter(closed_on=None).order_by("pk")
GROUPS = ChatGroup.objects.filter(closed_on=None).order_by("pk")


@for_roles(*COUNTY_AND_BELOW)
def talk(request):
    """The selected villages with what they have."""
    rows = Selection.objects.on(localdate()).select_related("village__township")
    rows = rows.prefetch_related(
        Prefetch("village__talk_rooms", ROOMS, "rooms"),
        Prefetch("village__chat_groups", GROUPS, "groups"),
    )
    after = request.GET.get("after")
    page = Page(rows, by=("village_id", "pk"), latest_first=False, after=after)
    return render(request, "villages/talk.html", {"page": page})


@for_roles(*COUNTY_AND_BELOW)
def talk_of(request, village_id):
    village = get_object_or_404(Village.objects.select_related("township"), pk=village_id)
    context = {
        "village": village,
        "rooms": ROOMS.filter(village=village),
        "groups": GROUPS.filter(village=village),
        "may_write": may_write(request.user, village.pk),
    }
    return render(request, "villages/talk_of.html", context)


@for_roles(*WRITERS)
def add_room(request, village_id):
    new = TalkRoom(village=own(request, village_id), entered_by=request.user)
    return _form(request, TalkRoomForm, new, "登记说事室")


@for_roles(*WRITERS)
def edit_room(request, room_id):
    room = get_object_or_404(TalkRoom.objects.select_related("village"), pk=room_id)
    own(request, room.village_id)
    return _form(request, TalkRoomForm, room, "修改说事室")


@for_roles(*WRITERS)
def add_group(request, village_id):
    new = ChatGroup(village=own(request, village_id), entered_by=request.user)
    return _form(request, ChatGroupForm, new, "登记微信群")


@for_roles(*WRITERS)
def edit_group(request, group_id):
    group = get_object_or_404(ChatGroup.objects.select_related("village"), pk=group_id)
    own(request, group.village_id)
    return _form(request, ChatGroupForm, group, "修改微信群")


def _form(request, form_class, record, title):
    form = form_class(request.POST or None, instance=record, user=request.user)
    draft = f"{request.user.pk}:{record._meta.model_name}:{record.pk or record.village_id}"
    if form.saved():
        messages.success(request, "已保存。", extra_tags=draft)
        return redirect("talk:talk-of", record.village_id)
    context = {"form": form, "title": title, "hint": record.village, "draft": draft}
    return render(request, "parts/form_page.html", context | {"button": "保存"})
