"""专班调研: the team goes to the villages, one sheet for each."""

import pgtrigger
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate

from evaluation.models.appraisal_words import Level
from fushan.audit.tracking import tracked
from fushan.kit.constraints import both_or_neither, not_before
from fushan.org.models import Area, User, Village

AS_DRAWN, IS_CLOSED = "inspection_stands_as_drawn", "inspection_is_closed"
TWO_FIRST, TALKED = "inspection_scored_by_two", "inspection_gap_talked_through"
WIDE = 20  # per cent: further apart than this, the two talk it through

WORTH = {level: int(100 * level.share) for level in Level}
METHODS = {
    "logs": "看工作日志",
    "report": "听工作汇报",
    "duty": "查在岗履职",
    "talk": "谈心谈话",
    "public": "议村情民事",
}
_WORTH = "CASE {} WHEN 'good' THEN 100 WHEN 'fair' THEN 80 WHEN 'plain' THEN 60 ELSE 40 END"


def _note(name):
    return models.TextField(METHODS[name], max_length=1000, blank=True)


@tracked()
class Inspection(models.Model):
    """`drawn`: how many villages, where not all of them; then `seed` and `weights` tell which.

    `weights`: [[village's code, weight]] by code, all the selected villages as they were that day.
    `apart`: two of the team score, and neither sees the other's before both have.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="哪个县")
    name = models.CharField("名称", max_length=60)
    began_on = models.DateField("从哪天")
    ends_on = models.DateField("到哪天")
    drawn = models.PositiveSmallIntegerField("抽几个村", null=True, blank=True)
    seed = models.CharField("抽签的种子", max_length=40, blank=True)
    weights = models.JSONField("各村的权重", default=list)
    apart = models.BooleanField("两人分别评分", default=False)
    closed_on = models.DateField("结束日期", null=True, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    refusals = {
        AS_DRAWN: "已经定下的村、种子、权重和评分办法不能再改；要改请另开一次调研。",
        IS_CLOSED: "这次调研已经结束，调研表不能再改。",
    }

    class Meta:
        verbose_name = verbose_name_plural = "专班调研"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                name="inspection_called_once",
                violation_error_message="已有同名的调研，请换一个名称。",
            ),
            not_before(
                "began_on",
                "ends_on",
                name="inspection_ends_after_it_begins",
                message="“到哪天”不能早于“从哪天”。",
            ),
            models.CheckConstraint(
                condition=Q(drawn=None, seed="")
                | (Q(drawn__isnull=False, drawn__gte=1) & ~Q(seed="")),
                name="inspection_drawn_by_a_seed",
                violation_error_message="抽村须写明抽几个村和种子。",
            ),
        ]
        indexes = [models.Index(F("began_on").desc(), F("id").desc(), name="inspection_latest")]
        triggers = [
            pgtrigger.Trigger(
                name="stands_as_drawn",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("area", "drawn", "seed", "weights", "apart"),
                func=f"""
                    RAISE check_violation USING MESSAGE = 'drawn', CONSTRAINT = '{AS_DRAWN}';
                """,
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_overdue(self):
        """Its days have gone by and nobody has closed it."""
        return self.closed_on is None and self.ends_on < localdate()

    @property
    def room(self):
        """What must be open for its talks to be seen: no account's own reach is ever this."""
        return f"talk-{self.pk}"


@tracked()
class InspectionMember(models.Model):
    """Who is on the team of one inspection."""

    inspection = models.ForeignKey(
        Inspection, models.CASCADE, related_name="members", verbose_name="专班调研"
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="哪个县")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="专班成员")

    class Meta:
        verbose_name = verbose_name_plural = "专班成员"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "user"],
                name="inspection_member_once",
                violation_error_message="这个人已在这次调研的专班里。",
            )
        ]

    def __str__(self):
        return str(self.user)


class SheetQuerySet(QuerySet):
    def looked(self):
        """Those that are filled in: somebody has been there."""
        return self.filter(looked_on__isnull=False)


@tracked()
class InspectionSheet(models.Model):
    """One village in one inspection: a note by each method, one level for each kind of result.

    It lies at the county, so that neither the village nor the township reads it. `settled`: what
    the two who scored apart said to each other where they were far apart.
    """

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="sheets", verbose_name="专班调研"
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="哪个县")
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="inspection_sheets", verbose_name="村"
    )
    looked_on = models.DateField("哪天到村", null=True, blank=True)
    looked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谁填的"
    )
    logs, report, duty = _note("logs"), _note("report"), _note("duty")
    talk, public = _note("talk"), _note("public")
    visible = models.CharField("显绩", max_length=6, choices=Level, blank=True)
    potential = models.CharField("潜绩", max_length=6, choices=Level, blank=True)
    settled = models.CharField("怎么商量的", max_length=500, blank=True)
    scored = models.PositiveSmallIntegerField("已有几人评分", default=0, editable=False)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = SheetQuerySet.as_manager()

    refusals = {
        TWO_FIRST: "这次调研两人分别评分，两个人都评了才能定等次。",
        TALKED: "两人相差超过 20%，请先商量，并写一句怎么商量的。",
    }

    class Meta:
        verbose_name = verbose_name_plural = "调研表"
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "village"],
                name="inspection_sheet_once",
                violation_error_message="这个村在这次调研里已有一张表。",
            ),
            both_or_neither(
                "looked_on",
                "looked_by",
                name="inspection_sheet_looked_by_somebody",
                message="到村须写明日期和填表人。",
            ),
            models.CheckConstraint(
                condition=Q(visible="", potential="")
                | (~Q(visible="") & ~Q(potential="") & Q(looked_on__isnull=False)),
                name="inspection_sheet_has_both_levels",
                violation_error_message="显绩和潜绩须各评一个等次，并写明哪天到村。",
            ),
        ]
        indexes = [models.Index(fields=["village", "looked_on"], name="sheet_of_village")]
        triggers = [
            pgtrigger.Trigger(
                name="kept_once_closed",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=f"""
                    IF EXISTS (SELECT 1 FROM evaluation_inspection
                               WHERE id = NEW.inspection_id AND closed_on IS NOT NULL) THEN
                        RAISE check_violation USING MESSAGE = 'closed', CONSTRAINT = '{IS_CLOSED}';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                # Who saves a page that was drawn before the other scored must not take it back.
                name="scores_only_grow",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("scored"),
                func="NEW.scored = greatest(OLD.scored, NEW.scored); RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="settled_by_two",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("visible", "potential", "settled"),
                declare=[("n", "integer"), ("gap", "integer")],
                func=f"""
                    IF NEW.visible = '' OR NOT EXISTS (SELECT 1 FROM evaluation_inspection
                            WHERE id = NEW.inspection_id AND apart) THEN
                        RETURN NEW;
                    END IF;
                    SELECT count(*), coalesce(greatest(
                        max({_WORTH.format("visible")}) - min({_WORTH.format("visible")}),
                        max({_WORTH.format("potential")}) - min({_WORTH.format("potential")})), 0)
                        INTO n, gap FROM evaluation_inspectionscore WHERE sheet_id = NEW.id;
                    IF n < 2 THEN
                        RAISE check_violation USING MESSAGE = 'two', CONSTRAINT = '{TWO_FIRST}';
                    END IF;
                    IF gap > {WIDE} AND NEW.settled = '' THEN
                        RAISE check_violation USING MESSAGE = 'talk', CONSTRAINT = '{TALKED}';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.village}调研表"

    @property
    def text(self):
        """How it reads now, for whoever edits it at the same time."""
        return "\n".join(f"{label}：{note}" for label, note in self.notes if note)

    @property
    def notes(self):
        """[(method, what was found by it)]"""
        return [(label, getattr(self, name)) for name, label in METHODS.items()]
