"""What a village's fact sheet says of the villagers' review: the last one that was confirmed."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject
from django.utils.formats import date_format

from fushan.kit.facts import Section
from petitions.models import Review
from petitions.models.review import COUNTS

LATELY = timedelta(days=120)
TOLD = [f"{part}_{count}" for part in ("said", "held") for count in COUNTS]


def _last(villages, day):
    confirmed = Review.objects.filter(
        confirmed_at__isnull=False, month__range=(day - LATELY, day), held_on__lte=day
    )
    later = confirmed.filter(village=OuterRef("village"), month__gt=OuterRef("month"))
    rows = confirmed.filter(~Exists(later), village__in=villages)
    return rows.annotate(fact=JSONObject(month="month", **dict(zip(TOLD, TOLD, strict=True))))


def _line(fact):
    month = date.fromisoformat(fact.pop("month"))
    review = Review(month=month, **fact)
    shares = "，".join(f"{what} {good}/{sure}" for what, good, sure in review.shares())
    return [(date_format(month, "n月"), shares)]


REVIEWS = Section("群众评事", nothing="近几个月没有", narrow=True, rows=_last, says=_line)
