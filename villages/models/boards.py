"""The identity board of a village (身份牌): five responsible parties, each seat with its dates."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q, QuerySet

from fushan.audit.tracking import tracked
from fushan.kit.constraints import DateRange, ends_after
from fushan.org.models import Village
from villages.models.officials import Official


class Seat(models.TextChoices):
    """In the article's order."""

    SECRETARY = "secretary", "党支部书记"
    COUNTY_LEADER = "county", "县级包联领导"
    TOWNSHIP_OFFICIAL = "township", "乡镇包联干部"
    UNIT_HEAD = "unit", "包联单位负责人"
    PARTY_GUIDE = "guide", "党建指导员"


PARTIES = list(Seat)


class BoardSeatQuerySet(QuerySet):
    def on(self, day):
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


@tracked()
class BoardSeat(models.Model):
    """Who holds a seat. A seconded secretary's is read from the posting and never stored here."""

    village = models.ForeignKey(
        Village, models.PROTECT, related_name="board_seats", verbose_name="村"
    )
    seat = models.CharField("席位", max_length=10, choices=Seat)
    official = models.ForeignKey(
        Official,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="board_seats",
        verbose_name="县乡干部",
    )
    local_name = models.CharField(
        "本村书记姓名",
        max_length=40,
        blank=True,
        help_text="党支部书记不是选派干部时填写",
    )
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)

    objects = BoardSeatQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "五方责任人"
        constraints = [
            ends_after(
                "since", "until", name="seat_ends_after_it_begins", message="“至”须晚于“自”。"
            ),
            models.CheckConstraint(
                condition=Q(seat=Seat.SECRETARY, official=None) & ~Q(local_name="")
                | ~Q(seat=Seat.SECRETARY) & Q(official__isnull=False, local_name=""),
                name="seat_held_by_one_person",
                violation_error_message="党支部书记席位填本村书记姓名；其余四方选县乡干部。",
            ),
            ExclusionConstraint(
                expressions=[
                    ("village", RangeOperators.EQUAL),
                    ("seat", RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
                name="seat_held_by_one_at_a_time",
                violation_error_message="该村这一席位在此期间已有人。",
            ),
        ]
        indexes = [models.Index(fields=["official"], name="seat_of_official")]

    def __str__(self):
        return f"{self.village}{self.get_seat_display()}"

    @property
    def holder(self):
        return self.official.name if self.official_id else self.local_name
