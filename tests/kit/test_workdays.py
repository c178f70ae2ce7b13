"""Which days are worked, make-up days included."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fushan.kit.periods import Period
from fushan.kit.workdays import add_working_days, is_working, working_days

DAYS = st.dates(date(2010, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(("month", "days"), [(2, 16), (5, 19), (10, 18)])
def test_2026_has_the_working_days_that_the_rules_count_on(month, days):
    period = Period.of("month", date(2026, month, 1))
    assert working_days(period.first, period.last) == days


def test_a_saturday_is_worked_for_the_spring_festival():
    assert is_working(date(2026, 2, 28))
    assert not is_working(date(2026, 2, 23))


def test_new_year_s_eve_can_be_worked_for_the_year_to_come():
    assert is_working(date(2011, 12, 31))


def test_the_county_announces_make_up_days_that_the_calendar_does_not_know_yet():
    saturday, monday = date(2027, 1, 30), date(2027, 2, 8)
    announced = {saturday: True, monday: False}

    assert is_working(saturday, announced)
    assert not is_working(monday, announced)
    assert working_days(saturday, saturday, announced) == 1


def test_a_matter_of_friday_is_due_in_two_working_days_on_tuesday():
    assert add_working_days(date(2026, 11, 20), 2) == date(2026, 11, 24)
    assert add_working_days(date(2026, 11, 24), -2) == date(2026, 11, 20)
    assert add_working_days(date(2026, 11, 22), 0) == date(2026, 11, 22)


def test_days_in_the_wrong_order_hold_no_work():
    assert working_days(date(2026, 11, 23), date(2026, 11, 20)) == 0


@given(DAYS, st.integers(1, 30))
def test_the_nth_working_day_is_worked_and_counted(day, n):
    due = add_working_days(day, n)
    assert is_working(due)
    assert working_days(day + timedelta(days=1), due) == n
