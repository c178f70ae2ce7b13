"""What stood on a board when it was last printed, and whose working phone may stand on it."""

from django.db import models
from django.db.models import F, Q

from cadres.models import Cadre
from fushan.audit.tracking import tracked
from fushan.org.models import User, Village
from villages.models.officials import Official


@tracked()
class BoardPrint(models.Model):
    """`content`: as it was on the board, the five and what stands around them.

    [[party, name, unit and post, phone, photo], …, [township, village, supervision phone, code]]
    """

    village = models.ForeignKey(
        Village, models.PROTECT, related_name="board_prints", verbose_name="村"
    )
    made_on = models.DateField("打印日期")
    size = models.CharField("尺寸", max_length=40)
    content = models.JSONField("牌上的内容")
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="打印人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "身份牌打印"
        indexes = [models.Index(F("village"), F("id").desc(), name="board_print_of_village")]

    def __str__(self):
        return f"{self.village}身份牌 {self.made_on}"


@tracked()
class PhoneConsent(models.Model):
    """Somebody agreed that their working phone stands on the board. Without a row it does not."""

    area_code = models.CharField("所在", max_length=12, db_collation="C")
    official = models.OneToOneField(
        Official,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="phone_consent",
        verbose_name="县乡干部",
    )
    cadre = models.OneToOneField(
        Cadre,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="phone_consent",
        verbose_name="选派干部",
    )
    given_on = models.DateField("哪天同意的")
    noted_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )

    class Meta:
        verbose_name = verbose_name_plural = "电话上牌同意"
        constraints = [
            models.CheckConstraint(
                condition=Q(official=None, cadre__isnull=False)
                | Q(official__isnull=False, cadre=None),
                name="phone_consent_of_one_person",
                violation_error_message="同意须是一个人的。",
            )
        ]

    def __str__(self):
        return f"{self.official or self.cadre}"
