from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from fushan.catalogue.figures import FIGURES
from fushan.desk.models import reckon_weeks
from fushan.kit.periods import Period
from fushan.org.figures import period_before, values
from tests.factories import (
    BoardSeatFactory,
    CountyFactory,
    LeadershipFactory,
    PostingFactory,
    SelectionFactory,
    VisitFactory,
    VisitorFactory,
    WorkLogFactory,
)
from villages.models import Seat

SEPTEMBER = Period.of("month", date(2025, 9, 1))


@pytest.fixture
def county(db):
    return CountyFactory()


def value(code, area="141027", period=SEPTEMBER):
    return FIGURES[code].value(area, period)


def test_visits_visitors_and_persons_are_three_numbers(county):
    first = VisitorFactory()
    VisitorFactory(visit=first.visit)
    VisitorFactory(
        visit__village=first.village, official=first.official, visit__happened_on=date(2025, 9, 2)
    )
    VisitorFactory(visit__happened_on=date(2025, 10, 1))

    assert [value(code).number for code in ("visits", "visit_persons", "visitors")] == [2, 3, 2]


def test_two_logs_of_a_day_are_one_day(county):
    log = WorkLogFactory()
    WorkLogFactory(cadre=log.cadre, village=log.village)
    WorkLogFactory(cadre=log.cadre, village=log.village, happened_on=date(2025, 9, 2))

    assert (value("logs").number, value("log_days").number) == (3, 2)


def test_a_board_is_complete_with_somebody_in_each_of_five_seats(county):
    village = SelectionFactory().village
    for seat in (Seat.COUNTY_LEADER, Seat.TOWNSHIP_OFFICIAL, Seat.UNIT_HEAD, Seat.PARTY_GUIDE):
        BoardSeatFactory(village=village, seat=seat)
    assert (value("boards_complete").number, value("boards_complete").out_of) == (0, 1)

    PostingFactory(village=village, began_on=date(2025, 9, 30))
    assert value("boards_complete").number == 1
    assert value("boards_complete", period=Period.of("month", date(2025, 8, 1))).number == 0
    assert value("boards_vacant").number == 0


def test_the_ledger_of_boards_says_which_seats_are_empty(county):
    villages = [SelectionFactory().village for _ in range(3)]
    for seat in (Seat.COUNTY_LEADER, Seat.UNIT_HEAD, Seat.PARTY_GUIDE):
        BoardSeatFactory(village=villages[0], seat=seat)
    BoardSeatFactory(village=villages[0], seat=Seat.TOWNSHIP_OFFICIAL, until=date(2025, 9, 2))
    PostingFactory(village=villages[1], began_on=date(2025, 9, 1))
    figure = FIGURES["boards_vacant"]
    column = next(column for column in figure.columns if column.heading == "空着的")
    rows = figure.rows("141027", SEPTEMBER).order_by("village")
    others = "县级包联领导、乡镇包联干部、包联单位负责人、党建指导员"
    assert [column.of(row) for row in rows] == [
        "党支部书记、乡镇包联干部",
        others,
        f"党支部书记、{others}",
    ]


def test_the_weekly_ratio_counts_weeks_that_are_over(county):
    reckon_weeks()
    village = SelectionFactory(since=localdate() - timedelta(weeks=3)).village
    last = localdate() - timedelta(days=localdate().weekday() + 7)
    visitor = VisitorFactory(visit__village=village, visit__happened_on=last)
    LeadershipFactory(official=visitor.official)
    period = Period.span(last, localdate())

    met = value("visits_weekly", period=period)

    assert (met.number, met.out_of, met.percent) == (1, 1, None)


def test_a_ratio_of_few_cases_says_no_percentage(county):
    for _ in range(4):
        SelectionFactory()
    assert value("boards_complete").percent is None
    SelectionFactory()
    assert value("boards_complete").percent == 0


def test_figures_asked_together_are_the_figures_asked_alone(county):
    visitor = VisitorFactory()
    VisitorFactory(visit__happened_on=date(2025, 8, 31), official=visitor.official)
    WorkLogFactory()
    SelectionFactory()
    every = list(FIGURES.values())

    together = values(every, "141027", SEPTEMBER)

    assert {c: now for c, (now, _) in together.items()} == {
        f.code: f.value("141027", SEPTEMBER) for f in every
    }
    assert {c: before for c, (_, before) in together.items()} == {
        f.code: f.value("141027", SEPTEMBER.previous) for f in every
    }


def test_all_that_has_ever_been_is_set_against_nothing(county):
    whole = Period.term(date(2025, 4, 15), date(2025, 9, 30))
    told = values([FIGURES["visits"], FIGURES["villages"]], "141027", whole)
    assert {code: before for code, (_, before) in told.items()} == {
        "visits": None,
        "villages": None,
    }


def test_parts_of_the_county_add_up_to_it(county):
    visits = [VisitFactory() for _ in range(3)]
    figure = FIGURES["visits"]

    by_village = figure.by_area("village", "141027", SEPTEMBER)
    by_week = figure.by_week("141027", SEPTEMBER)

    assert by_village == {visit.village_id: 1 for visit in visits}
    assert by_week == {date(2025, 9, 1): 3}


def test_a_running_month_is_set_against_as_much_of_the_last(county):
    today = localdate()
    month = Period.of("month", today)
    before = period_before(month)
    assert before.first == month.previous.first
    assert before.days == min(month.previous.days, today.day)
    assert period_before(SEPTEMBER) == SEPTEMBER.previous
