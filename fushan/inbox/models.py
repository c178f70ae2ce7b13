"""What each person has been told."""

from uuid import uuid4

from django.db import models
from django.urls import reverse

from fushan.org.models import User

LONGEST = 200


class NoticeQuerySet(models.QuerySet):
    def unread_by(self, user):
        return self.filter(user=user, read_at=None).order_by("-told_at")


class Notice(models.Model):
    """The key is made here: whoever tells upward may write a row they cannot read."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="notices", verbose_name="接收人")
    area_code = models.CharField("接收人所在", max_length=12, db_collation="C")
    text = models.CharField("内容", max_length=LONGEST)
    url = models.CharField("点开是", max_length=200, blank=True)
    told_at = models.DateTimeField("时间", auto_now_add=True)
    read_at = models.DateTimeField("已读时间", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "消息"

    def __str__(self):
        return self.text


def tell(user, text, page="", *about, query=None):
    """Leave someone a notice, which opens that page by its name and arguments.

    It is a row, so it stands or falls with the deed that caused it.
    """
    url = reverse(page, args=about, query=query) if page else ""
    told = {"text": text[:LONGEST], "url": url}
    return Notice.objects.create(user=user, area_code=user.area_code, **told)
