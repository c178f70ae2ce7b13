"""Where cadres went to see how others do it (外出学习)."""

from django.db import models
from django.db.models import F, Q

from cadres.models import Cadre
from fushan.audit.tracking import tracked
from fushan.org.models import Area, User, Village


class Organiser(models.TextChoices):
    COUNTY = "county", "县里组织"
    TOWNSHIP = "township", "乡镇组织"
    SELF = "self", "自行前往"


@tracked()
class StudyTrip(models.Model):
    """`area_code`: the county, the township or, for who went by themselves, the village."""

    area_code = models.CharField("所属", max_length=12, db_collation="C")
    organiser = models.CharField("谁组织", max_length=10, choices=Organiser)
    began_on = models.DateField("从哪天")
    ended_on = models.DateField("到哪天")
    theme = models.CharField("学什么", max_length=60)
    notes = models.TextField("收获", max_length=2000, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "外出学习"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("began_on")),
                name="trip_ends_on_or_after_it_begins",
                violation_error_message="“到哪天”不能早于“从哪天”。",
            ),
            models.CheckConstraint(
                condition=Q(area_code__regex=r"^(\d{6}|\d{9}|\d{12})$"),
                name="trip_belongs_to_a_place",
                violation_error_message="外出学习须写明是县、乡镇还是村的。",
            ),
        ]
        indexes = [
            models.Index(F("began_on").desc(), F("id").desc(), name="trip_latest"),
            models.Index(fields=["area_code", "began_on"], name="trip_of_area"),
        ]

    def __str__(self):
        return self.theme


@tracked()
class TripPlace(models.Model):
    """A county that a trip went to. Area and day are the trip's own, held so by the database."""

    trip = models.ForeignKey(
        StudyTrip, models.CASCADE, related_name="places", verbose_name="外出学习"
    )
    area_code = models.CharField("所属", max_length=12, db_collation="C")
    began_on = models.DateField("从哪天")
    place = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="去的县")

    class Meta:
        verbose_name = verbose_name_plural = "学习地点"
        constraints = [
            models.UniqueConstraint(
                fields=["trip", "place"],
                name="trip_place_once",
                violation_error_message="这个地方已列在这次外出学习里。",
            )
        ]
        indexes = [models.Index(fields=["area_code", "began_on"], name="trip_place_of_area")]

    def __str__(self):
        return str(self.place)


@tracked()
class TripMember(models.Model):
    trip = models.ForeignKey(
        StudyTrip, models.CASCADE, related_name="members", verbose_name="外出学习"
    )
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="+", verbose_name="选派干部")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")

    class Meta:
        verbose_name = verbose_name_plural = "外出学习人员"
        constraints = [
            models.UniqueConstraint(
                fields=["trip", "cadre"],
                name="trip_member_once",
                violation_error_message="这名干部已列在这次外出学习里。",
            )
        ]
        indexes = [models.Index(fields=["village"], name="trip_member_of_village")]

    def __str__(self):
        return str(self.cadre)
