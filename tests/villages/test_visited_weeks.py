"""A week's visits are counted as they are written down, and never otherwise than one by one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from fushan.org.reach import EVERYTHING, reach
from tests.factories import (
    LeadershipFactory,
    OfficialFactory,
    TownshipOfficialFactory,
    VillageFactory,
    VisitFactory,
    VisitorFactory,
)
from villages.models import Leadership, Visit, VisitedWeek, Visitor

MONDAY = date(2025, 9, 1)
WEEK = timedelta(days=7)
AT_ONCE = 8


def led(visitor):
    """Whether one of the visitor's times as a leader of the village's township holds the day."""
    times = Leadership.objects.filter(official=visitor.official, area=visitor.village.township_id)
    day = visitor.happened_on
    return any(t.since <= day and (t.until is None or day < t.until) for t in times)


def by_hand():
    """{(village, Monday): visits} of all visitors there are, one by one."""
    found = {}
    for visitor in Visitor.objects.select_related("village"):
        day = visitor.happened_on
        if led(visitor):
            key = (visitor.village_id, day - timedelta(days=day.weekday()))
            found.setdefault(key, set()).add(visitor.visit_id)
    return {key: len(visits) for key, visits in found.items()}


def counted():
    rows = VisitedWeek.objects.filter(visits__gt=0)
    return {(row.village_id, row.monday): row.visits for row in rows}


@pytest.fixture
def came(village):
    """A leader's visit on a Sunday, and a clerk's on the Monday before."""
    leader = LeadershipFactory(official__unit__area=village.township).official
    VisitorFactory(visit__village=village, visit__happened_on=MONDAY)
    sunday = VisitFactory(village=village, happened_on=MONDAY + timedelta(days=6))
    return VisitorFactory(visit=sunday, official=leader)


def same(count):
    assert counted() == by_hand()
    assert sum(counted().values()) == count


def test_a_sunday_belongs_to_the_week_of_its_monday(came, village):
    same(1)
    assert counted() == {(village.pk, MONDAY): 1}


def test_a_visit_moved_leaves_its_week(came, village):
    Visit.objects.filter(pk=came.visit_id).update(happened_on=MONDAY + WEEK)
    same(1)
    assert counted() == {(village.pk, MONDAY + WEEK): 1}


def test_a_visit_deleted_is_counted_no_more(came):
    came.visit.delete()
    same(0)


def test_another_name_on_a_visit_is_another_count(came, village):
    came.official = TownshipOfficialFactory(unit__area=village.township)
    came.save()
    same(0)


def test_a_second_leader_on_a_visit_makes_no_second_visit(came, village):
    second = LeadershipFactory(official__unit__area=village.township).official
    VisitorFactory(visit=came.visit, official=second)
    same(1)


def test_a_leadership_ended_before_takes_the_visit_away_and_one_corrected_brings_it_back(came):
    leadership = Leadership.objects.get(official=came.official)
    leadership.until = came.happened_on
    leadership.save()
    same(0)
    leadership.until = came.happened_on + timedelta(days=1)
    leadership.save()
    same(1)
    leadership.delete()
    same(0)


def test_many_at_once_are_counted_as_one_by_one(village, came):
    other = VillageFactory(township=village.township)
    visits = Visit.objects.bulk_create(
        VisitFactory.build(village=place, happened_on=MONDAY + n * WEEK)
        for place in (village, other)
        for n in range(1, 4)
    )
    Visitor.objects.bulk_create(
        Visitor(visit=v, village=v.village, happened_on=v.happened_on, official=came.official)
        for v in visits
    )
    same(7)
    Leadership.objects.all().delete()
    same(0)


def test_a_township_counts_what_it_writes_itself(village):
    leader = LeadershipFactory(official__unit__area=village.township)
    with reach(village.township_id):
        VisitorFactory(visit__village=village, official=leader.official)
        same(1)
        leader.delete()
        same(0)


def test_a_leader_of_the_county_is_none_of_the_townships(village):
    official = OfficialFactory()
    LeadershipFactory(official=official, area=official.unit.area)
    VisitorFactory(visit__village=village, official=official)
    same(0)


def apart(work, *items):
    """Each item in a thread and transaction of its own."""

    def alone(item):
        try:
            with reach(EVERYTHING), transaction.atomic():
                return work(item)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(items)) as threads:
        return list(threads.map(alone, items))


@pytest.mark.django_db(transaction=True)
def test_visits_written_at_the_same_moment_are_all_counted(village):
    leaders = [
        LeadershipFactory(official__unit__area=village.township).official for _ in range(AT_ONCE)
    ]
    start = Barrier(AT_ONCE)

    def visit(leader):
        start.wait(20)
        VisitorFactory(visit__village=village, visit__happened_on=MONDAY, official=leader)

    apart(visit, *leaders)
    same(AT_ONCE)


def waited_for():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        return cursor.fetchone() is not None


@pytest.mark.django_db(transaction=True)
def test_a_leadership_written_beside_a_visit_counts_it(village):
    official = TownshipOfficialFactory(unit__area=village.township)
    visited, written = Event(), Event()

    def write(what):
        if what == "leadership":
            assert visited.wait(20)
            LeadershipFactory(official=official)
            written.set()
            return
        VisitorFactory(visit__village=village, visit__happened_on=MONDAY, official=official)
        visited.set()
        while not waited_for():
            assert not written.wait(0.05)

    apart(write, "visit", "leadership")
    same(1)
