"""Which difficulties of cadres a visit heard or settled: the visit points down to them."""

from django.db import models
from django.db.models import Prefetch

from cadres.models import Difficulty
from fushan.audit.tracking import tracked
from fushan.org.models import Village
from villages.models.visits import Visit


class Hearing(models.TextChoices):
    RAISED = "raised", "听到"
    ANSWERED = "answered", "现场指导"


@tracked()
class HeardDifficulty(models.Model):
    """Village is the visit's own, held so by the database."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="heard", verbose_name="到村指导")
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    difficulty = models.ForeignKey(
        Difficulty, models.PROTECT, related_name="heard_at", verbose_name="干部急难事"
    )
    deed = models.CharField("听到还是解决", max_length=10, choices=Hearing)

    class Meta:
        verbose_name = verbose_name_plural = "到村听到的急难事"
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "difficulty", "deed"],
                name="heard_once_at_a_visit",
                violation_error_message="这件急难事在这次到村里已经记过。",
            )
        ]
        indexes = [models.Index(fields=["village"], name="heard_in_village")]

    def __str__(self):
        return f"{self.get_deed_display()}：{self.difficulty}"


WITH_HEARD = Prefetch("heard", HeardDifficulty.objects.select_related("difficulty").order_by("pk"))
