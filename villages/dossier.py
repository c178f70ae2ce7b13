"""What a cadre's file (一人一档) tells of the village's plans and projects of their time."""

from django.db.models.functions import JSONObject
from django.urls import reverse

from fushan.kit.dossier import Line, Section, full
from villages.models import Plan, PlanKind, Project, ProjectKind, ProjectState

OF = {"pk": "pk", "on": "began_on", "kind": "kind", "village": "village__name"}


def _plans(asked):
    rows = Plan.objects.filter(asked.during("began_on", "ends_on"))
    return rows.annotate(fact=JSONObject(**OF, ends="ends_on", goal="goal"))


def _plan(fact):
    when = f"{fact['village']}，{full(fact['on'])}至{full(fact['ends'])}"
    url = reverse("plans:plan", args=[fact["pk"]])
    return Line(PlanKind(fact["kind"]).label, f"{when}：{fact['goal'] or '见任务'}", url)


def _projects(asked):
    rows = Project.objects.filter(asked.during("began_on", "finished_on"))
    return rows.annotate(fact=JSONObject(**OF, name="name", state="state"))


def _project(fact):
    state = ProjectState(fact["state"]).label
    url = reverse("projects:project", args=[fact["pk"]])
    told = f"{fact['village']}{fact['name']}（{state}）"
    return Line(ProjectKind(fact["kind"]).label, told, url)


PLANS = Section("规划与年度任务", rows=_plans, says=_plan)
PROJECTS = Section("项目", rows=_projects, says=_project)
