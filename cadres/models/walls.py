"""A cadre's wall (初心墙): why they came, what they will do, and each promise until it is kept."""

from django.db import models
from django.db.models import Q

from cadres.models.cadres import Cadre
from fushan.audit.tracking import tracked
from fushan.org.models import User, Village


class Shape(models.TextChoices):
    SHIP = "ship", "航船"
    TREE = "tree", "大树"
    ROAD = "road", "大道"
    MOUNTAIN = "mountain", "高山"
    EAR = "ear", "麦穗"
    LAMP = "lamp", "明灯"


class Hung(models.TextChoices):
    OFFICE = "office", "办公室"
    BRANCH = "branch", "党支部"
    OTHER = "other", "其他地方"


class PledgeState(models.TextChoices):
    OPEN = "open", "进行中"
    KEPT = "kept", "已兑现"
    UNKEPT = "unkept", "未兑现"


@tracked()
class Wall(models.Model):
    """One for each cadre in each village. It stays under the name of who made it."""

    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="walls", verbose_name="选派干部")
    village = models.ForeignKey(Village, models.PROTECT, related_name="walls", verbose_name="村")
    aspiration = models.TextField("初心：为什么来", max_length=400)
    goal = models.TextField("目标：要做成什么", max_length=400)
    verse = models.TextField("一句话或一首诗", max_length=200, blank=True)
    shape = models.CharField("墙的形状", max_length=10, choices=Shape, default=Shape.SHIP)
    hung = models.CharField("挂在哪里", max_length=10, choices=Hung, default=Hung.OFFICE)
    made_on = models.DateField("哪天做的")
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "初心墙"
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "village"],
                name="wall_once_in_a_village",
                violation_error_message="这名干部在这个村已有初心墙，请打开修改。",
            )
        ]
        indexes = [
            models.Index(fields=["village", "id"], name="wall_of_village"),
            models.Index(fields=["made_on"], name="wall_by_day"),
        ]

    def __str__(self):
        return f"{self.cadre}的初心墙"

    @property
    def on_behalf(self):
        return self.entered_by_id is not None and self.entered_by.cadre_id != self.cadre_id


@tracked()
class Pledge(models.Model):
    """One promise on a wall. Kept or not, it says when; not kept, also why."""

    wall = models.ForeignKey(Wall, models.CASCADE, related_name="pledges", verbose_name="初心墙")
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="+", verbose_name="选派干部")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    text = models.CharField("承诺什么", max_length=100)
    due_on = models.DateField("哪天以前", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=PledgeState, default=PledgeState.OPEN)
    settled_on = models.DateField("哪天兑现的", null=True, blank=True)
    reason = models.CharField("没有兑现的原因", max_length=200, blank=True)
    done = models.CharField("做了什么", max_length=200, blank=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "承诺"
        constraints = [
            models.CheckConstraint(
                condition=Q(state=PledgeState.OPEN, settled_on=None)
                | (~Q(state=PledgeState.OPEN) & Q(settled_on__isnull=False)),
                name="pledge_settled_on_a_day",
                violation_error_message="已兑现或未兑现的承诺须写明日期。",
            ),
            models.CheckConstraint(
                condition=~Q(state=PledgeState.UNKEPT, reason=""),
                name="pledge_unkept_says_why",
                violation_error_message="没有兑现的请写明原因。",
            ),
            models.UniqueConstraint(
                fields=["wall", "text"],
                name="pledge_once_on_a_wall",
                violation_error_message="墙上已有这一条承诺。",
            ),
        ]
        indexes = [models.Index(fields=["village", "settled_on"], name="pledge_of_village")]

    def __str__(self):
        return self.text


@tracked()
class Citation(models.Model):
    """A record of the system that shows a promise kept: a figure's code and the record's number.

    `label`: what it was called on the day it was cited; the record may go or change.
    """

    pledge = models.ForeignKey(
        Pledge, models.CASCADE, related_name="citations", verbose_name="承诺"
    )
    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="+", verbose_name="选派干部")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    figure = models.CharField("统计项", max_length=40)
    record_id = models.CharField("记录", max_length=40)
    label = models.CharField("引用时的名称", max_length=120)

    class Meta:
        verbose_name = verbose_name_plural = "引用的记录"
        constraints = [
            models.UniqueConstraint(
                fields=["pledge", "figure", "record_id"],
                name="citation_once_for_a_pledge",
                violation_error_message="这条记录已经引用过。",
            )
        ]
        indexes = [models.Index(fields=["village"], name="citation_of_village")]

    def __str__(self):
        return self.label
