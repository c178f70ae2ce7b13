"""R03 and R04: leaves that meet are one absence, whatever way they were asked for."""

from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import make_aware

from cadres.models import LeaveState
from evaluation.models import Bound
from evaluation.rules import CHECKS, Asked
from tests.factories import LeaveFactory, UserFactory

SINCE, DAY = date(2025, 8, 1), date(2025, 11, 20)
MONDAY = date(2025, 9, 8)


def day(n):
    """So many days after the Monday on which each of these leaves begins."""
    return MONDAY + timedelta(days=n)


def told(code, until=DAY):
    return [(one.bound, one.text) for one in CHECKS[code](Asked("141027", SINCE, until))]


@pytest.fixture
def left(posting, secretary):
    """`first` to `last`, asked, decided and back so many days after the Monday; `None`: never."""

    def leave(first, last, *, asked=-3, decided=-3, back=None, state=LeaveState.APPROVED, **more):
        settled = state in (LeaveState.APPROVED, LeaveState.REFUSED)
        row = LeaveFactory(
            cadre=posting.cadre,
            village=posting.village,
            first_on=day(first),
            last_on=day(last),
            state=state,
            entered_by=more.pop("by", secretary),
            decided_level="county" if settled else "",
            decided_by=UserFactory() if settled else None,
            decided_at=_at(decided) if settled else None,
            returned_on=None if back is None else day(back),
            **more,
        )
        type(row).objects.filter(pk=row.pk).update(entered_at=_at(asked))
        return row

    return leave


def _at(n):
    return make_aware(datetime.combine(day(n), datetime.min.time())) + timedelta(hours=9)


def test_leave_asked_on_its_first_day_is_asked_in_time(left):
    left(0, 1, asked=0, decided=0, back=2)
    assert told("R03") == []


def test_leave_asked_once_it_had_begun_is_the_cadres(left):
    left(0, 1, asked=1, decided=1, back=2)
    text = "9月8日起的事假，登记比假期晚，请核实是否先口头请过假。"
    assert told("R03") == [(Bound.CADRE, text)]


def test_what_another_wrote_down_late_says_nothing_of_when_the_cadre_asked(left, official):
    left(0, 1, asked=1, decided=1, back=2, by=official)
    assert told("R03") == []


def test_leave_decided_late_is_the_office_that_decides_it(left):
    left(0, 1, decided=1, back=2)
    left(14, 18, decided=15, back=19)
    text = "起的事假，假期开始以后才批，不扣本人。"
    assert told("R03") == [(Bound.TOWNSHIP, f"9月8日{text}"), (Bound.COUNTY, f"9月22日{text}")]


def test_leaves_that_meet_are_asked_for_once(left):
    """Begun unasked, and asked for in two parts: one absence, one question."""
    left(0, 1, asked=1, decided=1)
    left(2, 3, asked=1, decided=1, back=4)
    assert [bound for bound, _ in told("R03")] == [Bound.CADRE]
    assert told("R04") == []


def test_leaves_on_both_sides_of_a_weekend_are_ended_once(left):
    left(3, 4)
    left(7, 8, back=9)
    assert told("R04") == []


def test_who_asks_for_more_once_the_leave_is_over_asks_late(left):
    left(0, 1)
    left(2, 3, asked=3, decided=3, back=4)
    assert told("R03") == []
    assert told("R04") == [(Bound.CADRE, "假期到9月9日，续到9月11日的假登记得晚。")]


def test_a_leave_that_was_extended_is_ended_on_the_last_of_it(left):
    first = left(0, 1)
    left(2, 3, extends=first)
    assert told("R04") == [(Bound.CADRE, "假期到9月11日，没有销假的记录。")]


def test_who_waits_for_an_answer_is_not_late(left):
    first = left(0, 1)
    left(2, 3, state=LeaveState.ASKED, extends=first)
    assert told("R04") == []


@pytest.mark.parametrize(("back", "hints"), [(4, 0), (5, 1)])
def test_who_was_refused_more_comes_back_the_day_after_the_answer(left, back, hints):
    """Asked on Tuesday, refused on Thursday: back on Friday is in time."""
    first = left(0, 1, back=back)
    left(2, 4, asked=1, decided=3, state=LeaveState.REFUSED, extends=first)
    assert len(told("R04")) == hints


def test_leave_ended_early_is_over_on_that_day(left):
    """Back on Tuesday of a week's leave; what begins on Thursday is another absence."""
    left(0, 4, back=1)
    left(7, 8, asked=8, decided=8, back=9)
    assert [text[:8] for _, text in told("R03")] == ["9月15日起的事"]
    assert told("R04") == []


@pytest.mark.parametrize(("back", "hints"), [(2, 0), (3, 1), (None, 1)])
def test_one_is_back_by_the_first_working_day_after(left, back, hints):
    left(0, 1, back=back)
    assert len(told("R04")) == hints
    assert told("R04", until=day(2)) == []


def test_nobody_is_waited_for_where_the_posting_ended_meanwhile(left, posting):
    left(0, 1)
    posting.ended_on, posting.reason = day(1), "任期届满"
    posting.save()
    assert told("R04") == []
