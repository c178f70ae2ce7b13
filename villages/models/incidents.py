"""Something grave that happened in a village (突发事件、安全事故), and when it was reported."""

from django.db import models
from django.db.models import F, Q

from fushan.audit.tracking import tracked
from fushan.org.models import User, Village


class IncidentKind(models.TextChoices):
    SAFETY = "safety", "安全事故"
    FIRE = "fire", "火情"
    FLOOD = "flood", "汛情"
    DISPUTE = "dispute", "群体性矛盾"
    HEALTH = "health", "公共卫生"
    OTHER = "other", "其他突发事件"


@tracked()
class Incident(models.Model):
    """Told without anybody's name. `reported_at`: when the township first heard of it."""

    village = models.ForeignKey(
        Village, models.PROTECT, related_name="incidents", verbose_name="村"
    )
    kind = models.CharField("哪类", max_length=10, choices=IncidentKind)
    occurred_at = models.DateTimeField("什么时候发生")
    reported_at = models.DateTimeField("什么时候报告", null=True, blank=True)
    reported_how = models.CharField("怎么报告的", max_length=60, blank=True)
    text = models.CharField("什么情况", max_length=300)
    handling = models.CharField("怎么处置的", max_length=300, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "突发事件"
        constraints = [
            models.CheckConstraint(
                condition=Q(reported_at=None) | Q(reported_at__gte=F("occurred_at")),
                name="incident_reported_after_it_happened",
                violation_error_message="报告时间不能早于发生时间。",
            ),
        ]
        indexes = [
            models.Index(F("occurred_at").desc(), F("id").desc(), name="incident_latest"),
            models.Index(fields=["village", "occurred_at"], name="incident_of_village"),
        ]

    def __str__(self):
        return self.text
