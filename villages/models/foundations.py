"""What lasts after a cadre has gone: people who can follow, rules and accounts that hold."""

from django.db import models
from django.db.models import F, Q

from fushan.audit.tracking import tracked
from fushan.org.models import User, Village


@tracked()
class Reserve(models.Model):
    """How many villagers were to be brought on in a year (后备力量), and how many were."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="reserves", verbose_name="村")
    year = models.PositiveSmallIntegerField("年度")
    planned = models.PositiveSmallIntegerField("计划培养几人")
    trained = models.PositiveSmallIntegerField("已培养几人", default=0)
    note = models.CharField("怎么培养的", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "后备力量培养"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "year"],
                name="reserve_once_a_year",
                violation_error_message="这个村这一年的后备力量培养已经登记，请打开修改。",
            ),
            models.CheckConstraint(
                condition=Q(planned__gte=1, trained__lte=F("planned")),
                name="reserve_trains_as_planned",
                violation_error_message="计划至少1人；多培养了，请把计划人数一并改过来。",
            ),
        ]
        indexes = [models.Index(F("year").desc(), F("id").desc(), name="reserve_latest")]

    def __str__(self):
        return f"{self.village}{self.year}年后备力量"


class Checked(models.TextChoices):
    ACCOUNTS = "accounts", "账目"
    RULES = "rules", "制度"


@tracked()
class AccountCheck(models.Model):
    """Somebody of the township or the county looked through a village's accounts or rules."""

    village = models.ForeignKey(
        Village, models.PROTECT, related_name="account_checks", verbose_name="村"
    )
    checked_on = models.DateField("哪天检查的")
    what = models.CharField("检查什么", max_length=10, choices=Checked)
    checker = models.CharField("谁检查的", max_length=60)
    passed = models.BooleanField("通过", default=False)
    found = models.CharField("发现什么问题", max_length=300, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "制度账目检查"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "checked_on", "what"],
                name="account_check_once_a_day",
                violation_error_message="这个村当天的这项检查已经登记。",
            ),
            models.CheckConstraint(
                condition=Q(passed=True) | ~Q(found=""),
                name="account_check_failed_says_why",
                violation_error_message="没有通过的请写明发现什么问题。",
            ),
        ]
        indexes = [
            models.Index(F("checked_on").desc(), F("id").desc(), name="account_check_latest"),
            models.Index(fields=["village", "checked_on"], name="account_check_of_village"),
        ]

    def __str__(self):
        return f"{self.village}{self.get_what_display()}检查"
