"""Bulletins and layouts of tables at the desk, to be read; pages of their own make them."""

from django.contrib import admin
from django.urls import reverse

from fushan.kit.admin import WrittenElsewhere
from fushan.reports.models import Bulletin, TableLayout


@admin.register(Bulletin)
class BulletinAdmin(WrittenElsewhere):
    list_display = ["dated", "name", "issue", "title", "state", "drafted_by", "checked_by"]
    list_filter = ["kind", "state"]
    list_select_related = ["drafted_by", "checked_by"]
    search_fields = ["title", "name"]
    keyset = ("dated", "pk")
    latest_first = True
    fields = [
        *("kind", "name", "issue", "unit", "dated", "title", "about", "since", "until"),
        *("state", "drafted_by", "sent_back", "checked_by", "final_at", "entered_at"),
    ]

    def front_url(self, record):
        return reverse("bulletins:bulletin", args=[record.pk])


@admin.register(TableLayout)
class TableLayoutAdmin(WrittenElsewhere):
    keyset = ("changed_at", "pk")
    latest_first = True
    list_display = ["name", "kind", "period", "is_given", "entered_by", "used_on", "used_by"]
    list_filter = ["kind"]
    list_select_related = ["entered_by", "used_by"]
    fields = [
        ("name", "kind", "period"),
        ("title", "filled_by"),
        ("maker", "checker", "head"),
        ("heads", "sheet"),
        ("entered_by", "used_on", "used_by", "changed_at"),
    ]
    readonly_fields = ["heads"]

    def get_queryset(self, request):
        return super().get_queryset(request).kept()

    def front_url(self, record):
        return reverse("table", args=[record.pk])

    @admin.display(description="上级的空表", boolean=True)
    def is_given(self, layout):
        return layout.is_superiors

    @admin.display(description="各列")
    def heads(self, layout):
        return "、".join(column.heading(layout.rows_kind) for column in layout.chosen)
