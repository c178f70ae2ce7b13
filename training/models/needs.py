"""What cadres ask to be taught (点题), asked of them once a month and claimed by who teaches it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.formats import date_format

from cadres.models import Cadre
from fushan.audit.tracking import tracked
from fushan.kit.constraints import both_or_neither
from fushan.org.models import Area, User, Village


class RoundQuerySet(QuerySet):
    def open_on(self, day):
        return self.filter(opened_on__lte=day, ends_on__gte=day)


@tracked()
class NeedRound(models.Model):
    """A month's question of a county or township to its cadres, with topics to tap."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="rounds", verbose_name="谁来征求")
    month = models.DateField("月份", help_text="该月1日")
    question = models.CharField("问什么", max_length=100)
    topics = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, verbose_name="可选的题目"
    )
    opened_on = models.DateField("从哪天")
    ends_on = models.DateField("到哪天")
    opened_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="发起人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "征求"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "month"],
                name="round_once_a_month",
                violation_error_message="这个月已经征求过，请打开那一次补充。",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("opened_on")),
                name="round_ends_on_or_after_it_opens",
                violation_error_message="“到哪天”不能早于“从哪天”。",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="round_month_is_its_first",
                violation_error_message="月份记该月1日。",
            ),
        ]
        indexes = [models.Index(F("month").desc(), F("id").desc(), name="round_latest")]

    def __str__(self):
        return f"{self.area}{date_format(self.month, 'Y年n月')}征求"


class NeedQuerySet(QuerySet):
    def unclaimed(self):
        """Nor dropped, nor answered by a training that stands though nobody claimed it."""
        rows = self.filter(claimed_at=None, dropped_reason="")
        return rows.exclude(sessions__session__cancelled_reason="")


@tracked()
class Need(models.Model):
    """One cadre's request. Those below `area`, the township or county asked, read it too."""

    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="needs", verbose_name="谁点的题")
    village = models.ForeignKey(Village, models.PROTECT, related_name="needs", verbose_name="村")
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="needs_asked", verbose_name="向谁点题"
    )
    round = models.ForeignKey(
        NeedRound,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="needs",
        verbose_name="哪次征求",
    )
    text = models.CharField("想学什么", max_length=100)
    raised_on = models.DateField("哪天")
    claimed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="领题人"
    )
    claimed_at = models.DateTimeField("领题时间", null=True, blank=True)
    dropped_reason = models.CharField("不办的理由", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "点题"
        constraints = [
            both_or_neither(
                "claimed_at",
                "claimed_by",
                name="need_claimed_by_somebody",
                message="领题须写明领题人和时间。",
            ),
            models.UniqueConstraint(
                fields=["cadre", "round", "text"],
                name="need_once_in_a_round",
                violation_error_message="这个题目已经点过。",
            ),
        ]
        indexes = [
            models.Index(F("raised_on").desc(), F("id").desc(), name="need_latest"),
            models.Index(fields=["village", "raised_on"], name="need_of_village"),
            models.Index(fields=["area", "raised_on"], name="need_asked_of"),
        ]

    def __str__(self):
        return self.text

    @property
    def on_behalf(self):
        return self.entered_by_id is not None and self.entered_by.cadre_id != self.cadre_id


@tracked()
class Second(models.Model):
    """Another cadre wants to learn the same (附议)."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="seconds", verbose_name="点题")
    cadre = models.ForeignKey(
        Cadre, models.PROTECT, related_name="seconds", verbose_name="选派干部"
    )
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    seconded_at = models.DateTimeField("附议时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "附议"
        constraints = [
            models.UniqueConstraint(
                fields=["need", "cadre"],
                name="second_once_a_cadre",
                violation_error_message="这个题目已经附议过。",
            )
        ]
        indexes = [models.Index(fields=["village"], name="second_of_village")]

    def __str__(self):
        return f"{self.cadre}附议"


@tracked()
class RoundAnswer(models.Model):
    """That a cadre has answered a month's question, with topics or with 本月无."""

    round = models.ForeignKey(
        NeedRound, models.CASCADE, related_name="answers", verbose_name="征求"
    )
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="+", verbose_name="选派干部")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    nothing = models.BooleanField("本月无", default=False)
    answered_at = models.DateTimeField("答复时间", auto_now_add=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "征求答复"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "cadre"],
                name="round_answered_once",
                violation_error_message="这次征求已经答复过。",
            )
        ]
        indexes = [models.Index(fields=["village"], name="round_answer_of_village")]

    def __str__(self):
        return f"{self.cadre}：{'本月无' if self.nothing else '已点题'}"
