"""Which officials the records of a village name."""

from django.db import models

from fushan.org.models import Village
from villages.models.officials import Official


class Mention(models.Model):
    """One row for an official and a village, however many visits and seats name them.

    Kept by triggers of those tables: who reads a village's records is shown the people in them
    wherever these went since, and that must not cost a look at every visit.
    """

    official = models.ForeignKey(Official, models.CASCADE, related_name="+")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "记录中提到的县乡干部"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "official"],
                name="official_mentioned_once_a_village",
                violation_error_message="这名干部在这个村已有记载。",
            )
        ]

    def __str__(self):
        return f"{self.official} {self.village}"
