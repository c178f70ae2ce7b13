"""Working days: the statutory calendar, its corrections, and weeks reckoned from both."""

from datetime import date, timedelta

from django.db import models, transaction

from fushan.audit.tracking import tracked
from fushan.kit.once import once_a_request
from fushan.kit.workdays import working_days

FIRST_MONDAY, LAST_MONDAY = date(2014, 12, 29), date(2040, 12, 31)


@tracked()
class Holiday(models.Model):
    """A day on which the published calendar differs from what the library knows."""

    day = models.DateField("日期", primary_key=True)
    is_working = models.BooleanField("上班", help_text="勾选表示调休上班，不勾表示放假")
    name = models.CharField("说明", max_length=40, help_text="如“国庆节调休上班”")

    class Meta:
        verbose_name = verbose_name_plural = "放假和调休"

    def __str__(self):
        return f"{self.day} {self.name}"


class WorkWeek(models.Model):
    """How many working days a week has. Reckoned, never typed."""

    monday = models.DateField("周一", primary_key=True)
    working_days = models.PositiveSmallIntegerField("工作日")

    class Meta:
        verbose_name = verbose_name_plural = "工作周"

    def __str__(self):
        return f"{self.monday} {self.working_days}天"


@once_a_request
def overrides():
    return dict(Holiday.objects.values_list("day", "is_working"))


def _mondays():
    monday = FIRST_MONDAY
    while monday <= LAST_MONDAY:
        yield monday
        monday += timedelta(weeks=1)


@transaction.atomic
def reckon_weeks():
    """Lay the weeks anew, after the calendar was corrected."""
    overrides.forget()
    corrected = overrides()
    weeks = [
        WorkWeek(
            monday=monday,
            working_days=working_days(monday, monday + timedelta(days=6), corrected),
        )
        for monday in _mondays()
    ]
    WorkWeek.objects.bulk_create(
        weeks,
        update_conflicts=True,
        unique_fields=["monday"],
        update_fields=["working_days"],
    )
