"""A selected village between two cadres (空缺): a view, not a table."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Func, QuerySet, Value
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils.formats import date_format

from fushan.org.models import Village


class VacancyQuerySet(QuerySet):
    def on(self, day):
        return self.filter(models.Q(until=None) | models.Q(until__gt=day), since__lte=day)

    def during(self, first, last):
        """With `days`, how many of them fall between these two, both counted."""
        after = last + timedelta(days=1)
        begun = self.filter(since__lte=last) if first <= last else self.none()
        rows = begun.filter(models.Q(until=None) | models.Q(until__gt=first))
        return rows.annotate(
            days=Func(
                Least(Coalesce(F("until"), Value(after)), Value(after)),
                Greatest(F("since"), Value(first)),
                template="(%(expressions)s)",
                arg_joiner=" - ",
                output_field=models.IntegerField(),
            )
        )


class Vacancy(models.Model):
    """From the day nobody is posted there up to the day somebody is, or to no day yet."""

    id = models.CharField("村和起始日", max_length=24, primary_key=True)
    village = models.ForeignKey(
        Village, models.DO_NOTHING, related_name="vacancies", verbose_name="村"
    )
    since = models.DateField("空缺自")
    until = models.DateField("到", null=True)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "空缺"
        managed = False
        db_table = "villages_vacancy"

    def __str__(self):
        return f"{self.village}空缺自 {date_format(self.since, 'Y年n月j日')}"
