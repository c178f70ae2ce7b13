"""What each rule reads out of the records, for whom, and how much; and what it lets pass."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.timezone import make_aware

from cadres.models import Presence, Wall, WorkLog
from evaluation.models import Bound
from evaluation.rules import CHECKS, Asked
from petitions.models import Matter, Review, State, Upper
from tests.factories import (
    AttendanceFactory,
    SelectionFactory,
    TrainingSessionFactory,
    UserFactory,
    VillageFactory,
    WorkLogFactory,
)
from training.models import Turnout
from villages.models import PartyActivity, PartyKind

SINCE, DAY = date(2025, 8, 1), date(2025, 11, 20)


def found(code, *, since=SINCE, day=DAY):
    return list(CHECKS[code](Asked("141027", since, day)))


def told(code, **days):
    """[(bound, whose, how often)]"""
    return [(one.bound, one.cadre_id, one.times) for one in found(code, **days)]


def test_r01_reckons_reporting_in_from_the_notice(posting):
    posting.noticed_on, posting.party_moved_on = date(2025, 8, 29), None
    posting.began_on = posting.reported_on = date(2025, 9, 15)
    posting.save()
    assert [one.text for one in found("R01")] == [
        "到村报到应在9月9日以前，9月15日才办。",
        "组织关系转入应在9月19日以前，还没有记录。",
    ]


def test_r01_asks_nothing_about_days_before_the_scheme(posting):
    posting.party_moved_on = None
    posting.save()
    assert found("R01") == []


@pytest.mark.parametrize(
    ("working", "leave", "days", "short"),
    [(22, 0, 20, 0), (22, 0, 17, 3), (18, 0, 18, 0), (22, 5, 17, 0), (22, 5, 16, 1)],
)
def test_r02_takes_leave_and_short_months_off_the_floor(posting, working, leave, days, short):
    Presence.objects.create(
        cadre=posting.cadre,
        village=posting.village,
        month=date(2025, 9, 1),
        working_days=working,
        leave_days=leave,
        absent_days=working - leave - days,
        note="说明" if working - leave - days else "",
        days=days,
        confirmed_by=UserFactory(),
        confirmed_at=datetime(2025, 10, 9, tzinfo=UTC),
    )
    expected = [(Bound.CADRE, posting.cadre_id, short)] if short else []
    assert told("R02") == expected


def test_r07_needs_two_quiet_weeks_one_after_the_other(posting):
    for monday in (date(2025, 8, 4) + timedelta(weeks=n) for n in range(0, 12, 2)):
        WorkLogFactory(cadre=posting.cadre, village=posting.village, happened_on=monday)
    until = {"since": date(2025, 8, 1), "day": date(2025, 10, 20)}
    assert found("R07", **until) == []
    WorkLog.objects.filter(happened_on=date(2025, 9, 1)).delete()
    assert [one.text for one in found("R07", **until)] == ["8月25日到9月7日两周没有任何工作记录。"]


def test_r09_tells_the_township_of_a_seat_and_the_cadre_of_the_wall(posting):
    since = {"since": date(2025, 4, 1)}
    assert sorted(told("R09", **since)) == [
        (Bound.CADRE, posting.cadre_id, 1),
        (Bound.TOWNSHIP, None, 1),
    ]
    Wall.objects.create(
        cadre=posting.cadre, village=posting.village, aspiration="来", goal="干", made_on=DAY
    )
    assert told("R09", **since) == [(Bound.TOWNSHIP, None, 1)]


def test_r11_asks_nobody_while_nothing_was_brought_over(posting):
    september = {"since": date(2025, 9, 1), "day": date(2025, 10, 20)}
    assert found("R11", **september) == []
    other = VillageFactory(township=posting.village.township)
    PartyActivity.objects.create(
        village=other, happened_on=date(2025, 9, 5), kind=PartyKind.DAY, theme="学习"
    )
    assert told("R11", **september) == []  # nothing of this village was ever brought over
    PartyActivity.objects.create(
        village=posting.village,
        happened_on=date(2025, 7, 5),
        kind=PartyKind.DAY,
        theme="学习",
    )
    assert told("R11", **september) == [(Bound.BRANCH, posting.cadre_id, 1)]


def matter(posting, **more):
    given = {"raised_on": date(2025, 9, 1), "text": "路灯不亮", "category": "living"}
    return Matter.objects.create(village=posting.village, channel="door", **given | more)


def test_r12_counts_what_was_taken_after_its_day(posting):
    matter(posting, respond_by=date(2025, 9, 3), responded_on=date(2025, 9, 3))
    matter(posting, respond_by=date(2025, 9, 3), responded_on=date(2025, 9, 5))
    assert told("R12") == [(Bound.BRANCH, posting.cadre_id, 1)]


def test_r14_takes_nothing_off_for_a_delay_above(posting):
    matter(posting, state=State.UPWARD, upper=Upper.COUNTY, due_on=date(2025, 10, 30))
    assert told("R14") == [(Bound.COUNTY, None, 1)]


def test_a_village_between_two_cadres_counts_against_nobody_who_left(posting):
    posting.ended_on, posting.reason = date(2025, 9, 2), "任期届满"
    posting.save()
    matter(posting, respond_by=date(2025, 9, 3))
    assert told("R12") == [(Bound.TOWNSHIP, None, 1)]


@pytest.mark.parametrize(("present", "hints"), [(20, 0), (15, 1), (14, 1), (None, 1)])
def test_r15_wants_two_thirds_and_fifteen_households(posting, present, hints):
    if present is not None:
        Review.objects.create(
            village=posting.village,
            month=date(2025, 9, 1),
            held_on=date(2025, 9, 28),
            households=30,
            present=present,
            issued=present,
            returned=present,
            said_good=present,
            held_good=present,
            published_on=date(2025, 9, 30),
        )
    assert len(found("R15", since=date(2025, 9, 1), day=date(2025, 10, 7))) == hints


def test_r16_asks_who_was_absent_and_not_who_was_on_leave(posting):
    session = TrainingSessionFactory()
    place = {"session": session, "village": posting.village}
    AttendanceFactory(turnout=Turnout.ABSENT, cadre=posting.cadre, **place)
    AttendanceFactory(turnout=Turnout.LEAVE, **place)
    assert told("R16") == [(Bound.CADRE, posting.cadre_id, 1)]


def test_r17_is_the_townships(posting):
    assert told("R17", since=date(2025, 4, 1)) == [(Bound.TOWNSHIP, None, 1)]


@pytest.mark.parametrize(("logs", "reason", "hints"), [(10, "", 0), (11, "", 1), (11, "住院", 0)])
def test_r20_asks_of_many_late_entries_without_a_reason(posting, secretary, logs, reason, hints):
    made = [
        WorkLogFactory(
            cadre=posting.cadre,
            village=posting.village,
            entered_by=secretary,
            late_reason=reason,
            happened_on=date(2025, 9, 1) + timedelta(days=n),
        )
        for n in range(logs)
    ]
    entered = make_aware(datetime(2025, 10, 20, 9))
    WorkLog.objects.filter(pk__in=[log.pk for log in made]).update(entered_at=entered)
    assert len(found("R20")) == hints


def test_no_rule_looks_into_another_county(posting):
    SelectionFactory(village=VillageFactory())
    for code, check in CHECKS.items():
        assert list(check(Asked("141028", SINCE, DAY))) == [], code
