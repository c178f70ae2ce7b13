from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from fushan.kit.admin import HouseForm
from fushan.org.models import Area, FormerName, Selection, Village
from fushan.org.placed import PlacedAdmin, place_names, township_filter
from fushan.org.reach import within

NAMES = ["name", "pinyin", "initials"]


class ScopeFilter(SimpleListFilter):
    """One's own part of the nation's list, unless all of it is asked for."""

    title = "范围"
    parameter_name = "scope"

    def lookups(self, request, model_admin):
        return [("nation", "全国")]

    def queryset(self, request, rows):
        here = request.user.area_code
        return rows if self.value() == "nation" else rows.filter(pk__startswith=here)

    def choices(self, changelist):
        own, nation = super().choices(changelist)
        yield own | {"display": "本级及以下"}
        yield nation


@admin.register(Area)
class AreaAdmin(PlacedAdmin):
    place = "pk"
    list_display = ["name", "code", "level"]
    list_filter = [ScopeFilter]
    search_fields = ["code", *NAMES]
    search_help_text = "名称、拼音、首字母或代码"
    fields = [("name", "code")]
    readonly_fields = ["code"]

    @admin.display(description="级别")
    def level(self, area):
        return area.level

    def choice_label(self, area):
        return f"{area.name}（{area.code}）"


@admin.register(Village)
class VillageAdmin(PlacedAdmin):
    place = "pk"
    list_display = ["name", "township", "code", "is_selected", "official_name"]
    list_filter = [township_filter("code")]
    list_select_related = ["township"]
    search_fields = ["code", *NAMES, "township__name"]
    search_help_text = "村名、拼音、首字母、代码或乡镇"
    fields = [("name", "official_name"), ("township", "code")]
    readonly_fields = ["township", "code"]

    def get_queryset(self, request):
        selected = Selection.objects.on(localdate()).filter(village=OuterRef("pk"))
        return super().get_queryset(request).annotate(selected=Exists(selected))

    @admin.display(description="选派村", boolean=True)
    def is_selected(self, village):
        return village.selected

    def choice_label(self, village):
        return f"{village.name}（{village.township.name}）"


class FormerNameForm(HouseForm):
    def clean_code(self):
        code = self.cleaned_data["code"]
        if not within(code):
            raise ValidationError("只能给本级及以下的地方记曾用名。")
        return code


@admin.register(FormerName)
class FormerNameAdmin(PlacedAdmin):
    form = FormerNameForm
    place = "code"
    keyset = ("code", "pk")
    list_display = ["name", "part_of", "until", "note"]
    search_fields = ["name", "code"]
    search_help_text = "曾用名或今属代码"
    fields = [("name", "code"), ("until", "note")]

    def complete(self, names):
        known = place_names(name.code for name in names)
        for name in names:
            name.part_of = known.get(name.code)

    @admin.display(description="今属")
    def part_of(self, name):
        return f"{name.part_of or ''} {name.code}".strip()
