"""The numbers of plans: how far the tasks have come, and how far the calendar says they should."""

from dataclasses import replace

from django.db.models import Count, F, Q, Sum
from django.urls import reverse

from fushan.kit.dossier import full
from fushan.org.figures import Column, Figure, Ratio, as_of
from villages.models import PlanKind, PlanTask

PLACE = [Column("乡镇", "village.township.name"), Column("村", "village.name")]


def _tasks(*kinds):
    def rows(period):
        day = as_of(period)
        found = PlanTask.objects.standing(day).so_far(day)
        found = found.filter(plan__began_on__lte=day, plan__ends_on__gte=day)
        if kinds:
            found = found.filter(plan__kind__in=kinds)
        return found.select_related("village__township", "plan", "owner")

    return rows


def _due_tasks(period):
    """What was to be done by a day that has come, as it stood in the quarter it was due."""
    found = PlanTask.objects.filter(plan__kind=PlanKind.YEAR, due_on__lte=as_of(period))
    return found.when_due().select_related("village__township", "plan", "owner")


def _all(period):
    return Q(pk__isnull=False)


def _on_time(period):
    return Q(percent__gte=F("expected"))


WEIGHED = Figure(
    "plan_weights",
    "规划任务的权重",
    unit="权重",
    definition="期末在期内的规划里，还在做的任务的权重之和。",
    once="下面逐项列出。",
    records=_tasks(),
    measure=Sum("weight"),
    columns=[
        *PLACE,
        Column("规划", "plan"),
        Column("任务", "name"),
        Column("权重", "weight"),
        Column("负责人", "who"),
        Column("完成时限", "due_on"),
        Column("完成到（%）", "percent"),
        Column("序时应到（%）", "expected"),
    ],
    url=lambda task: reverse("plans:plan", args=[task.plan_id]),
    called=lambda task: f"任务，权重 {task.weight}，{full(task.due_on)}以前",
)
OF_YEAR = replace(
    WEIGHED,
    code="year_weights",
    label="年度任务的权重",
    definition="期末所在年度的任务的权重之和，不做的不算。",
    records=_tasks(PlanKind.YEAR),
)
FALLEN_DUE = replace(
    WEIGHED,
    code="due_weights",
    label="到期年度任务的权重",
    definition="完成时限在期内的年度任务的权重之和，到期前就不做了的不算。",
    records=_due_tasks,
    on="due_on",
    columns=WEIGHED.columns[:-1],
)
TASKS = replace(
    WEIGHED,
    code="plan_tasks",
    label="规划任务",
    unit="项",
    once="",
    definition="期末在期内的规划里，还在做的任务。",
    measure=Count("pk"),
)
HOW = "“权重 × 完成到的百分比”之和 / 权重之和，按最近一次填的进展算，没填过的算 0。"
DONE = Sum(F("weight") * F("percent") / 100.0)
BY_CALENDAR = Sum(F("weight") * F("expected") / 100.0)
ON_TIME = Ratio(
    "plan_on_time",
    "赶上序时进度",
    definition="完成的份额不少于时间过去的份额的任务 / 规划任务，按最近一次填的进展算。",
    denominator=TASKS,
    met=_on_time,
    missed="plan_behind",
)
FIGURES = [
    WEIGHED,
    OF_YEAR,
    TASKS,
    Ratio(
        "plan_progress",
        "规划进度",
        definition=f"各项任务{HOW}",
        denominator=WEIGHED,
        met=_all,
        part=DONE,
        missed="plan_behind",
    ),
    Ratio(
        "plan_expected",
        "规划序时进度",
        definition="“权重 × 时间过去的百分比”之和 / 权重之和，按每项任务自己的起止算。",
        denominator=WEIGHED,
        met=_all,
        part=BY_CALENDAR,
        missed="plan_behind",
    ),
    Ratio(
        "year_progress",
        "年度任务进度",
        definition=f"年度任务{HOW}",
        denominator=OF_YEAR,
        met=_all,
        part=DONE,
        missed="plan_behind",
    ),
    FALLEN_DUE,
    Ratio(
        "due_progress",
        "到期年度任务完成率",
        definition="到期的年度任务“权重 × 到期那季的完成百分比”之和 / 权重之和，没填过的算 0。",
        denominator=FALLEN_DUE,
        met=_all,
        part=DONE,
        missed="plan_behind",
    ),
    ON_TIME,
    ON_TIME.met_only(
        "plan_behind",
        "慢于序时进度的任务",
        "完成的份额少于时间过去的份额的任务。",
        opposite=True,
    ),
]
