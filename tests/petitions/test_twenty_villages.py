"""Twenty villages hold their review and the month is settled: the rates are the slips added up."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from cadres.months import close_month
from fushan.catalogue.figures import FIGURES
from fushan.desk.models import ClosedMonth
from fushan.kit.periods import Period
from fushan.org.figures import Value
from petitions.models import Review
from tests.factories import CadreFactory, PostingFactory, TownshipFactory, VillageFactory
from tests.petitions.test_matters import a_matter

MONTH = Period.of("month", date(2025, 9, 1))
SLIPS = """
    SELECT sum({0}_good + {0}_fair), sum({0}_good + {0}_fair + {0}_bad) FROM petitions_review
    WHERE held_on BETWEEN '2025-09-01' AND '2025-09-30' AND village_id LIKE %s
"""
SOLVED = """
    SELECT count(*) FILTER (WHERE answer IN ('good', 'fair')), count(*) FROM petitions_matter
    WHERE told_on BETWEEN '2025-09-01' AND '2025-09-30' AND village_id LIKE %s
"""
BY_HAND = {
    "satisfaction_raise": SLIPS.format("said"),
    "satisfaction_deliberate": SLIPS.format("held"),
    "solved_rate": SOLVED,
}


@pytest.fixture
def townships(db, staff):
    """Four townships of five villages; no two villages have the same counts."""
    townships = [TownshipFactory() for _ in range(4)]
    for n in range(20):
        village = VillageFactory(township=townships[n % 4])
        PostingFactory(cadre=CadreFactory(area_code=village.pk), village=village)
        _review(village, n, staff)
        for m in range(n % 3 + 1):
            days = dict.fromkeys(("raised_on", "done_on", "told_on"), date(2025, 9, 3 + m))
            a_matter(village, state="told", answer="good" if (n + m) % 3 else "bad", **days)
    for township in townships:
        close_month(township.pk, MONTH, by=staff)
    return townships


def _review(village, n, staff):
    counts = {"households": 60, "present": 50, "issued": 50, "returned": 50}
    said, held = (20 + n, 3, n % 4), (15 + n, n % 5, 2)
    for part, told in (("said", said), ("held", held)):
        names = (f"{part}_{name}" for name in ("good", "fair", "bad", "unsure"))
        counts |= dict(zip(names, (*told, 50 - sum(told)), strict=True))
    days = {"month": MONTH.first, "held_on": date(2025, 9, 28)}
    seen = {"confirmed_by": staff, "confirmed_at": "2025-09-29T08:00+08:00"}
    Review.objects.create(village=village, **counts, **days, **seen)


def by_hand(code, area):
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND[code], [f"{area}%"])
        return Value(*(int(number) for number in cursor.fetchone()))


@pytest.mark.parametrize("code", BY_HAND)
def test_rates_of_village_township_and_county_are_the_slips_added_up(
    client, staff, townships, code
):
    assert ClosedMonth.objects.count() == 4
    villages = list(Review.objects.values_list("village_id", flat=True))
    assert len(villages) == 20
    for area in ["141027", *(township.pk for township in townships), *villages]:
        assert FIGURES[code].value(area, MONTH) == by_hand(code, area), area
    client.force_login(staff)
    ask = {"area": townships[0].pk, "period": MONTH.code, "format": "json"}
    told = client.get(reverse("ledger", args=[code]), ask).json()
    shown = Value(told["numerator"], told["denominator"])
    assert shown == by_hand(code, townships[0].pk)
