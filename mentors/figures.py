"""The numbers that mentors and pairings answer for. How often they met is counted nowhere."""

from django.urls import reverse

from fushan.org.figures import Column, Figure, as_of
from mentors.models import Mentor, Pairing


def _mentors(period):
    return Mentor.objects.serving(as_of(period)).select_related("area")


def _pairings(period):
    rows = Pairing.objects.on(as_of(period))
    return rows.select_related("mentor", "cadre", "village__township")


FIGURES = [
    Figure(
        "mentors",
        "导师",
        unit="人",
        definition="期末在乡镇导师库里的导师。",
        records=_mentors,
        village="area_id",
        columns=[
            Column("乡镇", "area.name"),
            Column("姓名", "name"),
            Column("哪类人员", "get_kind_display"),
            Column("单位和职务", "post"),
            Column("专长", "speciality_labels"),
            Column("最多带几人", "cap"),
        ],
        url=lambda mentor: reverse("mentors:mentor", args=[mentor.pk]),
    ),
    Figure(
        "pairings",
        "拜师结对",
        unit="对",
        definition="期末还在结对的导师和选派干部，一名干部一对。",
        records=_pairings,
        cadre="cadre_id",
        columns=[
            Column("乡镇", "village.township.name"),
            Column("村", "village.name"),
            Column("选派干部", "cadre.name"),
            Column("导师", "mentor.name"),
            Column("结对日期", "began_on"),
            Column("为什么选他", "choice_reason"),
        ],
        url=lambda pairing: reverse("mentors:pairing", args=[pairing.pk]),
    ),
]
