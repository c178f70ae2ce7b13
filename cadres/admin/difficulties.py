"""The desk's register of difficulties: read here, claimed and answered on their page."""

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.urls import reverse
from django.utils.text import Truncator

from cadres.admin.days import NAMES
from cadres.models import Difficulty
from fushan.kit.admin import WrittenElsewhere
from fushan.kit.lists import period_filter
from fushan.org.placed import township_filter


class StateFilter(SimpleListFilter):
    title = "状态"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("waiting", "待认领"), ("claimed", "在办"), ("answered", "待本人确认"),
                ("solved", "已解决")]  # fmt: skip

    def queryset(self, request, rows):
        asked = {
            "waiting": rows.unclaimed,
            "claimed": rows.in_hand,
            "answered": rows.unconfirmed,
            "solved": lambda: rows.filter(solved_on__isnull=False),
        }
        return asked[self.value()]() if self.value() in asked else rows


@admin.register(Difficulty)
class DifficultyAdmin(WrittenElsewhere):
    keyset = ("raised_on", "pk")
    latest_first = True
    list_display = ["raised_on", "cadre", "village", "words", "state", "claimed_by", "solved_on"]
    list_filter = [
        township_filter("village_id"),
        StateFilter,
        period_filter("raised_on", "提出日期"),
    ]
    list_select_related = ["cadre", "village__township", "claimed_by"]
    search_fields = NAMES
    search_help_text = "姓名、村名、拼音或首字母"
    fields = [
        ("cadre", "village", "raised_on"),
        "text",
        ("claimed_level", "claimed_by", "claimed_at"),
        ("answered_how", "answered_by", "answered_on"),
        ("answer", "unsolved_note"),
        ("solved_on", "dropped_on", "dropped_reason"),
        ("entered_by", "entered_at", "changed_at"),
    ]

    @admin.display(description="什么事")
    def words(self, difficulty):
        return Truncator(difficulty.text).chars(30)

    @admin.display(description="状态")
    def state(self, difficulty):
        return difficulty.state_label

    def front_url(self, difficulty):
        return reverse("difficulties:difficulty", args=[difficulty.pk])
