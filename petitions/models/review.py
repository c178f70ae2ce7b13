"""Villagers judge, face to face at the month's end (群众评事): counts only, no slip is kept."""

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format

from fushan.audit.tracking import tracked
from fushan.kit.constraints import not_before
from fushan.org.models import User, Village

COUNTS = ("good", "fair", "bad", "unsure")


def _counts(word):
    """Four counts for one of the two questions."""
    labels = ("满意", "基本满意", "不满意", "不了解")
    return [models.PositiveSmallIntegerField(f"{word}：{label}", default=0) for label in labels]


@tracked()
class Review(models.Model):
    """How members took matters in (说事) and how the branch deliberated (议事), judged apart."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="reviews", verbose_name="村")
    month = models.DateField("月份", help_text="该月1日")
    held_on = models.DateField("哪天开的")
    households = models.PositiveSmallIntegerField("应到几户代表")
    present = models.PositiveSmallIntegerField("实到几户代表")
    issued = models.PositiveSmallIntegerField("发出几张票")
    returned = models.PositiveSmallIntegerField("收回几张票")
    said_good, said_fair, said_bad, said_unsure = _counts("党员说事")
    held_good, held_fair, held_bad, held_unsure = _counts("支部议事")
    remarks = models.TextField("群众说了什么", max_length=1000, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="计票人"
    )
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="监票人"
    )
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    published_on = models.DateField("哪天公开的", null=True, blank=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "群众评事"
        constraints = [
            not_before(
                "held_on",
                "published_on",
                name="review_published_after_it_was_held",
                message="公开日期不能早于评事那一天。",
            ),
            models.UniqueConstraint(
                fields=["village", "month"],
                name="review_once_a_month",
                violation_error_message="这个村这个月已经评过。",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1),
                name="review_month_is_its_first",
                violation_error_message="月份记该月1日。",
            ),
            models.CheckConstraint(
                condition=Q(returned__lte=F("issued"), present__lte=F("households")),
                name="review_returns_no_more_than_it_issued",
                violation_error_message="收回的票不能多于发出的，实到不能多于应到。",
            ),
            models.CheckConstraint(
                condition=Q(
                    returned=F("said_good") + F("said_fair") + F("said_bad") + F("said_unsure")
                )
                & Q(returned=F("held_good") + F("held_fair") + F("held_bad") + F("held_unsure")),
                name="review_counts_agree",
                violation_error_message="四项相加要等于收回的票，没有填的算“不了解”，请再数一遍。",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("entered_by")),
                name="review_confirmed_by_another",
                violation_error_message="须由另一个人确认。",
            ),
        ]

    def __str__(self):
        return f"{self.village}{date_format(self.month, 'Y年n月')}群众评事"

    @property
    def is_quorate(self):
        """Two thirds of the households, and fifteen of them."""
        return self.present >= 15 and 3 * self.present >= 2 * self.households

    def waits_for(self, user):
        """Whether it is for this user to confirm: another than who counted."""
        return self.confirmed_at is None and user.pk != self.entered_by_id

    def shares(self):
        """[(what was judged, satisfied, valid and not unsure)]"""
        return [
            ("说事满意", self.said_good + self.said_fair, self._sure("said")),
            ("议事满意", self.held_good + self.held_fair, self._sure("held")),
        ]

    def _sure(self, part):
        return sum(getattr(self, f"{part}_{count}") for count in COUNTS[:3])
