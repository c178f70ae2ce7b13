"""Each number of the three matters against a query written by hand, and its ledger beside it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils.timezone import localdate

from fushan.catalogue.figures import FIGURES
from fushan.kit.periods import Period
from fushan.org.figures import Value, values
from petitions.models import Household, HouseholdLink, MatterStep, PartyMember, Review
from tests.factories import UserFactory, VillageFactory
from tests.petitions.test_matters import a_matter

SEPTEMBER = Period.of("month", date(2025, 9, 1))
FIRST = date(2025, 9, 1)
IN = "BETWEEN '2025-09-01' AND '2025-09-30'"
M = "FROM petitions_matter WHERE"
OF_REVIEWS = f"FROM petitions_review WHERE confirmed_at IS NOT NULL AND held_on {IN}"
STEPS = "FROM petitions_matterstep s JOIN petitions_matter m ON m.id = s.matter_id"
# What the county would ask by hand: a number, or the number and what it is out of.
BY_HAND = {
    "matters_raised": f"SELECT count(*) {M} raised_on {IN}",
    "matters_small_solved": f"SELECT count(*) {M} kind = 'small' AND done_on {IN}",
    "matters_hard_solved": f"SELECT count(*) {M} kind = 'hard' AND done_on {IN}",
    "matters_told": f"SELECT count(*) {M} told_on {IN}",
    "matters_reviewed": f"SELECT count(*) {M} reviewed_on {IN}",
    "legacy_settled": f"SELECT count(*) {M} is_legacy AND done_on {IN}",
    "response_rate": f"""SELECT count(*) FILTER (WHERE responded_on <= respond_by), count(*)
        {M} respond_by {IN} AND (respond_by < current_date OR responded_on IS NOT NULL)""",
    "solved_rate": f"""SELECT count(*) FILTER (WHERE answer IN ('good', 'fair')), count(*)
        {M} told_on {IN}""",
    "in_time_rate": f"""SELECT count(*) FILTER (WHERE done_on <= done_by), count(*)
        {M} done_by IS NOT NULL AND done_on {IN}""",
    "matters_satisfied": f"""SELECT count(*) FILTER (WHERE answer IN ('good', 'fair')), count(*)
        {M} answer <> '' AND told_on {IN}""",
    "reopened_rate": f"""SELECT count(*) FILTER (WHERE m.reopened_on >= s.happened_on), count(*)
        {STEPS} WHERE s.moved_to = 'told' AND s.happened_on {IN}""",
    "matter_days_median": f"""SELECT percentile_disc(0.5)
            WITHIN GROUP (ORDER BY done_on - raised_on)
        {M} done_on {IN}""",
    "satisfaction_raise": f"""SELECT sum(said_good + said_fair),
        sum(said_good + said_fair + said_bad)
        {OF_REVIEWS}""",
    "satisfaction_deliberate": f"""SELECT sum(held_good + held_fair),
        sum(held_good + held_fair + held_bad) {OF_REVIEWS}""",
    "households_linked": """SELECT count(*) FILTER (WHERE EXISTS (
            SELECT FROM petitions_householdlink l WHERE l.household_id = h.id
                AND l.since <= '2025-09-30' AND (l.until IS NULL OR l.until > '2025-09-30'))),
            count(*)
        FROM petitions_household h WHERE left_on IS NULL OR left_on > '2025-09-30'""",
}
EXPECTED = {
    "matters_raised": Value(5),
    "matters_small_solved": Value(3),
    "matters_hard_solved": Value(1),
    "matters_told": Value(3),
    "matters_reviewed": Value(1),
    "legacy_settled": Value(1),
    "response_rate": Value(2, 4),
    "solved_rate": Value(1, 3),
    "in_time_rate": Value(2, 3),
    "matters_satisfied": Value(1, 2),
    "reopened_rate": Value(1, 2),
    "matter_days_median": Value(4),
    "satisfaction_raise": Value(18, 19),
    "satisfaction_deliberate": Value(15, 17),
    "households_linked": Value(1, 2),
}


@pytest.fixture
def september(db):
    """Two villages: matters that stand everywhere, a review each, households."""
    village, other = VillageFactory(), VillageFactory()
    _matters(village, other)
    _review(village, confirmed=True)
    _review(other, confirmed=False)
    member = PartyMember.objects.create(village=village, name="李示例")
    for n, left in enumerate([None, None, FIRST]):
        house = Household.objects.create(village=village, number=f"{n}号", left_on=left)
        if n != 1:
            link = {"member": member, "household": house, "since": FIRST}
            HouseholdLink.objects.create(village=village, **link)
    return village


def _matters(village, other):
    day = timedelta(days=1)
    on = {"raised_on": FIRST, "respond_by": FIRST + 2 * day}
    a_matter(village, raised_on=FIRST)
    a_matter(other, **on)  # nobody answered
    done = {"done_on": FIRST + 4 * day, "done_by": FIRST + 7 * day}
    a_matter(village, **on, responded_on=FIRST + day, state="done", **done)
    told = on | done | {"told_on": FIRST + 5 * day, "state": "told"}
    good = a_matter(village, **told, responded_on=FIRST, answer="good", is_legacy=True)
    late = told | {"done_by": FIRST + 3 * day, "reopened_on": FIRST + 9 * day}
    bad = a_matter(other, **late, responded_on=FIRST + 9 * day, answer="bad", kind="hard")
    before = {"raised_on": FIRST - 40 * day, "state": "reviewed", "reviewed_on": FIRST + 6 * day}
    a_matter(village, **before, done_on=FIRST + 5 * day, told_on=FIRST + 6 * day)
    for matter in (good, bad):
        step = {"moved_from": "done", "moved_to": "told", "happened_on": FIRST + 5 * day}
        MatterStep.objects.create(matter=matter, village_id=matter.village_id, **step)


def _review(village, *, confirmed):
    counts = {"households": 30, "present": 20, "issued": 20, "returned": 20}
    counts |= {"said_good": 15, "said_fair": 3, "said_bad": 1, "said_unsure": 1}
    counts |= {"held_good": 10, "held_fair": 5, "held_bad": 2, "held_unsure": 3}
    seen = {"confirmed_by": UserFactory(), "confirmed_at": "2025-09-26T08:00+08:00"}
    days = {"month": FIRST, "held_on": date(2025, 9, 25)}
    Review.objects.create(village=village, **counts, **days, **(seen if confirmed else {}))


def by_hand(code):
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND[code])
        return Value(*(int(number) for number in cursor.fetchone()))


@pytest.mark.parametrize("code", BY_HAND)
def test_a_number_is_what_one_counts_by_hand_and_what_its_ledger_lists(september, code):
    figure = FIGURES[code]
    found = figure.value("141027", SEPTEMBER)
    assert found == by_hand(code) == EXPECTED[code]
    assert values([figure], "141027", SEPTEMBER)[code][0] == found
    counted = figure.denominator if figure.is_ratio else figure
    if counted.measure.name == "Count":
        rows = figure.rows("141027", SEPTEMBER).count()
        assert rows == (found.out_of if figure.is_ratio else found.number)


@pytest.mark.parametrize("code", [c for c in BY_HAND if c != "matter_days_median"])
def test_the_townships_make_up_the_county(september, code):
    places = FIGURES[code].by_area("township", "141027", SEPTEMBER).values()
    found = FIGURES[code].value("141027", SEPTEMBER)
    if FIGURES[code].is_ratio:
        assert sum(place.number for place in places) == found.number
        assert sum(place.out_of for place in places) == found.out_of
    else:
        assert sum(places) == found.number


def test_a_day_that_is_still_to_come_is_not_yet_held_against_anybody(db):
    tomorrow = localdate() + timedelta(days=1)
    village = VillageFactory()
    a_matter(village, respond_by=tomorrow)
    a_matter(village, respond_by=tomorrow, responded_on=localdate(), state="accepted")
    month = Period.span(localdate(), tomorrow)
    assert FIGURES["response_rate"].value("141027", month) == Value(1, 1)


def test_what_was_told_afterwards_was_still_open_then(village):
    late, day = date(2025, 10, 8), date(2025, 9, 10)
    a_matter(village, raised_on=day, state="told", done_on=late, told_on=late, done_by=day)
    a_matter(village, raised_on=day, state="not_taken", responded_on=late)
    a_matter(village, raised_on=day, state="told", done_on=day, told_on=day, done_by=day)
    october = Period.of("month", late)
    assert FIGURES["matters_open"].value("141027", SEPTEMBER) == Value(2)
    assert FIGURES["matters_over"].value("141027", SEPTEMBER) == Value(1)
    assert FIGURES["matters_open"].value("141027", october) == Value(0)
