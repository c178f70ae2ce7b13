"""A cadre's leave: asked, decided by whom it is for to decide, ended by coming back."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localdate

from cadres.models.cadres import Cadre
from fushan.audit.tracking import tracked
from fushan.kit.constraints import DateRange, both_or_neither
from fushan.org.models import User, Village


class LeaveKind(models.TextChoices):
    PERSONAL = "personal", "事假"
    SICK = "sick", "病假"
    ANNUAL = "annual", "年休假"
    MARRIAGE = "marriage", "婚假"
    BIRTH = "birth", "产假、护理假"
    FUNERAL = "funeral", "丧假"
    FAMILY = "family", "探亲假"
    OTHER = "other", "其他"


class LeaveState(models.TextChoices):
    ASKED = "asked", "待批"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "未批准"
    WITHDRAWN = "withdrawn", "已撤回"


# Refused and withdrawn leave is no leave: the same days may be asked for anew, and extended anew.
STANDING = (LeaveState.ASKED, LeaveState.APPROVED)


class LeaveLevel(models.TextChoices):
    TOWNSHIP = "township", "乡镇"
    COUNTY = "county", "县委组织部"


class Days(DateRange):
    """From the first day to the last, both counted."""

    template = "DATERANGE(%(expressions)s, '[]')"


class LeaveQuerySet(QuerySet):
    def approved(self):
        return self.filter(state=LeaveState.APPROVED)

    def touching(self, first, last):
        return self.filter(first_on__lte=last, last_on__gte=first)

    def away(self, day):
        """Those on leave that day who had not come back by then."""
        back_later = Q(returned_on=None) | Q(returned_on__gt=day)
        return self.approved().touching(day, day).filter(back_later)

    def last_of_all(self):
        """Those that no leave, asked for or approved, extends."""
        more = Leave.objects.filter(extends=OuterRef("pk"), state__in=STANDING)
        return self.exclude(Exists(more))


@tracked()
class Leave(models.Model):
    """Days never change: who errs withdraws and asks anew; who stays longer extends in time.

    `days` are working days, `total_days` those of the leaves it extends too. Official trips and
    training are no leave.
    """

    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="leaves", verbose_name="选派干部")
    village = models.ForeignKey(Village, models.PROTECT, related_name="leaves", verbose_name="村")
    kind = models.CharField("假别", max_length=10, choices=LeaveKind)
    first_on = models.DateField("从哪天")
    last_on = models.DateField("到哪天")
    days = models.PositiveSmallIntegerField("工作日")
    total_days = models.PositiveSmallIntegerField("连续工作日")
    reason = models.CharField("事由", max_length=200, blank=True)
    extends = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="extensions",
        verbose_name="续哪次假",
    )
    level = models.CharField("由谁批", max_length=10, choices=LeaveLevel)
    state = models.CharField("状态", max_length=10, choices=LeaveState, default=LeaveState.ASKED)
    decided_level = models.CharField("批准层级", max_length=10, choices=LeaveLevel, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审批人"
    )
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    answer = models.CharField("审批意见", max_length=200, blank=True)
    returned_on = models.DateField("回村日期", null=True, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    entered_at = models.DateTimeField("录入时间", auto_now_add=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "请假"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="leave_ends_on_or_after_its_first_day",
                violation_error_message="“到哪天”不能早于“从哪天”。",
            ),
            models.CheckConstraint(
                condition=Q(days__gt=0, total_days__gte=F("days")),
                name="leave_takes_a_working_day",
                violation_error_message="这几天都不上班，不用请假。",
            ),
            ExclusionConstraint(
                expressions=[
                    ("cadre", RangeOperators.EQUAL),
                    (Days("first_on", "last_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=STANDING),
                name="leave_once_at_a_time",
                violation_error_message="这几天里已经请过假。",
            ),
            models.UniqueConstraint(
                fields=["extends"],
                condition=Q(state__in=STANDING),
                name="leave_extended_once",
                violation_error_message="这次假已经续过。",
            ),
            both_or_neither(
                "decided_at",
                "decided_by",
                name="leave_decided_by_somebody",
                message="审批须写明审批人和时间。",
            ),
            models.CheckConstraint(
                condition=Q(state=LeaveState.ASKED, decided_at=None)
                | Q(state=LeaveState.WITHDRAWN)
                | Q(
                    state__in=[LeaveState.APPROVED, LeaveState.REFUSED],
                    decided_at__isnull=False,
                ),
                name="leave_state_is_decided",
                violation_error_message="批准或不批准须写明审批人。",
            ),
            models.CheckConstraint(
                condition=~Q(
                    state=LeaveState.APPROVED,
                    level=LeaveLevel.COUNTY,
                    decided_level__in=["", LeaveLevel.TOWNSHIP],
                ),
                name="leave_of_many_days_is_the_countys",
                violation_error_message="超过三天的假由县委组织部批。",
            ),
            models.CheckConstraint(
                condition=Q(returned_on=None)
                | Q(state=LeaveState.APPROVED, returned_on__gt=F("first_on")),
                name="leave_returned_from_after_it_began",
                violation_error_message="回村日期须在请假开始以后，假须已批准。",
            ),
        ]
        indexes = [
            models.Index(F("first_on").desc(), F("id").desc(), name="leave_latest"),
            models.Index(F("village"), F("first_on").desc(), name="leave_of_village"),
            models.Index(
                fields=["village", "last_on"],
                condition=Q(returned_on=None, state__in=["asked", "approved"]),
                name="leave_open",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="leave_days_stand",
                fields=["cadre", "village", "first_on", "last_on", "days", "total_days", "extends"],
            )
        ]

    def __str__(self):
        days = [date_format(day, "Y年n月j日") for day in (self.first_on, self.last_on)]
        return f"{self.cadre} {'至'.join(days)}"

    @property
    def on_behalf(self):
        return self.entered_by_id is not None and self.entered_by.cadre_id != self.cadre_id

    @property
    def asked_late(self):
        """Asked once it had begun: told as it is; a hint to verify may come of it, never more."""
        return localdate(self.entered_at) > self.first_on

    @property
    def is_open(self):
        """Approved, and nobody has said yet that the cadre is back."""
        return self.state == LeaveState.APPROVED and self.returned_on is None

    @cached_property
    def extension(self):
        """The leave, asked for or approved, that goes on where this one ends."""
        return self.extensions.filter(state__in=STANDING).first()

    def may_be_extended(self, day):
        return self.is_open and day <= self.last_on and self.extension is None
