"""Pictures that belong to a record. Whoever may see the record may see them."""

from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from fushan.audit.tracking import tracked
from fushan.org.models import User


class AttachmentQuerySet(models.QuerySet):
    def of(self, record):
        return self.filter(record=record._meta.label_lower, record_id=record.pk)


@tracked()
class Attachment(models.Model):
    """A picture, decoded and made anew. The files lie under the id, so no name can be guessed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area_code = models.CharField("所在", max_length=12, db_collation="C")
    record = models.CharField("所属记录类别", max_length=60)
    record_id = models.BigIntegerField("所属记录")
    width = models.PositiveIntegerField("宽（像素）")
    height = models.PositiveIntegerField("高（像素）")
    bytes = models.PositiveIntegerField("大小（字节）")
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="上传人"
    )
    made_at = models.DateTimeField("上传时间", auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        indexes = [models.Index(fields=["record", "record_id"], name="attachment_of_record")]

    def __str__(self):
        return f"{self.record} {self.record_id}"

    def path(self, *, small=False):
        folder = settings.MEDIA_ROOT / self.id.hex[:2] / self.id.hex[2:4]
        return folder / f"{self.id.hex}{'-small' if small else ''}.jpg"

    def owner_is_shown(self):
        """Whether the record it belongs to is in the reach that is open."""
        return apps.get_model(self.record).objects.filter(pk=self.record_id).exists()

    def write(self, photo):
        """Put both sizes on the disk; a row without its files would be a broken promise."""
        self.path().parent.mkdir(parents=True, exist_ok=True)
        self.path().write_bytes(photo.data)
        self.path(small=True).write_bytes(photo.thumb)

    def remove(self):
        """Delete the row; the files go once that stands."""
        paths = [self.path(), self.path(small=True)]
        with transaction.atomic():
            self.delete()
            transaction.on_commit(lambda: [path.unlink(missing_ok=True) for path in paths])


def attach(record, photo, *, area_code, user):
    """Keep a cleaned photo with a record. Called inside the transaction that saves the record."""
    attachment = Attachment(
        area_code=area_code,
        record=record._meta.label_lower,
        record_id=record.pk,
        width=photo.width,
        height=photo.height,
        bytes=len(photo.data),
        made_by=user,
    )
    attachment.write(photo)
    attachment.save(force_insert=True)
    return attachment
