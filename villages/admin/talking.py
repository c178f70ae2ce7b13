"""The desk's registers of talk rooms and chat groups."""

from django.contrib import admin
from django.urls import reverse

from fushan.kit.admin import WrittenElsewhere
from fushan.org.placed import township_filter
from villages.admin.boards import VILLAGE_NAMES
from villages.models import ChatGroup, TalkRoom


class OfVillageAdmin(WrittenElsewhere):
    keyset = ("village_id", "pk")
    list_filter = [township_filter("village_id")]
    list_select_related = ["village__township"]
    search_fields = VILLAGE_NAMES
    search_help_text = "村名、拼音、首字母或代码"

    def front_url(self, record):
        return reverse("talk:talk-of", args=[record.village_id])


@admin.register(TalkRoom)
class TalkRoomAdmin(OfVillageAdmin):
    list_display = ["village", "place", "hours", "closed_on"]
    fields = [("village", "place"), ("hours", "closed_on"), "duty", ("entered_by", "changed_at")]


@admin.register(ChatGroup)
class ChatGroupAdmin(OfVillageAdmin):
    list_display = ["village", "name", "owner", "households", "closed_on"]
    fields = [
        ("village", "name"),
        ("owner", "households"),
        "closed_on",
        ("entered_by", "changed_at"),
    ]
