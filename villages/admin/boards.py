"""The desk's registers of officials, boards and visits."""

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.timezone import localdate

from fushan.desk.unsealing import Seals
from fushan.kit import ids
from fushan.kit.admin import HouseInline, WrittenElsewhere
from fushan.kit.lists import PeriodFilter
from fushan.org.merging import MergesTwo
from fushan.org.placed import PlacedAdmin, township_filter
from villages.actions import follow, merge_officials
from villages.models import (
    BoardPrint,
    BoardSeat,
    Leadership,
    Official,
    OfficialPrivate,
    Seat,
    Visit,
    Visitor,
)

VILLAGE_NAMES = ["village__name", "village__pinyin", "village__initials", "village__code"]


class LeadershipInline(HouseInline):
    model = Leadership
    related = ("area",)
    fields = ["area", "since", "until"]
    ordering = ("-since", "-pk")


class InPostFilter(SimpleListFilter):
    title = "在任"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("now", "在任"), ("left", "已离任")]

    def queryset(self, request, rows):
        return rows.filter(left_on__isnull=self.value() == "now") if self.value() else rows


@admin.register(Official)
class OfficialAdmin(MergesTwo, Seals, PlacedAdmin):
    place = "area_id"
    leaver = "official"
    keyset = ("area_id", "pinyin", "pk")
    list_display = ["name", "unit", "post", "area", "leads", "account", "left_on"]
    list_filter = [township_filter("area_id"), InPostFilter]
    list_select_related = ["unit", "area", "user"]
    list_prefetch_related = ["leaderships"]
    search_fields = ["name", "pinyin", "initials", "unit__name", "unit__pinyin"]
    search_help_text = "姓名、单位、拼音或首字母"
    fields = [("name", "unit"), ("post", "left_on"), "user"]
    made_on_the_way = ("unit",)
    inlines = [LeadershipInline]
    sealed = {"phone": ("联系电话", ids.masked_phone)}

    def choice_label(self, official):
        return f"{official.name}（{official.unit.name}{official.post}）"

    def private_of(self, record):
        row = OfficialPrivate.objects.filter(official=record).first()
        return row or OfficialPrivate(official=record, area_id=record.area_id)

    @admin.display(description="班子成员", boolean=True)
    def leads(self, official):
        today = localdate()
        return any(
            term.since <= today and (term.until is None or term.until > today)
            for term in official.leaderships.all()
        )

    @admin.display(description="账号")
    def account(self, official):
        return official.user.username if official.user_id else ""

    def settle(self, request, official):
        follow(official)

    def merge(self, official, *, into):
        merge_officials(official, into=into)

    def told_apart(self, official):
        return [
            ("姓名", official.name),
            ("单位", official.unit),
            ("职务", official.post or "未填"),
            ("账号", official.user.username if official.user_id else "没有"),
        ]


class PartyFilter(SimpleListFilter):
    title = "席位"
    parameter_name = "seat"

    def lookups(self, request, model_admin):
        return Seat.choices

    def queryset(self, request, rows):
        return rows.filter(seat=self.value()) if self.value() else rows


class HeldInFilter(PeriodFilter):
    """Seats held on any day of the period."""

    title = "在任时间"

    def inside(self, period):
        return Q(since__lte=period.last) & (Q(until=None) | Q(until__gt=period.first))


@admin.register(BoardSeat)
class BoardSeatAdmin(PlacedAdmin):
    keyset = ("village_id", "pk")
    list_display = ["village", "township", "seat", "holder", "unit", "since", "until"]
    list_filter = [township_filter("village_id"), PartyFilter, HeldInFilter]
    list_select_related = ["village__township", "official__unit"]
    search_fields = [*VILLAGE_NAMES, "official__name", "official__pinyin", "official__initials"]
    search_help_text = "村名、责任人姓名、拼音或首字母"
    fields = [("village", "seat"), ("official", "local_name"), ("since", "until")]
    made_on_the_way = ("official",)

    def get_changeform_initial_data(self, request):
        return {"since": localdate()} | super().get_changeform_initial_data(request)

    @admin.display(description="乡镇")
    def township(self, seat):
        return seat.village.township

    @admin.display(description="责任人")
    def holder(self, seat):
        return seat.holder

    @admin.display(description="单位和职务")
    def unit(self, seat):
        return f"{seat.official.unit} {seat.official.post}" if seat.official_id else "本村"


class VisitorInline(HouseInline):
    model = Visitor
    related = ("official__unit",)
    fields = ["official", "unit"]
    readonly_fields = ["unit"]

    @admin.display(description="单位")
    def unit(self, visitor):
        return visitor.official.unit

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("villages.view_visit")


@admin.register(Visit)
class VisitAdmin(WrittenElsewhere):
    keyset = ("happened_on", "pk")
    latest_first = True
    list_display = ["happened_on", "village", "township", "level", "who", "kind_words", "beginning"]
    list_filter = [township_filter("village_id"), PeriodFilter]
    list_select_related = ["village__township", "entered_by"]
    list_prefetch_related = ["visitors__official"]
    search_fields = VILLAGE_NAMES
    search_help_text = "村名、拼音、首字母或代码"
    fields = [
        ("village", "happened_on", "level"),
        ("kind_words", "text"),
        ("entered_by", "entered_at", "changed_at"),
    ]
    inlines = [VisitorInline]

    def front_url(self, visit):
        return reverse("villages:visit", args=[visit.pk])

    @admin.display(description="乡镇")
    def township(self, visit):
        return visit.village.township

    @admin.display(description="到村人员")
    def who(self, visit):
        return "、".join(visit.visitor_names())

    @admin.display(description="做了什么")
    def kind_words(self, visit):
        return "、".join(visit.kind_labels())

    @admin.display(description="情况")
    def beginning(self, visit):
        return Truncator(visit.text).chars(30)


@admin.register(BoardPrint)
class BoardPrintAdmin(WrittenElsewhere):
    keyset = ("pk",)
    latest_first = True
    list_display = ["made_on", "village", "size", "made_by"]
    list_filter = [township_filter("village_id")]
    list_select_related = ["village__township", "made_by"]
    search_fields = VILLAGE_NAMES
    search_help_text = "村名、拼音、首字母或代码"
    fields = [("village", "made_on", "size"), "content", "made_by"]
