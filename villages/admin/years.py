"""The desk's register of villages' years."""

from django.contrib import admin
from django.urls import reverse

from fushan.kit.admin import WrittenElsewhere
from fushan.kit.money import yuan
from fushan.org.placed import township_filter
from villages.admin.boards import VILLAGE_NAMES
from villages.models import SNAPSHOT, VillageYear


@admin.register(VillageYear)
class VillageYearAdmin(WrittenElsewhere):
    keyset = ("year", "pk")
    latest_first = True
    list_display = ["year", "village", "households", "people", "total_income", "grade", "premises"]
    list_filter = [township_filter("village_id"), "grade", "premises"]
    list_select_related = ["village__township"]
    search_fields = VILLAGE_NAMES
    search_help_text = "村名、拼音、首字母或代码"
    fields = [("village", "year", "unchanged"), *SNAPSHOT, ("entered_by", "changed_at")]

    def front_url(self, row):
        return reverse("years:years-of", args=[row.village_id])

    @admin.display(description="集体收入（元）")
    def total_income(self, row):
        return None if row.total is None else yuan(row.total)
