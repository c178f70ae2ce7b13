"""A village as it stood at a year's end (村情): people, income by source, the branch."""

from functools import reduce
from operator import add

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from fushan.audit.tracking import tracked
from fushan.org.models import User, Village

FIRST_YEAR, LAST_YEAR = 2000, 2100
SOURCES = ("income_own", "income_rent", "income_shares", "income_grants", "income_other")
# What is taken over from the year before where nothing has changed.
SNAPSHOT = ("households", "people", *SOURCES, "grade", "premises", "demonstration")


class Grade(models.TextChoices):
    BENCHMARK = "benchmark", "标杆"
    GOOD = "good", "较好"
    FAIR = "fair", "一般"
    WEAK = "weak", "后进"


class Premises(models.TextChoices):
    MET = "met", "达标"
    BUILDING = "building", "正在建"
    BELOW = "below", "未达标"


class Demonstration(models.TextChoices):
    NONE = "none", "不是"
    TOWNSHIP = "township", "乡镇级示范村"
    COUNTY = "county", "县级示范村"
    CITY = "city", "市级以上示范村"


class VillageYearQuerySet(QuerySet):
    def with_income(self):
        """`income`: all sources together; what was left empty adds nothing."""
        return self.annotate(income=reduce(add, (Coalesce(F(name), 0) for name in SOURCES)))

    def latest(self, year):
        """Of each village the last that is known of this year or one before."""
        rows = VillageYear.objects.filter(village=OuterRef("village"), year__lte=year)
        later = rows.filter(year__gt=OuterRef("year"))
        return self.filter(Q(year__lte=year) & ~Exists(later))


@tracked()
class VillageYear(models.Model):
    """Amounts are whole yuan. `unchanged`: taken over from the year before by one tap."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="years", verbose_name="村")
    year = models.PositiveSmallIntegerField("年度")
    households = models.PositiveIntegerField("户数", null=True, blank=True)
    people = models.PositiveIntegerField("人口", null=True, blank=True)
    income_own = models.PositiveBigIntegerField("经营收入（元）", null=True, blank=True)
    income_rent = models.PositiveBigIntegerField("发包和租金（元）", null=True, blank=True)
    income_shares = models.PositiveBigIntegerField("投资和分红（元）", null=True, blank=True)
    income_grants = models.PositiveBigIntegerField("补助（元）", null=True, blank=True)
    income_other = models.PositiveBigIntegerField("其他收入（元）", null=True, blank=True)
    grade = models.CharField("支部等次", max_length=10, choices=Grade)
    premises = models.CharField("活动场所", max_length=10, choices=Premises)
    demonstration = models.CharField(
        "示范村", max_length=10, choices=Demonstration, default=Demonstration.NONE
    )
    unchanged = models.BooleanField("与上年相同", default=False)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = VillageYearQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "村情"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "year"],
                name="village_year_once",
                violation_error_message="这个村这一年的村情已经填过，请打开那一份修改。",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="village_year_is_a_year",
                violation_error_message=f"年度须在{FIRST_YEAR}到{LAST_YEAR}之间。",
            ),
            models.CheckConstraint(
                condition=Q(people=None) | Q(households=None) | Q(people__gte=F("households")),
                name="village_year_people_fill_households",
                violation_error_message="人口不能少于户数。",
            ),
        ]
        indexes = [models.Index(F("year").desc(), F("id").desc(), name="village_year_latest")]

    def __str__(self):
        return f"{self.year}年{self.village}村情"

    @property
    def total(self):
        """All sources together, in yuan; None where none was told."""
        told = [amount for name in SOURCES if (amount := getattr(self, name)) is not None]
        return sum(told) if told else None

    def sources(self):
        """[(label, amount)] of those that were told."""
        fields = [self._meta.get_field(name) for name in SOURCES]
        told = [(f.verbose_name.removesuffix("（元）"), getattr(self, f.name)) for f in fields]
        return [(label, amount) for label, amount in told if amount is not None]
