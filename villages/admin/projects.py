"""The desk's registers of projects and of what was put into villages."""

from django.contrib import admin
from django.urls import reverse

from fushan.kit.admin import WrittenElsewhere
from fushan.kit.lists import PeriodFilter, period_filter
from fushan.org.placed import township_filter
from villages.admin.boards import VILLAGE_NAMES
from villages.models import Milestone, Project, Publication, Support


@admin.register(Project)
class ProjectAdmin(WrittenElsewhere):
    keyset = ("began_on", "pk")
    latest_first = True
    list_display = ["began_on", "village", "name", "kind", "state", "approved", "finished_on"]
    list_filter = [township_filter("village_id"), "kind", "state"]
    list_select_related = ["village__township"]
    search_fields = ["name", *VILLAGE_NAMES]
    search_help_text = "项目名开头、村名、拼音或首字母"
    fields = [
        ("village", "name", "kind"),
        ("organised", "state"),
        ("began_on", "decided_on", "decision"),
        "applied_on",
        ("approved_on", "approved", "finished_on"),
        ("households", "jobs", "pulls"),
        "notes",
        ("entered_by", "changed_at"),
    ]

    def front_url(self, project):
        return reverse("projects:project", args=[project.pk])


@admin.register(Milestone)
class MilestoneAdmin(WrittenElsewhere):
    keyset = ("due_on", "pk")
    latest_first = True
    list_display = ["due_on", "village", "project", "name", "done_on"]
    list_filter = [township_filter("village_id"), period_filter("due_on", "计划哪天完成")]
    list_select_related = ["village__township", "project"]
    search_fields = ["name", *VILLAGE_NAMES]
    search_help_text = "节点开头的字、村名、拼音或首字母"
    fields = [("village", "project"), ("name", "due_on", "done_on"), ("entered_by", "changed_at")]

    def front_url(self, milestone):
        return reverse("projects:project", args=[milestone.project_id])


@admin.register(Publication)
class PublicationAdmin(WrittenElsewhere):
    keyset = ("shown_on", "pk")
    latest_first = True
    list_display = ["shown_on", "village", "label", "where"]
    list_filter = [township_filter("village_id"), period_filter("shown_on", "公开日期")]
    list_select_related = ["village__township"]
    search_fields = VILLAGE_NAMES
    search_help_text = "村名、拼音、首字母或代码"
    fields = [("village", "quarter"), ("shown_on", "where"), ("entered_by", "changed_at")]

    @admin.display(description="季度")
    def label(self, publication):
        return publication.label


@admin.register(Support)
class SupportAdmin(WrittenElsewhere):
    keyset = ("happened_on", "pk")
    latest_first = True
    list_display = ["happened_on", "village", "unit", "kind", "what", "told", "project"]
    list_filter = [township_filter("village_id"), "kind", PeriodFilter]
    list_select_related = ["village__township", "unit", "project"]
    search_fields = VILLAGE_NAMES
    search_help_text = "村名、拼音、首字母或代码"
    fields = [
        ("village", "project", "unit"),
        ("kind", "what", "happened_on"),
        ("planned", "arrived", "spent"),
        ("count", "measure"),
        ("entered_by", "changed_at"),
    ]

    @admin.display(description="多少")
    def told(self, support):
        return support.told
