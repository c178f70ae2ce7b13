"""The desk's registers of what concerns one cadre: called away, honoured, cared for."""

from django.contrib import admin

from cadres.models import Award, Borrowing, Care, CaseResult, TownshipMeeting, WorkReport
from fushan.kit.admin import WrittenElsewhere
from fushan.kit.lists import period_filter
from fushan.org.placed import PlacedAdmin, township_filter

CADRE_NAMES = ["cadre__name", "cadre__pinyin", "cadre__initials"]


class OfCadreAdmin(PlacedAdmin):
    """Kept by the desk; whoever enters a row stands in it."""

    latest_first = True
    list_select_related = ["cadre", "village__township"]
    search_fields = CADRE_NAMES
    search_help_text = "选派干部的姓名、拼音或首字母"
    readonly_fields = ["entered_by", "changed_at"]

    def save_model(self, request, obj, form, change):
        obj.entered_by = obj.entered_by or request.user
        super().save_model(request, obj, form, change)


def _in_time(path, title):
    return [township_filter("village_id"), period_filter(path, title)]


@admin.register(Borrowing)
class BorrowingAdmin(OfCadreAdmin):
    keyset = ("began_on", "pk")
    list_display = ["began_on", "cadre", "village", "office", "ended_on", "approval"]
    list_filter = _in_time("began_on", "从哪天")
    fields = [
        ("cadre", "village"),
        ("office", "why"),
        ("began_on", "ended_on", "approval"),
        ("entered_by", "changed_at"),
    ]


@admin.register(Award)
class AwardAdmin(OfCadreAdmin):
    keyset = ("awarded_on", "pk")
    list_display = ["awarded_on", "cadre", "village", "name", "giver"]
    list_filter = _in_time("awarded_on", "哪天")
    fields = [
        ("cadre", "village"),
        ("awarded_on", "name"),
        ("giver", "document"),
        ("entered_by", "changed_at"),
    ]


@admin.register(Care)
class CareAdmin(OfCadreAdmin):
    keyset = ("happened_on", "pk")
    list_display = ["happened_on", "cadre", "village", "kind", "giver"]
    list_filter = [*_in_time("happened_on", "哪天"), "kind"]
    fields = [
        ("cadre", "village"),
        ("happened_on", "kind", "giver"),
        "text",
        ("entered_by", "changed_at"),
    ]


@admin.register(CaseResult)
class CaseResultAdmin(OfCadreAdmin):
    keyset = ("told_on", "pk")
    list_display = ["told_on", "cadre", "village", "organ", "document"]
    list_filter = _in_time("told_on", "通报日期")
    fields = [
        ("cadre", "village"),
        ("told_on", "organ", "document"),
        "text",
        ("entered_by", "changed_at"),
    ]


@admin.register(TownshipMeeting)
class TownshipMeetingAdmin(WrittenElsewhere):
    keyset = ("held_on", "pk")
    latest_first = True
    list_display = ["held_on", "area", "about"]
    list_filter = [township_filter("area_id"), period_filter("held_on", "哪天")]
    list_select_related = ["area"]
    fields = [("area", "held_on"), "about", ("entered_by", "changed_at")]


@admin.register(WorkReport)
class WorkReportAdmin(WrittenElsewhere):
    keyset = ("reported_on", "pk")
    latest_first = True
    list_display = ["reported_on", "cadre", "village", "quarter"]
    list_filter = _in_time("reported_on", "哪天报告的")
    list_select_related = ["cadre", "village__township"]
    search_fields = CADRE_NAMES
    search_help_text = "选派干部的姓名、拼音或首字母"
    fields = [("cadre", "village"), ("quarter", "reported_on"), ("entered_by", "changed_at")]
