"""A cadre's appraisal (选派干部考评) of a quarter or a year: for reference of the statutory one."""

import pgtrigger
from django.db import models
from django.db.models import F, Q, QuerySet

from cadres.models import Cadre, Posting
from evaluation.models.appraisal_words import (
    MOVES,
    OPEN,
    SHOWN_STATES,
    AppealOutcome,
    AppraisalKind,
    AppraisalState,
    Grade,
    Level,
)
from evaluation.models.schemes import Scheme
from fushan.audit.tracking import tracked
from fushan.kit.constraints import moving_by, refusing
from fushan.org.models import User, Village

BY_THE_TABLE, UNHEARD = "appraisal_moves_by_the_table", "appraisal_cadre_is_heard_first"
TOO_LATE, UNFROZEN = "appraisal_appealed_in_time", "appraisal_closes_with_its_records"
LOWER = "appraisal_not_below_what_was_shown"
STANDS, ABOUT = "appraisal_stands_once_closed", "appraisal_is_about_whom_it_was_opened_for"
BY_ONESELF = "appraisal_not_by_oneself"
_ORDER = "ARRAY[{}]".format(", ".join(f"'{level}'" for level in Level.values))
_JUDGED = ("level", "visible", "potential", "grade", "total", "outcome", "shown_on", "reply_by")
_CHANGED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _JUDGED)


def of_its_appraisal():
    """Village and cadre are the appraisal's, whatever was said."""
    return pgtrigger.Trigger(
        name="of_its_appraisal",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func="""
            SELECT village_id, cadre_id INTO NEW.village_id, NEW.cadre_id
                FROM evaluation_appraisal WHERE id = NEW.appraisal_id;
            RETURN NEW;
        """,
    )


class AppraisalQuerySet(QuerySet):
    def open(self):
        return self.filter(state__in=OPEN)

    def of_period(self, kind, first_on):
        return self.filter(kind=kind, first_on=first_on)

    def by_name(self):
        """By township and name, and never by points."""
        return self.order_by("village__township", "cadre__pinyin", "cadre__name", "pk")


@tracked()
class Appraisal(models.Model):
    """Of one posting and one quarter or year. `first_on`, `last_on`: both counted.

    `level`: of a quarter. `visible`, `potential`: of a year's near and lasting results, by the
    county. `grade` and `total`: of a year, as decided. The cadre sees it once `shown_on` is set.
    """

    posting = models.ForeignKey(
        Posting, models.PROTECT, related_name="appraisals", verbose_name="任职"
    )
    cadre = models.ForeignKey(
        Cadre, models.PROTECT, related_name="appraisals", verbose_name="选派干部"
    )
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="appraisals", verbose_name="村"
    )
    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="appraisals", verbose_name="考评办法"
    )
    kind = models.CharField("季度还是年度", max_length=8, choices=AppraisalKind)
    first_on = models.DateField("自哪天起")
    last_on = models.DateField("到哪天止")
    state = models.CharField(
        "状态", max_length=8, choices=AppraisalState, default=AppraisalState.TOWNSHIP
    )
    fill_by = models.DateField("最迟哪天乡镇评")
    level = models.CharField("季度等次", max_length=5, choices=Level, blank=True)
    visible = models.CharField("显绩", max_length=5, choices=Level, blank=True)
    potential = models.CharField("潜绩", max_length=5, choices=Level, blank=True)
    shown_on = models.DateField("给本人看的日期", null=True, blank=True)
    reply_by = models.DateField("最迟哪天答复", null=True, blank=True)
    appealed_on = models.DateField("申诉日期", null=True, blank=True)
    outcome = models.CharField("申诉结果", max_length=8, choices=AppealOutcome, blank=True)
    grade = models.CharField("年度等次", max_length=9, choices=Grade, blank=True)
    total = models.DecimalField("得分", max_digits=5, decimal_places=2, null=True, blank=True)
    decided_on = models.DateField("认定日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    opened_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谁开始的"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = AppraisalQuerySet.as_manager()

    refusals = {
        BY_THE_TABLE: "这一步不能这样走，请刷新页面看现在到了哪一步。",
        UNHEARD: "本人还没有答复，答复的期限也没有过，先不能认定。",
        TOO_LATE: "申诉的期限已经过了。",
        LOWER: "认定的等次不能低于给本人看过的；要改低，请先退回重评，再给本人看一次。",
        UNFROZEN: "各项得分和有关记录还没有定下来，先不能办结。",
        STANDS: "已经办结的考评不能再改。",
        ABOUT: "考评的是谁、哪个村、哪段时间、按哪一版办法，开始以后不能改。",
        BY_ONESELF: "任何人不能评自己。",
    }

    class Meta:
        verbose_name = verbose_name_plural = "考评"
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "kind", "first_on"],
                name="appraisal_once_a_period",
                violation_error_message="这名干部这段时间的考评已经开始。",
            ),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="appraisal_ends_after_it_begins",
                violation_error_message="考评的时间段不对。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SHOWN_STATES, shown_on__isnull=False, reply_by__isnull=False)
                | ~Q(state__in=SHOWN_STATES) & Q(shown_on=None, reply_by=None),
                name="appraisal_shown_on_a_day",
                violation_error_message="给本人看须写明日期和答复的期限。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["decided", "closed"], decided_on__isnull=False)
                & (Q(kind="quarter") & ~Q(level="") | Q(total__isnull=False) & ~Q(grade=""))
                | ~Q(state__in=["decided", "closed"]) & Q(decided_on=None, grade="", total=None),
                name="appraisal_decided_with_a_result",
                violation_error_message="认定须写明等次和日期。",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False)
                | ~Q(state="closed") & Q(closed_on=None),
                name="appraisal_closed_on_a_day",
                violation_error_message="办结须写明日期。",
            ),
            models.CheckConstraint(
                condition=Q(appealed_on=None, outcome="")
                | Q(appealed_on__isnull=False)
                & (Q(state="appealed", outcome="") | ~Q(state="appealed") & ~Q(outcome="")),
                name="appraisal_appeal_is_answered",
                violation_error_message="有申诉的，认定时须写明申诉成立还是不成立。",
            ),
            models.CheckConstraint(
                condition=Q(kind="year", level="")
                | Q(kind="quarter", visible="", potential="", grade="", total=None),
                name="appraisal_of_its_kind",
                violation_error_message="季度只评等次，年度评显绩、潜绩和等次。",
            ),
            models.CheckConstraint(
                condition=Q(total=None) | Q(total__gte=0, total__lte=100),
                name="appraisal_total_in_bounds",
                violation_error_message="得分须在0到100之间。",
            ),
        ]
        indexes = [
            models.Index(fields=["village", "kind", "first_on"], name="appraisal_of_village"),
            models.Index(fields=["cadre", "first_on"], name="appraisal_of_cadre"),
            models.Index(F("closed_on").desc(), F("id").desc(), name="appraisal_closed"),
        ]
        triggers = [
            moving_by(
                MOVES,
                BY_THE_TABLE,
                more=f"""
                    IF OLD.state = 'shown' AND NEW.state = 'decided'
                        AND NEW.decided_on <= OLD.reply_by THEN
                        RAISE check_violation USING MESSAGE = 'not heard yet',
                            CONSTRAINT = '{UNHEARD}';
                    END IF;
                    IF NEW.state = 'township' AND OLD.state <> 'county' AND NEW.kind = 'year' THEN
                        RAISE check_violation USING MESSAGE = 'its parts are written down',
                            CONSTRAINT = '{BY_THE_TABLE}';
                    END IF;
                    IF NEW.state = 'decided' AND NEW.kind = 'quarter' AND
                        array_position({_ORDER}, NEW.level::text)
                        > array_position({_ORDER}, OLD.level::text) THEN
                        RAISE check_violation USING MESSAGE = 'below what was shown',
                            CONSTRAINT = '{LOWER}';
                    END IF;
                    IF NEW.state = 'appealed' AND NEW.appealed_on > OLD.reply_by THEN
                        RAISE check_violation USING MESSAGE = 'too late',
                            CONSTRAINT = '{TOO_LATE}';
                    END IF;
                    IF NEW.state = 'closed' AND NEW.kind = 'year' AND NOT EXISTS (
                        SELECT 1 FROM evaluation_appraisalpart
                        WHERE appraisal_id = OLD.id AND stage = 'final') THEN
                        RAISE check_violation USING MESSAGE = 'nothing frozen',
                            CONSTRAINT = '{UNFROZEN}';
                    END IF;
                """,
            ),
            pgtrigger.Trigger(
                name="not_by_oneself",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=f"""
                    IF NEW.cadre_id = reach_person() AND (TG_OP = 'INSERT'
                        OR NEW.state NOT IN ('replied', 'appealed') OR {_CHANGED}) THEN
                        RAISE check_violation USING MESSAGE = 'by oneself',
                            CONSTRAINT = '{BY_ONESELF}';
                    END IF;
                    RETURN NEW;
                """,
            ),
            refusing(
                "about_whom_it_is",
                ABOUT,
                pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    *("posting", "cadre", "village", "scheme", "kind", "first_on", "last_on"),
                ),
            ),
            refusing(
                "stands_once_closed",
                STANDS,
                pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="closed"),
            ),
        ]

    def __str__(self):
        return f"{self.cadre}{self.label}考评"

    @property
    def is_year(self):
        return self.kind == AppraisalKind.YEAR

    @property
    def label(self):
        return label_of(self.kind, self.last_on)

    @property
    def grade_word(self):
        return Grade(self.grade).word_of(self.cadre.status) if self.grade else ""


def label_of(kind, last_on):
    """2026年第三季度, 2026年度."""
    if kind == AppraisalKind.YEAR:
        return f"{last_on.year}年度"
    return f"{last_on.year}年第{'一二三四'[(last_on.month - 1) // 3]}季度"
