"""Weeks, months and spans as the county speaks of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fushan.kit.periods import Period, week_of

TODAY = date(2026, 11, 23)
START = date(2026, 4, 15)
DAYS = st.dates(date(2000, 1, 3), date(2100, 12, 31))
KINDS = st.sampled_from(["week", "month", "quarter", "half", "year"])


def parsed(text):
    return Period.parse(text, today=TODAY, term_start=START)


def test_the_week_of_a_monday_and_of_a_sunday_is_the_same():
    week = (date(2026, 11, 23), date(2026, 11, 29))
    assert week_of(date(2026, 11, 23)) == week_of(date(2026, 11, 29)) == week


@pytest.mark.parametrize(
    ("text", "first", "last", "label"),
    [
        ("2026-W48", "2026-11-23", "2026-11-29", "11月23日—29日"),
        ("2026-W49", "2026-11-30", "2026-12-06", "11月30日—12月6日"),
        ("2026-W53", "2026-12-28", "2027-01-03", "2026年12月28日—2027年1月3日"),
        ("2026-11", "2026-11-01", "2026-11-30", "2026年11月"),
        ("2028-02", "2028-02-01", "2028-02-29", "2028年2月"),
        ("2026-Q4", "2026-10-01", "2026-12-31", "2026年第四季度"),
        ("2026-H1", "2026-01-01", "2026-06-30", "2026年上半年"),
        ("2026-H2", "2026-07-01", "2026-12-31", "2026年下半年"),
        ("2026", "2026-01-01", "2026-12-31", "2026年"),
        ("term", "2026-04-15", "2026-11-23", "任职以来（2026年4月15日起）"),
        ("2026-04-15~2026-11-23", "2026-04-15", "2026-11-23", "2026年4月15日—11月23日"),
        ("2025-12-01~2026-11-23", "2025-12-01", "2026-11-23", "2025年12月1日—2026年11月23日"),
        ("2026-04-15~2026-04-15", "2026-04-15", "2026-04-15", "2026年4月15日"),
    ],
)
def test_an_address_names_a_period_and_the_page_says_it_in_chinese(text, first, last, label):
    period = parsed(text)

    assert (str(period.first), str(period.last)) == (first, last)
    assert (period.code, str(period), period.label) == (text, text, label)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-W54", "没有这一周"),
        ("2025-W53", "没有这一周"),
        ("2026-W00", "没有这一周"),
        ("2026-13", "12 个月"),
        ("2026-00", "12 个月"),
        ("2026-Q5", "4 个季度"),
        ("2026-H0", "2 个半年"),
        ("0000", "一年有"),
        ("1999", "年份应在"),
        ("2101-01", "年份应在"),
        ("0001-W01", "年份应在"),
        ("2026-11-23~2026-04-15", "不能晚于"),
        ("2026-02-30~2026-04-15", "没有 2026-02-30 这一天"),
        ("1999-12-31~2026-04-15", "年份应在"),
        ("", "写法不对"),
        ("２０２６", "写法不对"),
        ("2026-11 ", "写法不对"),
        ("2026-11\n", "写法不对"),
        ("昨天", "写法不对"),
    ],
)
def test_a_mistyped_address_is_answered_with_a_sentence(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        parsed(text)


def test_there_is_no_term_before_a_batch_is_named():
    with pytest.raises(ValueError, match="起始日期"):
        Period.parse("term", today=TODAY)


def test_the_term_of_a_batch_yet_to_begin_is_its_first_day():
    assert Period.term(date(2027, 1, 4), TODAY).days == 1


@given(KINDS, DAYS)
def test_every_period_reads_back_from_its_address(kind, day):
    period = Period.of(kind, day)
    assert day in period
    assert parsed(period.code) == period
    assert hash(parsed(period.code)) == hash(period)


@given(DAYS, st.integers(0, 400))
def test_every_span_reads_back_from_its_address(day, more):
    last = min(day + timedelta(days=more), date(2100, 12, 31))
    assert parsed(f"{day}~{last}") == Period.span(day, last)


@given(KINDS, DAYS)
def test_neighbours_touch_and_lead_back(kind, day):
    period = Period.of(kind, day)
    if later := period.next:
        assert later.first - period.last == timedelta(days=1)
        assert later.previous == period


def test_a_span_of_ten_days_moves_by_ten_days():
    span = Period.span(date(2026, 11, 1), date(2026, 11, 10))
    assert span.previous == Period.span(date(2026, 10, 22), date(2026, 10, 31))
    assert span.next == Period.span(date(2026, 11, 11), date(2026, 11, 20))


def test_the_term_and_the_ends_of_the_calendar_have_no_neighbour():
    assert parsed("term").previous is parsed("term").next is None
    assert parsed("2000").previous is parsed("2100").next is None


def test_a_month_is_made_of_the_weeks_that_touch_it():
    weeks = parsed("2026-11").weeks()
    assert [str(week) for week in weeks] == [f"2026-W{n}" for n in range(44, 50)]


def test_a_period_knows_its_days():
    assert parsed("2026-W48").days == 7
    assert TODAY in parsed("2026-W48")
    assert TODAY not in parsed("2026-W47")
