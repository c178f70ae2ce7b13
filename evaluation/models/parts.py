"""What a scheme is made of: indicators and their parts, and the rules. All of it is data."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from evaluation.models.schemes import FROZEN, Scheme
from evaluation.models.words import COSTLY, WHOLE, Bound, Judge, Limit, Seen, Shown, Source
from fushan.audit.tracking import tracked
from fushan.org.models import Area


def _frozen():
    """Nothing of a version in use is added, changed or taken away."""
    return pgtrigger.Trigger(
        name="stands_with_its_scheme",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            IF EXISTS (SELECT 1 FROM evaluation_scheme WHERE in_use_on IS NOT NULL
                       AND (TG_OP <> 'INSERT' AND id = OLD.scheme_id
                            OR TG_OP <> 'DELETE' AND id = NEW.scheme_id)) THEN
                RAISE check_violation USING MESSAGE = 'in use', CONSTRAINT = '{FROZEN}';
            END IF;
            IF TG_OP = 'DELETE' THEN
                RETURN OLD;
            END IF;
            RETURN NEW;
        """,
    )


class Part(models.Model):
    """What belongs to a scheme; its place is the scheme's own."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="哪里的")

    class Meta:
        abstract = True

    def save(self, **kwargs):
        self.area_id = self.scheme.area_id
        super().save(**kwargs)


@tracked()
class Indicator(Part):
    scheme = models.ForeignKey(
        Scheme, models.CASCADE, related_name="indicators", verbose_name="考评办法"
    )
    code = models.CharField("编号", max_length=6, db_collation="C")
    name = models.CharField("名称", max_length=40)
    seen = models.CharField("显绩还是潜绩", max_length=10, choices=Seen)
    points = models.DecimalField("满分", max_digits=5, decimal_places=2)
    about = models.CharField("看什么", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "考评指标"
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"],
                name="indicator_code_once",
                violation_error_message="这一版办法里已有这个编号的指标。",
            ),
            models.CheckConstraint(
                condition=Q(points__gt=0, points__lte=WHOLE),
                name="indicator_is_worth_something",
                violation_error_message="指标满分须在0到100之间。",
            ),
        ]
        triggers = [_frozen()]

    def __str__(self):
        return f"{self.code} {self.name}"


@tracked()
class Component(Part):
    """A part of an indicator: reckoned from a figure, judged by people, or whole until deducted.

    `cap`: the most that decided hints may take off it in a year.
    """

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="+", verbose_name="考评办法")
    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="components", verbose_name="考评指标"
    )
    name = models.CharField("组成部分", max_length=60)
    source = models.CharField("怎么得分", max_length=10, choices=Source)
    points = models.DecimalField("分值", max_digits=5, decimal_places=2)
    figure = models.CharField("统计项代码", max_length=40, blank=True)
    judge = models.CharField("由谁评定", max_length=10, choices=Judge, blank=True)
    cap = models.DecimalField(
        "一年至多扣几分", max_digits=5, decimal_places=2, null=True, blank=True
    )
    note = models.CharField("怎么评", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "指标组成部分"
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "name"],
                name="component_once",
                violation_error_message="这项指标里已有同名的组成部分。",
            ),
            models.CheckConstraint(
                condition=Q(points__gte=0, points__lte=WHOLE),
                name="component_is_worth_something",
                violation_error_message="分值须在0到100之间。",
            ),
            models.CheckConstraint(
                condition=Q(source=Source.FIGURE, judge="", cap=None) & ~Q(figure="")
                | Q(source=Source.MANUAL, figure="", cap=None) & ~Q(judge="")
                | Q(source=Source.DEDUCTION, figure="", judge="", cap__isnull=False),
                name="component_says_where_it_comes_from",
                violation_error_message="按统计项计算的填统计项代码，由人评定的填由谁评定，"
                "按提示扣分的填一年至多扣几分；其余的空着。",
            ),
        ]
        triggers = [_frozen()]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.scheme_id = self.indicator.scheme_id
        super().save(**kwargs)


@tracked()
class Rule(Part):
    """What is to be kept to, whom it binds, and what not keeping to it may cost.

    `points` for each time, `cap` at most in a year, off `indicator`. `limits`: the grade left open
    after one, two, three decided breaches.
    """

    scheme = models.ForeignKey(
        Scheme, models.CASCADE, related_name="rules", verbose_name="考评办法"
    )
    code = models.CharField("编号", max_length=6, db_collation="C")
    name = models.CharField("标题", max_length=40)
    text = models.CharField("条文", max_length=200)
    shown = models.CharField("怎么发现", max_length=10, choices=Shown)
    shown_by = models.CharField("看哪些记录", max_length=200)
    binds = ArrayField(models.CharField(max_length=10, choices=Bound), verbose_name="约束谁")
    points = models.DecimalField("每次扣几分", max_digits=4, decimal_places=2, default=0)
    cap = models.DecimalField(
        "一年至多扣几分", max_digits=4, decimal_places=2, null=True, blank=True
    )
    indicator = models.ForeignKey(
        Indicator,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="rules",
        verbose_name="扣在哪项指标",
    )
    limits = ArrayField(
        models.CharField(max_length=6, choices=Limit),
        default=list,
        blank=True,
        verbose_name="等次限制",
    )
    consequence = models.CharField("后果", max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = "管理办法条款"
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"],
                name="rule_code_once",
                violation_error_message="这一版办法里已有这个编号的条款。",
            ),
            models.CheckConstraint(
                condition=Q(points=0) | Q(points__gt=0, indicator__isnull=False),
                name="rule_takes_points_off_something",
                violation_error_message="要扣分的条款须写明扣在哪项指标。",
            ),
            models.CheckConstraint(
                condition=Q(points=0) | Q(binds__overlap=[str(bound) for bound in COSTLY]),
                name="rule_costs_only_whom_it_binds",
                violation_error_message="只约束乡镇、县级部门和单位的条款不扣选派干部的分。",
            ),
            models.CheckConstraint(
                condition=Q(binds__len__gt=0),
                name="rule_binds_somebody",
                violation_error_message="请写明这一条约束谁。",
            ),
        ]
        triggers = [_frozen()]

    def __str__(self):
        return f"{self.code} {self.name}"

    def bound_labels(self):
        return [Bound(one).label for one in self.binds]
