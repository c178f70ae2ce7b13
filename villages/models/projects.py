"""Projects of a village and what was put into it (项目倾斜): money, technique, things, service."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from fushan.audit.tracking import tracked
from fushan.kit.constraints import ends_after
from fushan.org.models import Unit, User, Village

BEYOND = "support_spends_no_more_than_approved"


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


@tracked()
class Project(models.Model):
    """Amounts are whole yuan. `pulls`: other villages it helps along, in words."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="projects", verbose_name="村")
    name = models.CharField("项目名称", max_length=60)
    kind = models.CharField("哪类", max_length=10, choices=ProjectKind)
    organised = models.CharField("怎么办", max_length=10, choices=Organised)
    state = models.CharField(
        "进度", max_length=10, choices=ProjectState, default=ProjectState.PLANNED
    )
    began_on = models.DateField("哪天谋划")
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
            models.Index(fields=["village", "began_on"], name="project_of_village"),
        ]

    def __str__(self):
        return self.name


class SupportKind(models.TextChoices):
    MONEY = "money", "资金"
    TECHNIQUE = "technique", "技术"
    FACILITY = "facility", "设施"
    SERVICE = "service", "服务"


@tracked()
class Support(models.Model):
    """Money has three amounts, things a count: 路灯 35 盏. No `unit`: the village's own."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="supports", verbose_name="村")
    project = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supports",
        verbose_name="哪个项目",
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supports",
        verbose_name="哪个部门",
    )
    kind = models.CharField("投入什么", max_length=10, choices=SupportKind)
    happened_on = models.DateField("哪天下达")
    what = models.CharField("做什么用", max_length=80)
    planned = models.PositiveBigIntegerField("计划下达（元）", null=True, blank=True)
    arrived = models.PositiveBigIntegerField("到位（元）", null=True, blank=True)
    spent = models.PositiveBigIntegerField("支出（元）", null=True, blank=True)
    count = models.PositiveIntegerField("数量", null=True, blank=True)
    measure = models.CharField("单位", max_length=10, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    refusals = {BEYOND: "支出超过了项目的批复金额，请核对。"}

    class Meta:
        verbose_name = verbose_name_plural = "帮扶投入"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=SupportKind.MONEY, planned__isnull=False)
                | (~Q(kind=SupportKind.MONEY) & Q(planned=None, arrived=None, spent=None)),
                name="support_money_has_an_amount",
                violation_error_message="资金须写计划下达多少元；技术、设施、服务不写金额。",
            ),
            models.CheckConstraint(
                condition=(Q(arrived=None) | Q(arrived__lte=F("planned")))
                & (Q(spent=None) | Q(spent__lte=F("arrived"))),
                name="support_money_flows_downward",
                violation_error_message="到位不能多于计划，支出不能多于到位。",
            ),
            models.CheckConstraint(
                condition=~Q(kind=SupportKind.FACILITY, count=None),
                name="support_things_are_counted",
                violation_error_message="设施须写数量，如“路灯 35 盏”。",
            ),
        ]
        indexes = [
            models.Index(F("happened_on").desc(), F("id").desc(), name="support_latest"),
            models.Index(fields=["village", "happened_on"], name="support_of_village"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="within_approval",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=f"""
                    IF (SELECT sum(s.spent) > p.approved FROM villages_support s
                        JOIN villages_project p ON p.id = s.project_id
                        WHERE s.project_id = NEW.project_id GROUP BY p.approved) THEN
                        RAISE check_violation USING MESSAGE = 'beyond approval',
                            CONSTRAINT = '{BEYOND}';
                    END IF;
                    RETURN NULL;
                """,
            )
        ]

    def __str__(self):
        return self.what

    @property
    def told(self):
        """How much, in words."""
        if self.kind == SupportKind.MONEY:
            return f"计划 {self.planned} 元，到位 {self.arrived or 0} 元，支出 {self.spent or 0} 元"
        return f"{self.count or ''}{self.measure}"
