from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.utils.timezone import localdate

from fushan.org.models import Batch, Selection
from fushan.org.placed import PlacedAdmin, township_filter


class BatchFilter(SimpleListFilter):
    title = "选派批次"
    parameter_name = "batch"
    path = "batch"

    def lookups(self, request, model_admin):
        return list(Batch.objects.order_by("-began_on", "-pk").values_list("pk", "name")[:20])

    def queryset(self, request, rows):
        if not (self.value() or "").isdecimal():
            return rows
        return rows.filter(**{self.path: self.value()})


class StandingFilter(SimpleListFilter):
    """Selected today, or no longer."""

    title = "状态"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [("now", "现为选派村"), ("over", "已退出")]

    def queryset(self, request, rows):
        if self.value() == "now":
            return rows.on(localdate())
        return rows.filter(until__lte=localdate()) if self.value() == "over" else rows


@admin.register(Batch)
class BatchAdmin(PlacedAdmin):
    place = "area_id"
    keyset = ("began_on", "pk")
    latest_first = True
    list_display = ["name", "area", "began_on", "planned_end_on"]
    list_select_related = ["area"]
    search_fields = ["name"]
    fields = [("name", "area"), ("began_on", "planned_end_on")]

    def get_changeform_initial_data(self, request):
        return {"area": request.user.area_code} | super().get_changeform_initial_data(request)


@admin.register(Selection)
class SelectionAdmin(PlacedAdmin):
    keyset = ("village_id", "pk")
    list_display = ["village", "township", "batch", "since", "until"]
    list_filter = [township_filter("village_id"), BatchFilter, StandingFilter]
    list_select_related = ["village__township", "batch"]
    search_fields = ["village__name", "village__pinyin", "village__initials", "village__code"]
    search_help_text = "村名、拼音、首字母或代码"
    fields = [("village", "batch"), ("since", "until")]

    @admin.display(description="乡镇")
    def township(self, selection):
        return selection.village.township
