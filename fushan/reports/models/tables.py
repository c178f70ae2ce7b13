"""How a table for a superior is laid out (上级要的表), to be filled again next month."""

from django.db import models
from django.db.models import Q, QuerySet

from fushan.audit.tracking import tracked
from fushan.catalogue.tables import KINDS, PERIODS, Chosen
from fushan.org.models import User

KIND_CHOICES = [(kind.code, kind.label) for kind in KINDS.values()]


NOT_SAVED = ~Q(sheet="") & Q(digest="")


class TableLayoutQuerySet(QuerySet):
    def kept(self):
        return self.exclude(NOT_SAVED)

    def not_saved_by(self, user):
        """A superior's, handed in and not yet gone through by this person."""
        return self.filter(NOT_SAVED, area_code=user.area_code, entered_by=user)


@tracked()
class TableLayout(models.Model):
    """`columns`: of each its code, title, place on the sheet. `sheet`, `top`, `bottom`: where the
    superior's header stands in the workbook kept with it; `digest`: of that header's words, once
    somebody has gone through what its columns mean: from then on it is known.
    """

    name = models.CharField("名字", max_length=60)
    area_code = models.CharField("所在", max_length=12, db_collation="C", editable=False)
    kind = models.CharField("行是什么", max_length=10, choices=KIND_CHOICES)
    which = models.CharField("列哪些行", max_length=10, blank=True)
    period = models.CharField("数字算哪一段", max_length=12, choices=PERIODS, default="month")
    title = models.CharField("标题", max_length=80, blank=True)
    filled_by = models.CharField("填报单位", max_length=60, blank=True)
    maker = models.CharField("制表人", max_length=20, blank=True)
    checker = models.CharField("审核人", max_length=20, blank=True)
    head = models.CharField("负责人", max_length=20, blank=True)
    columns = models.JSONField("各列", default=list)
    sheet = models.CharField("工作表", max_length=40, blank=True)
    top = models.PositiveSmallIntegerField("表头从第几行", default=0)
    bottom = models.PositiveSmallIntegerField("表头到第几行", default=0)
    found_top = models.PositiveSmallIntegerField("自动找到的表头行", default=0, editable=False)
    digest = models.CharField("表头摘要", max_length=64, blank=True, editable=False)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="谁定的"
    )
    used_on = models.DateField("上次用", null=True, blank=True)
    used_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="上次谁用"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = TableLayoutQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "上级要的表"
        constraints = [
            models.UniqueConstraint(
                fields=["area_code", "name"],
                name="table_layout_name_once",
                violation_error_message="已有一张表叫这个名字，请换一个名字。",
            ),
            models.UniqueConstraint(
                fields=["area_code", "digest"],
                condition=~Q(digest=""),
                name="table_layout_header_once",
                violation_error_message="这个表头的对照已经存过，请打开那一张。",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def rows_kind(self):
        return KINDS[self.kind]

    @property
    def is_superiors(self):
        """Whether there is a workbook of a superior to be filled."""
        return bool(self.sheet)

    @property
    def is_kept(self):
        return not self.is_superiors or bool(self.digest)

    @property
    def heading(self):
        return self.title or self.name

    @property
    def which_label(self):
        return dict(self.rows_kind.choices).get(self.which, "")

    @property
    def chosen(self):
        """[Chosen]; a field that is no longer there is left to people."""
        kind = self.rows_kind
        found = [Chosen(**column) for column in self.columns]
        return [one if one.label(kind) else Chosen("", one.title, at=one.at) for one in found]

    @chosen.setter
    def chosen(self, columns):
        self.columns = [
            {"code": c.code, "title": c.title, "wan": c.wan, "at": c.at, "guessed": c.guessed}
            for c in columns
        ]

    @property
    def has_private(self):
        return any(column.is_private(self.rows_kind) for column in self.chosen)

    @property
    def private_labels(self):
        kind = self.rows_kind
        return "、".join(c.label(kind) for c in self.chosen if c.is_private(kind))
