"""Registers whose rows lie somewhere: what lies above or beside is seen and not changed."""

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Q
from django.db.models.functions import Length

from fushan.kit.admin import HouseAdmin
from fushan.org.models import Area, Village
from fushan.org.reach import within

BELOW = {0: 2, 2: 4, 4: 6, 6: 9, 9: 9}  # length of a code: of the codes one level down


class PlacedAdmin(HouseAdmin):
    """`place`: the attribute that holds the row's code."""

    place = "village_id"

    def is_ours(self, request, record):
        return within(getattr(record, self.place))

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and (obj is None or self.is_ours(request, obj))

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or self.is_ours(request, obj))


class TownshipFilter(SimpleListFilter):
    """The areas one level below one's own: a county's townships, a prefecture's counties."""

    title = "乡镇"
    parameter_name = "place"
    path = "village_id"

    def lookups(self, request, model_admin):
        here = request.user.area_code
        if not here:
            return []  # the administrator has no place, and so no places below it
        areas = Area.objects.annotate(size=Length("code")).filter(size=BELOW[len(here)])
        areas = areas.filter(code__startswith=here).order_by("code")
        return list(areas.values_list("code", "name")[:200])

    def queryset(self, request, rows):
        code = self.value()
        if not code:
            return rows
        if not (code.isdigit() and len(code) <= 12):
            raise IncorrectLookupParameters("没有这个地方。")
        return rows.filter(Q(**{f"{self.path}__gte": code, f"{self.path}__lt": f"{code}:"}))


def township_filter(path):
    """A TownshipFilter over this column of codes."""
    return type("TownshipFilter", (TownshipFilter,), {"path": path})


def place_names(codes):
    """{code: name} of areas and villages in the reach, asked once for a whole page."""
    codes = set(codes)
    names = dict(Area.objects.filter(pk__in=codes).values_list("pk", "name"))
    villages = {code for code in codes if len(code) == 12}
    if villages:
        rows = Village.objects.filter(pk__in=villages).select_related("township")
        names |= {row.pk: f"{row.name}（{row.township.name}）" for row in rows}
    return names
