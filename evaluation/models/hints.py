"""What records seem to show and nobody has verified yet (待核实提示). Nothing costs by itself."""

import pgtrigger
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate

from cadres.models import Cadre
from evaluation.models.hint_words import (
    DONE,
    JUDGED,
    MOVES,
    OPEN,
    Behalf,
    HintState,
    Outcome,
    ToldHow,
    state_word,
)
from evaluation.models.parts import Rule
from evaluation.models.schemes import Scheme
from evaluation.models.words import COSTLY, Bound
from fushan.audit.tracking import tracked
from fushan.kit.constraints import moving_by
from fushan.org.models import User, Village

BY_THE_TABLE, UNHEARD = "hint_moves_by_the_table", "hint_cadre_is_heard_first"
TOO_LATE, ONCE = "hint_appealed_in_time", "hint_step_written_once"
AS_FOUND, ANOTHER = "hint_stands_as_found", "hint_cadre_speaks_through_another"


class HintQuerySet(QuerySet):
    def open(self):
        return self.filter(state__in=OPEN)

    def judged(self):
        return self.filter(state__in=JUDGED)


@tracked()
class Hint(models.Model):
    """`key`: what showed it, so that it is found once. `times`: how often the rule's points apply.

    `shown`: [{model, id, label}], the records as they were that day. Without `cadre` it binds a
    township, a department or a unit, and is nobody's to be blamed for in a village.
    """

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="hints", verbose_name="考评办法"
    )
    rule = models.ForeignKey(Rule, models.PROTECT, related_name="hints", verbose_name="条款")
    code = models.CharField("条款编号", max_length=6, db_collation="C")
    key = models.CharField("由什么提示", max_length=80, db_collation="C")
    village = models.ForeignKey(Village, models.PROTECT, related_name="hints", verbose_name="村")
    cadre = models.ForeignKey(
        Cadre,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hints",
        verbose_name="选派干部",
    )
    bound = models.CharField("约束谁", max_length=10, choices=Bound)
    happened_on = models.DateField("哪天的事")
    found_on = models.DateField("哪天提示")
    text = models.CharField("记录显示", max_length=300)
    shown = models.JSONField("有关记录", default=list)
    times = models.PositiveSmallIntegerField("几次（天、项）", default=1)
    most = models.DecimalField("至多扣几分", max_digits=4, decimal_places=2, default=0)
    state = models.CharField("状态", max_length=10, choices=HintState, default=HintState.SEEN)
    verify_by = models.DateField("最迟哪天核实")
    explain_by = models.DateField("最迟哪天说明", null=True, blank=True)
    outcome = models.CharField("认定", max_length=10, choices=Outcome, blank=True)
    points = models.DecimalField("扣几分", max_digits=4, decimal_places=2, default=0)
    decided_on = models.DateField("认定日期", null=True, blank=True)
    appeal_by = models.DateField("最迟哪天申诉", null=True, blank=True)
    appealed_on = models.DateField("申诉日期", null=True, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谁登记的"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = HintQuerySet.as_manager()

    refusals = {
        BY_THE_TABLE: "这一步不能这样走，请刷新页面看现在到了哪一步。",
        UNHEARD: "本人还没有说明，说明的期限也没有过，先不能认定。",
        TOO_LATE: "申诉的期限已经过了。",
        AS_FOUND: "提示的条款、村、干部和有关记录不能改；不属实的请核实为不属实。",
    }

    class Meta:
        verbose_name = verbose_name_plural = "待核实提示"
        constraints = [
            models.UniqueConstraint(
                fields=["code", "key"],
                name="hint_found_once",
                violation_error_message="同一件事已经提示过。",
            ),
            models.CheckConstraint(
                condition=Q(bound__in=COSTLY, cadre__isnull=False)
                | ~Q(bound__in=COSTLY) & Q(cadre=None),
                name="hint_is_about_whom_it_binds",
                violation_error_message="约束本人和支部的提示须写明选派干部；约束乡镇、部门和"
                "单位的提示不写选派干部。",
            ),
            models.CheckConstraint(
                condition=Q(cadre__isnull=False) | Q(most=0),
                name="hint_costs_only_whom_it_binds",
                violation_error_message="约束乡镇、部门和单位的提示不扣选派干部的分。",
            ),
            models.CheckConstraint(
                condition=Q(outcome="points", points__gt=0, points__lte=F("most"))
                | (~Q(outcome="points") & Q(points=0)),
                name="hint_takes_no_more_than_the_rule",
                violation_error_message="认定扣分的，分数须大于0，不超过这一条的上限；"
                "不扣分和免责的不填分数。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=JUDGED, decided_on__isnull=False, appeal_by__isnull=False)
                & ~Q(outcome="")
                | ~Q(state__in=JUDGED) & Q(decided_on=None, appeal_by=None, outcome=""),
                name="hint_decided_on_a_day",
                violation_error_message="认定须写明结果和日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state=HintState.APPEALED) | Q(appealed_on__isnull=False),
                name="hint_appealed_on_a_day",
                violation_error_message="申诉须写明日期。",
            ),
        ]
        indexes = [
            models.Index(F("happened_on").desc(), F("id").desc(), name="hint_latest"),
            models.Index(fields=["village", "happened_on"], name="hint_of_village"),
            models.Index(fields=["cadre", "happened_on"], name="hint_of_cadre"),
            models.Index(
                fields=["village", "state"],
                condition=Q(state__in=["seen", "verified", "explained", "appealed"]),
                name="hint_open",
            ),
        ]
        triggers = [
            moving_by(
                MOVES,
                BY_THE_TABLE,
                more=f"""
                    IF OLD.state = 'verified' AND NEW.state = 'decided'
                        AND NEW.decided_on <= OLD.explain_by THEN
                        RAISE check_violation USING MESSAGE = 'not heard yet',
                            CONSTRAINT = '{UNHEARD}';
                    END IF;
                    IF NEW.state = 'appealed' AND NEW.appealed_on > OLD.appeal_by THEN
                        RAISE check_violation USING MESSAGE = 'too late',
                            CONSTRAINT = '{TOO_LATE}';
                    END IF;
                """,
            ),
            pgtrigger.Trigger(
                name="stands_as_found",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    *("scheme", "rule", "code", "key", "village", "cadre", "bound"),
                    *("happened_on", "found_on", "text", "shown", "times", "most"),
                ),
                func=f"""
                    RAISE check_violation USING MESSAGE = 'as found', CONSTRAINT = '{AS_FOUND}';
                """,
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def is_overdue(self):
        return self.state == HintState.SEEN and self.verify_by < localdate()

    @property
    def state_word(self):
        return state_word(self.state, self.cadre_id)

    @property
    def costs(self):
        """What it comes to, where it was decided so."""
        return self.points if self.state in JUDGED else 0


@tracked()
class HintStep(models.Model):
    """One move of a hint: written once. Village and cadre are the hint's, put in by a trigger."""

    hint = models.ForeignKey(Hint, models.CASCADE, related_name="steps", verbose_name="提示")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    cadre = models.ForeignKey(
        Cadre, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="选派干部"
    )
    moved_from = models.CharField("从", max_length=10, choices=HintState, blank=True)
    moved_to = models.CharField("到", max_length=10, choices=HintState)
    happened_on = models.DateField("哪天")
    note = models.CharField("怎么说", max_length=500, blank=True)
    on_behalf = models.CharField("代谁记的", max_length=10, choices=Behalf, blank=True)
    how = models.CharField("本人怎么说的", max_length=10, choices=ToldHow, blank=True)
    outcome = models.CharField("认定", max_length=10, choices=Outcome, blank=True)
    points = models.DecimalField("扣几分", max_digits=4, decimal_places=2, default=0)
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谁记的"
    )
    made_at = models.DateTimeField("记录时间", auto_now_add=True)

    refusals = {
        ONCE: "办理记录写下就不能再改，写错了另记一步说明。",
        ANOTHER: "核实这条提示的人不能代本人说明、申诉，请本人来写，或请另一位同志代录。",
    }

    class Meta:
        verbose_name = verbose_name_plural = "提示办理记录"
        constraints = [
            models.CheckConstraint(
                condition=Q(on_behalf=Behalf.CADRE) & ~Q(how="")
                | ~Q(on_behalf=Behalf.CADRE) & Q(how=""),
                name="hint_step_said_somehow",
                violation_error_message="代本人记的，须写明本人是当面、电话还是纸面说的。",
            )
        ]
        indexes = [models.Index(fields=["village", "happened_on"], name="hint_step_of_village")]
        triggers = [
            pgtrigger.Trigger(
                name="of_its_hint",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    SELECT village_id, cadre_id INTO NEW.village_id, NEW.cadre_id
                        FROM evaluation_hint WHERE id = NEW.hint_id;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="through_another",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__on_behalf=Behalf.CADRE),
                func=f"""
                    IF EXISTS (SELECT 1 FROM evaluation_hintstep
                               WHERE hint_id = NEW.hint_id AND moved_to = 'verified'
                               AND made_by_id = NEW.made_by_id) THEN
                        RAISE check_violation USING MESSAGE = 'another',
                            CONSTRAINT = '{ANOTHER}';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="written_once",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    RAISE check_violation USING MESSAGE = 'written once', CONSTRAINT = '{ONCE}';
                """,
            ),
        ]

    def __str__(self):
        return f"{self.state_word} {self.happened_on}"

    @property
    def state_word(self):
        return state_word(self.moved_to, self.cadre_id)

    @property
    def what(self):
        return DONE.get(self.moved_to, self.state_word)

    @property
    def written(self):
        """Who wrote it and in whose place: both names stand in the trail."""
        by = self.made_by or "系统"
        if self.on_behalf == Behalf.CADRE:
            return f"{by} 代 {self.cadre} 记（{self.get_how_display()}）"
        return f"{by} 代乡镇 记" if self.on_behalf else f"{by}记"
