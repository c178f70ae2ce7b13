"""The desk's registers of cadres' files: who asked for what to be put right, whose form is here.

What stands in them is sealed, and shown on pages of their own.
"""

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.urls import reverse

from cadres.models import AppointmentForm, Correction
from fushan.kit.admin import WrittenElsewhere
from fushan.kit.lists import period_filter
from fushan.org.placed import township_filter

NAMES = ["cadre__name", "cadre__pinyin", "cadre__initials"]
HELP = "姓名、拼音或首字母"


class AnsweredFilter(SimpleListFilter):
    title = "状态"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("open", "待答复"), ("over", "已答复")]

    def queryset(self, request, rows):
        return rows.filter(answered_on__isnull=self.value() == "open") if self.value() else rows


@admin.register(Correction)
class CorrectionAdmin(WrittenElsewhere):
    """Asked by the cadre, answered on its own page."""

    keyset = ("asked_on", "pk")
    latest_first = True
    list_display = ["asked_on", "cadre", "answer_by", "outcome", "answered_on", "answered_by"]
    list_filter = [
        township_filter("area_code"),
        AnsweredFilter,
        period_filter("asked_on", "申请日期"),
    ]
    list_select_related = ["cadre", "answered_by"]
    search_fields = NAMES
    search_help_text = HELP
    fields = [("cadre", "asked_on", "answer_by"), ("outcome", "answered_on", "answered_by")]

    @admin.display(description="结果")
    def outcome(self, row):
        return row.outcome

    def front_url(self, row):
        return reverse("correction", args=[row.pk])


@admin.register(AppointmentForm)
class AppointmentFormAdmin(WrittenElsewhere):
    """Handed in, compared and given out on the cadre's own page."""

    keyset = ("received_on", "pk")
    latest_first = True
    list_display = ["received_on", "cadre", "received_by"]
    list_filter = [township_filter("area_code"), period_filter("received_on", "收到日期")]
    list_select_related = ["cadre", "received_by"]
    search_fields = NAMES
    search_help_text = HELP
    fields = [("cadre", "received_on", "received_by"), "changed_at"]

    def front_url(self, row):
        return reverse("appointment-form", args=[row.cadre_id])
