"""The branch deliberates (支部议事), and what goes to the petition office (信访转办)."""

from django.db import models
from django.db.models import F, Q

from fushan.audit.tracking import tracked
from fushan.org.models import User, Village
from petitions.models.matters import Matter


@tracked()
class Deliberation(models.Model):
    """One thing that a meeting decided. Those of a village and a day are one meeting's minutes."""

    village = models.ForeignKey(
        Village, models.PROTECT, related_name="deliberations", verbose_name="村"
    )
    matter = models.ForeignKey(
        Matter,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="deliberations",
        verbose_name="群众诉求",
    )
    subject = models.CharField("议什么", max_length=200)
    held_on = models.DateField("哪天开的")
    expected = models.PositiveSmallIntegerField("应到几人")
    present = models.PositiveSmallIntegerField("实到几人")
    chair = models.CharField("主持", max_length=40)
    recorder = models.CharField("记录", max_length=40, blank=True)
    discussed = models.TextField("怎么议的", max_length=2000, blank=True)
    decision = models.TextField("议定什么", max_length=1000)
    owner = models.CharField("谁来办", max_length=40)
    due_on = models.DateField("办到哪天", null=True, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    entered_at = models.DateTimeField("录入时间", auto_now_add=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "支部议事"
        constraints = [
            models.CheckConstraint(
                condition=Q(present__lte=F("expected")),
                name="deliberation_present_of_expected",
                violation_error_message="实到不能多于应到。",
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=F("held_on")),
                name="deliberation_due_after_it",
                violation_error_message="办理期限不能早于开会那天。",
            ),
        ]
        indexes = [
            models.Index(F("held_on").desc(), F("id").desc(), name="deliberation_latest"),
            models.Index(fields=["village", "held_on"], name="deliberation_of_village"),
        ]

    def __str__(self):
        return self.subject


@tracked()
class Transfer(models.Model):
    """A matter that the petition office takes over. Settled on its day, never by ordinary limits.

    `helped`: what the village does to settle it (协助化解).
    """

    matter = models.OneToOneField(
        Matter, models.CASCADE, related_name="transfer", verbose_name="群众诉求"
    )
    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    office = models.CharField("转到哪里", max_length=60, default="县信访局")
    number = models.CharField("受理编号", max_length=40, blank=True)
    transferred_on = models.DateField("转办日期")
    helped = models.TextField("村里怎么协助化解", max_length=1000, blank=True)
    settled_on = models.DateField("化解日期", null=True, blank=True)
    outcome = models.CharField("怎么化解的", max_length=300, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "信访转办"
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on=None) | Q(settled_on__gte=F("transferred_on")),
                name="transfer_settled_after_it",
                violation_error_message="化解日期不能早于转办日期。",
            ),
            models.CheckConstraint(
                condition=Q(settled_on=None) | ~Q(outcome=""),
                name="transfer_settled_in_words",
                violation_error_message="化解了须写一句怎么化解的。",
            ),
        ]
        indexes = [models.Index(fields=["village", "settled_on"], name="transfer_of_village")]

    def __str__(self):
        return f"{self.office} {self.transferred_on}"
