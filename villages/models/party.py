"""What a branch did together (组织生活), taken over from the system that keeps it."""

from django.db import models
from django.db.models import F, Q

from fushan.audit.tracking import tracked
from fushan.org.models import User, Village


class PartyKind(models.TextChoices):
    MEETING = "meeting", "支部党员大会"
    COMMITTEE = "committee", "支部委员会"
    GROUP = "group", "党小组会"
    LECTURE = "lecture", "党课"
    DAY = "day", "主题党日"
    LIFE = "life", "组织生活会"
    REVIEW = "review", "民主评议党员"
    OTHER = "other", "其他"


@tracked()
class PartyActivity(models.Model):
    """`by_hand`: typed here, which a setting allows; all others came with an import."""

    village = models.ForeignKey(
        Village, models.PROTECT, related_name="party_activities", verbose_name="村"
    )
    happened_on = models.DateField("日期")
    kind = models.CharField("哪类", max_length=10, choices=PartyKind)
    theme = models.CharField("内容", max_length=100)
    expected = models.PositiveSmallIntegerField("应到", null=True, blank=True)
    present = models.PositiveSmallIntegerField("实到", null=True, blank=True)
    by_hand = models.BooleanField("手工登记", default=False, editable=False)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "组织生活"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "happened_on", "kind", "theme"],
                name="party_activity_once",
                violation_error_message="这个村当天同一类、同一内容的组织生活已经有了。",
            ),
            models.CheckConstraint(
                condition=Q(expected=None) | Q(present=None) | Q(present__lte=F("expected")),
                name="party_activity_no_more_than_expected",
                violation_error_message="实到不能多于应到。",
            ),
        ]
        indexes = [
            models.Index(F("happened_on").desc(), F("id").desc(), name="party_activity_latest"),
            models.Index(fields=["village", "happened_on"], name="party_activity_of_village"),
        ]

    def __str__(self):
        return self.theme
