"""A day on which officials came to a village, to guide or to look."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Prefetch

from fushan.audit.tracking import tracked
from fushan.org.models import User, Village
from villages.models.officials import Official


class VisitLevel(models.TextChoices):
    COUNTY = "county", "县级"
    TOWNSHIP = "township", "乡镇"


class VisitKind(models.TextChoices):
    GUIDANCE = "guidance", "到村指导"
    COACHING = "coaching", "现场培训"
    RESEARCH = "research", "调研"
    SEMINAR = "seminar", "座谈"
    HEARING = "hearing", "听取汇报"
    DELIBERATION = "deliberation", "参加支部议事"


@tracked()
class Visit(models.Model):
    """One village, one day, one or more visitors."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="visits", verbose_name="村")
    happened_on = models.DateField("日期")
    level = models.CharField("层级", max_length=10, choices=VisitLevel)
    kinds = ArrayField(models.CharField(max_length=14, choices=VisitKind), verbose_name="做了什么")
    text = models.TextField("一句话说清", max_length=2000)
    late_reason = models.CharField("补录理由", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    entered_at = models.DateTimeField("录入时间", auto_now_add=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "到村指导"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kinds__len__gt=0),
                name="visit_has_a_kind",
                violation_error_message="请至少选一项“做了什么”。",
            )
        ]
        indexes = [
            models.Index(F("happened_on").desc(), F("id").desc(), name="visit_latest"),
            models.Index(
                F("village"), F("happened_on").desc(), F("id").desc(), name="visit_of_village"
            ),
            models.Index(
                F("entered_by"), F("happened_on").desc(), F("id").desc(), name="visit_entered_by"
            ),
        ]

    def __str__(self):
        return f"{self.happened_on} {self.village}"

    @property
    def on_behalf(self):
        """Entered by an account of none of the visitors: then that name is told as well."""
        mine = {visitor.official.user_id for visitor in self.visitors.all()}
        return self.entered_by_id is not None and self.entered_by_id not in mine

    def kind_labels(self):
        return [VisitKind(kind).label for kind in self.kinds]

    def visitor_names(self):
        return [visitor.official.name for visitor in self.visitors.all()]


@tracked()
class Visitor(models.Model):
    """One official on one visit. Place and day are the visit's own, held so by the database."""

    visit = models.ForeignKey(
        Visit, models.CASCADE, related_name="visitors", verbose_name="到村指导"
    )
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    happened_on = models.DateField("日期")
    official = models.ForeignKey(
        Official, models.PROTECT, related_name="visiting", verbose_name="到村人员"
    )

    class Meta:
        verbose_name = verbose_name_plural = "到村人员"
        constraints = [
            models.UniqueConstraint(
                fields=["official", "village", "happened_on"],
                name="visitor_once_a_day",
                violation_error_message="这名干部当天到这个村的记录已经有了，请打开那一条补充。",
            )
        ]
        indexes = [
            models.Index(F("happened_on").desc(), F("id").desc(), name="visitor_latest"),
            models.Index(fields=["village", "happened_on"], name="visitor_of_village"),
        ]

    def __str__(self):
        return str(self.official)


WITH_NAMES = Prefetch("visitors", Visitor.objects.select_related("official__unit").order_by("pk"))
