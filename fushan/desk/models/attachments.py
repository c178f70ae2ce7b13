"""Pictures and documents that belong to a record. Whoever may see the record may see them."""

from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from fushan.audit.tracking import tracked
from fushan.org.models import User

PHOTO = "jpg"


class AttachmentQuerySet(models.QuerySet):
    def of(self, record):
        return self.filter(record=record._meta.label_lower, record_id=record.pk)

    def shown_with(self, record):
        """The photos and the documents of a record, for its page; one query."""
        rows = list(self.of(record).order_by("made_at", "pk"))
        photos = [row for row in rows if row.is_photo]
        return {"photos": photos, "documents": [row for row in rows if not row.is_photo]}


@tracked()
class Attachment(models.Model):
    """A picture, decoded and made anew, or a document as it came.

    The files lie under the id, so no name can be guessed.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    area_code = models.CharField("所在", max_length=12, db_collation="C")
    record = models.CharField("所属记录类别", max_length=60)
    record_id = models.BigIntegerField("所属记录")
    kind = models.CharField("文件类型", max_length=4, default=PHOTO)
    name = models.CharField("文件名", max_length=120, blank=True)
    width = models.PositiveIntegerField("宽（像素）", default=0)
    height = models.PositiveIntegerField("高（像素）", default=0)
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
        return self.name or f"{self.record} {self.record_id}"

    @property
    def is_photo(self):
        return self.kind == PHOTO

    def path(self, *, small=False):
        folder = settings.MEDIA_ROOT / self.id.hex[:2] / self.id.hex[2:4]
        return folder / f"{self.id.hex}{'-small' if small else ''}.{self.kind}"

    def owner_is_shown(self):
        """Whether the record it belongs to is in the reach that is open."""
        return apps.get_model(self.record).objects.filter(pk=self.record_id).exists()

    def write(self, data, thumb=None):
        """Put it on the disk, a photo in both sizes; a row without files is a broken promise."""
        self.path().parent.mkdir(parents=True, exist_ok=True)
        self.path().write_bytes(data)
        if thumb:
            self.path(small=True).write_bytes(thumb)

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
    attachment.write(photo.data, photo.thumb)
    attachment.save(force_insert=True)
    return attachment


def attach_document(record, document, *, area_code, user):
    """Keep a document with a record, under the name it came with. Called as `attach` is."""
    attachment = Attachment(
        area_code=area_code,
        record=record._meta.label_lower,
        record_id=record.pk,
        kind=document.kind,
        name=document.name,
        bytes=len(document.data),
        made_by=user,
    )
    attachment.write(document.data)
    attachment.save(force_insert=True)
    return attachment
