"""What is owed about plans: the year's tasks in spring, a word on them after each quarter."""

from datetime import date, timedelta

from django.db.models import DateField, Exists, F, OuterRef, Value
from django.db.models.functions import Greatest
from django.urls import reverse

from fushan.desk.models import number
from fushan.kit.periods import Period
from fushan.org.due import Kind
from fushan.org.models import Selection
from fushan.org.roles import Role
from villages.models import Plan, PlanKind, PlanTask

SETTLED = timedelta(days=60)  # a village selected late in spring has so long


def quarter_over(day):
    """The last quarter that is over."""
    return Period.of("quarter", day).previous


def _without_word(day):
    """Plans of which a task was left unsaid for the quarter that is over."""
    quarter = quarter_over(day)
    tasks = PlanTask.objects.without_word(quarter)
    last = quarter.last + timedelta(days=number("plan_progress_days"))
    rows = Plan.objects.filter(Exists(tasks.filter(plan=OuterRef("pk"))))
    return rows.annotate(give_by=Value(last, DateField()), quarter=Value(quarter.label))


def _without_plan(day):
    """Selected villages without tasks for this year, from the month by whose end they are due."""
    month = number("year_plan_month")
    last = Period.of("month", date(day.year, month, 1)).last
    years = Plan.objects.running(day).filter(kind=PlanKind.YEAR, village=OuterRef("village"))
    rows = Selection.objects.on(day).exclude(Exists(years))
    rows = rows if day.month >= month else rows.none()
    return rows.annotate(plan_by=Greatest(Value(last, DateField()), F("since") + SETTLED))


DUES = [
    Kind(
        "plan_progress",
        "任务进展",
        roles=(Role.VILLAGE,),
        rows=_without_word,
        who="village__name",
        said="quarter",
        due_on="give_by",
        text=lambda row: f"填{row.said}的任务进展",
        note=lambda row: f"{row.who} · 每项填个百分比，没变化不用改",
        url=lambda row: reverse("plans:report", args=[row.record]),
        near=7,
    ),
    Kind(
        "year_plan",
        "年度任务",
        roles=(Role.VILLAGE,),
        rows=_without_plan,
        who="village__name",
        due_on="plan_by",
        text=lambda row: f"定下{row.due_on.year}年的年度任务",
        note=lambda row: f"{row.who} · 一行一条，照着五年规划写",
        url=lambda row: reverse("plans:write-plan", args=[row.place]),
        near=7,
    ),
]
