"""What a cadre cannot settle alone (干部急难事): raised, claimed, answered, solved as they say."""

from django.db import models
from django.db.models import F, Q, QuerySet

from cadres.models.cadres import Cadre
from fushan.audit.tracking import tracked
from fushan.kit.constraints import both_or_neither
from fushan.org.models import User, Village


class Office(models.TextChoices):
    TOWNSHIP = "township", "乡镇"
    COUNTY = "county", "县委组织部"


class Answered(models.TextChoices):
    ON_SITE = "onsite", "到村现场指导"
    OTHERWISE = "otherwise", "其他方式"


class DifficultyState(models.TextChoices):
    """What follows from who did what; nothing stores it."""

    WAITING = "waiting", "待认领"
    CLAIMED = "claimed", "在办"
    ANSWERED = "answered", "待本人确认"
    SOLVED = "solved", "已解决"
    DROPPED = "dropped", "不再办"


class DifficultyQuerySet(QuerySet):
    def open(self):
        """Neither solved, as the cadre says, nor dropped."""
        return self.filter(solved_on=None, dropped_on=None)

    def unclaimed(self):
        return self.open().filter(claimed_at=None)

    def in_hand(self):
        return self.open().filter(claimed_at__isnull=False, answered_on=None)

    def unconfirmed(self):
        return self.open().filter(answered_on__isnull=False)


@tracked()
class Difficulty(models.Model):
    """The office that claims it answers; whether that has helped, the cadre says and nobody else.

    What did not help goes back to the same office: its answer stays to be read in `earlier`.
    """

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, related_name="difficulties", verbose_name="选派干部"
    )
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="difficulties", verbose_name="村"
    )
    text = models.CharField("什么事", max_length=300)
    raised_on = models.DateField("提出日期")
    claimed_level = models.CharField("谁在办", max_length=10, choices=Office, blank=True)
    claimed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="认领人"
    )
    claimed_at = models.DateTimeField("认领时间", null=True, blank=True)
    answered_how = models.CharField("怎么办的", max_length=10, choices=Answered, blank=True)
    answer = models.CharField("答复", max_length=500, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="答复人"
    )
    answered_on = models.DateField("答复日期", null=True, blank=True)
    solved_on = models.DateField("解决日期", null=True, blank=True)
    sent_back_on = models.DateField("退回续办的日期", null=True, blank=True)
    unsolved_note = models.CharField("还差什么", max_length=200, blank=True)
    earlier = models.TextField("以前的答复", blank=True)
    dropped_on = models.DateField("不再办的日期", null=True, blank=True)
    dropped_reason = models.CharField("不再办的原因", max_length=150, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    entered_at = models.DateTimeField("录入时间", auto_now_add=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = DifficultyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "干部急难事"
        constraints = [
            models.CheckConstraint(
                condition=Q(claimed_at=None, claimed_by=None, claimed_level="")
                | (Q(claimed_at__isnull=False, claimed_by__isnull=False) & ~Q(claimed_level="")),
                name="difficulty_claimed_by_somebody",
                violation_error_message="认领须写明层级、认领人和时间。",
            ),
            both_or_neither(
                "answered_on",
                "answered_by",
                name="difficulty_answered_by_somebody",
                message="答复须写明答复人和日期。",
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None, answered_how="")
                | (Q(answered_on__isnull=False, claimed_at__isnull=False) & ~Q(answered_how="")),
                name="difficulty_answered_by_who_claimed_it",
                violation_error_message="先认领，再答复，并写明怎么办的。",
            ),
            models.CheckConstraint(
                condition=~Q(answered_how=Answered.OTHERWISE, answer=""),
                name="difficulty_answer_has_words",
                violation_error_message="请写一句怎么办的。",
            ),
            models.CheckConstraint(
                condition=(Q(answered_on=None) | Q(answered_on__gte=F("raised_on")))
                & (Q(solved_on=None) | Q(solved_on__gte=F("raised_on"))),
                name="difficulty_settled_after_it_is_raised",
                violation_error_message="答复、解决的日期不能早于提出的日期。",
            ),
            models.CheckConstraint(
                condition=Q(dropped_on=None, dropped_reason="")
                | (Q(dropped_on__isnull=False, solved_on=None) & ~Q(dropped_reason="")),
                name="difficulty_dropped_with_a_reason",
                violation_error_message="不再办须写明原因；已解决的不用再销。",
            ),
        ]
        indexes = [
            models.Index(F("raised_on").desc(), F("id").desc(), name="difficulty_latest"),
            models.Index(fields=["village", "raised_on"], name="difficulty_of_village"),
            models.Index(fields=["solved_on"], name="difficulty_by_solved"),
            models.Index(
                fields=["village", "raised_on"],
                condition=Q(solved_on=None, dropped_on=None),
                name="difficulty_open",
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def state(self):
        marks = (
            (self.dropped_on, DifficultyState.DROPPED),
            (self.solved_on, DifficultyState.SOLVED),
            (self.answered_on, DifficultyState.ANSWERED),
            (self.claimed_at, DifficultyState.CLAIMED),
        )
        return next((state for mark, state in marks if mark), DifficultyState.WAITING)

    @property
    def state_label(self):
        return self.state.label

    @property
    def is_open(self):
        return self.solved_on is None and self.dropped_on is None

    @property
    def on_behalf(self):
        return self.entered_by_id is not None and self.entered_by.cadre_id != self.cadre_id

    def age(self, day):
        """Days since it was raised, until it was settled or until this day."""
        return ((self.solved_on or self.dropped_on or day) - self.raised_on).days
