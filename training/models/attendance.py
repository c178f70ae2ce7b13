"""Who came to a training, and what those who came say of it."""

from django.db import models
from django.db.models import Q

from cadres.models import Cadre
from fushan.audit.tracking import tracked
from fushan.org.models import User, Village
from training.models.sessions import TrainingSession


class Turnout(models.TextChoices):
    ATTENDED = "attended", "参加"
    LEAVE = "leave", "请假"
    ABSENT = "absent", "缺席"


class Rating(models.TextChoices):
    USED = "used", "用得上"
    INSPIRED = "inspired", "有启发"
    NEITHER = "neither", "帮助不大"


@tracked()
class Attendance(models.Model):
    """One cadre at one training. No minutes are counted; who was absent may say why."""

    session = models.ForeignKey(
        TrainingSession, models.CASCADE, related_name="attendances", verbose_name="培训"
    )
    cadre = models.ForeignKey(
        Cadre, models.PROTECT, related_name="attendances", verbose_name="选派干部"
    )
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    turnout = models.CharField("到场情况", max_length=10, choices=Turnout)
    explanation = models.CharField("缺席说明", max_length=200, blank=True)
    noted_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "参训"
        constraints = [
            models.UniqueConstraint(
                fields=["session", "cadre"],
                name="attendance_once",
                violation_error_message="这名干部这次培训已经登记。",
            )
        ]
        indexes = [
            models.Index(fields=["village"], name="attendance_of_village"),
            models.Index(
                fields=["cadre"],
                condition=Q(turnout=Turnout.ABSENT, explanation=""),
                name="attendance_unexplained",
            ),
        ]

    def __str__(self):
        return f"{self.cadre}{self.get_turnout_display()}"


@tracked()
class Feedback(models.Model):
    """Two taps by who was there; where they say so, what it is used for and what they wish."""

    session = models.ForeignKey(
        TrainingSession, models.CASCADE, related_name="feedback", verbose_name="培训"
    )
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="+", verbose_name="选派干部")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    rating = models.CharField("这次培训", max_length=10, choices=Rating)
    words = models.CharField("用在哪里", max_length=200, blank=True)
    wish = models.CharField("还想学什么", max_length=200, blank=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "培训评价"
        constraints = [
            models.UniqueConstraint(
                fields=["session", "cadre"],
                name="feedback_once",
                violation_error_message="这次培训您已经评价过。",
            )
        ]
        indexes = [models.Index(fields=["village"], name="feedback_of_village")]

    def __str__(self):
        return self.get_rating_display()
