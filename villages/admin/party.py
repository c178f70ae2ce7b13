"""The desk's register of branch life."""

from django.contrib import admin

from fushan.kit.admin import WrittenElsewhere
from fushan.kit.lists import PeriodFilter
from fushan.org.placed import township_filter
from villages.admin.boards import VILLAGE_NAMES
from villages.models import PartyActivity


@admin.register(PartyActivity)
class PartyActivityAdmin(WrittenElsewhere):
    keyset = ("happened_on", "pk")
    latest_first = True
    list_display = ["happened_on", "village", "kind", "theme", "expected", "present"]
    list_filter = [township_filter("village_id"), "kind", PeriodFilter]
    list_select_related = ["village__township"]
    search_fields = ["theme", *VILLAGE_NAMES]
    search_help_text = "内容开头的字、村名、拼音或首字母"
    fields = [
        ("village", "happened_on", "kind"),
        "theme",
        ("expected", "present"),
        ("by_hand", "entered_by", "changed_at"),
    ]
