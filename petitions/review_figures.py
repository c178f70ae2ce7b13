"""What villagers said when they judged: slips counted, those that knew nothing of it left out."""

from django.db.models import F, Q, Sum
from django.urls import reverse

from fushan.org.figures import Column, Figure, Ratio
from petitions.models import Review

PLACE = [
    Column("哪天", "held_on"),
    Column("乡镇", "village.township.name"),
    Column("村", "village.name"),
    Column("实到户数", "present"),
    Column("收回票数", "returned"),
]
LABELS = {"good": "满意", "fair": "基本满意", "bad": "不满意", "unsure": "不了解"}


def _reviews(period):
    rows = Review.objects.filter(confirmed_at__isnull=False)
    return rows.select_related("village__township", "confirmed_by")


REVIEWS = Figure(
    "reviews",
    "群众评事",
    unit="次",
    definition="期内开的、已由另一人确认的群众评事会。",
    records=_reviews,
    on="held_on",
    columns=[
        *PLACE,
        Column("说事满意", "said_good"),
        Column("议事满意", "held_good"),
        Column("确认人", "confirmed_by.name"),
    ],
    url=lambda review: reverse("petitions:review", args=[review.pk]),
)


def _satisfaction(code, label, part):
    """(满意 + 基本满意) / (有效票 − 不了解), over all the slips of the period."""
    good, fair, bad = F(f"{part}_good"), F(f"{part}_fair"), F(f"{part}_bad")
    columns = [*PLACE, *(Column(said, f"{part}_{count}") for count, said in LABELS.items())]
    sure = Figure(
        f"{code}_slips",
        f"{label}：表态的票",
        unit="票",
        definition="期内已确认的群众评事会收回的票，不了解的不算。",
        records=_reviews,
        on="held_on",
        columns=columns,
        measure=Sum(good + fair + bad),
        url=REVIEWS.url,
    )
    rate = Ratio(
        code,
        label,
        definition="满意和基本满意的票 / 表态的票，不了解的不算；按开会日期计。",
        denominator=sure,
        met=lambda period: Q(),
        part=Sum(good + fair),
    )
    return [sure, rate]


FIGURES = [
    REVIEWS,
    *_satisfaction("satisfaction_raise", "党员说事满意率", "said"),
    *_satisfaction("satisfaction_deliberate", "支部议事满意率", "held"),
]
