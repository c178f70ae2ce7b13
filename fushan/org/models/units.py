"""Units: whoever sends a cadre, pairs with a village, leads or pays for a project."""

from django.db import models

from fushan.audit.tracking import tracked
from fushan.kit.fields import PinyinField
from fushan.org.models.places import Area


@tracked()
class Unit(models.Model):
    name = models.CharField("单位全称", max_length=80, db_collation="C")
    area = models.ForeignKey(
        Area,
        models.PROTECT,
        related_name="units",
        verbose_name="所属区划",
        help_text="县直单位选本县，乡镇单位选本乡镇",
    )
    pinyin = PinyinField("拼音")
    initials = PinyinField("拼音首字母", reading="initials")

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                name="unit_once_in_an_area",
                violation_error_message="这个区划里已有同名单位。",
            )
        ]
        indexes = [
            models.Index(fields=["name"], name="unit_by_name"),
            models.Index(fields=["initials"], name="unit_by_initials"),
        ]

    def __str__(self):
        return self.name


class UnitNameKind(models.TextChoices):
    SHORT = "short", "简称"
    FORMER = "former", "曾用名"


@tracked()
class UnitName(models.Model):
    """Another name under which a unit is written or was known."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="other_names", verbose_name="单位")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="所属区划")
    name = models.CharField("名称", max_length=80, db_collation="C")
    kind = models.CharField("类别", max_length=10, choices=UnitNameKind, default=UnitNameKind.SHORT)
    since = models.DateField("自", null=True, blank=True)
    until = models.DateField("至", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "单位简称和曾用名"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                name="unit_name_means_one_unit",
                violation_error_message="这个简称或曾用名已属于另一个单位。",
            )
        ]

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.area_id = self.unit.area_id
        super().save(**kwargs)
