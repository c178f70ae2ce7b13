"""The desk's registers of what cadres write, when they are away and how long they were there."""

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.urls import reverse
from django.utils.text import Truncator

from cadres.models import Handover, Leave, LeaveState, Pledge, Presence, Wall, WorkLog
from fushan.kit.admin import WrittenElsewhere
from fushan.kit.lists import PeriodFilter, period_filter
from fushan.org.placed import township_filter

NAMES = ["cadre__name", "cadre__pinyin", "cadre__initials", "village__name"]


@admin.register(WorkLog)
class WorkLogAdmin(WrittenElsewhere):
    keyset = ("happened_on", "pk")
    latest_first = True
    list_display = ["happened_on", "cadre", "village", "kind_words", "beginning", "entered_by"]
    list_filter = [township_filter("village_id"), PeriodFilter]
    list_select_related = ["cadre", "village__township", "entered_by"]
    search_fields = NAMES
    search_help_text = "姓名、村名、拼音或首字母"
    fields = [
        ("cadre", "village", "happened_on"),
        ("kind_words", "text"),
        ("entered_by", "entered_at", "changed_at"),
    ]

    @admin.display(description="类别")
    def kind_words(self, log):
        return "、".join(log.kind_labels())

    @admin.display(description="做了什么")
    def beginning(self, log):
        return Truncator(log.text).chars(30)


class LeaveStateFilter(SimpleListFilter):
    title = "状态"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [*LeaveState.choices, ("open", "还没有销假")]

    def queryset(self, request, rows):
        if self.value() == "open":
            return rows.approved().filter(returned_on=None)
        return rows.filter(state=self.value()) if self.value() else rows


@admin.register(Leave)
class LeaveAdmin(WrittenElsewhere):
    """Asked, decided and ended on its own page."""

    keyset = ("first_on", "pk")
    latest_first = True
    list_display = ["first_on", "last_on", "cadre", "village", "kind", "days", "level", "state"]
    list_filter = [
        township_filter("village_id"),
        LeaveStateFilter,
        period_filter("first_on", "开始日期"),
    ]
    list_select_related = ["cadre", "village__township"]
    search_fields = NAMES
    search_help_text = "姓名、村名、拼音或首字母"
    fields = [
        ("cadre", "village", "kind"),
        ("first_on", "last_on", "days"),
        "reason",
        ("level", "state", "answer"),
        ("decided_by", "decided_at", "returned_on"),
        ("entered_by", "entered_at", "changed_at"),
    ]

    def front_url(self, leave):
        return reverse("leave:leave", args=[leave.pk])


@admin.register(Handover)
class HandoverAdmin(WrittenElsewhere):
    """Settled on its own page, and kept as it was said."""

    keyset = ("happened_on", "pk")
    latest_first = True
    list_display = ["happened_on", "name", "person", "place", "reason", "receiver", "entered_by"]
    list_filter = [township_filter("area_code"), period_filter("happened_on", "变动日期")]
    list_select_related = ["entered_by"]
    search_fields = ["name"]
    search_help_text = "姓名"
    fields = [
        ("name", "person", "place"),
        ("happened_on", "reason"),
        ("receiver", "witness"),
        ("entered_by", "entered_at"),
    ]

    def front_url(self, handover):
        return reverse("handover", args=[handover.pk])


@admin.register(Presence)
class PresenceAdmin(WrittenElsewhere):
    """Confirmed by the township at the month's end."""

    keyset = ("month", "pk")
    latest_first = True
    list_display = [
        "month",
        "cadre",
        "village",
        "working_days",
        "leave_days",
        "weekend_days",
        "absent_days",
        "days",
        "confirmed_by",
    ]
    list_filter = [township_filter("village_id"), period_filter("month", "月份")]
    list_select_related = ["cadre", "village__township", "confirmed_by"]
    search_fields = NAMES
    search_help_text = "姓名、村名、拼音或首字母"
    fields = [
        ("cadre", "village", "month"),
        ("working_days", "leave_days", "days"),
        ("weekend_days", "absent_days", "note"),
        ("confirmed_by", "confirmed_at", "changed_at"),
    ]


@admin.register(Wall)
class WallAdmin(WrittenElsewhere):
    keyset = ("village_id", "pk")
    list_display = ["village", "cadre", "shape", "hung", "made_on", "entered_by"]
    list_filter = [township_filter("village_id"), "shape", period_filter("made_on", "做好日期")]
    list_select_related = ["cadre", "village__township", "entered_by"]
    search_fields = NAMES
    search_help_text = "姓名、村名、拼音或首字母"
    fields = [
        ("cadre", "village", "made_on"),
        "aspiration",
        "goal",
        "verse",
        ("shape", "hung"),
        ("entered_by", "changed_at"),
    ]

    def front_url(self, wall):
        return reverse("wall", args=[wall.pk])


@admin.register(Pledge)
class PledgeAdmin(WrittenElsewhere):
    keyset = ("village_id", "pk")
    list_display = ["village", "cadre", "text", "due_on", "state", "settled_on"]
    list_filter = [township_filter("village_id"), "state", period_filter("settled_on", "对账日期")]
    list_select_related = ["cadre", "village__township"]
    search_fields = NAMES
    search_help_text = "姓名、村名、拼音或首字母"
    fields = [("cadre", "village"), "text", ("due_on", "state", "settled_on"), "reason"]

    def front_url(self, pledge):
        return reverse("wall", args=[pledge.wall_id])
