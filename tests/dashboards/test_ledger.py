import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl import load_workbook

from cadres.actions import end_posting
from cadres.months import close_month
from fushan.catalogue.figures import FIGURES
from fushan.desk.models import AccessLog, ClosedMonth, reckon_weeks
from fushan.kit.periods import Period
from tests.factories import (
    CountyFactory,
    PostingFactory,
    SelectionFactory,
    TownshipFactory,
    VillageFactory,
    VisitFactory,
    VisitorFactory,
    WorkLogFactory,
)
from tests.queries import at_most
from villages.models import Visit

SEPTEMBER = Period.of("month", date(2025, 9, 1))


@pytest.fixture
def county(db):
    return CountyFactory()


def ledger(client, code, **query):
    return client.get(reverse("ledger", args=[code]), {"period": "2025-09"} | query)


def test_a_vacancy_is_counted_in_days(client, leader, county):
    village = SelectionFactory().village
    end_posting(PostingFactory(village=village), on=date(2025, 9, 11), reason="调动")
    client.force_login(leader)
    answer = ledger(client, "vacancy_days", format="json").json()
    assert answer["value"] == 20
    assert [row["期内天数"] for row in answer["records"]] == ["20"]


def test_a_number_opens_onto_exactly_its_records(client, leader, county):
    visitor = VisitorFactory(visit__text="看渠道")
    VisitorFactory(visit__happened_on=date(2025, 10, 1), visit__text="看冬剪")
    client.force_login(leader)

    page = ledger(client, "visits").text

    assert "看渠道" in page
    assert "看冬剪" not in page
    assert visitor.official.name in page


def test_a_record_is_a_link_only_for_who_may_open_its_page(client, leader, staff, county):
    month = date(2025, 9, 1)
    ClosedMonth.objects.create(area=TownshipFactory(), month=month, closed_by=staff)
    opened = {}
    for user in (leader, staff):
        client.force_login(user)
        [row] = ledger(client, "months_closed").context["rows"]
        opened[user.role] = row["url"] and client.get(row["url"]).status_code
    assert opened == {"leader": "", "staff": 200}


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


def test_the_days_in_a_village_say_how_far_the_months_are_settled(client, leader, county, village):
    PostingFactory(village=village, began_on=date(2025, 7, 1))
    client.force_login(leader)
    asked = {"period": "2025-Q3"}
    nothing = "在村天数还没有数：2025年7月、2025年8月、2025年9月还没有收尾。"
    assert ledger(client, "presence_days", **asked).context["wants"] == nothing
    close_month(village.township_id, month_of(7))
    page = ledger(client, "presence_days", **asked)
    assert page.context["wants"] == "在村天数只到2025年7月：2025年8月、2025年9月还没有收尾。"
    assert page.context["wants"] in page.text
    sheet = load_workbook(
        io.BytesIO(ledger(client, "presence_days", format="xlsx", **asked).content)
    )
    assert "还没有收尾的月份不在内" in sheet.active["A2"].value
    for month in (8, 9):
        close_month(village.township_id, month_of(month))
    assert ledger(client, "presence_days", **asked).context["wants"] == ""
    assert ledger(client, "presence_days", period="2025-07-02~2025-07-31").context["wants"] == ""


def test_a_month_that_some_townships_settled_is_told_with_how_many_did_not(
    client, leader, county, village
):
    PostingFactory(village=village, began_on=date(2025, 8, 1))
    PostingFactory(village__township__code="141027105", began_on=date(2025, 8, 20))
    PostingFactory(village__township__code="141027106", began_on=date(2025, 9, 20))
    close_month(village.township_id, month_of(8))
    client.force_login(leader)
    told = ledger(client, "presence_days", period="2025-Q3").context["wants"]
    assert told == "在村天数还不全：2025年8月还有1个乡镇没有收尾，2025年9月还没有收尾。"
    here = {"period": "2025-08", "area": village.township_id}
    assert ledger(client, "presence_days", **here).context["wants"] == ""


def test_the_running_month_is_told_by_its_name_alone(client, leader, county, village):
    PostingFactory(village=village, began_on=date(2020, 4, 15))
    client.force_login(leader)
    today = localdate()
    told = ledger(client, "presence_days", period=f"{today:%Y-%m}").context["wants"]
    assert told == f"在村天数还没有数：{today.month}月还没有收尾。"


def month_of(number):
    return Period.of("month", date(2025, number, 1))


@pytest.mark.parametrize("code", FIGURES)
def test_every_ledger_asks_at_most_eight_queries(client, leader, county, code):
    reckon_weeks()
    VisitorFactory(visit__village=SelectionFactory().village), WorkLogFactory(), PostingFactory()
    client.force_login(leader)
    with at_most(8):
        assert ledger(client, code).status_code == 200
