"""Which cadre was in which village, as what, from when to when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q, QuerySet

from cadres.models.cadres import Cadre
from fushan.audit.tracking import tracked
from fushan.kit.constraints import DateRange, ends_after
from fushan.org.models import Batch, Village


class Post(models.TextChoices):
    SECRETARY = "secretary", "党支部书记"
    FIRST_SECRETARY = "first", "第一书记"
    DEPUTY = "deputy", "副书记"
    MEMBER = "member", "支部委员"
    WORKER = "worker", "工作队员"


class PostingQuerySet(QuerySet):
    def on(self, day):
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), began_on__lte=day)

    def secretaries(self):
        return self.filter(post=Post.SECRETARY)


@tracked()
class Posting(models.Model):
    """A cadre's time in one village, from the first day up to but not including the last."""

    cadre = models.ForeignKey(
        Cadre, models.PROTECT, related_name="postings", verbose_name="选派干部"
    )
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="postings", verbose_name="任职村"
    )
    post = models.CharField("村内职务", max_length=10, choices=Post, default=Post.SECRETARY)
    batch = models.ForeignKey(
        Batch, models.PROTECT, related_name="postings", verbose_name="选派批次"
    )
    began_on = models.DateField("到村日期")
    planned_end_on = models.DateField("任期至", null=True, blank=True)
    ended_on = models.DateField("离村日期", null=True, blank=True)
    reason = models.CharField("离村原因", max_length=100, blank=True)
    # Rule R01: what a notice of appointment sets going. Empty: nobody has written it down yet.
    noticed_on = models.DateField("任职通知日期", null=True, blank=True)
    reported_on = models.DateField("到村报到日期", null=True, blank=True)
    party_moved_on = models.DateField("组织关系转入日期", null=True, blank=True)
    handed_over_on = models.DateField("原单位工作移交日期", null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "任职"
        constraints = [
            ends_after(
                "began_on",
                "ended_on",
                name="posting_ends_after_it_begins",
                message="离村日期须晚于到村日期。",
            ),
            ends_after(
                "began_on",
                "planned_end_on",
                name="posting_term_ends_after_it_begins",
                message="“任期至”须晚于到村日期。",
            ),
            ExclusionConstraint(
                expressions=[
                    ("cadre", RangeOperators.EQUAL),
                    (DateRange("began_on", "ended_on"), RangeOperators.OVERLAPS),
                ],
                name="posting_in_one_village_at_a_time",
                violation_error_message="该干部在此期间已有其他任职。",
            ),
            ExclusionConstraint(
                expressions=[
                    ("village", RangeOperators.EQUAL),
                    (DateRange("began_on", "ended_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(post=Post.SECRETARY),
                name="posting_one_secretary_in_a_village",
                violation_error_message="该村在此期间已有党支部书记。",
            ),
        ]
        indexes = [
            models.Index(fields=["village", "began_on"], name="posting_of_village"),
        ]

    def __str__(self):
        return f"{self.cadre}（{self.village}{self.get_post_display()}）"
