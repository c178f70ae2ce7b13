"""The numbers of projects and of telling the village about them."""

from dataclasses import replace

from django.db.models import Count, F, Q
from django.urls import reverse

from fushan.org.figures import Column, Figure, Ratio, as_of
from villages.models import BEGUN, Milestone, Project, ProjectKind, Publication

PLACE = [Column("乡镇", "village.township.name"), Column("村", "village.name")]


def _handed_in(kind):
    def rows(period):
        return Project.objects.handed_in().filter(kind=kind).select_related("village__township")

    return rows


def _undecided(period):
    rows = Project.objects.filter(state__in=BEGUN, decided_on=None)
    return rows.select_related("village__township")


def _milestones(period):
    rows = Milestone.objects.filter(due_on__lte=as_of(period))
    return rows.select_related("village__township", "project")


def _publications(period):
    return Publication.objects.select_related("village__township")


def _project_url(project):
    return reverse("projects:project", args=[project.pk])


INDUSTRY = Figure(
    "projects_industry",
    "产业项目",
    unit="个",
    definition="期内申报的产业项目，批复、实施、完工的都算，谋划中的和中止的不算。",
    records=_handed_in(ProjectKind.INDUSTRY),
    on="applied_on",
    columns=[
        Column("申报日期", "applied_on"),
        *PLACE,
        Column("项目", "name"),
        Column("怎么办", "get_organised_display"),
        Column("进度", "get_state_display"),
        Column("批复日期", "approved_on"),
        Column("批复金额（元）", "approved"),
        Column("完工日期", "finished_on"),
        Column("带动户数", "households"),
        Column("带动就业", "jobs"),
        Column("还带动哪些村", "pulls"),
    ],
    url=_project_url,
)
DUE = Figure(
    "milestones_due",
    "到期的项目节点",
    unit="个",
    definition="计划完成日期在期内、期末已到的项目节点。",
    records=_milestones,
    on="due_on",
    columns=[
        Column("计划完成", "due_on"),
        *PLACE,
        Column("项目", "project.name"),
        Column("节点", "name"),
        Column("完成日期", "done_on"),
    ],
    url=lambda milestone: reverse("projects:project", args=[milestone.project_id]),
)
IN_TIME = Ratio(
    "milestones_in_time",
    "项目节点按期",
    definition="按计划日期完成的节点 / 到期的项目节点。",
    denominator=DUE,
    met=lambda period: Q(done_on__lte=F("due_on")),
    missed="milestones_late",
)
FIGURES = [
    INDUSTRY,
    replace(
        INDUSTRY,
        code="projects_party",
        label="党建项目",
        definition="期内申报的党建项目，批复、实施、完工的都算，谋划中的和中止的不算。",
        records=_handed_in(ProjectKind.PARTY),
    ),
    replace(
        INDUSTRY,
        code="projects_undecided",
        label="没有决策记录的项目",
        definition="已经实施或完工，没有写村里哪天、怎么议定的项目，按申报日期。",
        records=_undecided,
    ),
    DUE,
    IN_TIME,
    IN_TIME.met_only(
        "milestones_late",
        "没有按期的项目节点",
        "到期的项目节点里，没有按计划日期完成的。",
        opposite=True,
    ),
    Figure(
        "publications",
        "项目公开",
        unit="次",
        definition="期内公开的村季度，一村一季度一次。",
        records=_publications,
        on="shown_on",
        measure=Count("pk"),
        columns=[
            Column("公开日期", "shown_on"),
            *PLACE,
            Column("季度", "label"),
            Column("在哪里公开", "where"),
        ],
        url=lambda row: reverse("history", args=["villages.publication", row.pk]),
    ),
]
