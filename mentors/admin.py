"""The desk's registers of mentors; they are kept on their own pages and read here."""

from django.contrib import admin
from django.urls import reverse
from django.utils.text import Truncator

from fushan.kit.admin import WrittenElsewhere
from fushan.kit.lists import period_filter
from fushan.org.placed import township_filter
from mentors.models import Mentor, MentoringNote, MentorWord, Pairing

NAMES = ["cadre__name", "cadre__pinyin", "cadre__initials"]


@admin.register(Mentor)
class MentorAdmin(WrittenElsewhere):
    keyset = ("area_id", "pinyin", "pk")
    list_display = ["name", "area", "kind", "post", "good_at", "cap", "retired_on"]
    list_filter = [township_filter("area_id"), "kind"]
    list_select_related = ["area"]
    search_fields = ["name", "pinyin", "initials"]
    search_help_text = "姓名、拼音或首字母"
    fields = [
        ("name", "area", "kind"),
        ("post", "cap", "offered_beyond"),
        ("good_at", "about"),
        ("joined_on", "retired_on"),
    ]

    @admin.display(description="专长")
    def good_at(self, mentor):
        return "、".join(mentor.speciality_labels())

    def front_url(self, mentor):
        return reverse("mentors:mentor", args=[mentor.pk])


class OfPairing(WrittenElsewhere):
    latest_first = True
    search_fields = NAMES
    search_help_text = "选派干部的姓名、拼音或首字母"

    def front_url(self, record):
        return reverse("mentors:pairing", args=[getattr(record, "pairing_id", record.pk)])


@admin.register(Pairing)
class PairingAdmin(OfPairing):
    keyset = ("began_on", "pk")
    list_display = ["began_on", "mentor", "cadre", "village", "ended_on", "reason"]
    list_filter = [township_filter("village_id"), period_filter("began_on", "结对日期")]
    list_select_related = ["mentor", "cadre", "village__township"]
    fields = [
        ("mentor", "cadre", "village"),
        ("began_on", "place", "choice_reason"),
        ("ended_on", "reason"),
        ("entered_by", "changed_at"),
    ]


@admin.register(MentoringNote)
class MentoringNoteAdmin(OfPairing):
    keyset = ("happened_on", "pk")
    list_display = ["happened_on", "pairing", "cadre", "beginning", "entered_by"]
    list_filter = [township_filter("village_id"), period_filter("happened_on")]
    list_select_related = ["pairing__mentor", "pairing__cadre", "cadre", "entered_by"]
    fields = [("pairing", "happened_on"), "text", ("way_words", "next_step"), "entered_by"]

    @admin.display(description="做了什么")
    def beginning(self, note):
        return Truncator(note.text).chars(30)

    @admin.display(description="引传帮带")
    def way_words(self, note):
        return "、".join(note.way_labels())


@admin.register(MentorWord)
class MentorWordAdmin(OfPairing):
    keyset = ("year", "pk")
    list_display = ["year", "pairing", "cadre", "entered_by"]
    list_filter = [township_filter("village_id")]
    list_select_related = ["pairing__mentor", "pairing__cadre", "cadre", "entered_by"]
    fields = [("pairing", "year"), "text", "example", "entered_by"]
