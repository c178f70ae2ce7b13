"""A mild month: where everybody did their work, whatever it was, no rule asks anybody anything."""

from datetime import date, datetime, timedelta
from random import Random

import pytest
from django.utils.timezone import make_aware

from cadres.models import Borrowing, LeaveState, Presence, TownshipMeeting, Wall, WorkReport
from evaluation.checking import check_rules
from evaluation.models import Scheme
from fushan.desk.models import overrides, reckon_weeks
from fushan.kit.workdays import add_working_days, working_days
from petitions.models import Matter, Review, State
from tests.factories import (
    AttendanceFactory,
    BoardSeatFactory,
    LeadershipFactory,
    LeaveFactory,
    OfficialFactory,
    PairingFactory,
    TrainingSessionFactory,
    UserFactory,
    VisitFactory,
    VisitorFactory,
    WorkLogFactory,
)
from training.models import Turnout
from villages.models import (
    PARTIES,
    Incident,
    PartyActivity,
    PartyKind,
    Plan,
    PlanKind,
    Seat,
)

FIRST, LAST, DAY = date(2025, 9, 1), date(2025, 9, 30), date(2025, 10, 28)
WEEK = timedelta(weeks=1)


@pytest.fixture
def settled(scheme, posting, official, db):
    """What was in order before the month began."""
    Scheme.objects.filter(pk=scheme.pk).update(in_use_on=None)
    Scheme.objects.filter(pk=scheme.pk).update(began_on=FIRST)
    Scheme.objects.filter(pk=scheme.pk).update(in_use_on=FIRST)
    reckon_weeks()
    mine = {"cadre": posting.cadre, "village": posting.village}
    Wall.objects.create(aspiration="来", goal="干", made_on=date(2025, 5, 1), **mine)
    PairingFactory(began_on=date(2025, 5, 1), **mine)
    for seat in PARTIES:
        if seat != Seat.SECRETARY:
            BoardSeatFactory(village=posting.village, seat=seat, since=date(2025, 5, 1))
    Plan.objects.create(
        village=posting.village,
        kind=PlanKind.YEAR,
        began_on=date(2025, 1, 1),
        ends_on=date(2025, 12, 31),
    )
    leading = OfficialFactory(unit__area=posting.village.township)
    LeadershipFactory(official=leading, area=posting.village.township, since=date(2025, 1, 1))
    return posting, leading


def lived(chance, posting, leading):
    """A month in which all was done, each thing on one of the days on which it might be."""
    mine = {"cadre": posting.cadre, "village": posting.village}
    village = {"village": posting.village}
    for n in range(8):
        monday = FIRST + n * WEEK
        on = monday + timedelta(days=chance.randrange(5))
        visit = VisitFactory(happened_on=on, **village)
        VisitorFactory(visit=visit, happened_on=on, official=leading, **village)
        if chance.random() < 0.5:
            WorkLogFactory(happened_on=on, entered_by=posting.cadre.user, **mine)
    PartyActivity.objects.create(
        kind=PartyKind.DAY, theme="学习", happened_on=_some_day(chance), **village
    )
    PartyActivity.objects.create(
        kind=PartyKind.MEETING, theme="学习", happened_on=_some_day(chance), **village
    )
    away = _left(chance, mine) if chance.random() < 0.5 else 0
    _stayed(chance, mine, away)
    _listened(chance, village)
    _met(chance, mine)
    session = TrainingSessionFactory(began_on=_some_day(chance))
    turnout = chance.choice([Turnout.ATTENDED, Turnout.LEAVE])
    AttendanceFactory(session=session, turnout=turnout, **mine)


def _met(chance, mine):
    """The township's meeting was held and nobody stayed away; what happened was told at once."""
    village = mine["village"]
    TownshipMeeting.objects.create(area=village.township, held_on=_some_day(chance))
    WorkReport.objects.create(quarter=date(2025, 7, 1), reported_on=date(2025, 10, 9), **mine)
    if chance.random() < 0.5:
        at = make_aware(datetime(2025, 9, 10, chance.randrange(24)))
        when = {"occurred_at": at, "reported_at": at + timedelta(hours=chance.randrange(24))}
        Incident.objects.create(village=village, kind="flood", text="路塌了", **when)
    if chance.random() < 0.5:
        told = {"office": "县某局", "why": "换届", "approval": "浮组函1号"}
        Borrowing.objects.create(began_on=_some_day(chance), **told, **mine)


def _some_day(chance):
    return FIRST + timedelta(days=chance.randrange(30))


def _left(chance, mine):
    """Asked before, decided before, back in time."""
    leave = LeaveFactory(
        first_on=date(2025, 9, 16),
        last_on=date(2025, 9, 17),
        state=LeaveState.APPROVED,
        decided_level="township",
        decided_by=UserFactory(),
        decided_at=make_aware(datetime(2025, 9, 15, chance.randrange(8, 20))),
        returned_on=date(2025, 9, 18),
        **mine,
    )
    type(leave).objects.update(entered_at=make_aware(datetime(2025, 9, 12, 9)))
    return leave.days


def _stayed(chance, mine, away):
    worked = working_days(FIRST, LAST, overrides())
    floor = min(20, worked - away)
    absent = chance.randrange(worked - away - floor + 1)
    Presence.objects.create(
        month=FIRST,
        working_days=worked,
        leave_days=away,
        absent_days=absent,
        note="另有事" if absent else "",
        days=worked - away - absent,
        confirmed_by=UserFactory(),
        confirmed_at=make_aware(datetime(2025, 10, 9)),
        **mine,
    )


def _listened(chance, village):
    """Each matter taken, done and told by its day; and the month judged by enough of them."""
    for _ in range(chance.randrange(4)):
        raised = _some_day(chance)
        limit = add_working_days(raised, 2, overrides())
        done_by = raised + timedelta(days=7)
        done = raised + timedelta(days=chance.randrange(8))
        days = {"respond_by": limit, "responded_on": min(limit, done), "done_by": done_by}
        told = {"done_on": done, "told_on": done, "state": State.TOLD}
        Matter.objects.create(
            raised_on=raised,
            text="路灯",
            category="living",
            channel="door",
            **days,
            **told,
            **village,
        )
    present = chance.randrange(20, 31)
    counts = {"households": 30, "present": present, "issued": present, "returned": present}
    counts |= {"said_good": present, "held_good": present}
    told = {"published_on": LAST + timedelta(days=chance.randrange(8))}
    Review.objects.create(month=FIRST, held_on=LAST, **told, **counts, **village)


@pytest.mark.parametrize("seed", range(12))
def test_a_mild_month_gives_no_hint_to_anybody(settled, seed):
    lived(Random(seed), *settled)
    assert [(hint.code, hint.text) for hint in check_rules(DAY)] == []
