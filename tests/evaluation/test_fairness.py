"""What binds townships, departments and units costs the cadre nothing, whatever is left undone."""

from datetime import date, datetime

import pytest
from django.utils.timezone import make_aware

from cadres.models import Borrowing, LeaveState
from evaluation.adding_up import limit_of, taken_off
from evaluation.checking import check_rules
from evaluation.models import COSTLY, Bound, Hint
from fushan.desk.models import reckon_weeks
from petitions.models import Matter, State, Upper
from tests.factories import LeaveFactory, UserFactory

DAY = date(2025, 10, 28)


@pytest.fixture
def undone(scheme, posting, secretary):
    """The offices above did nothing in time, and another office called the cadre away."""
    reckon_weeks()
    mine = {"cadre": posting.cadre, "village": posting.village}
    leave = LeaveFactory(
        first_on=date(2025, 9, 8),
        last_on=date(2025, 9, 9),
        state=LeaveState.APPROVED,
        decided_level="township",
        decided_by=UserFactory(),
        decided_at=make_aware(datetime(2025, 9, 9, 9)),
        returned_on=date(2025, 9, 10),
        entered_by=secretary,
        **mine,
    )
    type(leave).objects.update(entered_at=make_aware(datetime(2025, 9, 5, 9)))
    Borrowing.objects.create(office="县某局", why="写材料", began_on=date(2025, 9, 1), **mine)
    Matter.objects.create(
        village=posting.village,
        raised_on=date(2025, 8, 4),
        text="渠断了",
        category="water",
        channel="door",
        responded_on=date(2025, 8, 4),
        state=State.UPWARD,
        upper=Upper.COUNTY,
        due_on=date(2025, 10, 3),
    )
    return posting


def of_offices(hints):
    return [hint for hint in hints if hint.bound not in COSTLY]


def test_what_binds_offices_costs_no_cadre_anything(undone):
    hints = of_offices(check_rules(DAY))
    found = {(hint.code, hint.bound) for hint in hints}
    assert found >= {
        ("R03", Bound.TOWNSHIP),
        ("R06", Bound.UNIT),
        ("R08", Bound.TOWNSHIP),
        ("R14", Bound.COUNTY),
    }
    assert {(hint.cadre_id, hint.most) for hint in hints} == {(None, 0)}
    assert (taken_off(hints), limit_of(hints)) == ({}, "")


def test_nothing_of_the_cadres_own_is_found_in_what_offices_left_undone(undone):
    codes = {"R03", "R04", "R06", "R14"}
    assert not Hint.objects.filter(cadre=undone.cadre, code__in=codes).exists()
    assert {h.code for h in check_rules(DAY) if h.cadre_id and h.code in codes} == set()


def test_being_called_away_with_leave_to_do_so_asks_nobody(undone):
    Borrowing.objects.update(approval="浮组函1号")
    assert [hint.code for hint in check_rules(DAY) if hint.code == "R06"] == []


def test_looking_again_finds_nothing_new(undone):
    assert check_rules(DAY) != []
    assert check_rules(DAY) == []
    assert check_rules(date(2025, 10, 29)) == []
