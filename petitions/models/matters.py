"""What villagers ask for (群众诉求), and each step of it."""

import pgtrigger
from django.db import models
from django.db.models import F, Q, QuerySet

from fushan.audit.tracking import tracked
from fushan.desk.private import Clear, PrivateRow, SealedField
from fushan.kit.constraints import moving_by
from fushan.org.models import Unit, User, Village
from petitions.models.moves import (
    BY_THE_TABLE,
    BY_THEN,
    MOVES,
    SETTLED,
    WRITTEN_ONCE,
    Answer,
    Category,
    Channel,
    Deed,
    MatterKind,
    State,
    Upper,
    Way,
)
from petitions.models.people import Household
from villages.models import Visit


class MatterQuerySet(QuerySet):
    def unsettled(self):
        return self.exclude(state__in=SETTLED)

    def open_on(self, day):
        """As it stood then: what was told, or refused, only afterwards was still open."""
        later = Q(told_on__gt=day) | Q(state=State.NOT_TAKEN, responded_on__gt=day)
        return self.filter(~Q(state__in=SETTLED) | later, raised_on__lte=day)


@tracked()
class Matter(models.Model):
    """Who raised it lies apart, sealed. `owner`: who is to see it through, in words."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="matters", verbose_name="村")
    raised_on = models.DateField("哪天说的")
    text = models.CharField("什么事", max_length=300)
    kind = models.CharField("大小", max_length=6, choices=MatterKind, default=MatterKind.SMALL)
    category = models.CharField("类别", max_length=10, choices=Category)
    channel = models.CharField("怎么说的", max_length=10, choices=Channel)
    concerned = models.PositiveSmallIntegerField("涉及几人", default=1)
    is_sensitive = models.BooleanField("不公开姓名", default=False)
    is_legacy = models.BooleanField("历史遗留", default=False)
    taker = models.CharField("谁受理", max_length=40, blank=True)
    owner = models.CharField("谁来办", max_length=40, blank=True)
    state = models.CharField("状态", max_length=12, choices=State, default=State.RAISED)
    due_on = models.DateField("办到哪天", null=True, blank=True)
    extended = models.BooleanField("已延期", default=False)
    upper = models.CharField("报到哪一级", max_length=10, choices=Upper, blank=True)
    upper_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="哪个部门"
    )
    received_on = models.DateField("接收日期", null=True, blank=True)
    # What the rates are reckoned from: the days as they stood when it was answered and when done.
    respond_by = models.DateField("最迟哪天受理", null=True, blank=True)
    responded_on = models.DateField("受理日期", null=True, blank=True)
    done_by = models.DateField("最迟哪天办结", null=True, blank=True)
    reopened_on = models.DateField("最近一次重办", null=True, blank=True)
    done_on = models.DateField("办结日期", null=True, blank=True)
    told_on = models.DateField("回告日期", null=True, blank=True)
    answer = models.CharField("本人评价", max_length=6, choices=Answer, blank=True)
    reviewed_on = models.DateField("评事日期", null=True, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    entered_at = models.DateTimeField("录入时间", auto_now_add=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = MatterQuerySet.as_manager()

    refusals = {BY_THE_TABLE: "这一步不能这样走，请刷新页面看现在到了哪一步。"}

    class Meta:
        verbose_name = verbose_name_plural = "群众诉求"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[State.DONE, State.TOLD], done_on=None),
                name="matter_done_on_a_day",
                violation_error_message="办结须写明日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.TOLD, told_on=None),
                name="matter_told_on_a_day",
                violation_error_message="回告须写明日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.UPWARD, upper=""),
                name="matter_goes_up_to_somebody",
                violation_error_message="上报须写明报给乡镇还是县级部门。",
            ),
        ]
        indexes = [
            models.Index(F("raised_on").desc(), F("id").desc(), name="matter_latest"),
            models.Index(fields=["village", "raised_on"], name="matter_of_village"),
            models.Index(
                fields=["village", "due_on"],
                condition=~Q(state__in=["told", "reviewed", "not_taken"]),
                name="matter_open",
            ),
        ]
        triggers = [moving_by(MOVES, BY_THE_TABLE)]

    def __str__(self):
        return self.text

    @property
    def standing(self):
        """Where it stands, in words; with the petition office from the transfer on."""
        transfer = getattr(self, "transfer", None)
        if transfer and transfer.settled_on is None:
            return "信访转办"
        return self.get_state_display()

    @property
    def last_day(self):
        """By when it is to be done; once it is, by when it was to be."""
        return self.due_on or self.done_by

    @property
    def by_then(self):
        return BY_THEN.get(self.state, "办到哪天")

    def is_over(self, day):
        return self.state not in SETTLED and self.due_on is not None and self.due_on < day


@tracked(exclude=["wrapped_key"])
class Raiser(PrivateRow):
    """The villager: sealed, and gone for good once the key is destroyed."""

    matter = models.OneToOneField(
        Matter, models.CASCADE, related_name="raiser", verbose_name="群众诉求"
    )
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    household = models.ForeignKey(
        Household,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="哪一户",
    )
    name_sealed = SealedField("谁说的（加密）")
    phone_sealed = SealedField("联系电话（加密）")

    name = Clear("name_sealed")
    phone = Clear("phone_sealed")

    class Meta:
        verbose_name = verbose_name_plural = "诉求人"

    def __str__(self):
        return f"{self.matter_id}"


@tracked()
class MatterStep(models.Model):
    """One move, or a deed that leaves the state as it is: written once and never again."""

    matter = models.ForeignKey(
        Matter, models.CASCADE, related_name="steps", verbose_name="群众诉求"
    )
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    moved_from = models.CharField("从", max_length=12, choices=State, blank=True)
    moved_to = models.CharField("到", max_length=12, choices=State)
    deed = models.CharField("做了什么", max_length=12, choices=Deed, default=Deed.MOVED)
    happened_on = models.DateField("哪天")
    way = models.CharField("怎么说的", max_length=8, choices=Way, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="哪个部门"
    )
    note = models.CharField("怎么办的", max_length=500, blank=True)
    due_on = models.DateField("延到哪天", null=True, blank=True)
    visit = models.ForeignKey(
        Visit,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="matter_steps",
        verbose_name="哪次到村",
    )
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="谁记的"
    )
    made_at = models.DateTimeField("记录时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "办理记录"
        indexes = [models.Index(fields=["village", "happened_on"], name="matter_step_of_village")]
        triggers = [
            pgtrigger.Trigger(
                name="written_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    IF TG_OP = 'UPDATE' AND NEW.visit_id IS NULL THEN
                        NEW.visit_id = OLD.visit_id;
                        IF NEW = OLD THEN
                            NEW.visit_id = NULL;
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE check_violation USING MESSAGE = 'written once',
                        CONSTRAINT = '{WRITTEN_ONCE}';
                """,
            )
        ]

    refusals = {WRITTEN_ONCE: "办理记录写下就不能再改，写错了另记一步说明。"}

    def __str__(self):
        return f"{self.label} {self.happened_on}"

    @property
    def label(self):
        return self.get_moved_to_display() if self.deed == Deed.MOVED else self.get_deed_display()
