"""The month's review by villagers (群众评事), as part of settling the month."""

from django.urls import reverse
from django.utils.timezone import localdate

from fushan.org.models import Selection
from petitions.models import Review

OPENS = 25  # the day of the month on which villages begin to hold it
MOST = 300


def reviews_wanting(asks):
    """[(text, note, url)] of villages that have held none, and of those nobody has confirmed."""
    month = asks.period
    if localdate() < month.first.replace(day=OPENS):
        return []
    inside = {"village__gte": asks.area, "village__lt": f"{asks.area}:"}
    held = {row.village_id: row for row in Review.objects.filter(month=month.first, **inside)}
    chosen = Selection.objects.on(month.last).filter(**inside).select_related("village")
    rows = [(row.village, held.get(row.village_id)) for row in chosen.order_by("village")[:MOST]]
    return [
        _item(village, review) for village, review in rows if not (review and review.confirmed_at)
    ]


def _item(village, review):
    if review:
        address = reverse("petitions:review", args=[review.pk])
        return f"{village}群众评事待确认", "核对总数，由另一人确认", address
    address = reverse("petitions:record-review", args=[village.pk])
    return f"{village}这个月还没有群众评事", "当面评过的，把总数记上", address
