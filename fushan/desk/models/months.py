"""A month that a township has settled: what happened in it is no longer changed."""

from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, models
from django.db.models import Q, QuerySet
from django.utils.formats import date_format

from fushan.audit.tracking import tracked
from fushan.org.models import Area, User

CLOSED = "month_is_closed"


class ClosedMonthQuerySet(QuerySet):
    def standing(self):
        return self.filter(reopened_at=None)

    def of(self, place, day):
        """The closing of the month around this day for a village or its township."""
        return self.standing().filter(area=place[:9], month=day.replace(day=1))


@tracked()
class ClosedMonth(models.Model):
    """Of one township. No `closed_by`: it closed by itself. Reopened, it stays on record."""

    area = models.ForeignKey(
        Area, models.PROTECT, related_name="closed_months", verbose_name="乡镇"
    )
    month = models.DateField("月份")
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="收尾人"
    )
    closed_at = models.DateTimeField("收尾时间", auto_now_add=True)
    reopened_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="重新打开人"
    )
    reopened_at = models.DateTimeField("重新打开时间", null=True, blank=True)
    reopen_reason = models.CharField("重新打开的理由", max_length=200, blank=True)

    objects = ClosedMonthQuerySet.as_manager()

    refusals = {CLOSED: "这个月已经收尾，不能再改。补录请写明理由；确需改动，请组织部重新打开。"}

    class Meta:
        verbose_name = verbose_name_plural = "已收尾的月份"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "month"],
                condition=Q(reopened_at=None),
                name="closed_month_once",
                violation_error_message="这个乡镇的这个月已经收尾。",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="closed_month_begins_on_the_first",
                violation_error_message="月份须写成当月1日。",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at=None, reopened_by=None, reopen_reason="")
                | Q(reopened_at__isnull=False, reopened_by__isnull=False) & ~Q(reopen_reason=""),
                name="closed_month_reopened_with_a_reason",
                violation_error_message="重新打开须写明理由。",
            ),
        ]

    def __str__(self):
        return f"{self.area}{date_format(self.month, 'Y年n月')}"

    @property
    def last(self):
        return (self.month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


@contextmanager
def correcting():
    """Inside, closed months let themselves be changed: to merge people entered twice, no more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('fushan.correcting', 'on', true)")
        yield
        cursor.execute("SELECT set_config('fushan.correcting', '', true)")
