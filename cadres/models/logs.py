"""What a cadre did in the village on a day, in their own words."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F

from cadres.models.cadres import Cadre
from fushan.audit.tracking import tracked
from fushan.org.models import User, Village


class LogKind(models.TextChoices):
    PARTY = "party", "党建"
    INDUSTRY = "industry", "产业"
    SERVICE = "service", "为民办事"
    GOVERNANCE = "governance", "治理调解"
    VISITING = "visiting", "走访农户"
    OTHER = "other", "其他"


@tracked()
class WorkLog(models.Model):
    """No least length, no duty to write daily; what other records know is not written again."""

    cadre = models.ForeignKey(Cadre, models.PROTECT, related_name="logs", verbose_name="选派干部")
    village = models.ForeignKey(Village, models.PROTECT, related_name="logs", verbose_name="村")
    happened_on = models.DateField("日期")
    kinds = ArrayField(
        models.CharField(max_length=12, choices=LogKind),
        default=list,
        blank=True,
        verbose_name="类别",
    )
    text = models.TextField("做了什么", max_length=2000)
    late_reason = models.CharField("补录理由", max_length=200, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    entered_at = models.DateTimeField("录入时间", auto_now_add=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "工作日志"
        indexes = [
            models.Index(F("happened_on").desc(), F("id").desc(), name="log_latest"),
            models.Index(
                F("village"), F("happened_on").desc(), F("id").desc(), name="log_of_village"
            ),
            models.Index(F("cadre"), F("happened_on").desc(), F("id").desc(), name="log_of_cadre"),
        ]

    def __str__(self):
        return f"{self.happened_on} {self.village}"

    @property
    def on_behalf(self):
        """Entered by somebody else's account: then both names are shown.

        An account out of the reader's reach is not named, as after one has left.
        """
        return self.entered_by is not None and self.entered_by.cadre_id != self.cadre_id

    def kind_labels(self):
        return [LogKind(kind).label for kind in self.kinds]
