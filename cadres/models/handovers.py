"""Somebody went: what was passed on to whom, as it was said on that day."""

from django.db import models
from django.db.models import F

from fushan.audit.tracking import tracked
from fushan.org.models import User


class Leaves(models.TextChoices):
    """Who goes."""

    CADRE = "cadre", "选派干部"
    OFFICIAL = "official", "县乡干部"
    MENTOR = "mentor", "导师"


@tracked()
class Handover(models.Model):
    """Names and lines are kept as they were; nothing here is changed later.

    `lines`: [{"what", "to"}]. `area_code`: where the person stood until then.
    """

    person = models.CharField("谁", max_length=10, choices=Leaves)
    person_id = models.BigIntegerField("编号")
    name = models.CharField("移交人", max_length=40)
    place = models.CharField("原单位职务", max_length=120, blank=True)
    area_code = models.CharField("所在", max_length=12, db_collation="C")
    happened_on = models.DateField("变动日期")
    reason = models.CharField("原因", max_length=100)
    lines = models.JSONField("移交事项", default=list)
    receiver = models.CharField("接交人", max_length=80, blank=True)
    witness = models.CharField("监交人", max_length=40, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="经办人"
    )
    entered_at = models.DateTimeField("办理时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "人员变动"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "person_id", "happened_on"],
                name="handover_once_a_day",
                violation_error_message="这个人当天的交接已经办过。",
            )
        ]
        indexes = [
            models.Index(F("happened_on").desc(), F("id").desc(), name="handover_latest"),
        ]

    def __str__(self):
        return f"{self.name}交接"
