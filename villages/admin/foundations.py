"""The desk's registers of what lasts: people brought on, accounts and rules looked through."""

from django.contrib import admin

from fushan.kit.lists import period_filter
from fushan.org.placed import PlacedAdmin, township_filter
from villages.admin.boards import VILLAGE_NAMES
from villages.models import AccountCheck, Reserve


class OfVillage(PlacedAdmin):
    """Kept by the desk; whoever enters a row stands in it."""

    latest_first = True
    list_select_related = ["village__township"]
    search_fields = VILLAGE_NAMES
    search_help_text = "村名、拼音或首字母"
    readonly_fields = ["entered_by", "changed_at"]

    def save_model(self, request, obj, form, change):
        obj.entered_by = obj.entered_by or request.user
        super().save_model(request, obj, form, change)


@admin.register(Reserve)
class ReserveAdmin(OfVillage):
    keyset = ("year", "pk")
    list_display = ["year", "village", "planned", "trained"]
    list_filter = [township_filter("village_id")]
    fields = [("village", "year"), ("planned", "trained"), "note", ("entered_by", "changed_at")]


@admin.register(AccountCheck)
class AccountCheckAdmin(OfVillage):
    keyset = ("checked_on", "pk")
    list_display = ["checked_on", "village", "what", "checker", "passed"]
    list_filter = [township_filter("village_id"), "what", period_filter("checked_on", "检查日期")]
    fields = [
        ("village", "checked_on", "what"),
        ("checker", "passed"),
        "found",
        ("entered_by", "changed_at"),
    ]
