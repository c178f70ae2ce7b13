"""召回: the steps by which a cadre who is not up to the post is called back, one case at a time."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q, QuerySet

from cadres.models.cadres import Cadre
from fushan.audit.tracking import tracked
from fushan.org.models import User, Village

# In their order; each has its day, and none comes before the one above it.
STEPS = {
    "talked_on": "提醒谈话",
    "warned_on": "书面整改",
    "checked_on": "复查",
    "proposed_on": "召回建议",
    "decided_on": "部务会审定",
    "told_on": "通知派出单位",
    "handed_on": "交接",
    "replaced_on": "补派",
}
MEND_DAYS = 30  # 书面整改
ORDER = list(zip(STEPS, list(STEPS)[1:], strict=False))


def _day(label):
    return models.DateField(label, null=True, blank=True)


def _in_order():
    """Every step taken has the one before it, not later than itself."""
    found = Q()
    for before, after in ORDER:
        found &= Q(**{after: None}) | Q(**{f"{before}__isnull": False, f"{after}__gte": F(before)})
    return found


class RecallQuerySet(QuerySet):
    def open(self):
        return self.filter(mended_on=None, replaced_on=None, withdrawn_on=None)


@tracked()
class Recall(models.Model):
    """It ends with somebody else in the village, or with the cadre having mended it.

    Opened by mistake it is withdrawn with a reason, as long as nothing is decided.
    """

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, related_name="recalls", verbose_name="选派干部"
    )
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="recalls", verbose_name="任职村"
    )
    reason = models.TextField("缘由")
    talked_on = models.DateField("提醒谈话")
    warned_on = _day("书面整改")
    checked_on = _day("复查")
    mended_on = _day("整改到位")
    proposed_on = _day("召回建议")
    decided_on = _day("部务会审定")
    told_on = _day("通知派出单位")
    handed_on = _day("交接")
    replaced_on = _day("补派")
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True)
    withdrawn_why = models.CharField("为什么撤销", max_length=200, blank=True)
    note = models.TextField("经过", blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = RecallQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "召回"
        constraints = [
            models.CheckConstraint(
                condition=_in_order(),
                name="recall_step_by_step",
                violation_error_message="召回一步接一步：前一步还没有记，或日期在前一步之前。",
            ),
            models.CheckConstraint(
                condition=Q(mended_on=None) | Q(proposed_on=None, mended_on__gte=F("talked_on")),
                name="recall_ends_when_mended",
                violation_error_message="整改到位的不再召回；整改到位的日期不能早于提醒谈话。",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_why="")
                | Q(withdrawn_on__isnull=False, mended_on=None, decided_on=None)
                & ~Q(withdrawn_why=""),
                name="recall_withdrawn_with_a_reason",
                violation_error_message="部务会审定以前、没有整改到位的才能撤销，并写明为什么。",
            ),
            models.UniqueConstraint(
                fields=["cadre"],
                condition=Q(mended_on=None, replaced_on=None, withdrawn_on=None),
                name="recall_one_at_a_time",
                violation_error_message="这名干部已有一件没有办完的召回。",
            ),
        ]
        indexes = [
            models.Index(F("talked_on").desc(), F("id").desc(), name="recall_latest"),
            models.Index(fields=["village", "talked_on"], name="recall_of_village"),
        ]

    def __str__(self):
        return f"{self.cadre}的召回"

    @property
    def text(self):
        """How it reads now, for whoever edits it at the same time."""
        told = [f"{label} {day}" for label, day in self.taken()]
        return "\n".join([self.reason, *told, self.note])

    @property
    def is_open(self):
        return not (self.mended_on or self.replaced_on or self.withdrawn_on)

    @property
    def may_be_withdrawn(self):
        return self.is_open and self.decided_on is None

    @property
    def state(self):
        if self.withdrawn_on:
            return "已撤销"
        if self.mended_on:
            return "整改到位，不召回"
        return self.taken()[-1][0]

    @property
    def mend_by(self):
        return self.warned_on and self.warned_on + timedelta(days=MEND_DAYS)

    def taken(self):
        """[(step, day)] of those taken."""
        steps = [(label, getattr(self, name)) for name, label in STEPS.items()]
        return [(label, day) for label, day in steps if day]
