"""The numbers of projects and of what was put into villages. Money is whole yuan."""

from dataclasses import replace

from django.db.models import Count, Sum
from django.urls import reverse

from fushan.org.figures import Column, Figure
from villages.models import Project, ProjectKind, Support, SupportKind

PLACE = [Column("乡镇", "village.township.name"), Column("村", "village.name")]


def _projects(kind):
    return lambda period: Project.objects.filter(kind=kind).select_related("village__township")


def _support(kind):
    def rows(period):
        found = Support.objects.filter(kind=kind)
        return found.select_related("village__township", "unit", "project")

    return rows


def _all_support(period):
    return Support.objects.select_related("village__township", "unit", "project")


def _money_url(support):
    if support.project_id:
        return reverse("projects:project", args=[support.project_id])
    return reverse("history", args=["villages.support", support.pk])


INDUSTRY = Figure(
    "projects_industry",
    "产业项目",
    unit="个",
    definition="期内谋划的产业项目。",
    records=_projects(ProjectKind.INDUSTRY),
    on="began_on",
    columns=[
        Column("哪天谋划", "began_on"),
        *PLACE,
        Column("项目", "name"),
        Column("怎么办", "get_organised_display"),
        Column("进度", "get_state_display"),
        Column("批复日期", "approved_on"),
        Column("批复金额（元）", "approved"),
        Column("完工日期", "finished_on"),
        Column("带动户数", "households"),
    ],
    url=lambda project: reverse("projects:project", args=[project.pk]),
)
PLANNED = Figure(
    "money_planned",
    "资金计划",
    unit="元",
    definition="期内下达的帮扶资金计划数之和。",
    once="下面逐笔列出。",
    records=_support(SupportKind.MONEY),
    on="happened_on",
    measure=Sum("planned"),
    columns=[
        Column("哪天下达", "happened_on"),
        *PLACE,
        Column("部门", "unit.name"),
        Column("做什么用", "what"),
        Column("项目", "project.name"),
        Column("计划（元）", "planned"),
        Column("到位（元）", "arrived"),
        Column("支出（元）", "spent"),
    ],
    url=_money_url,
)
FIGURES = [
    INDUSTRY,
    replace(
        INDUSTRY,
        code="projects_party",
        label="党建项目",
        definition="期内谋划的党建项目。",
        records=_projects(ProjectKind.PARTY),
    ),
    PLANNED,
    replace(
        PLANNED,
        code="money_arrived",
        label="资金到位",
        definition="期内下达的帮扶资金里，已到位的数之和。",
        measure=Sum("arrived"),
    ),
    replace(
        PLANNED,
        code="money_spent",
        label="资金支出",
        definition="期内下达的帮扶资金里，已支出的数之和。",
        measure=Sum("spent"),
    ),
    replace(
        PLANNED,
        code="facilities",
        label="设施投入",
        unit="件",
        definition="期内投入的设施数量之和，各是什么看明细。",
        records=_support(SupportKind.FACILITY),
        measure=Sum("count"),
        columns=[
            Column("哪天", "happened_on"),
            *PLACE,
            Column("部门", "unit.name"),
            Column("什么", "what"),
            Column("数量", "count"),
            Column("单位", "measure"),
        ],
    ),
    replace(
        PLANNED,
        code="supports",
        label="帮扶投入",
        unit="项",
        definition="期内资金、技术、设施、服务的投入，一项算一次。",
        once="",
        records=_all_support,
        measure=Count("pk"),
        columns=[
            Column("哪天", "happened_on"),
            *PLACE,
            Column("部门", "unit.name"),
            Column("投入什么", "get_kind_display"),
            Column("什么", "what"),
            Column("计划（元）", "planned"),
            Column("数量", "count"),
            Column("单位", "measure"),
        ],
    ),
]
