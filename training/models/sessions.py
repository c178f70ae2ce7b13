"""What was taught, where and to which end; and where cadres told one another (经验交流会)."""

from django.db import models
from django.db.models import F, Q, QuerySet

from cadres.models import Cadre
from fushan.audit.tracking import tracked
from fushan.org.models import Area, User, Village
from training.models.needs import Need
from villages.models import Official


class Form(models.TextChoices):
    THEORY = "theory", "理论培训"
    ON_SITE = "on_site", "现场观摩"
    BOTH = "both", "理论培训和现场观摩"


class SessionQuerySet(QuerySet):
    def standing(self):
        return self.filter(cancelled_reason="")

    def held_by(self, day):
        """Those that have begun by this day and were not called off."""
        return self.standing().filter(began_on__lte=day)


@tracked()
class TrainingSession(models.Model):
    """A county's or township's training. `area`: who gives it; those below it read it.

    `trainer`: as it was said, also of somebody from outside; `official`: who that is of our own.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="trainings", verbose_name="谁办的")
    theme = models.CharField("主题", max_length=60)
    form = models.CharField("形式", max_length=10, choices=Form)
    began_on = models.DateField("从哪天")
    ended_on = models.DateField("到哪天")
    place = models.CharField("地点", max_length=60, blank=True)
    trainer = models.CharField("谁来讲", max_length=60, blank=True)
    official = models.ForeignKey(
        Official,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="trainings",
        verbose_name="主讲的县乡干部",
    )
    notes = models.TextField("内容要点", max_length=2000, blank=True)
    unasked_reason = models.CharField(
        "没有先征求的理由", max_length=200, blank=True, help_text="县级培训当月没有征求需求时填"
    )
    cancelled_reason = models.CharField("取消的理由", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    entered_at = models.DateTimeField("录入时间", auto_now_add=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "培训"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__gte=F("began_on")),
                name="training_ends_on_or_after_it_begins",
                violation_error_message="“到哪天”不能早于“从哪天”。",
            ),
            models.UniqueConstraint(
                fields=["area", "began_on", "theme"],
                name="training_once_a_day_and_theme",
                violation_error_message="这一天这个主题的培训已经记过。",
            ),
        ]
        indexes = [
            models.Index(F("began_on").desc(), F("id").desc(), name="training_latest"),
            models.Index(fields=["area", "began_on"], name="training_of_area"),
        ]

    def __str__(self):
        return self.theme

    @property
    def is_countys(self):
        return len(self.area_id) <= 6


@tracked()
class SessionNeed(models.Model):
    """A need that a session answers."""

    session = models.ForeignKey(
        TrainingSession, models.CASCADE, related_name="answered", verbose_name="培训"
    )
    need = models.ForeignKey(Need, models.PROTECT, related_name="sessions", verbose_name="点题")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="谁办的")

    class Meta:
        verbose_name = verbose_name_plural = "培训回应的点题"
        constraints = [
            models.UniqueConstraint(
                fields=["session", "need"],
                name="need_once_in_a_training",
                violation_error_message="这个题目已列在这次培训里。",
            )
        ]

    def __str__(self):
        return f"{self.session}：{self.need}"


@tracked()
class Exchange(models.Model):
    """A meeting at which cadres told one another what worked (经验交流会)."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="exchanges", verbose_name="谁办的")
    held_on = models.DateField("哪天")
    theme = models.CharField("主题", max_length=60)
    place = models.CharField("地点", max_length=60, blank=True)
    notes = models.TextField("要点", max_length=2000, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "经验交流会"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "held_on", "theme"],
                name="exchange_once_a_day_and_theme",
                violation_error_message="这一天这个主题的交流会已经记过。",
            )
        ]
        indexes = [
            models.Index(F("held_on").desc(), F("id").desc(), name="exchange_latest"),
            models.Index(fields=["area", "held_on"], name="exchange_of_area"),
        ]

    def __str__(self):
        return self.theme


@tracked()
class ExchangeMember(models.Model):
    """A cadre who took part."""

    exchange = models.ForeignKey(
        Exchange, models.CASCADE, related_name="members", verbose_name="经验交流会"
    )
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="+", verbose_name="选派干部")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")

    class Meta:
        verbose_name = verbose_name_plural = "交流会人员"
        constraints = [
            models.UniqueConstraint(
                fields=["exchange", "cadre"],
                name="exchange_member_once",
                violation_error_message="这名干部已列在这次交流会里。",
            )
        ]
        indexes = [models.Index(fields=["village"], name="exchange_member_of_village")]

    def __str__(self):
        return str(self.cadre)
