"""Officials of county and township: who holds a seat on a board, who comes to visit."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from fushan.audit.tracking import tracked
from fushan.desk.private import Clear, PrivateRow, SealedField
from fushan.kit.constraints import DateRange, ends_after
from fushan.kit.fields import PinyinField
from fushan.org.models import Area, Unit, User


@tracked()
class Official(models.Model):
    """One person, in today's unit and post."""

    name = models.CharField("姓名", max_length=40, db_collation="C")
    pinyin = PinyinField("拼音", surname=True)
    initials = PinyinField("拼音首字母", reading="initials", surname=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="officials", verbose_name="单位")
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="+", editable=False, verbose_name="所在"
    )
    post = models.CharField("职务", max_length=60, blank=True)
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

    class Meta:
        verbose_name = verbose_name_plural = "县乡干部"
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


@tracked()
class Leadership(models.Model):
    """Someone's time as a member of a leadership (班子成员), from `since` up to but not `until`.

    Dated and kept where it was: who is promoted has still led the township then.
    """

    official = models.ForeignKey(
        Official, models.CASCADE, related_name="leaderships", verbose_name="县乡干部"
    )
    area = models.ForeignKey(
        Area, models.PROTECT, related_name="+", verbose_name="在哪里任班子成员"
    )
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "班子成员任期"
        constraints = [
            ends_after(
                "since",
                "until",
                name="leadership_ends_after_it_begins",
                message="班子成员任期的“至”须晚于“自”。",
            ),
            ExclusionConstraint(
                expressions=[
                    ("official", RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
                name="leadership_in_one_place_at_a_time",
                violation_error_message="这名干部在此期间已是班子成员。",
            ),
        ]

    def __str__(self):
        return f"{self.official}（{self.area}班子成员）"


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
