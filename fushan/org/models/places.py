"""Administrative areas and villages, under their official codes."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Left

from fushan.audit.tracking import tracked
from fushan.kit.fields import PinyinField

LEVELS = {2: "省", 4: "市", 6: "县", 9: "乡镇", 12: "村"}


@tracked()
class Area(models.Model):
    """A province, prefecture, county or township. Its code begins with its parent's."""

    code = models.CharField("行政区划代码", max_length=9, primary_key=True, db_collation="C")
    name = models.CharField("名称", max_length=40, db_collation="C")
    pinyin = PinyinField("拼音")
    initials = PinyinField("拼音首字母", reading="initials")

    class Meta:
        verbose_name = verbose_name_plural = "行政区划"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^(\d{2}|\d{4}|\d{6}|\d{9})$"),
                name="area_code_has_the_length_of_a_level",
                violation_error_message="行政区划代码须为2、4、6或9位数字。",
            )
        ]
        indexes = [
            models.Index(fields=["name"], name="area_by_name"),
            models.Index(fields=["initials"], name="area_by_initials"),
            models.Index(fields=["pinyin"], name="area_by_pinyin"),
        ]

    def __str__(self):
        return self.name

    @property
    def level(self):
        return LEVELS[len(self.code)]


@tracked()
class Village(models.Model):
    code = models.CharField("12位代码", max_length=12, primary_key=True, db_collation="C")
    name = models.CharField("村名", max_length=40, db_collation="C")
    official_name = models.CharField(
        "正式名称", max_length=60, help_text="统计用区划代码表上的名称"
    )
    township = models.ForeignKey(
        Area, models.PROTECT, related_name="villages", verbose_name="所属乡镇"
    )
    pinyin = PinyinField("拼音")
    initials = PinyinField("拼音首字母", reading="initials")

    class Meta:
        verbose_name = verbose_name_plural = "村"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^\d{12}$", township=Left("code", 9)),
                name="village_code_begins_with_its_townships",
                violation_error_message="村代码须为12位数字，前9位与所属乡镇代码一致。",
            )
        ]
        indexes = [
            models.Index(fields=["name"], name="village_by_name"),
            models.Index(fields=["initials"], name="village_by_initials"),
            models.Index(fields=["pinyin"], name="village_by_pinyin"),
        ]

    def __str__(self):
        return self.name


@tracked()
class FormerName(models.Model):
    """What a place was called, or the place that has since become part of it."""

    code = models.CharField("今属代码", max_length=12, db_collation="C")
    name = models.CharField("曾用名", max_length=40, db_collation="C")
    until = models.DateField("用到", null=True, blank=True, help_text="不清楚可不填")
    note = models.CharField("说明", max_length=100, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "曾用地名"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^\d{2,12}$"),
                name="former_name_code_is_a_code",
                violation_error_message="今属代码须为行政区划代码或村代码。",
            ),
            models.UniqueConstraint(
                fields=["code", "name"],
                name="former_name_once_for_a_place",
                violation_error_message="这个地方已记过这个曾用名。",
            ),
        ]
        indexes = [models.Index(fields=["name"], name="former_name_by_name")]

    def __str__(self):
        return f"{self.name}（今属 {self.code}）"
