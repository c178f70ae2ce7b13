"""The four chapters of the overview: each number and mark opens onto the records it counts."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from fushan.catalogue.figures import FIGURES
from fushan.dashboards.chapters import CODES
from fushan.dashboards.pictures import matters, money, needs
from fushan.desk.models import reckon_weeks
from fushan.kit.periods import Period
from fushan.org.asked import Asked
from fushan.org.reach import reach
from petitions.models import Matter
from tests.factories import (
    CountyFactory,
    NeedFactory,
    PostingFactory,
    SelectionFactory,
    TrainingSessionFactory,
    UnitFactory,
    VillageFactory,
)
from training.models import SessionNeed
from villages.models import Plan, PlanKind, PlanTask, Support

YEAR = Period.parse("2025", today=date(2025, 12, 31))
TODAY = localdate()


@pytest.fixture
def county(db):
    return CountyFactory()


def here(place, period=YEAR):
    return Asked(place, period)


def a_matter(village, days_ago, **more):
    told = {"channel": "room", "kind": "small", "category": "road", "text": "路灯不亮"}
    day = TODAY - timedelta(days=days_ago)
    return Matter.objects.create(village=village, raised_on=day, **told, **more)


def test_every_number_of_a_chapter_is_a_figure_and_stands_there_once(db):
    assert [code for code in CODES if code not in FIGURES] == []
    assert len(CODES) == len(set(CODES))


def test_each_number_opens_its_ledger_for_the_same_place_and_period(client, leader, county):
    client.force_login(leader)
    page = client.get(reverse("home"), {"period": "2025"})
    shown = [fig["url"] for chapter in page.context["chapters"] for fig in chapter.figures]
    assert shown == [f"{reverse('ledger', args=[code])}?area=141027&period=2025" for code in CODES]


def test_progress_and_money_are_set_against_their_plan(client, leader, county, village):
    days = {"began_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31)}
    plan = Plan.objects.create(village=village, kind=PlanKind.YEAR, **days)
    place = {"plan": plan, "village": village, "began_on": days["began_on"]}
    PlanTask.objects.create(name="修渠", weight=6, due_on=date(2025, 12, 31), **place)
    client.force_login(leader)
    [plans] = [fig for fig in figures_of(client, "2025") if fig["label"] == "规划进度"]
    assert (plans["value"], plans["unit"], plans["of"], plans["note"]) == (
        0,
        "%",
        None,
        "序时 100%",
    )
    notes = {fig["label"]: fig["note"] for fig in figures_of(client, "2025")}
    assert notes["部门资金到位"] == "上年 0 元"
    of = {"village": village, "kind": "money", "unit": UnitFactory(), "what": "修渠"}
    money = {"planned": 30000, "arrived": 12000, "spent": 0}
    Support.objects.create(happened_on=date(2025, 5, 1), **money, **of)
    notes = {fig["label"]: fig["note"] for fig in figures_of(client, "2025")}
    assert notes["部门资金到位"] == "上年 0 元 · 计划 3 万元"


def figures_of(client, period):
    page = client.get(reverse("home"), {"period": period})
    return [fig for chapter in page.context["chapters"] for fig in chapter.figures]


def test_needs_go_from_asked_to_claimed_to_taught(county, official, village):
    asked = {"village": village, "raised_on": date(2025, 9, 1)}
    NeedFactory(**asked)
    NeedFactory(**asked, claimed_by=official, claimed_at=now())
    taught = NeedFactory(**asked)
    NeedFactory(**asked, dropped_reason="不用了")
    NeedFactory(village=village, raised_on=date(2024, 9, 1))
    session = TrainingSessionFactory()
    SessionNeed.objects.create(session=session, need=taught, area=session.area)
    stages, _, key = needs(here(county))
    assert [(stage.label, stage.count) for stage in stages] == [
        ("点题", 3),
        ("已领题", 2),
        ("已办培训", 1),
    ]
    assert [(mark.label, mark.value) for _, mark in key] == [
        ("已办培训", 1),
        ("领了还没办", 1),
        ("还没人领", 1),
    ]


def test_each_part_of_the_bar_of_needs_opens_its_own_records(
    client, leader, county, official, village
):
    asked = {"village": village, "raised_on": date(2025, 9, 1)}
    NeedFactory(**asked)
    for _ in range(2):
        NeedFactory(**asked, claimed_by=official, claimed_at=now())
    NeedFactory(**asked, dropped_reason="不用了")
    client.force_login(leader)
    for code, count in (("needs_unclaimed", 1), ("needs_in_hand", 2), ("needs_claimed", 2)):
        address = f"{reverse('ledger', args=[code])}?area=141027&period=2025"
        assert len(list(client.get(address).context["page"])) == count, code


def test_a_share_is_set_against_the_share_of_the_period_before(client, leader, county, village):
    for month, told in ((5, "good"), (6, "bad")):
        day = date(2025, month, 3)
        Matter.objects.create(
            village=village, raised_on=day, done_on=day, told_on=day, answer=told, state="told",
            channel="room", kind="small", category="road", text="路灯",
        )  # fmt: skip
    client.force_login(leader)
    notes = {fig["label"]: fig["note"] for fig in figures_of(client, "2025-06")}
    assert notes["解决率"] == "上月 1/1"
    assert notes["选派村"] == "上月 0"


def test_open_matters_stand_by_where_and_how_old_they_are(county, village):
    for days_ago in (0, 7, 8, 31):
        a_matter(village, days_ago)
    a_matter(village, 400, state="in_hand")
    a_matter(village, 3, state="told", done_on=TODAY, told_on=TODAY)
    a_matter(VillageFactory(code="141028100201", township__code="141028100"), 1)
    _, states = matters(here(county), TODAY)
    assert [(state.value, [n for _, n, _ in cells]) for state, cells in states] == [
        ("raised", [2, 1, 1]),
        ("in_hand", [0, 0, 1]),
    ]


def test_each_mark_of_the_open_matters_opens_these_and_no_others(client, leader, county, village):
    elsewhere = VillageFactory()
    for place, days_ago in ((village, 0), (village, 9), (village, 10), (elsewhere, 9)):
        a_matter(place, days_ago)
    a_matter(village, 9, state="in_hand")
    client.force_login(leader)
    for place in (county, village.township, village):
        _, states = matters(here(place), TODAY)
        for state, cells in states:
            for _, n, url in cells:
                shown = client.get(url).context["open"]
                assert (len(shown), {one.state for one in shown} <= {state}) == (n, True)
    page = client.get(reverse("petitions:matters"), {"area": village.pk, "age": "month"})
    assert f"{village}，8 到 30 天提出的" in page.text
    assert [(state.value, n) for state, n, *_ in page.context["strip"][:2]] == [
        ("raised", 2),
        ("in_hand", 1),
    ]


@pytest.mark.parametrize("asked", [{"age": "old"}, {"state": "lost"}], ids=["age", "state"])
def test_what_is_misspelt_narrows_nothing(client, leader, county, village, asked):
    a_matter(village, 9)
    client.force_login(leader)
    assert len(client.get(reverse("petitions:matters"), asked).context["open"]) == 1


def test_matters_of_a_place_out_of_reach_are_not_found(client, official, county, village):
    client.force_login(official)
    asked = {"area": VillageFactory().pk}
    assert client.get(reverse("petitions:matters"), asked).status_code == 404


def test_departments_money_is_told_from_plan_to_spending_and_a_villages_own_is_not(county, village):
    unit = UnitFactory(name="县农业农村局", area=county)
    given = {"village": village, "kind": "money", "what": "渠", "happened_on": date(2025, 5, 1)}
    Support.objects.create(unit=unit, planned=100, arrived=60, spent=40, **given)
    Support.objects.create(unit=unit, planned=50, **given)
    Support.objects.create(planned=10, arrived=10, **given)
    assert [row[1:5] for row in money(here(county))] == [("县农业农村局", 150, 60, 40)]


def test_a_township_sees_no_table_of_near_and_far_results(client, official, leader, county):
    for user, told in ((official, False), (leader, True)):
        client.force_login(user)
        assert ("bands" in client.get(reverse("overview")).context) == told


def test_what_is_over_is_said_in_words_and_opens_its_ledger(client, leader, county, village):
    a_matter(village, 40, due_on=TODAY - timedelta(days=1))
    client.force_login(leader)
    page = client.get(reverse("home"))
    (told,) = [one for one in page.context["to_decide"] if "诉求" in one[1]]
    assert told[:2] == (1, "件群众诉求过了期限还没办结")
    assert client.get(told[2]).context["page"][0].village == village


def test_a_village_without_a_cadre_is_said_in_words_and_opens_its_ledger(client, leader, county):
    vacant, manned = SelectionFactory().village, SelectionFactory().village
    PostingFactory(village=manned, began_on=TODAY)
    client.force_login(leader)
    page = client.get(reverse("home"))
    (told,) = [one for one in page.context["to_decide"] if "选派干部" in one[1]]
    assert told[:2] == (1, "个选派村没有选派干部在任")
    assert [row.village for row in client.get(told[2]).context["page"]] == [vacant]


def test_nothing_is_said_of_vacancies_where_every_village_has_a_cadre(client, leader, county):
    PostingFactory(village=SelectionFactory().village, began_on=TODAY)
    client.force_login(leader)
    told = client.get(reverse("home")).context["to_decide"]
    assert [words for _, words, _ in told if "选派干部" in words] == []


def test_a_township_reads_only_its_own_numbers(client, official, village, county):
    a_matter(village, 1)
    a_matter(VillageFactory(), 1)
    with reach(*official.reach):
        _, states = matters(here(village.township), TODAY)
    assert [[n for _, n, _ in cells] for _, cells in states] == [[1, 0, 0]]


def test_what_wants_a_decision_is_told_of_today_and_of_no_past(client, leader, county, village):
    a_matter(village, 40, due_on=TODAY - timedelta(days=1))
    SelectionFactory(since=TODAY - timedelta(weeks=3))
    reckon_weeks()
    client.force_login(leader)
    for period, told in ((f"{TODAY:%Y-%m}", True), ("2020-05", False)):
        page = client.get(reverse("overview"), {"period": period})
        assert (page.context["now"], bool(page.context["to_decide"])) == (told, told)
        assert ('aria-label="要看的事"' in page.text) == told
        assert "各村都有选派干部" not in page.text
