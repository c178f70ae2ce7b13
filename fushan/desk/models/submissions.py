"""One tap, one record: a second tap, a lost answer or a retried request never makes another."""

from uuid import uuid4

from django.db import models

from fushan.org.models import User


class Submission(models.Model):
    """Its id is made when the page is drawn, and written in the record's own transaction."""

    id = models.UUIDField(primary_key=True, editable=False)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="账号")
    area_code = models.CharField("账号所在", max_length=12, db_collation="C")
    digest = models.CharField("内容摘要", max_length=64)
    record = models.CharField("记录类别", max_length=60)
    record_id = models.CharField("记录", max_length=40, blank=True)
    made_at = models.DateTimeField("提交时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "提交"

    def __str__(self):
        return str(self.id)


class KeptCopy(models.Model):
    """A page sent twice with different words: the second, sealed, for its author to choose."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="账号")
    area_code = models.CharField("账号所在", max_length=12, db_collation="C")
    record = models.CharField("记录类别", max_length=60)
    record_id = models.CharField("记录", max_length=40)
    sealed = models.TextField("加密的内容", editable=False)
    made_at = models.DateTimeField("提交时间", auto_now_add=True)
    settled_at = models.DateTimeField("处理时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "另存的提交"

    def __str__(self):
        return f"{self.record} {self.record_id}"
