"""That some office called a cadre away for work of its own (抽调). Rule R06 protects the cadre."""

from django.db import models
from django.db.models import F, Q, QuerySet

from cadres.models.cadres import Cadre
from fushan.audit.tracking import tracked
from fushan.kit.constraints import not_before
from fushan.org.models import User, Village


class BorrowingQuerySet(QuerySet):
    def on(self, day):
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day), began_on__lte=day)

    def unapproved(self):
        return self.filter(approval="")


@tracked()
class Borrowing(models.Model):
    """It costs the cadre nothing: without the county's approval a notice goes to the office."""

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, related_name="borrowings", verbose_name="选派干部"
    )
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="borrowings", verbose_name="村"
    )
    office = models.CharField("哪个单位抽调", max_length=80)
    why = models.CharField("做什么", max_length=200)
    began_on = models.DateField("从哪天")
    ended_on = models.DateField("到哪天", null=True, blank=True)
    approval = models.CharField(
        "县委组织部同意的文号", max_length=60, blank=True, help_text="没有经县委组织部同意的空着"
    )
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="录入人"
    )
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    objects = BorrowingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "抽调"
        constraints = [
            not_before(
                "began_on",
                "ended_on",
                name="borrowing_ends_after_it_begins",
                message="“到哪天”不能早于“从哪天”。",
            ),
            models.UniqueConstraint(
                fields=["cadre", "began_on"],
                name="borrowing_once_a_day",
                violation_error_message="这名干部这一天起的抽调已经记过。",
            ),
        ]
        indexes = [
            models.Index(F("began_on").desc(), F("id").desc(), name="borrowing_latest"),
            models.Index(fields=["village", "began_on"], name="borrowing_of_village"),
        ]

    def __str__(self):
        return f"{self.office}抽调{self.cadre}"
