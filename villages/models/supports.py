"""What was put into a village (帮扶投入): money, technique, things, service."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from fushan.audit.tracking import tracked
from fushan.kit.money import yuan
from fushan.org.models import Unit, User, Village
from villages.models.projects import Project

OWN = "村里自筹"
BEYOND = "support_spends_no_more_than_approved"


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
                    PERFORM 1 FROM villages_project
                        WHERE id = NEW.project_id FOR NO KEY UPDATE;  -- one spender at a time
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
    def from_whom(self):
        return self.unit.name if self.unit else OWN

    @property
    def told(self):
        """How much, in words."""
        if self.kind == SupportKind.MONEY:
            amounts = (("计划", self.planned), ("到位", self.arrived), ("支出", self.spent))
            return "，".join(f"{word} {yuan(amount)} 元" for word, amount in amounts)
        return f"{yuan(self.count)} {self.measure}".strip() if self.count else ""
