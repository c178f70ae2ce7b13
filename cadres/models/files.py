"""The appointment form as it was handed in, and what a cadre asks to be put right in their file."""

from django.db import models
from django.db.models import Q, QuerySet

from cadres.models.cadres import Cadre
from fushan.audit.tracking import tracked
from fushan.desk.models import number, overrides
from fushan.desk.private import Clear, PrivateRow, SealedField
from fushan.kit.workdays import add_working_days
from fushan.org.models import User


@tracked(exclude=["wrapped_key"])
class AppointmentForm(PrivateRow):
    """The file last handed in, whole: the roster takes over of it what the department ticks.

    Whatever the roster has no place for comes from here when the form goes out again.
    """

    cadre = models.OneToOneField(
        Cadre, models.PROTECT, related_name="appointment_form", verbose_name="选派干部"
    )
    area_code = models.CharField("现所在", max_length=12, db_collation="C", editable=False)
    file_sealed = SealedField("任免审批表（加密）")
    received_on = models.DateField("哪天收的")
    received_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="谁收的"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    file = Clear("file_sealed")

    class Meta:
        verbose_name = verbose_name_plural = "任免审批表"

    def __str__(self):
        return f"{self.cadre}的任免审批表"


def outcome_of(answered_on, corrected):
    if not answered_on:
        return "待答复"
    return "已更正" if corrected else "不更正，已说明理由"


class CorrectionQuerySet(QuerySet):
    def open(self):
        return self.filter(answered_on=None)


@tracked(exclude=["wrapped_key"])
class Correction(PrivateRow):
    """本人申请更正: what is wrong in one's own file, and what the department answers.

    Nothing is changed by it: the record is put right where it was made, its history stays.
    """

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, related_name="corrections", verbose_name="选派干部"
    )
    area_code = models.CharField("现所在", max_length=12, db_collation="C", editable=False)
    text_sealed = SealedField("哪里不对（加密）")
    asked_on = models.DateField("申请日期")
    answer_by = models.DateField("最迟答复", editable=False)
    corrected = models.BooleanField("已更正", null=True)
    answer_sealed = SealedField("答复（加密）")
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="答复人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = CorrectionQuerySet.as_manager()

    text = Clear("text_sealed")
    answer = Clear("answer_sealed")

    class Meta:
        verbose_name = verbose_name_plural = "更正申请"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None, answered_by=None, corrected=None, answer_sealed="")
                | (
                    Q(answered_on__isnull=False, answered_by__isnull=False, corrected__isnull=False)
                    & ~Q(answer_sealed="")
                ),
                name="correction_answered_by_somebody",
                violation_error_message="答复须写明是否更正、说明、答复人和日期。",
            ),
        ]
        indexes = [models.Index(fields=["cadre", "asked_on"], name="correction_of_cadre")]

    def __str__(self):
        return f"{self.cadre} {self.asked_on:%Y-%m-%d} 申请更正"

    @property
    def is_open(self):
        return self.answered_on is None

    @property
    def outcome(self):
        return outcome_of(self.answered_on, self.corrected)

    def save(self, **kwargs):
        """The last day to answer on is reckoned once, by the calendar of the day of asking."""
        if self.answer_by is None:
            days = number("correction_days")
            self.answer_by = add_working_days(self.asked_on, days, overrides())
        super().save(**kwargs)
