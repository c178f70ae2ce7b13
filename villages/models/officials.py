"""Officials of county and township: who holds a seat on a board, who comes to visit."""

from django.db import models
from django.db.models import F, Q, QuerySet

from fushan.audit.tracking import tracked
from fushan.desk.private import Clear, PrivateRow, SealedField
from fushan.kit.fields import PinyinField
from fushan.org.models import Area, Unit, User


class OfficialQuerySet(QuerySet):
    def leaders_on(self, day):
        """Members of a leadership (班子成员) on this day."""
        return self.filter(
            Q(leader_until=None) | Q(leader_until__gt=day), leader_since__lte=day
        )


@tracked()
class Official(models.Model):
    """One person of one unit. Leadership is dated: last year's deputy head was one last year."""

    name = models.CharField("姓名", max_length=40, db_collation="C")
    pinyin = PinyinField("拼音", surname=True)
    initials = PinyinField("拼音首字母", reading="initials", surname=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="officials", verbose_name="单位"
    )
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="+", editable=False, verbose_name="所在"
    )
    post = models.CharField("职务", max_length=60, blank=True)
    leader_since = models.DateField("任班子成员自", null=True, blank=True)
    leader_until = models.DateField("任班子成员至", null=True, blank=True)
    left_on = models.DateField("离任日期", null=True, blank=True)
    user = models.OneToOneField(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="official",
        verbose_name="账号",
        error_messages={"unique": "这个账号已属于另一名县乡干部。"},
    )

    objects = OfficialQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "县乡干部"
        constraints = [
            models.CheckConstraint(
                condition=Q(leader_until=None) | Q(leader_until__gt=F("leader_since")),
                name="official_leads_until_after_since",
                violation_error_message="“任班子成员至”须晚于“任班子成员自”。",
            ),
            models.CheckConstraint(
                condition=Q(leader_until=None) | Q(leader_since__isnull=False),
                name="official_leads_since_some_day",
                violation_error_message="填了“任班子成员至”，也请填“任班子成员自”。",
            ),
        ]
        indexes = [
            models.Index(fields=["area", "name"], name="official_by_area"),
            models.Index(fields=["name"], name="official_by_name"),
            models.Index(fields=["initials"], name="official_by_initials"),
            models.Index(fields=["pinyin"], name="official_by_pinyin"),
        ]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.area_id = self.unit.area_id
        super().save(**kwargs)

    def leads_on(self, day):
        return bool(
            self.leader_since
            and self.leader_since <= day
            and (self.leader_until is None or day < self.leader_until)
        )


@tracked(exclude=["wrapped_key"])
class OfficialPrivate(PrivateRow):
    """An official's phone, sealed under a key of their own."""

    official = models.OneToOneField(
        Official, models.CASCADE, related_name="private", verbose_name="县乡干部"
    )
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="+", editable=False, verbose_name="所在"
    )
    phone_sealed = SealedField("联系电话（加密）")
    phone = Clear("phone_sealed")

    class Meta:
        verbose_name = verbose_name_plural = "县乡干部联系方式"

    def __str__(self):
        return str(self.official)
