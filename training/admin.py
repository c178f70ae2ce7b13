"""The desk's registers of training; what happens on phones is read here and mended on its page."""

from django.contrib import admin
from django.urls import reverse
from django.utils.text import Truncator

from fushan.kit.admin import WrittenElsewhere
from fushan.kit.lists import period_filter
from fushan.org.placed import township_filter
from training.models import (
    Attendance,
    Exchange,
    Need,
    NeedRound,
    StudyTrip,
    TrainingSession,
)

NAMES = ["cadre__name", "cadre__pinyin", "cadre__initials", "village__name"]


@admin.register(NeedRound)
class NeedRoundAdmin(WrittenElsewhere):
    keyset = ("month", "pk")
    latest_first = True
    list_display = ["month", "area", "question", "opened_on", "ends_on", "opened_by"]
    list_filter = [period_filter("month", "月份")]
    list_select_related = ["area", "opened_by"]
    search_fields = ["question"]
    search_help_text = "问题的开头"
    fields = ["area", "month", "question", "topics", ("opened_on", "ends_on"), "opened_by"]

    def front_url(self, round_):
        return reverse("training:round", args=[round_.pk])


@admin.register(Need)
class NeedAdmin(WrittenElsewhere):
    keyset = ("raised_on", "pk")
    latest_first = True
    list_display = ["raised_on", "cadre", "village", "words", "area", "claimed_by"]
    list_filter = [township_filter("village_id"), period_filter("raised_on", "点题日期")]
    list_select_related = ["cadre", "village__township", "area", "claimed_by"]
    search_fields = NAMES
    search_help_text = "姓名、村名、拼音或首字母"
    fields = [
        ("cadre", "village", "area"),
        ("text", "raised_on", "round"),
        ("claimed_by", "claimed_at"),
        "dropped_reason",
        ("entered_by", "changed_at"),
    ]

    @admin.display(description="想学什么")
    def words(self, need):
        return Truncator(need.text).chars(30)

    def front_url(self, need):
        return reverse("training:need", args=[need.pk])


@admin.register(TrainingSession)
class TrainingSessionAdmin(WrittenElsewhere):
    keyset = ("began_on", "pk")
    latest_first = True
    list_display = ["began_on", "area", "theme", "form", "place", "trainer", "entered_by"]
    list_filter = ["form", period_filter("began_on", "培训日期")]
    list_select_related = ["area", "entered_by"]
    search_fields = ["theme"]
    search_help_text = "主题的开头"
    fields = [
        ("area", "theme", "form"),
        ("began_on", "ended_on"),
        ("place", "trainer"),
        "notes",
        ("unasked_reason", "cancelled_reason"),
        ("entered_by", "entered_at", "changed_at"),
    ]

    def front_url(self, session):
        return reverse("training:session", args=[session.pk])


@admin.register(Attendance)
class AttendanceAdmin(WrittenElsewhere):
    keyset = ("session__began_on", "pk")
    latest_first = True
    list_display = ["day", "session", "cadre", "village", "turnout", "explanation"]
    list_filter = [
        township_filter("village_id"),
        "turnout",
        period_filter("session__began_on", "培训日期"),
    ]
    list_select_related = ["session", "cadre", "village__township"]
    search_fields = NAMES
    search_help_text = "姓名、村名、拼音或首字母"
    fields = [("session", "cadre", "village"), ("turnout", "explanation"), "noted_by"]

    @admin.display(description="日期")
    def day(self, row):
        return row.session.began_on

    def front_url(self, row):
        return reverse("training:session", args=[row.session_id])


@admin.register(StudyTrip)
class StudyTripAdmin(WrittenElsewhere):
    keyset = ("began_on", "pk")
    latest_first = True
    list_display = ["began_on", "theme", "organiser", "went_to", "entered_by"]
    list_filter = ["organiser", period_filter("began_on", "外出日期")]
    list_select_related = ["entered_by"]
    list_prefetch_related = ["places__place"]
    search_fields = ["theme"]
    search_help_text = "主题的开头"
    fields = [("theme", "organiser"), ("began_on", "ended_on"), "notes", "entered_by"]

    @admin.display(description="去的县")
    def went_to(self, trip):
        return "、".join(str(row.place) for row in trip.places.all())

    def front_url(self, trip):
        return reverse("training:trip", args=[trip.pk])


@admin.register(Exchange)
class ExchangeAdmin(WrittenElsewhere):
    keyset = ("held_on", "pk")
    latest_first = True
    list_display = ["held_on", "area", "theme", "place", "entered_by"]
    list_filter = [period_filter("held_on", "日期")]
    list_select_related = ["area", "entered_by"]
    search_fields = ["theme"]
    search_help_text = "主题的开头"
    fields = [("theme", "area"), ("held_on", "place"), "notes", "entered_by"]

    def front_url(self, exchange):
        return reverse("training:exchange", args=[exchange.pk])
