"""What was taken in, to look up at the desk; here, where every register is known by name."""

from django.contrib import admin
from django.urls import reverse

from fushan.catalogue.registers import REGISTERS
from fushan.desk.models import ImportBatch
from fushan.kit.admin import WrittenElsewhere
from fushan.kit.lists import PeriodFilter


class MadeInFilter(PeriodFilter):
    title = "上传日期"
    on = "made_at__date"


@admin.register(ImportBatch)
class ImportBatchAdmin(WrittenElsewhere):
    """A batch is confirmed and undone on its own page."""

    keyset = ("made_at", "pk")
    latest_first = True
    list_display = ["file_name", "kind", "state", "added", "changed", "made_by", "made_at"]
    list_filter = [MadeInFilter]
    list_select_related = ["made_by"]
    fields = [
        ("file_name", "kind", "state"),
        ("added", "changed"),
        ("made_by", "made_at", "settled_at"),
    ]

    def front_url(self, record):
        return reverse("import-preview", args=[record.pk])

    @admin.display(description="登记表")
    def kind(self, batch):
        return REGISTERS[batch.register].label
