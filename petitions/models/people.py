"""Party members, households, and who looks after whom: about ten households to a member."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, QuerySet

from fushan.audit.tracking import tracked
from fushan.desk.private import Clear, PrivateRow, SealedField
from fushan.kit.constraints import DateRange, ends_after
from fushan.kit.fields import PinyinField
from fushan.org.models import Village


@tracked(exclude=["wrapped_key"])
class PartyMember(PrivateRow):
    """Has no account: the secretary writes for them. The phone stands on the contact card only."""

    village = models.ForeignKey(
        Village, models.PROTECT, related_name="party_members", verbose_name="村"
    )
    name = models.CharField("姓名", max_length=40, db_collation="C")
    pinyin = PinyinField("拼音", surname=True)
    duty = models.CharField("支部职务", max_length=40, blank=True)
    phone_sealed = SealedField("联系电话（加密）")
    left_on = models.DateField("转出日期", null=True, blank=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    phone = Clear("phone_sealed")

    class Meta:
        verbose_name = verbose_name_plural = "党员"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "name", "duty"],
                name="member_once_in_a_village",
                violation_error_message="这个村已登记过这名党员。",
            )
        ]
        indexes = [models.Index(fields=["village", "pinyin"], name="member_of_village")]

    def __str__(self):
        return self.name


class HouseholdQuerySet(QuerySet):
    def quiet(self, since):
        """Not heard from since that day."""
        return self.filter(Q(heard_on=None) | Q(heard_on__lt=since), left_on=None)

    def by_silence(self):
        """Never heard from first, then the longest."""
        return self.order_by(F("heard_on").asc(nulls_first=True), "number", "pk")


@tracked(exclude=["wrapped_key"])
class Household(PrivateRow):
    """A villager's name is personal: sealed under the household's own key."""

    village = models.ForeignKey(
        Village, models.PROTECT, related_name="households", verbose_name="村"
    )
    number = models.CharField("组和门牌", max_length=40, db_collation="C")
    head_sealed = SealedField("户主（加密）")
    heard_on = models.DateField("最近联系", null=True, blank=True)
    left_on = models.DateField("迁出日期", null=True, blank=True)
    changed_at = models.DateTimeField("修改时间", auto_now=True)

    head = Clear("head_sealed")

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "农户"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "number"],
                name="household_once_in_a_village",
                violation_error_message="这个村已有这个组和门牌的农户。",
            )
        ]

    def __str__(self):
        return self.number


class LinkQuerySet(QuerySet):
    def on(self, day):
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


@tracked()
class HouseholdLink(models.Model):
    """One member looks after one household; `card_on`: the day the contact card was handed over."""

    village = models.ForeignKey(Village, models.PROTECT, related_name="+", verbose_name="村")
    member = models.ForeignKey(
        PartyMember, models.PROTECT, related_name="links", verbose_name="包联党员"
    )
    household = models.ForeignKey(
        Household, models.PROTECT, related_name="links", verbose_name="农户"
    )
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)
    card_on = models.DateField("联系卡发放日期", null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "包联户"
        constraints = [
            ends_after(
                "since", "until", name="link_ends_after_it_begins", message="“至”须晚于“自”。"
            ),
            ExclusionConstraint(
                expressions=[
                    ("household", RangeOperators.EQUAL),
                    (DateRange("since", "until"), RangeOperators.OVERLAPS),
                ],
                name="link_one_member_at_a_time",
                violation_error_message="这一户在此期间已有党员包联。",
            ),
        ]
        indexes = [models.Index(fields=["village", "member"], name="link_of_village")]

    def __str__(self):
        return f"{self.member}包联{self.household}"
