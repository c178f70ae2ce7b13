"""What a cadre's file (一人一档) tells of the village's plans and projects of their time."""

from django.urls import reverse

from fushan.kit.dossier import Line, Section, full
from villages.models import Plan, Project


def _planned(asked):
    rows = Plan.objects.filter(asked.during("began_on", "ends_on")).select_related("village")
    return [
        Line(
            plan.get_kind_display(),
            f"{plan.village}，{full(plan.began_on)}至{full(plan.ends_on)}：{plan.goal or '见任务'}",
            reverse("plans:plan", args=[plan.pk]),
        )
        for plan in rows.order_by("began_on", "pk")
    ]


def _projects(asked):
    rows = Project.objects.filter(asked.during("began_on", "finished_on"))
    return [
        Line(
            row.get_kind_display(),
            f"{row.village}{row.name}（{row.get_state_display()}）",
            reverse("projects:project", args=[row.pk]),
        )
        for row in rows.select_related("village").order_by("began_on", "pk")
    ]


PLANS = Section("规划与年度任务", _planned)
PROJECTS = Section("项目", _projects)
