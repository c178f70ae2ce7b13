"""A township's month on paper: a cover, what happened, and a page for each of its villages."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.leaving import decide
from fushan.desk.models import AccessLog
from fushan.kit.periods import Period
from fushan.reports.packs import pack_paper
from petitions.models import Matter
from tests.factories import (
    DifficultyFactory,
    LeaveFactory,
    PostingFactory,
    SelectionFactory,
    VillageFactory,
    VisitFactory,
)
from tests.queries import at_most

SEPTEMBER = Period.of("month", date(2025, 9, 1))


@pytest.fixture
def posted(village):
    SelectionFactory(village=village)
    return PostingFactory(village=village)


def sections(user, township, month=SEPTEMBER):
    paper = pack_paper(township, month, user, title="")
    return {section["title"]: section for section in paper.data["sections"]}


def test_it_tells_what_happened_in_the_month_and_nothing_of_another(official, posted, staff):
    village = posted.village
    VisitFactory(village=village, happened_on=date(2025, 9, 3), text="看渠道")
    VisitFactory(village=village, happened_on=date(2025, 10, 3), text="看果园")
    PostingFactory(village__township__code="141027105")
    leave = LeaveFactory(cadre=posted.cadre, village=village, kind="sick", reason="住院")
    decide(leave, approve=True, by=staff)
    DifficultyFactory(cadre=posted.cadre, village=village)
    asked = {"category": "water", "channel": "door", "raised_on": date(2025, 9, 4)}
    Matter.objects.create(village=village, text="吃水难", **asked)
    told = sections(official, village.township)

    assert [row[3] for row in told["到村指导"]["rows"]] == ["看渠道"]
    assert [row[1] for row in told["在村天数"]["rows"]] == [posted.cadre.name]
    assert told["请假"]["rows"][0][1:4] == [posted.cadre.name, "9月8日至9月9日", "2"]
    assert "住院" not in str(told)
    assert told["干部急难事"]["rows"][0][3] == "住的房子冬天没有暖气"
    assert told["群众诉求"]["rows"][0][:3] == ["2025-09-04", village.name, "吃水难"]
    assert [row[0] for row in told["本月一览"]["rows"]] == [village.name]


def test_an_empty_month_says_so_section_by_section(official, village):
    told = sections(official, village.township)
    assert {title for title, section in told.items() if section["rows"]} == set()
    assert all(section["nothing"] for section in told.values())


def test_what_is_due_next_month_is_this_townships(official, posted):
    other = SelectionFactory(village__township__code="141027105")
    month = Period.of("month", localdate())
    due = sections(official, posted.village.township, month)["下月底前要办的"]["rows"]

    assert due != []
    assert other.village.name not in str(due)
    assert {len(row) for row in due} == {4}
    assert posted.village.township.name not in str(due)


def test_what_is_due_is_told_by_its_kind_and_marked_where_it_is_over(official, posted):
    long_ago = localdate() - timedelta(days=90)
    DifficultyFactory(cadre=posted.cadre, village=posted.village, raised_on=long_ago)
    month = Period.of("month", localdate())
    due = sections(official, posted.village.township, month)["下月底前要办的"]["rows"]
    (told,) = [row for row in due if "急难事" in row[1]]
    assert told[0].endswith("（已过）")
    assert [row[0] for row in due if row[1] == "每周到村" and "已过" in row[0]] == []


@pytest.mark.parametrize("villages", [1, 12])
def test_it_costs_the_same_for_one_village_and_for_twelve(official, village, villages):
    for _ in range(villages):
        one = VillageFactory(township=village.township)
        SelectionFactory(village=one)
        posting = PostingFactory(village=one)
        VisitFactory(village=one, happened_on=date(2025, 9, 3))
        LeaveFactory(cadre=posting.cadre, village=one)
    with at_most(50):
        pack_paper(village.township, SEPTEMBER, official, title="")


def test_it_is_one_pdf_that_is_noted(client, official, posted):
    client.force_login(official)
    ask = {"period": "2025-09"}
    response = client.get(reverse("pack-paper"), ask)

    assert response.content.startswith(b"%PDF")
    assert response["Content-Disposition"].startswith("inline")  # a phone opens it
    township = posted.village.township
    assert AccessLog.objects.get().what == f"{township}2025年9月月度材料"


@pytest.mark.parametrize(
    "ask", [{"period": "2025-Q3"}, {"period": "2025"}], ids=["quarter", "year"]
)
def test_it_is_of_a_month_and_a_township(client, official, staff, posted, ask):
    client.force_login(official)
    assert client.get(reverse("pack-paper"), ask).status_code == 404
    client.force_login(staff)
    assert client.get(reverse("pack-paper"), {"period": "2025-09"}).status_code == 404


def test_the_months_page_and_the_papers_page_lead_to_it(client, official, posted):
    client.force_login(official)
    assert reverse("pack-paper") in client.get("/month/", {"period": "2025-09"}).text
    assert reverse("pack-paper") in client.get(reverse("papers")).text
