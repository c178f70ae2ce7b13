from django.contrib import admin
from django.db.models import Q

from fushan.kit.admin import HouseInline
from fushan.kit.lists import starting_with
from fushan.org.actions import merge_units
from fushan.org.merging import MergesTwo
from fushan.org.models import Unit, UnitName
from fushan.org.placed import PlacedAdmin, township_filter


class UnitNameInline(HouseInline):
    model = UnitName
    fields = ["name", "kind", "since", "until"]
    verbose_name_plural = "简称和曾用名"


@admin.register(Unit)
class UnitAdmin(MergesTwo, PlacedAdmin):
    place = "area_id"
    keyset = ("area_id", "pinyin", "pk")
    list_display = ["name", "area", "known_as"]
    list_filter = [township_filter("area_id")]
    list_select_related = ["area"]
    list_prefetch_related = ["other_names"]
    search_fields = ["name", "pinyin", "initials"]
    search_help_text = "单位名称里的几个字、简称、曾用名、拼音或首字母"
    fields = [("name", "area")]
    inlines = [UnitNameInline]

    def get_changeform_initial_data(self, request):
        return {"area": request.user.area_code} | super().get_changeform_initial_data(request)

    def get_search_results(self, request, queryset, search_term):
        """Units are few: words inside a name are found too, 水利 finds 县水利局."""
        found = starting_with(Unit, self.search_fields, search_term)
        if words := search_term.split():
            inside = [Q(name__contains=word) for word in words]
            known_as = UnitName.objects.filter(*inside).values("unit")
            found |= Q(*inside) | Q(pk__in=known_as)
        return queryset.filter(found), False

    def settle(self, request, unit):
        """The other names lie where the unit lies."""
        for name in unit.other_names.exclude(area_id=unit.area_id):
            name.save()

    @admin.display(description="简称和曾用名")
    def known_as(self, unit):
        return "、".join(sorted(other.name for other in unit.other_names.all()))

    def merge(self, unit, *, into):
        merge_units(unit, into=into)

    def told_apart(self, unit):
        return [("单位全称", unit.name), ("所属区划", unit.area)]
