"""A township's monthly meeting (乡镇例会), and what a cadre reports of a quarter's work."""

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format

from cadres.models.cadres import Cadre
from fushan.audit.tracking import tracked
from fushan.org.models import Area, User, Village


@tracked()
class TownshipMeeting(models.Model):
    """Who came is counted nowhere; only who stayed away unasked is written down (rule R08)."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="meetings", verbose_name="乡镇")
    held_on = models.DateField("哪天开的")
    about = models.CharField("说了什么", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "乡镇例会"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "held_on"],
                name="meeting_once_a_day",
                violation_error_message="这一天的例会已经登记，请打开那一次改。",
            ),
        ]
        indexes = [models.Index(F("held_on").desc(), F("id").desc(), name="meeting_latest")]

    def __str__(self):
        return f"{date_format(self.held_on, 'Y年n月j日')}{self.area}例会"


@tracked()
class MeetingAbsence(models.Model):
    """A cadre who neither came nor asked to stay away."""

    meeting = models.ForeignKey(
        TownshipMeeting, models.CASCADE, related_name="absences", verbose_name="例会"
    )
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="+", verbose_name="选派干部")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")

    class Meta:
        verbose_name = verbose_name_plural = "例会缺席"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "cadre"],
                name="meeting_absence_once",
                violation_error_message="这名干部这次例会已经登记。",
            ),
        ]
        indexes = [models.Index(fields=["village"], name="meeting_absence_of_village")]

    def __str__(self):
        return f"{self.cadre}没有参加例会"


@tracked()
class WorkReport(models.Model):
    """That a cadre told the township of a quarter: in a meeting or on paper, no text is kept."""

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, related_name="work_reports", verbose_name="选派干部"
    )
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="work_reports", verbose_name="村"
    )
    quarter = models.DateField("哪个季度", help_text="该季度第一天")
    reported_on = models.DateField("哪天报告的")
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "季度工作报告"
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "village", "quarter"],
                name="work_report_once_a_quarter",
                violation_error_message="这名干部这个季度的报告已经登记。",
            ),
            models.CheckConstraint(
                condition=Q(quarter__day=1, quarter__month__in=[1, 4, 7, 10]),
                name="work_report_quarter_is_its_first",
                violation_error_message="季度记该季度第一天。",
            ),
        ]
        indexes = [models.Index(fields=["village", "quarter"], name="work_report_of_village")]

    def __str__(self):
        return f"{self.cadre}{self.quarter.year}年第{(self.quarter.month + 2) // 3}季度报告"
