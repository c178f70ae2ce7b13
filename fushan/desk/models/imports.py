"""Tables taken in from Excel: what was read, what it changed, how to take it back."""

from django.db import models
from django.db.models import F

from fushan.org.models import User


class ImportState(models.TextChoices):
    CHECKED = "checked", "待确认"
    DONE = "done", "已导入"
    UNDONE = "undone", "已撤销"
    DROPPED = "dropped", "已放弃"


class ImportBatch(models.Model):
    """One uploaded table. The file is kept sealed until it is confirmed, then let go."""

    register = models.CharField("登记表", max_length=40)
    area_code = models.CharField("所在", max_length=12, db_collation="C")
    file_name = models.CharField("文件名", max_length=200)
    sealed_file = models.TextField("加密的原文件", blank=True, editable=False)
    answers = models.JSONField("对疑问的回答", default=dict, editable=False)
    state = models.CharField(
        "状态", max_length=10, choices=ImportState, default=ImportState.CHECKED
    )
    added = models.PositiveIntegerField("新增", default=0)
    changed = models.PositiveIntegerField("修改", default=0)
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="导入人"
    )
    made_at = models.DateTimeField("上传时间", auto_now_add=True)
    settled_at = models.DateTimeField("确认或撤销时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "导入批次"
        indexes = [models.Index(F("made_at").desc(), F("id").desc(), name="batch_latest")]

    def __str__(self):
        return f"{self.file_name}（{self.get_state_display()}）"


class ImportChange(models.Model):
    """A row that a batch added or changed, and the event that says how it looked then."""

    batch = models.ForeignKey(
        ImportBatch, models.CASCADE, related_name="changes", verbose_name="批次"
    )
    area_code = models.CharField("所在", max_length=12, db_collation="C")
    record = models.CharField("记录类别", max_length=60)
    record_id = models.CharField("记录", max_length=40)
    added = models.BooleanField("新增")
    event_id = models.BigIntegerField("导入时的历史记录")

    class Meta:
        verbose_name = verbose_name_plural = "导入明细"

    def __str__(self):
        return f"{self.record} {self.record_id}"
