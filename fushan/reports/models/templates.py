"""An office's own Word template in place of the shipped one; the file is kept as an attachment."""

from django.db import models
from django.db.models import F, QuerySet

from fushan.audit.tracking import tracked
from fushan.desk.models import Attachment
from fushan.kit.constraints import both_or_neither
from fushan.org.models import Area, User


class WordTemplateQuerySet(QuerySet):
    def in_use(self):
        return self.filter(dropped_at=None).order_by("-made_at", "-pk")


@tracked()
class WordTemplate(models.Model):
    """The latest that is not dropped is used; without one, the shipped one is."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name="哪里用")
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="上传人"
    )
    made_at = models.DateTimeField("上传时间", auto_now_add=True)
    dropped_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="停用人"
    )
    dropped_at = models.DateTimeField("停用时间", null=True, blank=True)

    objects = WordTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "简报模板"
        constraints = [
            both_or_neither(
                "dropped_at",
                "dropped_by",
                name="word_template_dropped_by_somebody",
                message="停用须写明停用人和时间。",
            )
        ]
        indexes = [models.Index("area", F("made_at").desc(), name="word_template_latest")]

    def __str__(self):
        return f"{self.area} {self.made_at:%Y-%m-%d}"

    @property
    def file(self):
        """The document that was handed in with it."""
        return Attachment.objects.of(self).order_by("pk").first()
