"""What a cadre was honoured for, what was done for them, what a competent organ decided."""

from django.db import models
from django.db.models import F

from cadres.models.cadres import Cadre
from fushan.audit.tracking import tracked
from fushan.org.models import User, Village


class OfCadre(models.Model):
    """About one cadre, in the village they were in then; shown in villages to them alone."""

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, related_name="%(class)ss", verbose_name="选派干部"
    )
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        abstract = True


@tracked()
class Award(OfCadre):
    """An honour (奖励)."""

    awarded_on = models.DateField("哪天")
    name = models.CharField("什么奖励", max_length=80)
    giver = models.CharField("谁给的", max_length=80)
    document = models.CharField("文号", max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "奖励"
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "awarded_on", "name"],
                name="award_once",
                violation_error_message="这名干部这一天的这项奖励已经登记。",
            ),
        ]
        indexes = [
            models.Index(F("awarded_on").desc(), F("id").desc(), name="award_latest"),
            models.Index(fields=["village", "awarded_on"], name="award_of_village"),
        ]

    def __str__(self):
        return self.name


class CareKind(models.TextChoices):
    ALLOWANCE = "allowance", "生活补助"
    INSURANCE = "insurance", "意外保险"
    HEALTH = "health", "体检"
    CALL = "call", "走访慰问"
    HELP = "help", "困难帮助"
    OTHER = "other", "其他"


@tracked()
class Care(OfCadre):
    """What was done for a cadre (关怀): no amounts, they are the finance office's."""

    happened_on = models.DateField("哪天")
    kind = models.CharField("哪类", max_length=10, choices=CareKind)
    giver = models.CharField("谁办的", max_length=80)
    text = models.CharField("什么情况", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "关怀"
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "happened_on", "kind"],
                name="care_once_a_day",
                violation_error_message="这名干部这一天的这类关怀已经登记。",
            ),
        ]
        indexes = [
            models.Index(F("happened_on").desc(), F("id").desc(), name="care_latest"),
            models.Index(fields=["village", "happened_on"], name="care_of_village"),
        ]

    def __str__(self):
        return self.get_kind_display()


@tracked()
class CaseResult(OfCadre):
    """What a competent organ decided and told the department; nothing of how it came to it."""

    told_on = models.DateField("哪天通报的")
    organ = models.CharField("哪个机关", max_length=80)
    document = models.CharField("文号", max_length=60)
    text = models.CharField("处理结果", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "处理结果"
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "document"],
                name="case_result_once",
                violation_error_message="这份文件对这名干部的处理结果已经登记。",
            ),
        ]
        indexes = [
            models.Index(F("told_on").desc(), F("id").desc(), name="case_result_latest"),
            models.Index(fields=["village", "told_on"], name="case_result_of_village"),
        ]

    def __str__(self):
        return f"{self.organ}{self.document}"
