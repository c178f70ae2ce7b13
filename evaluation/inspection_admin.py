"""The desk's registers of what inspections found and of what shows in years: to read and sort."""

from django.contrib import admin
from django.urls import reverse

from evaluation.models import Finding, Inspection, Potential
from fushan.kit.admin import WrittenElsewhere
from fushan.kit.lists import period_filter
from fushan.org.placed import township_filter


@admin.register(Inspection)
class InspectionAdmin(WrittenElsewhere):
    keyset = ("began_on", "pk")
    latest_first = True
    list_display = ["name", "began_on", "ends_on", "drawn", "apart", "closed_on"]
    search_fields = ["name"]
    fields = [
        ("name", "began_on", "ends_on"),
        ("drawn", "seed", "apart"),
        ("closed_on", "changed_at"),
    ]

    def front_url(self, record):
        return reverse("inspections:inspection", args=[record.pk])


@admin.register(Finding)
class FindingAdmin(WrittenElsewhere):
    keyset = ("found_on", "pk")
    latest_first = True
    list_display = ["found_on", "village", "text", "owner", "due_on", "state"]
    list_filter = [
        township_filter("village_id"),
        "state",
        "owner",
        period_filter("found_on", "哪天发现的"),
    ]
    list_select_related = ["village__township"]
    search_fields = ["text", "village__name"]
    fields = [
        ("village", "owner"),
        "text",
        ("found_on", "due_on", "state"),
        ("done_on", "done_note"),
        ("checked_on", "checked_how"),
        ("earlier", "changed_at"),
    ]

    def front_url(self, record):
        return reverse("inspections:finding", args=[record.pk])


@admin.register(Potential)
class PotentialAdmin(WrittenElsewhere):
    keyset = ("claimed_on", "pk")
    latest_first = True
    list_display = ["claimed_on", "village", "cadre", "text", "tag", "horizon", "due_on", "came"]
    list_filter = [township_filter("village_id"), "tag", "horizon", "came"]
    list_select_related = ["village__township", "cadre"]
    search_fields = ["text", "cadre__name", "cadre__pinyin", "cadre__initials"]
    search_help_text = "做了什么事，或选派干部的姓名、拼音、首字母"
    fields = [
        ("cadre", "village"),
        "text",
        ("tag", "horizon", "due_on"),
        "sign",
        "evidence",
        ("came", "verified_on"),
        ("verified_note", "changed_at"),
    ]

    def front_url(self, record):
        return reverse("potential", args=[record.pk])
