"""Selected villages week by week: a view over what is counted as it happens."""

from django.db import models

from fushan.org.models import Village


class VillageWeek(models.Model):
    """A week of a selected village: whether a township visit was due, how many visits there were.

    Due where the village was selected on the Monday and the week has working days enough. The view
    runs with the rights of whoever asks, so it shows what their reach shows.
    """

    id = models.CharField("村和周", max_length=24, primary_key=True)
    village = models.ForeignKey(Village, models.DO_NOTHING, related_name="weeks", verbose_name="村")
    monday = models.DateField("周一")
    due = models.BooleanField("要求到村")
    visits = models.IntegerField("乡镇班子到村次数")

    class Meta:
        verbose_name = verbose_name_plural = "到村周"
        managed = False
        db_table = "villages_villageweek"

    def __str__(self):
        return f"{self.village} {self.monday}"


class VisitedWeek(models.Model):
    """How many visits by members of its township's leadership a village had in a week.

    Triggers of visitors and of leaderships count it again in the transaction that changes either:
    a province's weeks are read without a look at each visit (docs/decisions/0003).
    """

    village = models.ForeignKey(
        Village, models.PROTECT, related_name="+", db_index=False, verbose_name="村"
    )
    monday = models.DateField("周一")
    visits = models.PositiveIntegerField("乡镇班子到村次数")

    class Meta:
        verbose_name = verbose_name_plural = "每周到村次数"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "monday"],
                name="visited_week_once_a_village",
                violation_error_message="这个村这一周已有记载。",
            )
        ]

    def __str__(self):
        return f"{self.village} {self.monday}"
