"""What an inspection found, or villagers are not content with, until it is checked again (问题)."""

import pgtrigger
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate

from evaluation.models.inspections import Inspection, InspectionSheet
from fushan.audit.tracking import tracked
from fushan.desk.private import Clear, PrivateRow, SealedField
from fushan.kit.constraints import moving_by, not_before
from fushan.org.models import User, Village
from petitions.models import Review

FINDING_MOVES, FINDING_STANDS = "finding_moves_by_the_table", "finding_stands_as_found"


class FindingState(models.TextChoices):
    OPEN = "open", "待整改"
    DONE = "done", "待复查"
    CLOSED = "closed", "复查合格"


FINDING_TO = {
    FindingState.OPEN: (FindingState.DONE,),
    FindingState.DONE: (FindingState.CLOSED, FindingState.OPEN),
    FindingState.CLOSED: (),
}


class Owner(models.TextChoices):
    TOWNSHIP = "township", "乡镇"
    VILLAGE = "village", "村"


class FindingQuerySet(QuerySet):
    def open(self):
        """Until it is checked and found mended."""
        return self.exclude(state=FindingState.CLOSED)

    def on(self, day):
        """Found by that day, and not yet checked and found mended by then."""
        unmended = ~Q(state=FindingState.CLOSED) | Q(checked_on__gt=day)
        return self.filter(unmended, found_on__lte=day)


@tracked()
class Finding(models.Model):
    """Its owner says what was done; the department checks it again, and may send it back.

    What did not pass stays to be read in `earlier`.
    """

    village = models.ForeignKey(Village, models.PROTECT, related_name="findings", verbose_name="村")
    sheet = models.ForeignKey(
        InspectionSheet,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
        verbose_name="调研表",
    )
    review = models.ForeignKey(
        Review,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
        verbose_name="群众评事",
    )
    text = models.CharField("什么问题", max_length=300)
    owner = models.CharField("谁来整改", max_length=10, choices=Owner, default=Owner.VILLAGE)
    found_on = models.DateField("哪天发现的")
    due_on = models.DateField("整改到哪天")
    state = models.CharField("状态", max_length=8, choices=FindingState, default=FindingState.OPEN)
    done_on = models.DateField("哪天改好的", null=True, blank=True)
    done_note = models.CharField("怎么改的", max_length=500, blank=True)
    done_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谁报的"
    )
    checked_on = models.DateField("哪天复查的", null=True, blank=True)
    checked_how = models.CharField("怎么复查的", max_length=300, blank=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谁复查的"
    )
    earlier = models.TextField("以前没有通过的", blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = FindingQuerySet.as_manager()

    refusals = {
        FINDING_MOVES: "这一步不能这样走，请刷新页面看现在到了哪一步。",
        FINDING_STANDS: "问题是哪个村的、哪天从哪里发现的，不能改。",
    }

    class Meta:
        verbose_name = verbose_name_plural = "问题"
        constraints = [
            not_before(
                "found_on",
                "due_on",
                name="finding_due_after_it_is_found",
                message="整改期限不能早于发现的日期。",
            ),
            models.UniqueConstraint(
                fields=["review"],
                name="finding_once_of_a_review",
                violation_error_message="这次评事已经转为问题。",
            ),
            models.CheckConstraint(
                condition=Q(state=FindingState.OPEN, done_on=None, done_by=None, done_note="")
                | (
                    ~Q(state=FindingState.OPEN)
                    & ~Q(done_note="")
                    & Q(done_on__gte=F("found_on"), done_by__isnull=False)
                ),
                name="finding_done_by_somebody",
                violation_error_message="改好的须写明哪天、怎么改的；日期不能早于发现的日期。",
            ),
            models.CheckConstraint(
                condition=(~Q(state=FindingState.CLOSED) & Q(checked_on=None, checked_how=""))
                | (
                    Q(state=FindingState.CLOSED, checked_on__gte=F("done_on"))
                    & Q(checked_by__isnull=False)
                    & ~Q(checked_how="")
                ),
                name="finding_checked_by_somebody",
                violation_error_message="复查合格须写明哪天、怎么复查的；不能早于改好的日期。",
            ),
        ]
        indexes = [
            models.Index(F("found_on").desc(), F("id").desc(), name="finding_latest"),
            models.Index(fields=["village", "found_on"], name="finding_of_village"),
            models.Index(
                fields=["village", "due_on"],
                condition=Q(state__in=["open", "done"]),
                name="finding_open",
            ),
        ]
        triggers = [
            moving_by(FINDING_TO, FINDING_MOVES),
            pgtrigger.Trigger(
                name="stands_as_found",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("village", "sheet", "review", "found_on", "text"),
                func=f"""
                    RAISE check_violation USING MESSAGE = 'as found',
                        CONSTRAINT = '{FINDING_STANDS}';
                """,
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def standing(self):
        """Where it stands today, and whether its time to be mended is over."""
        late = self.state == FindingState.OPEN and self.due_on < localdate()
        return f"{self.get_state_display()}{'，已超期' if late else ''}"

    @property
    def source(self):
        return "群众评事" if self.review_id else "专班调研"


@tracked(exclude=["wrapped_key"])
class Talk(PrivateRow):
    """谈心谈话: with whom, and what was said, sealed; seen by the team of that inspection alone.

    `room`: no account's reach is one. Whoever is on the team has it opened for one page, and that
    is written down; no total, no list, no export and no history elsewhere ever meets these rows.
    """

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="talks", verbose_name="专班调研"
    )
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    room = models.CharField("在哪里看", max_length=30, db_collation="C", editable=False)
    talked_on = models.DateField("哪天谈的")
    who_sealed = SealedField("和谁谈的（加密）")
    notes_sealed = SealedField("谈了什么（加密）")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="谁记的")
    made_at = models.DateTimeField("记录时间", auto_now_add=True)

    who, notes = Clear("who_sealed"), Clear("notes_sealed")

    class Meta:
        verbose_name = verbose_name_plural = "谈心谈话"
        indexes = [models.Index(fields=["room", "village"], name="talk_of_room")]
        triggers = [
            pgtrigger.Trigger(
                name="in_its_room",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="NEW.room := 'talk-' || NEW.inspection_id; RETURN NEW;",
            )
        ]

    def __str__(self):
        return f"{self.talked_on}的谈话"
