"""What a county judges by (考评办法), in versions with dates.

A version in use is frozen by the database: what was judged by it stays as it was, and a change of
mind is a new version.
"""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q, QuerySet, Sum

from evaluation.models.words import SAMPLE, WHOLE, Source, tidy
from fushan.audit.tracking import tracked
from fushan.kit.constraints import DateRange, ends_after
from fushan.org.models import Area

FROZEN, NOT_WHOLE, JUDGED_BY = "scheme_is_in_use", "scheme_adds_up", "scheme_was_judged_by"
JUDGED_LATER = "scheme_ends_after_what_it_judged"


class SchemeQuerySet(QuerySet):
    def in_use(self, day):
        rows = self.filter(in_use_on__isnull=False, began_on__lte=day)
        return rows.filter(Q(ended_on=None) | Q(ended_on__gt=day))


@tracked()
class Scheme(models.Model):
    """One version, of one area; those below read it. Not in use yet: it may be changed."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="schemes", verbose_name="哪里的")
    name = models.CharField("名称", max_length=80)
    version = models.CharField("版本", max_length=20)
    document = models.CharField("依据的文件", max_length=120, blank=True)
    is_sample = models.BooleanField("示例", default=False, help_text=SAMPLE)
    began_on = models.DateField("自哪天起")
    ended_on = models.DateField("到哪天止（不含）", null=True, blank=True)
    in_use_on = models.DateField("启用日期", null=True, blank=True, editable=False)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = SchemeQuerySet.as_manager()

    refusals = {
        FROZEN: "这一版考评办法已经启用，不能再改；要改请另立一版。",
        NOT_WHOLE: "考评指标合计须为100分，各指标的组成部分相加须等于该指标的满分。",
        JUDGED_LATER: "那天以后还有提示或考评是按这一版办法的，“到哪天止”要写在它们后面。",
        JUDGED_BY: "已经有提示或考评按这一版办法，不能停回草稿；不再用的请写“到哪天止”。",
    }

    class Meta:
        verbose_name = verbose_name_plural = "考评办法"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "version"],
                name="scheme_version_once",
                violation_error_message="这个版本号已经用过。",
            ),
            ends_after(
                "began_on",
                "ended_on",
                name="scheme_ends_after_it_begins",
                message="“到哪天止”须晚于“自哪天起”。",
            ),
            ExclusionConstraint(
                expressions=[
                    ("area", RangeOperators.EQUAL),
                    (DateRange("began_on", "ended_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(in_use_on__isnull=False),
                name="scheme_one_in_use_at_a_time",
                violation_error_message="这段时间已有一版启用的考评办法，请先写明它到哪天止。",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stands_once_in_use",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__in_use_on__isnull=False),
                func=f"""
                    IF TG_OP = 'UPDATE' THEN
                        IF NEW.in_use_on IS NULL AND EXISTS (
                            SELECT 1 FROM evaluation_hint WHERE scheme_id = OLD.id
                            UNION ALL
                            SELECT 1 FROM evaluation_appraisal WHERE scheme_id = OLD.id) THEN
                            RAISE check_violation USING MESSAGE = 'judged by it',
                                CONSTRAINT = '{JUDGED_BY}';
                        END IF;
                        IF NEW.ended_on IS DISTINCT FROM OLD.ended_on AND EXISTS (
                            SELECT 1 FROM evaluation_hint
                            WHERE scheme_id = OLD.id AND found_on >= NEW.ended_on
                            UNION ALL
                            SELECT 1 FROM evaluation_appraisal
                            WHERE scheme_id = OLD.id AND last_on >= NEW.ended_on) THEN
                            RAISE check_violation USING MESSAGE = 'judged later',
                                CONSTRAINT = '{JUDGED_LATER}';
                        END IF;
                        OLD.changed_at = NEW.changed_at;
                        OLD.ended_on = NEW.ended_on;
                        IF NEW.in_use_on IS NULL THEN
                            OLD.in_use_on = NULL;
                        END IF;
                        IF NEW = OLD THEN
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE check_violation USING MESSAGE = 'in use', CONSTRAINT = '{FROZEN}';
                """,
            ),
            pgtrigger.Trigger(
                name="adds_up_once_in_use",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__in_use_on__isnull=False),
                func=f"""
                    IF (SELECT coalesce(sum(points), 0) FROM evaluation_indicator
                        WHERE scheme_id = NEW.id) <> {WHOLE}
                    OR EXISTS (
                        SELECT 1 FROM evaluation_indicator i WHERE i.scheme_id = NEW.id
                        AND i.points <> (SELECT coalesce(sum(c.points), 0)
                            FROM evaluation_component c WHERE c.indicator_id = i.id)) THEN
                        RAISE check_violation USING MESSAGE = 'does not add up',
                            CONSTRAINT = '{NOT_WHOLE}';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        """A sample says that it is one wherever its name stands: on pages, lists and sheets."""
        return f"{self.name}（{self.version}）{' · 示例' if self.is_sample else ''}"

    def faults(self):
        """[sentence] of what stands against putting it into use, with the sums as they are."""
        found, whole = self._without_rules(), 0
        rows = self.indicators.annotate(parts=Sum("components__points", default=0))
        for indicator in rows.order_by("code"):
            whole += indicator.points
            if indicator.parts != indicator.points:
                found.append(
                    f"{indicator}的组成部分合计 {tidy(indicator.parts)} 分，"
                    f"须为 {tidy(indicator.points)} 分。"
                )
        if whole != WHOLE:
            found.insert(0, f"考评指标现在合计 {tidy(whole)} 分，须为 {WHOLE} 分。")
        return found

    def _without_rules(self):
        """A part that takes points off for decided hints, and no rule that a hint could be of."""
        rows = self.indicators.filter(components__source=Source.DEDUCTION, rules=None).distinct()
        return [
            f"{indicator}有按认定的提示扣分的部分，却没有一条管理办法条款从它里扣，请先补条款。"
            for indicator in rows.order_by("code")
        ]
