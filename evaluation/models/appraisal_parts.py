"""What people gave, and what a year came to with the records behind it. All of it is written once.

The frozen parts say everything that the arithmetic needs: a scheme that changed since, or a record,
makes no difference to what is reckoned from them.
"""

import pgtrigger
from django.db import models
from django.db.models import Q

from cadres.models import Cadre
from evaluation.models.appraisal_words import Level, Stage
from evaluation.models.appraisals import BY_ONESELF, Appraisal, of_its_appraisal
from evaluation.models.parts import Component
from evaluation.models.words import Judge, Seen, Source
from fushan.audit.tracking import tracked
from fushan.kit.constraints import refusing
from fushan.org.models import User, Village

MARK_ONCE, PART_ONCE = "appraisal_mark_written_once", "appraisal_part_written_once"
RECORD_ONCE, IN_TIME = "appraisal_record_written_once", "appraisal_is_frozen_before_it_closes"
UNDONE = pgtrigger.Update | pgtrigger.Delete


class OfAnAppraisal(models.Model):
    """Its place and person are the appraisal's, put in by a trigger."""

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, verbose_name="考评")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="+", verbose_name="选派干部")

    class Meta:
        abstract = True


def in_time():
    """Nothing is added to what is closed."""
    return pgtrigger.Trigger(
        name="written_in_time",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"""
            IF EXISTS (SELECT 1 FROM evaluation_appraisal
                       WHERE id = NEW.appraisal_id AND state = 'closed')
               OR NEW.cadre_id = reach_person() THEN
                RAISE check_violation USING MESSAGE = 'closed', CONSTRAINT = '{IN_TIME}';
            END IF;
            RETURN NEW;
        """,
    )


@tracked()
class AppraisalMark(OfAnAppraisal):
    """A level given to a part that people judge; the latest counts. Empty: not assessed."""

    appraisal = models.ForeignKey(
        Appraisal, models.CASCADE, related_name="marks", verbose_name="考评"
    )
    component = models.ForeignKey(
        Component, models.PROTECT, related_name="+", verbose_name="组成部分"
    )
    level = models.CharField("评为", max_length=5, choices=Level, blank=True)
    note = models.CharField("理由", max_length=200, blank=True)
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谁评的"
    )
    made_at = models.DateTimeField("评定时间", auto_now_add=True)

    refusals = {MARK_ONCE: "评过的不能改，重评另记一条。", BY_ONESELF: "任何人不能评自己。"}

    class Meta:
        verbose_name = verbose_name_plural = "评定"
        constraints = [
            models.CheckConstraint(
                condition=~Q(level__in=["plain", "poor"]) | ~Q(note=""),
                name="appraisal_mark_says_why",
                violation_error_message="评“一般”和“较差”的请写一句为什么。",
            )
        ]
        triggers = [
            of_its_appraisal(),
            refusing("mark_once", MARK_ONCE, UNDONE),
            pgtrigger.Trigger(
                name="who_is_another",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    IF NEW.cadre_id = reach_person() OR EXISTS (SELECT 1 FROM org_user
                        WHERE id = NEW.made_by_id AND cadre_id = NEW.cadre_id) THEN
                        RAISE check_violation USING MESSAGE = 'by oneself',
                            CONSTRAINT = '{BY_ONESELF}';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.component}：{self.get_level_display() or '未评'}"


@tracked()
class AppraisalPart(OfAnAppraisal):
    """A component as it stood, and the numbers it came to."""

    appraisal = models.ForeignKey(
        Appraisal, models.CASCADE, related_name="parts", verbose_name="考评"
    )
    stage = models.CharField("什么时候", max_length=5, choices=Stage)
    component_id = models.BigIntegerField("组成部分的编号")
    indicator = models.CharField("指标编号", max_length=6, db_collation="C")
    indicator_name = models.CharField("指标", max_length=40)
    seen = models.CharField("显绩还是潜绩", max_length=10, choices=Seen)
    whole = models.DecimalField("指标满分", max_digits=5, decimal_places=2)
    name = models.CharField("组成部分", max_length=60)
    source = models.CharField("怎么得分", max_length=10, choices=Source)
    judge = models.CharField("由谁评定", max_length=10, choices=Judge, blank=True)
    figure = models.CharField("统计项代码", max_length=40, blank=True)
    points = models.DecimalField("分值", max_digits=5, decimal_places=2)
    cap = models.DecimalField("至多扣几分", max_digits=5, decimal_places=2, null=True, blank=True)
    least = models.PositiveSmallIntegerField("至少几件才评", default=1)
    numerator = models.DecimalField("分子", max_digits=14, decimal_places=6)
    denominator = models.DecimalField("分母", max_digits=14, decimal_places=6)
    is_assessed = models.BooleanField("评了没有")
    earned = models.DecimalField("得分", max_digits=5, decimal_places=2)
    note = models.CharField("说明", max_length=200, blank=True)

    refusals = {
        PART_ONCE: "定下来的得分不能再改。",
        IN_TIME: "已经办结的考评不能再添。",
    }

    class Meta:
        verbose_name = verbose_name_plural = "考评得分"
        constraints = [
            models.UniqueConstraint(
                fields=["appraisal", "stage", "component_id"],
                name="appraisal_part_once",
                violation_error_message="这一项已经定下来了。",
            )
        ]
        triggers = [
            of_its_appraisal(),
            refusing("part_once", PART_ONCE, UNDONE),
            in_time(),
        ]

    def __str__(self):
        return f"{self.indicator} {self.name}"


@tracked()
class AppraisalRecord(OfAnAppraisal):
    """A record behind a part: which, in which of its states, and what it counted for.

    `event`: the row of its history that shows it as it was; none where it is a line of a view.
    `counted` goes into the denominator and `met` into the numerator; of a hint `met` is what it
    costs, under the rule `key`, of which at most `cap` in a year.
    """

    appraisal = models.ForeignKey(
        Appraisal, models.CASCADE, related_name="records", verbose_name="考评"
    )
    part = models.ForeignKey(
        AppraisalPart, models.CASCADE, related_name="records", verbose_name="考评得分"
    )
    model = models.CharField("什么记录", max_length=60, db_collation="C")
    record = models.CharField("记录的编号", max_length=60, db_collation="C")
    event = models.BigIntegerField("历史的编号", null=True, blank=True)
    label = models.CharField("记录", max_length=120)
    url = models.CharField("在哪里看", max_length=120, blank=True)
    key = models.CharField("条款", max_length=6, blank=True, db_collation="C")
    cap = models.DecimalField(
        "这一条至多扣几分", max_digits=4, decimal_places=2, null=True, blank=True
    )
    counted = models.DecimalField("计入分母", max_digits=14, decimal_places=6)
    met = models.DecimalField("计入分子", max_digits=14, decimal_places=6)

    refusals = {RECORD_ONCE: "定下来的记录不能再改。"}

    class Meta:
        verbose_name = verbose_name_plural = "考评依据的记录"
        triggers = [
            of_its_appraisal(),
            refusing("record_once", RECORD_ONCE, UNDONE),
            in_time(),
        ]

    def __str__(self):
        return self.label
