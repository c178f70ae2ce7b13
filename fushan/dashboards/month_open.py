"""What a month still wants of its villages: weeks without a visit, and the villagers' review."""

from datetime import timedelta

from django.db.models import BigIntegerField, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.kit.periods import Period
from fushan.org.models import Selection
from petitions.models import Review
from villages.models import VillageWeek

OPENS = 25  # the day of the month on which villages begin to hold their review
MOST = 600
WEEK = timedelta(weeks=1)
SHOWN = ("is_review", "at", "village_id", "village__name", "review")


def wanting(asks):
    """[(text, note, url)]: weeks, then reviews that were not held or not confirmed. One query."""
    month, today = asks.period, localdate()
    inside = {"village__gte": asks.area, "village__lt": f"{asks.area}:"}
    rows = _weeks(month, today).filter(**inside).values_list(*SHOWN)
    if today >= month.first.replace(day=OPENS):
        rows = rows.union(_reviews(month).filter(**inside).values_list(*SHOWN), all=True)
    rows = rows.order_by("is_review", "at", "village_id")[:MOST]
    return [_review(*row) if is_review else _week(*row) for is_review, *row in rows]


def _weeks(month, today):
    """Over, due, and nobody of the township's leadership came."""
    rows = VillageWeek.objects.filter(
        due=True, visits=0, monday__range=(month.first, month.last), monday__lte=today - WEEK
    )
    no_review = Cast(Value(None), BigIntegerField())
    return rows.annotate(is_review=Value(False), at=F("monday"), review=no_review).order_by()


def _reviews(month):
    """Villages selected then that have no review of this month that was confirmed."""
    held = Review.objects.filter(village=OuterRef("village"), month=month.first)
    rows = Selection.objects.on(month.last).exclude(Exists(held.filter(confirmed_at__isnull=False)))
    return rows.annotate(
        is_review=Value(True), at=F("since"), review=Subquery(held.values("pk")[:1])
    ).order_by()


def _week(monday, village, name, review):
    return (
        f"{name} {Period.of('week', monday).label}没有乡镇班子到村",
        "去过没有记的，可以补记",
        f"{reverse('villages:record-visit', args=[village])}?on={monday}",
    )


def _review(since, village, name, review):
    if review:
        address = reverse("petitions:review", args=[review])
        return f"{name}群众评事待确认", "核对总数，由另一人确认", address
    address = reverse("petitions:record-review", args=[village])
    return f"{name}这个月还没有群众评事", "当面评过的，把总数记上", address
