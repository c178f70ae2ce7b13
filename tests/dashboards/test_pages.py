import io
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl import load_workbook

from cadres.models import WorkLog
from fushan.catalogue.figures import FIGURES
from fushan.desk.models import AccessLog, reckon_weeks
from fushan.kit.periods import Period
from fushan.org.figures import values
from tests.factories import (
    BatchFactory,
    BoardSeatFactory,
    CountyFactory,
    LeadershipFactory,
    PostingFactory,
    SelectionFactory,
    VillageFactory,
    VisitFactory,
    VisitorFactory,
    WorkLogFactory,
)
from tests.queries import at_most
from villages.models import Seat, Visit

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
    before = {code: old.number for code, (_, old) in together.items() if old}
    assert before == {
        f.code: f.value("141027", SEPTEMBER.previous).number
        for f in every
        if f.kind == "flow" and not f.is_ratio
    }


def test_parts_of_the_county_add_up_to_it(county):
    visits = [VisitFactory() for _ in range(3)]
    figure = FIGURES["visits"]

    by_village = figure.by_area("village", "141027", SEPTEMBER)
    by_week = figure.by_week("141027", SEPTEMBER)

    assert by_village == {visit.village_id: 1 for visit in visits}
    assert by_week == {date(2025, 9, 1): 3}


def ledger(client, code, **query):
    return client.get(reverse("ledger", args=[code]), {"period": "2025-09"} | query)


def test_a_number_opens_onto_exactly_its_records(client, leader, county):
    visitor = VisitorFactory(visit__text="看渠道")
    VisitorFactory(visit__happened_on=date(2025, 10, 1), visit__text="看冬剪")
    client.force_login(leader)

    page = ledger(client, "visits").text

    assert "看渠道" in page
    assert "看冬剪" not in page
    assert visitor.official.name in page


def test_a_ledger_answers_programs(client, leader, county):
    visitor = VisitorFactory()
    client.force_login(leader)

    answer = ledger(client, "visits", format="json").json()

    assert list(answer) == [
        "figure",
        "area",
        "period",
        "value",
        "numerator",
        "denominator",
        "records",
        "next",
    ]
    assert (answer["figure"], answer["area"], answer["period"]) == ("visits", "141027", "2025-09")
    assert (answer["value"], answer["numerator"], answer["denominator"]) == (1, None, None)
    assert [row["id"] for row in answer["records"]] == [visitor.visit_id]
    assert answer["next"] is None


def test_a_ratio_answers_with_both_its_numbers(client, leader, county):
    for _ in range(5):
        SelectionFactory()
    client.force_login(leader)
    answer = ledger(client, "boards_complete", format="json").json()
    assert (answer["value"], answer["numerator"], answer["denominator"]) == (0, 0, 5)


def test_a_long_ledger_goes_on_where_it_ended(client, leader, county):
    village = VillageFactory()
    Visit.objects.bulk_create(
        VisitFactory.build(village=village, happened_on=date(2025, 9, 1 + n % 30))
        for n in range(1001)
    )
    client.force_login(leader)

    first = ledger(client, "visits", format="json").json()
    second = client.get(first["next"]).json()

    ids = [row["id"] for row in first["records"] + second["records"]]
    assert (first["value"], len(first["records"]), len(set(ids))) == (1001, 1000, 1001)
    assert second["next"] is None


def test_a_ledger_is_taken_out_as_a_workbook_and_that_is_noted(client, leader, county):
    VisitorFactory(visit__text="=cmd|' /C calc'!A0")
    client.force_login(leader)

    response = ledger(client, "visits", format="xlsx")

    cells = [c for row in load_workbook(io.BytesIO(response.content)).active for c in row]
    assert [(c.value, c.data_type) for c in cells if "cmd" in str(c.value)] == [
        ("=cmd|' /C calc'!A0", "s")
    ]
    noted = AccessLog.objects.get()
    assert (noted.who, noted.deed, noted.rows) == (leader.name, "export", 1)


@pytest.mark.parametrize(
    "query",
    [
        {"area": "141028"},
        {"area": "141027999"},
        {"area": "14"},
        {"area": "x"},
        {"period": "2025-13"},
        {"period": "gestern"},
        {"after": "x"},
    ],
)
def test_a_ledger_of_elsewhere_or_of_no_time_is_not_found(client, leader, county, query):
    client.force_login(leader)
    assert ledger(client, "visits", **query).status_code == 404


def test_a_figure_that_is_none_is_not_found(client, leader, county):
    client.force_login(leader)
    assert ledger(client, "steps_walked").status_code == 404


@pytest.mark.parametrize("code", FIGURES)
def test_every_ledger_asks_at_most_eight_queries(client, leader, county, code):
    reckon_weeks()
    VisitorFactory(visit__village=SelectionFactory().village), WorkLogFactory(), PostingFactory()
    client.force_login(leader)
    with at_most(8):
        assert ledger(client, code).status_code == 200


def test_the_overview_asks_at_most_fifteen_queries_however_many_villages(client, leader, county):
    reckon_weeks()
    BatchFactory()
    for _ in range(12):
        village = SelectionFactory().village
        VisitorFactory(visit__village=village), WorkLogFactory(village=village)
    BoardSeatFactory(village=village, official__user=leader)
    client.force_login(leader)
    with at_most(15):
        page = client.get(reverse("home"), {"period": "2025-09"}).text
    assert "我包联的村" in page


def test_an_empty_county_says_so(client, leader, county):
    client.force_login(leader)
    page = client.get(reverse("home")).text
    assert "这里没有选派村。" in page
    assert "上周各村都有乡镇班子到过" not in page


def test_a_village_that_was_missed_is_named_with_its_township(client, leader, county):
    reckon_weeks()
    village = SelectionFactory().village
    client.force_login(leader)
    page = client.get(reverse("home")).text
    assert "个村上周没有乡镇班子到村" in page
    assert f"{village.township}：{village}" in page


def test_the_week_grid_tells_visited_missed_and_not_due_apart(client, leader, county):
    reckon_weeks()
    village = SelectionFactory(since=localdate() - timedelta(weeks=5)).village
    last = localdate() - timedelta(days=localdate().weekday() + 7)
    visitor = VisitorFactory(visit__village=village, visit__happened_on=last)
    LeadershipFactory(official=visitor.official)
    client.force_login(leader)

    ((shown, cells),) = client.get(reverse("home")).context["grid"]["rows"]

    assert shown == village
    assert [cell["kind"] for cell in cells][-2:] in (
        ["hit", "now"],
        ["hit", "wait"],
        ["hit", "off"],
    )
    assert cells[-2]["visits"] == 1
    assert f"area={village.pk}&period={last}~" in cells[-2]["url"]


def test_a_village_on_one_page(client, official, village):
    posting = PostingFactory(village=village)
    BoardSeatFactory(village=village, official__name="示例县长")
    VisitorFactory(visit__village=village, visit__text="看渠道")
    WorkLogFactory(village=village, text="疏通水渠")
    client.force_login(official)

    with at_most(9):
        page = client.get(reverse("village", args=[village.pk])).text

    for words in (posting.cadre.name, "示例县长", "看渠道", "疏通水渠"):
        assert words in page
    assert page.count("待明确") == 3


def test_the_villages_page_finds_by_old_names(client, leader, db):
    call_command("load_areas")
    client.force_login(leader)
    page = client.get(reverse("villages"), {"q": "米家垣乡"}).text
    assert "张庄镇" in page
    assert "已并入张庄镇" in page


def test_the_history_of_a_log_tells_who_and_what_before_and_after(client, secretary, village):
    client.force_login(secretary)
    post = {
        "submission": "11111111-1111-4111-8111-111111111111",
        "text": "疏通水渠。",
        "happened_on": localdate().isoformat(),
    }
    log = client.post(reverse("record-log"), post)
    row = WorkLog.objects.get()
    client.post(
        reverse("edit-log", args=[row.pk]),
        post
        | {
            "submission": "22222222-2222-4222-8222-222222222222",
            "text": "修了水渠。",
            "seen": row.changed_at.isoformat(),
        },
    )
    assert log.status_code == 302

    changes = client.get(reverse("history", args=["cadres.worklog", row.pk])).context["changes"]

    assert [(c.deed, c.who) for c in changes] == [
        ("修改", secretary.name),
        ("新建", secretary.name),
    ]
    assert changes[0].fields == [("做了什么", "疏通水渠。", "修了水渠。")]
    assert changes[0].page == reverse("edit-log", args=[row.pk])


def test_history_out_of_reach_is_not_found(client, official):
    other = VisitFactory()
    client.force_login(official)
    for label, pk in [
        ("villages.visit", other.pk),
        ("villages.visit", "x"),
        ("org.user", 1),
        ("no.table", 1),
    ]:
        assert client.get(reverse("history", args=[label, pk])).status_code == 404


def test_the_auditor_reads_the_trail_and_no_private_value(client, auditor, staff):
    posting = PostingFactory()
    client.force_login(auditor)

    with at_most(8):
        page = client.get(reverse("trail"))
    chosen = client.get(reverse("trail"), {"register": "cadres.posting"})

    assert "新建任职" in page.text
    (row,) = chosen.context["rows"]
    assert (row["pgh_of"], row["pgh_pk"]) == ("cadres.posting", str(posting.pk))
    assert client.get(reverse("trail"), {"register": "no.table"}).status_code == 404
    assert client.get(reverse("trail"), {"before": "x"}).status_code == 404


def test_the_auditor_opens_no_page_of_the_county(client, auditor, county):
    client.force_login(auditor)
    for name in ("villages", "villages:visits", "cadres:logs", "overview"):
        assert client.get(reverse(name)).status_code == 403
