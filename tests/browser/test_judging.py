"""A level that wants a word opens the line for it; the others leave it folded."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from evaluation.appraising import hand_up, open_period
from evaluation.models import Level
from fushan.kit.periods import Period
from tests.factories import PostingFactory
from tests.factories.evaluation import sample_scheme

TODAY = localdate()
QUARTER = Period.of("quarter", TODAY).previous


@pytest.fixture
def quarter(village, secretary, staff):
    sample_scheme(date(TODAY.year - 2, 1, 1))
    began = QUARTER.first - timedelta(days=90)
    PostingFactory(cadre=secretary.cadre, village=village, began_on=began)
    about = ("quarter", QUARTER.first, QUARTER.last)
    [one] = open_period(*about, by=staff, on=TODAY, area="141027")
    return one


def folded(page, level):
    page.get_by_text(level, exact=True).click()
    return page.locator("details.more").get_attribute("open") is None


def test_a_township_is_asked_why_at_the_lower_levels(opened, quarter, official):
    page = opened(official)
    page.goto(reverse("appraisals:judge", args=[quarter.pk]))
    assert [folded(page, level) for level in ("好", "较好", "一般")] == [True, True, False]


def test_the_county_is_asked_why_where_it_differs(opened, quarter, official, staff):
    quarter.level = Level.FAIR
    hand_up(quarter, by=official, on=TODAY)
    page = opened(staff)
    page.goto(reverse("appraisals:judge", args=[quarter.pk]))
    assert [folded(page, level) for level in ("较好", "好")] == [True, False]
