"""Three pages of a county that was lived through: each number is its ledger's, and a hand's.

The leader's overview of the year, a township's of the last month, the money of the departments.
"""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.catalogue.figures import FIGURES
from fushan.dashboards.chapters import ASKED, CODES
from fushan.kit.periods import Period
from fushan.org.figures import Value, as_of, values
from fushan.org.models import User
from fushan.org.reach import EVERYTHING, reach
from tests.story.by_hand import BY_HAND, DEPARTMENTS

COUNTY = "141027"


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """The demo county, once for all of the file; it goes with the transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        with reach(EVERYTHING):
            call_command("demo", villages=8, weeks=26, verbosity=0)
        yield
        transaction.set_rollback(True)


def by_hand(query, area, period):
    asked = {"here": area, "first": period.first, "last": period.last}
    with connection.cursor() as cursor:
        cursor.execute(query, asked | {"day": as_of(period), "today": localdate()})
        return cursor.fetchall()


def counted(code, area, period):
    [row] = by_hand(BY_HAND[code], area, period)
    return Value(*(int(n or 0) for n in row))


def page_of(username, url, **query):
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client.get(url, query)


def read(said):
    """1,036 as a number."""
    return Decimal(said.replace(",", ""))


YEAR = Period.of("year", localdate())
MONTH = Period.of("month", localdate()).previous


@pytest.mark.parametrize(
    ("username", "name", "period"),
    [("leader", "home", YEAR), ("township", "overview", MONTH)],
    ids=["a-county-in-a-year", "a-township-in-a-month"],
)
def test_each_number_of_an_overview_is_its_ledgers_and_a_hands(county, db, username, name, period):
    page = page_of(username, reverse(name), period=period.code)
    area = page.context["asked"].area
    shown = [fig for chapter in page.context["chapters"] for fig in chapter.figures]
    for code, fig in zip(CODES, shown, strict=True):
        hand = counted(code, area, period)
        ledger = page_of(username, fig["url"]).context["value"]
        if fig["unit"] == "%":
            on_page = hand if fig["value"] == hand.percent else Value(fig["value"])
        elif FIGURES[code].is_ratio:
            on_page = Value(read(fig["value"] or "0"), read(fig["of"]))
        else:
            times = 10_000 if fig["unit"] == "万元" else 1
            on_page = Value(int(read(fig["value"]) * times))
        assert (on_page, ledger) == (hand, hand), code


def test_the_plans_behind_the_numbers_are_a_hands_too(county, db):
    for area, period in ((COUNTY, YEAR), ("141027102", MONTH)):
        found = values([FIGURES[code] for code in BY_HAND], area, period)
        for code in set(BY_HAND) - set(CODES):
            assert found[code][0] == counted(code, area, period), code
    assert set(ASKED) <= set(BY_HAND)


def test_the_county_has_something_to_count(county, db):
    nothing = [code for code in BY_HAND if not counted(code, COUNTY, YEAR).number]
    assert len(nothing) < len(BY_HAND) / 4, nothing


def test_the_money_of_the_departments_is_a_hands(county, db):
    page = page_of("leader", reverse("projects:tilt"), period=YEAR.code)
    shown = [
        (row["unit__name"], row["to_come"], row["came"], row["used"])
        for row in page.context["money"]
        if row["unit__name"]
    ]
    assert sorted(shown) == sorted(by_hand(DEPARTMENTS, COUNTY, YEAR))
    whole = page.context["departments"]
    for code, name in (("funds_planned", "to_come"), ("funds_arrived", "came")):
        ledger = page_of("leader", page.context["ledgers"][code]).context["value"]
        assert ledger == Value(whole[name]), code
