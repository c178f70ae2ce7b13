"""How many days a cadre was at work in the village in a month: one number, never a check-in."""

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format

from cadres.models.cadres import Cadre
from fushan.audit.tracking import tracked
from fushan.org.models import User, Village


@tracked()
class Presence(models.Model):
    """Of one cadre in one village and month, confirmed by the township or by the closing itself.

    `working_days`: of the days posted there. Official trips and training count as present.
    """

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, related_name="presences", verbose_name="选派干部"
    )
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="presences", verbose_name="村"
    )
    month = models.DateField("月份")
    working_days = models.PositiveSmallIntegerField("工作日")
    leave_days = models.PositiveSmallIntegerField("请假", default=0)
    weekend_days = models.PositiveSmallIntegerField("加班的周末和节假日", default=0)
    absent_days = models.PositiveSmallIntegerField("另外不在村", default=0)
    days = models.PositiveSmallIntegerField("在村天数")
    note = models.CharField("说明", max_length=200, blank=True)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="确认人"
    )
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "在村天数"
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "village", "month"],
                name="presence_once_a_month",
                violation_error_message="这名干部这个月的在村天数已有记录。",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="presence_month_begins_on_the_first",
                violation_error_message="月份须写成当月1日。",
            ),
            models.CheckConstraint(
                condition=Q(
                    days=F("working_days") + F("weekend_days") - F("leave_days") - F("absent_days"),
                    days__lte=31,
                ),
                name="presence_adds_up",
                violation_error_message="在村天数是工作日减去请假和另外不在村的天数，再加上加班的"
                "周末和节假日，不能少于0天。",
            ),
            models.CheckConstraint(
                condition=Q(absent_days=0) | ~Q(note=""),
                name="presence_absence_has_a_reason",
                violation_error_message="填了“另外不在村”，请写明情况。",
            ),
        ]
        indexes = [
            models.Index(F("month").desc(), F("id").desc(), name="presence_latest"),
            models.Index(fields=["village", "month"], name="presence_of_village"),
        ]

    def __str__(self):
        return f"{self.cadre} {date_format(self.month, 'Y年n月')}"
