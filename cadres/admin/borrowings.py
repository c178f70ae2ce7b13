"""The desk's register of cadres called away by other offices."""

from django.contrib import admin

from cadres.models import Borrowing
from fushan.kit.lists import period_filter
from fushan.org.placed import PlacedAdmin, township_filter


@admin.register(Borrowing)
class BorrowingAdmin(PlacedAdmin):
    keyset = ("began_on", "pk")
    latest_first = True
    list_display = ["began_on", "cadre", "village", "office", "ended_on", "approval"]
    list_filter = [township_filter("village_id"), period_filter("began_on", "从哪天")]
    list_select_related = ["cadre", "village__township"]
    search_fields = ["cadre__name", "cadre__pinyin", "cadre__initials"]
    search_help_text = "选派干部的姓名、拼音或首字母"
    readonly_fields = ["entered_by", "changed_at"]
    fields = [
        ("cadre", "village"),
        ("office", "why"),
        ("began_on", "ended_on", "approval"),
        ("entered_by", "changed_at"),
    ]

    def save_model(self, request, obj, form, change):
        obj.entered_by = obj.entered_by or request.user
        super().save_model(request, obj, form, change)
