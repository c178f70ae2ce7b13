"""The desk's registers of villages' plans and their tasks."""

from django.contrib import admin
from django.urls import reverse

from fushan.kit.admin import WrittenElsewhere
from fushan.kit.lists import period_filter
from fushan.org.placed import township_filter
from villages.admin.boards import VILLAGE_NAMES
from villages.models import Plan, PlanTask


@admin.register(Plan)
class PlanAdmin(WrittenElsewhere):
    keyset = ("began_on", "pk")
    latest_first = True
    list_display = ["village", "township", "kind", "began_on", "ends_on", "goal"]
    list_filter = [township_filter("village_id"), "kind"]
    list_select_related = ["village__township"]
    search_fields = VILLAGE_NAMES
    search_help_text = "村名、拼音、首字母或代码"
    fields = [
        ("village", "kind"),
        ("began_on", "ends_on"),
        "goal",
        ("entered_by", "changed_at"),
    ]

    def front_url(self, plan):
        return reverse("plans:plan", args=[plan.pk])

    @admin.display(description="乡镇")
    def township(self, plan):
        return plan.village.township


@admin.register(PlanTask)
class PlanTaskAdmin(WrittenElsewhere):
    keyset = ("due_on", "pk")
    latest_first = True
    list_display = ["due_on", "village", "name", "plan", "weight", "who", "dropped_on"]
    list_filter = [township_filter("village_id"), period_filter("due_on", "完成时限")]
    list_select_related = ["village__township", "plan", "owner"]
    search_fields = ["name", *VILLAGE_NAMES]
    search_help_text = "任务开头的字、村名、拼音或首字母"
    fields = [
        ("village", "plan"),
        ("name", "weight"),
        ("began_on", "due_on"),
        ("owner", "owner_name"),
        ("dropped_on", "drop_reason"),
        ("entered_by", "changed_at"),
    ]

    def front_url(self, task):
        return reverse("plans:plan", args=[task.plan_id])

    @admin.display(description="负责人")
    def who(self, task):
        return task.who
