"""Projects of a village: from the idea to the end, their milestones, and telling the village."""

import pgtrigger
from django.db import models
from django.db.models import F, Q, QuerySet

from fushan.audit.tracking import tracked
from fushan.kit.constraints import ends_after
from fushan.kit.periods import Period
from fushan.org.models import User, Village

BELOW = "project_approves_what_was_spent"


class ProjectKind(models.TextChoices):
    INDUSTRY = "industry", "产业项目"
    PARTY = "party", "党建项目"


class Organised(models.TextChoices):
    COOPERATIVE = "coop", "支部领办合作社"
    INTRODUCED = "introduced", "引进"
    COLLECTIVE = "collective", "村集体自办"
    OTHER = "other", "其他"


class ProjectState(models.TextChoices):
    PLANNED = "planned", "谋划"
    APPLIED = "applied", "申报"
    APPROVED = "approved", "批复"
    RUNNING = "running", "实施"
    FINISHED = "finished", "完工"
    DROPPED = "dropped", "中止"


# Handed in or further; what was given up counts no more.
HANDED_IN = (
    ProjectState.APPLIED,
    ProjectState.APPROVED,
    ProjectState.RUNNING,
    ProjectState.FINISHED,
)
BEGUN = (ProjectState.RUNNING, ProjectState.FINISHED)


class ProjectQuerySet(QuerySet):
    def handed_in(self):
        return self.filter(state__in=HANDED_IN)

    def going_on(self, period):
        """Approved by its end and not finished before it began: these are told the village."""
        approved = self.filter(approved_on__lte=period.last).exclude(state=ProjectState.DROPPED)
        return approved.filter(Q(finished_on=None) | Q(finished_on__gte=period.first))


@tracked()
class Project(models.Model):
    """Amounts are whole yuan. `pulls`: other villages it helps along, in words.

    `decided_on`, `decision`: when the village decided on it, and how.
    """

    village = models.ForeignKey(Village, models.PROTECT, related_name="projects", verbose_name="村")
    name = models.CharField("项目名称", max_length=60)
    kind = models.CharField("哪类", max_length=10, choices=ProjectKind)
    organised = models.CharField("怎么办", max_length=10, choices=Organised)
    state = models.CharField(
        "进度", max_length=10, choices=ProjectState, default=ProjectState.PLANNED
    )
    began_on = models.DateField("哪天谋划")
    decided_on = models.DateField("村里议定日期", null=True, blank=True)
    decision = models.CharField("怎么议定的", max_length=200, blank=True)
    applied_on = models.DateField("申报日期", null=True, blank=True)
    approved_on = models.DateField("批复日期", null=True, blank=True)
    approved = models.PositiveBigIntegerField("批复金额（元）", null=True, blank=True)
    finished_on = models.DateField("完工日期", null=True, blank=True)
    households = models.PositiveIntegerField("带动户数", default=0)
    jobs = models.PositiveIntegerField("带动就业人数", default=0)
    pulls = models.CharField("还带动哪些村", max_length=100, blank=True)
    notes = models.TextField("进展", max_length=1000, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = ProjectQuerySet.as_manager()

    refusals = {BELOW: "批复金额不能少于已经支出的数，请核对。"}

    class Meta:
        verbose_name = verbose_name_plural = "项目"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "name"],
                name="project_once_in_a_village",
                violation_error_message="这个村已有同名的项目。",
            ),
            ends_after(
                "began_on",
                "finished_on",
                name="project_finishes_after_it_begins",
                message="完工日期须晚于谋划日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=HANDED_IN, applied_on=None),
                name="project_handed_in_on_a_day",
                violation_error_message="申报以后的项目须写明申报日期。",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, decision="")
                | (Q(decided_on__isnull=False) & ~Q(decision="")),
                name="project_decided_on_a_day_and_how",
                violation_error_message="村里议定的日期和怎么议定的须同时填写。",
            ),
            models.CheckConstraint(
                condition=~Q(
                    state__in=[ProjectState.APPROVED, ProjectState.RUNNING, ProjectState.FINISHED],
                    approved_on=None,
                ),
                name="project_approved_on_a_day",
                violation_error_message="批复以后的项目须写明批复日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProjectState.FINISHED, finished_on=None),
                name="project_finished_on_a_day",
                violation_error_message="完工的项目须写明完工日期。",
            ),
        ]
        indexes = [
            models.Index(F("began_on").desc(), F("id").desc(), name="project_latest"),
            models.Index(F("applied_on").desc(), F("id").desc(), name="project_latest_handed_in"),
            models.Index(fields=["village", "began_on"], name="project_of_village"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="approves_what_was_spent",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("approved"),
                func=f"""
                    IF (SELECT sum(spent) > NEW.approved FROM villages_support
                        WHERE project_id = NEW.id) THEN
                        RAISE check_violation USING MESSAGE = 'below what was spent',
                            CONSTRAINT = '{BELOW}';
                    END IF;
                    RETURN NULL;
                """,
            )
        ]

    def __str__(self):
        return self.name

    @property
    def is_undecided(self):
        """Begun without a word of how the village decided on it."""
        return self.state in BEGUN and self.decided_on is None


@tracked()
class Milestone(models.Model):
    """A step of a project that has a day."""

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="milestones", verbose_name="项目"
    )
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    name = models.CharField("节点", max_length=60)
    due_on = models.DateField("计划哪天完成")
    done_on = models.DateField("哪天完成的", null=True, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "项目节点"
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"],
                name="milestone_once_in_a_project",
                violation_error_message="这个项目已有同名的节点。",
            )
        ]
        indexes = [
            models.Index(fields=["village", "due_on"], name="milestone_of_village"),
            models.Index(fields=["due_on"], condition=Q(done_on=None), name="milestone_open"),
        ]

    def __str__(self):
        return self.name


@tracked()
class Publication(models.Model):
    """That a quarter's money and progress were put up in the village, for all its projects."""

    village = models.ForeignKey(
        Village, models.PROTECT, related_name="publications", verbose_name="村"
    )
    quarter = models.DateField("哪一季度")
    shown_on = models.DateField("公开日期")
    where = models.CharField("在哪里公开", max_length=60)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "项目公开"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "quarter"],
                name="publication_once_a_quarter",
                violation_error_message="这个村这一季度的项目公开已经记过。",
            ),
            models.CheckConstraint(
                condition=Q(quarter__day=1, quarter__month__in=[1, 4, 7, 10]),
                name="publication_is_of_a_quarter",
                violation_error_message="季度写它的第一天，如2026-07-01。",
            ),
            models.CheckConstraint(
                condition=Q(shown_on__gte=F("quarter")),
                name="publication_after_the_quarter_began",
                violation_error_message="公开日期不能早于这一季度。",
            ),
        ]
        indexes = [
            models.Index(F("shown_on").desc(), F("id").desc(), name="publication_latest"),
        ]

    def __str__(self):
        return f"{self.village}{self.label}项目公开"

    @property
    def label(self):
        return Period.of("quarter", self.quarter).label
