"""The numbers of what was put into villages. Money is whole yuan; a department's or one's own."""

from dataclasses import replace

from django.db.models import Count, Sum
from django.urls import reverse

from fushan.org.figures import Column, Figure
from villages.models import Support, SupportKind

PLACE = [Column("乡镇", "village.township.name"), Column("村", "village.name")]
GRANTED = "期内下达的"


def _support(**only):
    def rows(period):
        found = Support.objects.filter(**only)
        return found.select_related("village__township", "unit", "project")

    return rows


def _url(support):
    if support.project_id:
        return reverse("projects:project", args=[support.project_id])
    return reverse("history", args=["villages.support", support.pk])


PLANNED = Figure(
    "funds_planned",
    "部门资金计划",
    unit="元",
    definition=f"{GRANTED}部门帮扶资金的计划数之和，村里自筹的不算。",
    once="下面逐笔列出。",
    records=_support(kind=SupportKind.MONEY, unit__isnull=False),
    on="happened_on",
    measure=Sum("planned"),
    columns=[
        Column("哪天下达", "happened_on"),
        *PLACE,
        Column("部门", "from_whom"),
        Column("做什么用", "what"),
        Column("项目", "project.name"),
        Column("计划（元）", "planned"),
        Column("到位（元）", "arrived"),
        Column("支出（元）", "spent"),
    ],
    url=_url,
)
THINGS = replace(
    PLANNED,
    code="facilities",
    label="设施投入",
    unit="件",
    definition="期内投入的设施数量之和，各是什么看明细。",
    records=_support(kind=SupportKind.FACILITY),
    measure=Sum("count"),
    columns=[
        Column("哪天", "happened_on"),
        *PLACE,
        Column("部门", "from_whom"),
        Column("什么", "what"),
        Column("数量", "count"),
        Column("单位", "measure"),
    ],
)
FIGURES = [
    PLANNED,
    replace(
        PLANNED,
        code="funds_arrived",
        label="部门资金到位",
        definition=f"{GRANTED}部门帮扶资金里已到位的数之和，村里自筹的不算。",
        measure=Sum("arrived"),
    ),
    replace(
        PLANNED,
        code="funds_spent",
        label="部门资金支出",
        definition=f"{GRANTED}部门帮扶资金里已支出的数之和，村里自筹的不算。",
        measure=Sum("spent"),
    ),
    replace(
        PLANNED,
        code="funds_invested",
        label="资金投入",
        definition=f"{GRANTED}部门资金和村里自筹的，到位的数之和。",
        records=_support(kind=SupportKind.MONEY),
        measure=Sum("arrived"),
    ),
    THINGS,
    replace(
        THINGS,
        code="supports",
        label="帮扶投入",
        unit="项",
        definition="期内资金、技术、设施、服务的投入，一项算一次。",
        once="",
        records=_support(),
        measure=Count("pk"),
        columns=[
            Column("哪天", "happened_on"),
            *PLACE,
            Column("部门", "from_whom"),
            Column("投入什么", "get_kind_display"),
            Column("什么", "what"),
            Column("计划（元）", "planned"),
            Column("数量", "count"),
            Column("单位", "measure"),
        ],
    ),
]
