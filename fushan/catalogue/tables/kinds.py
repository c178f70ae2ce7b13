"""What the rows of a table can be."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q

from fushan.catalogue.tables.columns import Column
from fushan.org.models import Area


@dataclass(frozen=True)
class Kind:
    """`rows(period)`: a queryset. `village`: the path to a row's village code; `order`: by place.

    `key`: what figures are grouped by for these rows, `key_of` the row's own. `name`: the column
    that tells which row it is. `loaders`: {name: function of (rows, day)}, each asked once.
    """

    code: str
    label: str
    says: str
    rows: Callable
    village: str
    order: tuple
    columns: list
    name: str
    where: Callable
    which: dict = field(default_factory=dict)
    key: str = ""
    key_of: Callable = lambda row: ""
    loaders: dict = field(default_factory=dict)

    @cached_property
    def by_code(self):
        return {column.code: column for column in self.columns}

    @property
    def choices(self):
        return [(code, label) for code, (label, _) in self.which.items()]

    def chosen(self, area, period, which):
        """The rows of an area, those that were asked for of them, by place and name."""
        rows = self.rows(period).filter(
            **{f"{self.village}__gte": area, f"{self.village}__lt": f"{area}:"}
        )
        _, condition = self.which.get(which, ("", Q()))
        return rows.filter(condition).order_by(*self.order)


def place_columns(village, county):
    """County, township and village of a row. `village`: the path to it, with a dot behind."""
    of = "任职地" if county else "地点"
    return [
        Column(
            "county",
            "县",
            _county_of(village),
            of,
            uses="counties",
            also="县（市、区） 县区 县市区 所在县 所属县 县名",
        ),
        Column(
            "township",
            "乡镇",
            f"{village}township.name",
            of,
            also=(
                "所在乡镇 所属乡镇 任职乡镇 选派乡镇 乡镇名称 乡（镇） 乡镇（街道） 乡 镇 派驻乡镇"
            ),
        ),
        Column(
            "village_code",
            "村代码",
            f"{village}code",
            of,
            width=16,
            also="12位代码 行政区划代码 村编码 行政村代码 代码",
        ),
    ]


def _county_of(village):
    def told(row, found):
        place = row.village if village else row
        return found.get(place.pk[:6])

    return told


def counties(rows, day):
    """{code: name} of all counties in reach and around it."""
    codes = {(getattr(row, "village_id", None) or row.pk)[:6] for row in rows}
    return dict(Area.objects.filter(pk__in=codes).values_list("pk", "name"))


VILLAGE_NAMES = (
    "村名 所在村 派驻村 任职村 选派村 村 行政村 村庄名称 行政村名称 驻村 所驻村 派驻村名称 "
    "村（社区） 所属村 村名称"
)
