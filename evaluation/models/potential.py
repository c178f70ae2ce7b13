"""潜绩事项: what shows only in years. Claimed with a sign to look for, and looked at when due."""

import pgtrigger
from django.db import models
from django.db.models import F, Q, QuerySet

from cadres.models import Cadre
from fushan.audit.tracking import tracked
from fushan.org.models import User, Village

AS_VERIFIED, ONCE_DUE = "potential_stands_as_verified", "potential_stands_once_due"


class Tag(models.TextChoices):
    BASE = "base", "打基础"
    WHOLE = "whole", "管大局"
    LASTING = "lasting", "利长远"


class Horizon(models.IntegerChoices):
    ONE = 1, "1 年"
    THREE = 3, "3 年"
    FIVE = 5, "5 年"


class Came(models.TextChoices):
    TRUE = "true", "见效了"
    PARTLY = "partly", "部分见效"
    NOT = "not", "没有见效"


class PotentialQuerySet(QuerySet):
    def waiting(self):
        return self.filter(came="")

    def due(self, day):
        """To be verified by then, whether or not the cadre is still there."""
        return self.waiting().filter(due_on__lte=day)


@tracked()
class Potential(models.Model):
    """`due_on`: so many years after it was claimed; the database reckons it."""

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, related_name="potentials", verbose_name="选派干部"
    )
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="potentials", verbose_name="村"
    )
    text = models.CharField("做了什么事", max_length=300)
    tag = models.CharField("哪一类", max_length=8, choices=Tag)
    horizon = models.PositiveSmallIntegerField("几年见效", choices=Horizon)
    sign = models.CharField("先行指标", max_length=200)
    evidence = models.CharField("现在有什么凭据", max_length=300, blank=True)
    claimed_on = models.DateField("哪天申报的")
    due_on = models.DateField("哪天回头看", editable=False)
    came = models.CharField("核实结果", max_length=8, choices=Came, blank=True)
    verified_on = models.DateField("哪天核实的", null=True, blank=True)
    verified_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谁核实的"
    )
    verified_note = models.CharField("核实的情况", max_length=500, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = PotentialQuerySet.as_manager()

    refusals = {
        AS_VERIFIED: "已经核实的潜绩事项不能再改。",
        ONCE_DUE: "已经到了回头看的那天，事项、哪一类、几年见效和先行指标不能再改；凭据还可以补。",
    }

    class Meta:
        verbose_name = verbose_name_plural = "潜绩事项"
        constraints = [
            models.CheckConstraint(
                condition=Q(horizon__in=Horizon.values),
                name="potential_shows_in_1_3_or_5_years",
                violation_error_message="几年见效只能是1年、3年、5年。",
            ),
            models.CheckConstraint(
                condition=Q(came="", verified_on=None, verified_by=None, verified_note="")
                | (
                    ~Q(came="")
                    & ~Q(verified_note="")
                    & Q(verified_on__gte=F("due_on"), verified_by__isnull=False)
                ),
                name="potential_verified_by_somebody",
                violation_error_message="核实须写明结果、日期和情况；没到回头看的那天，先不核实。",
            ),
            models.UniqueConstraint(
                fields=["cadre", "village", "text"],
                name="potential_claimed_once",
                violation_error_message="这件事已经申报过。",
            ),
        ]
        indexes = [
            models.Index(F("claimed_on").desc(), F("id").desc(), name="potential_latest"),
            models.Index(fields=["village", "due_on"], name="potential_of_village"),
            models.Index(fields=["cadre"], name="potential_of_cadre"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="due_after_its_years",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    NEW.due_on := NEW.claimed_on + make_interval(years => NEW.horizon);
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                # By the day as it was written before: a longer horizon must not put it off.
                name="stands_once_due",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    *("cadre", "village", "text", "tag", "horizon", "sign", "claimed_on"),
                ),
                func=f"""
                    IF OLD.came = ''
                        AND OLD.due_on <= (now() AT TIME ZONE 'Asia/Shanghai')::date THEN
                        RAISE check_violation USING MESSAGE = 'due', CONSTRAINT = '{ONCE_DUE}';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="stands_as_verified",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.came <> ''"),
                func=f"""
                    RAISE check_violation USING MESSAGE = 'verified',
                        CONSTRAINT = '{AS_VERIFIED}';
                """,
            ),
        ]

    def __str__(self):
        return self.text

    def is_due(self, day):
        """From then on the claim stands as it is: it is looked at by what it said."""
        return not self.came and self.due_on <= day


@tracked()
class PotentialCitation(models.Model):
    """A record that shows it: a figure's code and the record's number, as a pledge's."""

    claim = models.ForeignKey(
        Potential, models.CASCADE, related_name="citations", verbose_name="潜绩事项"
    )
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="+", verbose_name="选派干部")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    figure = models.CharField("统计项", max_length=40)
    record_id = models.CharField("记录", max_length=40)
    label = models.CharField("引用时的名称", max_length=120)

    class Meta:
        verbose_name = verbose_name_plural = "潜绩事项引用的记录"
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "figure", "record_id"],
                name="potential_cites_once",
                violation_error_message="这条记录已经引用过。",
            )
        ]
        indexes = [models.Index(fields=["village"], name="potential_citation_of_village")]

    def __str__(self):
        return self.label
