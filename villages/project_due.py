"""What is owed about projects: their milestones, and a quarter's money told to the village."""

from datetime import timedelta

from django.db.models import DateField, Exists, OuterRef, Value
from django.urls import reverse

from fushan.desk.models import number
from fushan.org.due import Kind
from fushan.org.models import Selection
from fushan.org.roles import Role
from villages.models import Milestone, Project, ProjectState, Publication
from villages.plan_due import quarter_over

OVER = (ProjectState.FINISHED, ProjectState.DROPPED)


def _milestones(day):
    rows = Milestone.objects.filter(done_on=None).exclude(project__state__in=OVER)
    return rows.filter(due_on__lte=day + timedelta(days=7))


def _untold(day):
    """Selected villages whose money of the quarter that is over was not put up yet."""
    quarter = quarter_over(day)
    last = quarter.last + timedelta(days=number("project_publish_days"))
    going_on = Project.objects.going_on(quarter).filter(village=OuterRef("village"))
    told = Publication.objects.filter(village=OuterRef("village"), quarter=quarter.first)
    rows = Selection.objects.on(day).filter(Exists(going_on), ~Exists(told))
    return rows.annotate(tell_by=Value(last, DateField()), quarter=Value(quarter.label))


DUES = [
    Kind(
        "project_milestone",
        "项目节点",
        roles=(Role.VILLAGE,),
        rows=_milestones,
        who="project__name",
        said="name",
        due_on="due_on",
        text=lambda row: f"{row.who}：{row.said}",
        note=lambda row: "项目节点，做完了点一下写上日期",
        url=lambda row: reverse("projects:edit-milestone", args=[row.record]),
    ),
    Kind(
        "project_publication",
        "项目公开",
        roles=(Role.VILLAGE,),
        rows=_untold,
        who="village__name",
        said="quarter",
        due_on="tell_by",
        text=lambda row: f"公开{row.said}的项目收支和进度",
        note=lambda row: f"{row.who} · 贴出来了就记一笔",
        url=lambda row: reverse("projects:publish", args=[row.place]),
        near=7,
    ),
]
