"""The numbers of branch life. A village of which nothing was taken over is not assessed."""

from dataclasses import replace

from django.db.models import Count
from django.urls import reverse

from fushan.org.figures import Column, Figure
from villages.models import PartyActivity


def _activities(period):
    return PartyActivity.objects.select_related("village__township")


HELD = Figure(
    "party_activities",
    "组织生活",
    unit="次",
    definition="期内从党员管理系统导入的组织生活；没有导入的村不评。",
    records=_activities,
    on="happened_on",
    columns=[
        Column("日期", "happened_on"),
        Column("乡镇", "village.township.name"),
        Column("村", "village.name"),
        Column("哪类", "get_kind_display"),
        Column("内容", "theme"),
        Column("应到", "expected"),
        Column("实到", "present"),
    ],
    url=lambda activity: reverse("history", args=["villages.partyactivity", activity.pk]),
)
FIGURES = [
    HELD,
    replace(
        HELD,
        code="party_villages",
        label="有组织生活记录的村",
        unit="个",
        definition="期内导入过组织生活的村；不在里面的不评，不算没有做。",
        once="下面逐次列出。",
        measure=Count("village", distinct=True),
    ),
]
