"""The numbers of what lasts, each against what it is out of."""

from datetime import date

import pytest

from fushan.catalogue.figures import FIGURES
from fushan.desk.models import reckon_weeks
from fushan.kit.periods import Period
from fushan.org.figures import Value
from tests.factories import SelectionFactory
from villages.models import AccountCheck, PartyActivity, Plan, PlanKind, Reserve

YEAR = Period.of("year", date(2025, 6, 1))


def value(code, period=YEAR):
    return FIGURES[code].value("141027", period)


@pytest.fixture
def villages(db):
    return [SelectionFactory(since=date(2025, 4, 15)).village for _ in range(2)]


def test_a_five_year_plan_is_on_record(villages):
    span = {"began_on": date(2025, 1, 1), "ends_on": date(2029, 12, 31)}
    Plan.objects.create(village=villages[0], kind=PlanKind.FIVE, **span)
    assert value("five_year_plans") == Value(1, 2)


def test_people_are_brought_on_out_of_those_planned(villages):
    Reserve.objects.create(village=villages[0], year=2025, planned=4, trained=3)
    Reserve.objects.create(village=villages[1], year=2025, planned=2, trained=0)
    assert value("reserves_trained") == Value(3, 6)


def test_checks_are_passed_out_of_those_made(villages):
    day = {"checked_on": date(2025, 9, 1), "checker": "镇纪委"}
    AccountCheck.objects.create(village=villages[0], what="accounts", passed=True, **day)
    AccountCheck.objects.create(village=villages[1], what="rules", found="没有公开", **day)
    assert value("account_checks_passed") == Value(1, 2)


def test_a_month_has_its_party_day_or_not_whenever_it_was(villages):
    reckon_weeks()
    quarter = Period.of("quarter", date(2025, 8, 1))
    for day in (date(2025, 7, 1), date(2025, 9, 30)):
        for theme in ("一", "二"):
            PartyActivity.objects.create(
                village=villages[0], happened_on=day, kind="day", theme=theme
            )
    later = PartyActivity(
        village=villages[1], happened_on=date(2025, 10, 1), kind="day", theme="三"
    )
    later.save()
    assert value("party_days_held", quarter) == Value(2, 3)  # of the other nothing came until then
    course = {"happened_on": date(2025, 8, 8), "kind": "lecture", "theme": "四"}
    PartyActivity.objects.create(village=villages[1], **course)
    assert value("party_days_held", quarter) == Value(2, 6)


def test_a_month_of_party_days_is_told_by_its_month(villages):
    reckon_weeks()
    PartyActivity.objects.create(
        village=villages[0], happened_on=date(2025, 7, 1), kind="day", theme="一"
    )
    figure = FIGURES["party_days_held"].denominator
    row = figure.rows("141027", Period.of("quarter", date(2025, 8, 1))).order_by("monday").first()
    assert [(c.heading, c.of(row)) for c in figure.columns][-1] == ("月份", "2025年7月")
