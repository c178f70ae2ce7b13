from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Found(models.TextChoices):
    """What can be found by words in it."""

    VILLAGE = "village", "村"
    CADRE = "cadre", "选派干部"
    UNIT = "unit", "单位"
    MATTER = "matter", "群众诉求"
    PROJECT = "project", "项目"
    VISIT = "visit", "到村指导"


class SearchEntry(models.Model):
    """A record's words, two characters at a time; kept by triggers, with no sentence in it.

    Open to every reach, for a policy would keep its index from being used: it only says which
    records to ask for, and those the reach holds (fushan/desk/searching.py).
    """

    kind = models.CharField("哪种", max_length=8, choices=Found, db_collation="C")
    record = models.BigIntegerField("记录")
    place = models.CharField("区划", max_length=12, db_collation="C")
    grams = ArrayField(models.CharField(max_length=2), verbose_name="两字一组")

    class Meta:
        verbose_name = verbose_name_plural = "查找用的字"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record"],
                name="search_entry_once",
                violation_error_message="这条记录已有查找用的字。",
            )
        ]
        indexes = [GinIndex(fields=["grams"], name="search_by_grams")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.record}"
