"""The desk's registers of the three matters; what happens on phones is read here."""

from django.contrib import admin
from django.urls import reverse
from django.utils.text import Truncator

from fushan.kit.admin import WrittenElsewhere
from fushan.kit.lists import period_filter
from fushan.org.placed import township_filter
from petitions.models import Deliberation, Matter, PartyMember, Review

PLACES = ["village__name", "village__pinyin", "village__initials"]


@admin.register(Matter)
class MatterAdmin(WrittenElsewhere):
    keyset = ("raised_on", "pk")
    latest_first = True
    list_display = ["raised_on", "village", "beginning", "kind", "category", "state", "due_on"]
    list_filter = [
        township_filter("village_id"),
        "state",
        "kind",
        period_filter("raised_on", "说事日期"),
    ]
    list_select_related = ["village__township"]
    search_fields = PLACES
    search_help_text = "村名、拼音或首字母"
    fields = [
        ("village", "raised_on", "channel"),
        "text",
        ("kind", "category", "concerned"),
        ("taker", "owner", "state"),
        ("upper", "upper_unit", "received_on"),
        ("due_on", "done_on", "told_on"),
        ("answer", "reviewed_on"),
        ("entered_by", "entered_at", "changed_at"),
    ]

    @admin.display(description="什么事")
    def beginning(self, matter):
        return Truncator(matter.text).chars(30)

    def front_url(self, matter):
        return reverse("petitions:matter", args=[matter.pk])


@admin.register(Deliberation)
class DeliberationAdmin(WrittenElsewhere):
    keyset = ("held_on", "pk")
    latest_first = True
    list_display = ["held_on", "village", "subject", "owner", "due_on"]
    list_filter = [township_filter("village_id"), period_filter("held_on", "开会日期")]
    list_select_related = ["village__township"]
    search_fields = PLACES
    search_help_text = "村名、拼音或首字母"
    fields = [
        ("village", "held_on"),
        "subject",
        ("expected", "present"),
        ("chair", "recorder"),
        "discussed",
        "decision",
        ("owner", "due_on"),
        ("entered_by", "entered_at", "changed_at"),
    ]

    def front_url(self, meeting):
        return reverse("petitions:deliberation", args=[meeting.pk])


@admin.register(PartyMember)
class PartyMemberAdmin(WrittenElsewhere):
    keyset = ("village_id", "pinyin", "pk")
    list_display = ["village", "name", "duty", "left_on"]
    list_filter = [township_filter("village_id")]
    list_select_related = ["village__township"]
    search_fields = ["name", "pinyin", *PLACES]
    search_help_text = "姓名、村名、拼音或首字母"
    fields = [("village", "name", "duty"), "left_on"]

    def front_url(self, member):
        return reverse("petitions:people", args=[member.village_id])


@admin.register(Review)
class ReviewAdmin(WrittenElsewhere):
    keyset = ("held_on", "pk")
    latest_first = True
    list_display = ["held_on", "village", "present", "returned", "confirmed_by"]
    list_filter = [township_filter("village_id"), period_filter("held_on", "评事日期")]
    list_select_related = ["village__township", "confirmed_by"]
    search_fields = PLACES
    search_help_text = "村名、拼音或首字母"
    fields = [
        ("village", "held_on"),
        ("households", "present", "issued", "returned"),
        ("said_good", "said_fair", "said_bad", "said_unsure"),
        ("held_good", "held_fair", "held_bad", "held_unsure"),
        "remarks",
        ("entered_by", "confirmed_by", "confirmed_at"),
    ]

    def front_url(self, review):
        return reverse("petitions:review", args=[review.pk])
