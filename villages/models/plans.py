"""What a village sets out to do, task by task, and how far it has come (规划、任务、进展)."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Greatest, Least

from cadres.models import Cadre
from fushan.audit.tracking import tracked
from fushan.kit.constraints import DateRange, ends_after
from fushan.kit.periods import Period
from fushan.org.models import User, Village

NOBODY = "待明确"


class PlanKind(models.TextChoices):
    NEAR = "near", "近期计划"
    YEAR = "year", "年度任务"
    FIVE = "five", "五年规划"


class Days(Func):
    """Whole days from the second date to the first."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = models.IntegerField()


class PlanQuerySet(QuerySet):
    def running(self, day):
        return self.filter(began_on__lte=day, ends_on__gte=day)


@tracked()
class Plan(models.Model):
    village = models.ForeignKey(Village, models.PROTECT, related_name="plans", verbose_name="村")
    kind = models.CharField("哪类", max_length=5, choices=PlanKind, default=PlanKind.YEAR)
    began_on = models.DateField("从哪天")
    ends_on = models.DateField("到哪天")
    goal = models.CharField("总的目标", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "规划"
        constraints = [
            ends_after(
                "began_on",
                "ends_on",
                name="plan_ends_after_it_begins",
                message="“到哪天”须晚于“从哪天”。",
            ),
            ExclusionConstraint(
                expressions=[
                    ("village", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (DateRange("began_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                name="plan_one_of_a_kind_at_a_time",
                violation_error_message="这个村在这段时间已有同一类的规划，请打开那一份修改。",
            ),
        ]
        indexes = [
            models.Index(F("began_on").desc(), F("id").desc(), name="plan_latest"),
            models.Index(fields=["village", "began_on"], name="plan_of_village"),
        ]

    def __str__(self):
        return f"{self.span}{self.get_kind_display()}".replace("年年度", "年度")

    @property
    def span(self):
        """2026年, 2026—2030年, or the months where it is shorter than years."""
        first, last = self.began_on, self.ends_on
        whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
        if whole:
            years = f"{first.year}" if first.year == last.year else f"{first.year}—{last.year}"
            return f"{years}年"
        if first.year == last.year:
            return f"{first.year}年{first.month}月—{last.month}月"
        return f"{first.year}年{first.month}月—{last.year}年{last.month}月"


def _last_given(day):
    """How far a task had come by the last word for a quarter begun by that day."""
    given = PlanProgress.objects.filter(task=OuterRef("pk"), quarter__lte=day)
    return Coalesce(Subquery(given.order_by("-quarter").values("percent")[:1]), 0)


class PlanTaskQuerySet(QuerySet):
    def standing(self, day):
        """Those not given up by that day."""
        return self.filter(Q(dropped_on=None) | Q(dropped_on__gt=day))

    def when_due(self):
        """Those not given up before. `percent`: as given for the quarter they were due in."""
        kept = self.filter(Q(dropped_on=None) | Q(dropped_on__gt=F("due_on")))
        return kept.annotate(percent=_last_given(OuterRef("due_on")))

    def so_far(self, day):
        """`percent`: as last given for a quarter begun by then. `expected`: the time gone by."""
        gone = Days(Cast(Value(day), models.DateField()), F("began_on")) * 100
        return self.annotate(
            percent=_last_given(day),
            expected=Greatest(0, Least(100, gone / Days(F("due_on"), F("began_on")))),
        )

    def unfinished(self, day):
        """Those begun and not yet at a hundred per cent."""
        return self.standing(day).filter(began_on__lte=day).so_far(day).filter(percent__lt=100)

    def without_word(self, quarter):
        """Those of which nothing was said for this quarter, though they were going on in it."""
        said = PlanProgress.objects.filter(task=OuterRef("pk"), quarter=quarter.first)
        return self.unfinished(quarter.last).exclude(models.Exists(said))


@tracked()
class PlanTask(models.Model):
    """`owner`: a seconded cadre, or `owner_name`: somebody else; neither is 待明确."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks", verbose_name="规划")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    name = models.CharField("任务", max_length=100)
    weight = models.PositiveSmallIntegerField("权重", default=10)
    began_on = models.DateField("从哪天")
    due_on = models.DateField("完成时限")
    owner = models.ForeignKey(
        Cadre,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name="负责的选派干部",
    )
    owner_name = models.CharField("其他负责人", max_length=40, blank=True)
    dropped_on = models.DateField("哪天起不做", null=True, blank=True)
    drop_reason = models.CharField("为什么不做", max_length=100, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = PlanTaskQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "规划任务"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "name"],
                name="task_once_in_a_plan",
                violation_error_message="这份规划里已有同名的任务。",
            ),
            ends_after(
                "began_on",
                "due_on",
                name="task_is_due_after_it_begins",
                message="完成时限须晚于“从哪天”。",
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=100),
                name="task_weight_is_a_share",
                violation_error_message="权重须为1到100。",
            ),
            models.CheckConstraint(
                condition=Q(owner=None) | Q(owner_name=""),
                name="task_has_one_owner",
                violation_error_message="选了负责的选派干部，“其他负责人”就空着。",
            ),
            models.CheckConstraint(
                condition=Q(dropped_on=None, drop_reason="")
                | (Q(dropped_on__isnull=False) & ~Q(drop_reason="")),
                name="task_is_dropped_for_a_reason",
                violation_error_message="不做的任务须写明从哪天起和为什么。",
            ),
        ]
        indexes = [
            models.Index(F("due_on").desc(), F("id").desc(), name="task_latest"),
            models.Index(fields=["village", "due_on"], name="task_of_village"),
            models.Index(fields=["owner"], condition=Q(dropped_on=None), name="task_of_owner"),
        ]

    def __str__(self):
        return self.name

    def expected_on(self, day):
        """The share of its time gone by then, in per cent; as `so_far` reckons it."""
        gone = 100 * (day - self.began_on).days // (self.due_on - self.began_on).days
        return max(0, min(100, gone))

    @property
    def who(self):
        return self.owner.name if self.owner else self.owner_name or NOBODY


@tracked()
class PlanProgress(models.Model):
    """How far a task has come by a quarter; `quarter` is its first day."""

    task = models.ForeignKey(PlanTask, models.CASCADE, related_name="progress", verbose_name="任务")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    quarter = models.DateField("哪一季度")
    percent = models.PositiveSmallIntegerField("完成到（%）")
    word = models.CharField("一句话", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "任务进展"
        constraints = [
            models.UniqueConstraint(
                fields=["task", "quarter"],
                name="progress_once_a_quarter",
                violation_error_message="这项任务这一季度的进展已经填过。",
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=100),
                name="progress_is_a_share",
                violation_error_message="完成到多少须为0到100。",
            ),
            models.CheckConstraint(
                condition=Q(quarter__day=1, quarter__month__in=[1, 4, 7, 10]),
                name="progress_is_of_a_quarter",
                violation_error_message="季度写它的第一天，如2026-07-01。",
            ),
        ]
        indexes = [models.Index(fields=["village", "quarter"], name="progress_of_village")]

    def __str__(self):
        return f"{Period.of('quarter', self.quarter).label} {self.percent}%"
