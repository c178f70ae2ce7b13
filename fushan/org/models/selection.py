"""Which villages were selected, and when. The denominator of every figure."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q, QuerySet

from fushan.audit.tracking import tracked
from fushan.kit.constraints import DateRange, ends_after
from fushan.org.models.places import Area, Village


@tracked()
class Batch(models.Model):
    """One round of secondment: 任职以来 counts from its first day."""

    name = models.CharField("批次", max_length=40)
    area = models.ForeignKey(Area, models.PROTECT, related_name="batches", verbose_name="所属县")
    began_on = models.DateField("开始日期")
    planned_end_on = models.DateField("计划期满", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "选派批次"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                name="batch_name_once_in_an_area",
                violation_error_message="本县已有同名批次。",
            ),
            ends_after(
                "began_on",
                "planned_end_on",
                name="batch_ends_after_it_begins",
                message="计划期满须晚于开始日期。",
            ),
        ]

    def __str__(self):
        return self.name


class SelectionQuerySet(QuerySet):
    def on(self, day):
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


@tracked()
class Selection(models.Model):
    """A village is selected from `since` up to but not including `until`."""

    village = models.ForeignKey(
        Village, models.PROTECT, related_name="selections", verbose_name="村"
    )
    batch = models.ForeignKey(
        Batch, models.PROTECT, related_name="selections", verbose_name="选派批次"
    )
    since = models.DateField("列入日期")
    until = models.DateField("退出日期", null=True, blank=True)

    objects = SelectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "选派村"
        constraints = [
            ends_after(
                "since",
                "until",
                name="selection_ends_after_it_begins",
                message="退出日期须晚于列入日期。",
            ),
            ExclusionConstraint(
                expressions=[
                    ("village", RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
                name="selection_of_a_village_once_at_a_time",
                violation_error_message="该村在此期间已列为选派村。",
            ),
        ]

    def __str__(self):
        return str(self.village)
