"""A village on one sheet of paper: what the system knows of it on the day, and nothing private."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from cadres.leaving import decide
from cadres.models import Presence
from evaluation.models import Finding
from fushan.catalogue.facts import fact_sheets
from fushan.desk.models import AccessLog, ClosedMonth
from fushan.kit.facts import LAST
from fushan.org.models import Village
from fushan.org.reach import reach
from fushan.reports.facts import facts_paper
from fushan.reports.townships import township_page
from petitions.models import Matter, Review
from tests.factories import (
    BoardSeatFactory,
    CadrePrivateFactory,
    LeadershipFactory,
    LeaveFactory,
    OfficialFactory,
    PostingFactory,
    SelectionFactory,
    UnitFactory,
    UserFactory,
    VisitFactory,
    VisitorFactory,
    WorkLogFactory,
)
from tests.queries import at_most
from villages.models import (
    PartyActivity,
    PartyKind,
    Plan,
    PlanKind,
    PlanTask,
    Project,
    Support,
    VillageYear,
)

DAY = date(2025, 9, 10)
AUGUST, JULY = date(2025, 8, 1), date(2025, 7, 1)


@pytest.fixture
def posted(secretary, village):
    return PostingFactory(cadre=secretary.cadre, village=village, batch__name="2025年选派")


def told(village, day=DAY):
    """{heading: [(label, text)]}"""
    [sheet] = fact_sheets([Village.objects.select_related("township").get(pk=village.pk)], day)
    return {section.title: list(lines) for section, lines in sheet.sections}


def test_it_tells_what_the_village_is(village):
    SelectionFactory(village=village, batch__name="2025年选派")
    assert told(village)["基本情况"] == [
        ("所属乡镇", village.township.name),
        ("正式名称", village.official_name),
        ("12位代码", village.pk),
        ("选派批次", "2025年选派"),
        ("列入日期", "2025年4月15日"),
    ]


def test_a_village_that_is_not_selected_says_so(village):
    SelectionFactory(village=village, until=DAY)
    assert told(village)["基本情况"][-1] == ("选派村", "现在不是选派村")


def test_an_empty_seat_is_left_blank(posted, village):
    leader = OfficialFactory(name="李志强", unit__name="县委办公室")
    BoardSeatFactory(village=village, official=leader)
    assert told(village)["五方责任"] == [
        ("党支部书记", f"{posted.cadre.name} {posted.cadre.unit}"),
        ("县级包联领导", "李志强 县委办公室"),
        ("乡镇包联干部", ""),
        ("包联单位负责人", ""),
        ("党建指导员", ""),
    ]


def test_it_names_who_is_posted_there_on_the_day(posted, village):
    PostingFactory(village=village, post="worker", ended_on=DAY, reason="期满")
    unit = posted.cadre.unit
    assert told(village)["选派干部"] == [
        (posted.cadre.name, f"党支部书记 · {unit} · 2025年4月到村")
    ]


def test_days_are_those_of_the_last_month_that_was_closed(posted, village, staff):
    for month, days in zip((AUGUST, JULY), (19, 18), strict=True):
        about = {"cadre": posted.cadre, "village": village, "month": month}
        Presence.objects.create(working_days=21, leave_days=21 - days, days=days, **about)
        ClosedMonth.objects.create(area=village.township, month=month)
    assert told(village)["在村天数"] == [(posted.cadre.name, "8月：19 天，请假 2 天")]


def test_a_month_that_was_reopened_is_not_told(posted, village, staff):
    ClosedMonth.objects.create(
        area=village.township,
        month=AUGUST,
        reopened_at="2025-09-09T00:00Z",
        reopened_by=staff,
        reopen_reason="核对",
    )
    assert told(village)["在村天数"] == []


def test_leave_is_told_while_it_is_open_and_not_why(posted, village, staff):
    days = {"first_on": DAY - timedelta(days=2), "last_on": DAY - timedelta(days=1)}
    leave = LeaveFactory(cadre=posted.cadre, village=village, kind="sick", reason="住院", **days)
    assert told(village)["请假未归"] == []

    decide(leave, approve=True, by=staff)
    assert told(village)["请假未归"] == [(posted.cadre.name, "9月8日至9月9日，还没有销假")]
    assert told(village, DAY - timedelta(days=1))["请假未归"][0][1] == "9月8日至9月9日"

    leave.refresh_from_db()
    leave.returned_on = DAY
    leave.save()
    assert told(village)["请假未归"] == []


def test_the_last_visits_and_logs_are_told_latest_first_and_cut_short(posted, village):
    for n in range(LAST + 2):
        day = DAY - timedelta(days=n)
        visit = VisitFactory(village=village, happened_on=day, text=f"第{n}次。" + "长" * 200)
        WorkLogFactory(village=village, cadre=posted.cadre, happened_on=day, text=f"第{n}条。")
        VisitorFactory(visit=visit)
    VisitFactory(happened_on=DAY, text="别的村。")

    found = told(village)
    assert [text[-5:] for _, text in found["最近的工作日志"]] == [
        f"：第{n}条。" for n in range(LAST)
    ]
    assert [day for day, _ in found["最近的到村指导"]] == [
        "9月10日",
        "9月9日",
        "9月8日",
        "9月7日",
    ]
    assert all(len(text) <= 76 for _, text in found["最近的到村指导"])


def test_what_was_found_is_told_until_it_is_found_mended(village, staff):
    found = {"village": village, "found_on": DAY - timedelta(days=20), "entered_by": staff}
    mended = {"state": "closed", "done_on": DAY, "done_by": staff, "done_note": "改好了"}
    mended |= {"checked_by": staff, "checked_how": "到村看过"}
    Finding.objects.create(text="台账缺两页。", due_on=DAY - timedelta(days=1), **found)
    Finding.objects.create(text="渠没有清", due_on=DAY + timedelta(days=9), **found)
    later = DAY + timedelta(days=1)
    Finding.objects.create(text="屋顶漏水", due_on=later, checked_on=later, **found | mended)
    Finding.objects.create(text="牌子掉漆", due_on=later, checked_on=DAY, **found | mended)
    Finding.objects.create(text="以后查出", due_on=later, **found | {"found_on": later})
    assert told(village)["专班查出的问题"] == [
        ("待整改", "台账缺两页（已超期，9月9日到期）"),
        ("当时在改", "屋顶漏水（9月11日前）"),
        ("待整改", "渠没有清（9月19日前）"),
    ]


def test_a_sheet_of_a_past_day_tells_the_matters_of_that_day(village):
    told_of = {"village": village, "channel": "room", "category": "road"}
    for day, text in ((DAY, "路灯不亮"), (DAY + timedelta(days=1), "以后说的")):
        Matter.objects.create(raised_on=day, text=text, **told_of)
    later = DAY + timedelta(days=2)
    ended = {"state": "told", "done_on": later, "told_on": later, "due_on": later}
    Matter.objects.create(raised_on=DAY, text="井盖破了", **told_of, **ended)
    assert [text for _, text in told(village)["在办的群众诉求"]] == [
        "井盖破了（9月12日以前）",
        "路灯不亮",
    ]


def test_what_is_to_come_or_long_past_is_not_told(posted, village):
    for day in (DAY + timedelta(days=1), DAY - timedelta(days=400)):
        WorkLogFactory(village=village, cadre=posted.cadre, happened_on=day)
    assert told(village)["最近的工作日志"] == []


def test_it_says_the_day_and_nothing_private(posted, village):
    private = CadrePrivateFactory(cadre=posted.cadre)
    private.phone, private.id_number = "13800000001", "11010519491231002X"
    private.save()
    paper = facts_paper([village], DAY, title="浮山县")
    assert paper.data["as_of"] == "2025年9月10日"
    assert private.phone not in f"{paper.data}" and private.id_number not in f"{paper.data}"


def test_narrow_sections_stand_side_by_side(village):
    [sheet] = facts_paper([village], DAY, title="浮山县").data["sheets"]
    assert [[s["title"] for s in row["sections"]] for row in sheet["rows"]] == [
        ["基本情况", "五方责任"],
        ["选派干部"],
        ["在村天数", "请假未归"],
        ["最近的到村指导"],
        ["最近的工作日志"],
        ["在办的群众诉求"],
        ["专班查出的问题"],
        ["进行中的承诺", "点题"],
        ["干部急难事", "导师"],
        ["规划", "村情"],
        ["项目", "今年的资金"],
        ["群众评事", "组织生活"],
    ]


def test_the_last_review_that_was_confirmed_and_this_years_money_are_told(village, staff):
    slips = {"households": 30, "present": 25, "issued": 25, "returned": 25}
    judged = {"said_good": 20, "said_bad": 5, "held_good": 25, "held_on": date(2025, 8, 31)}
    for month, confirmed in ((AUGUST, now()), (date(2025, 9, 1), None)):
        Review.objects.create(
            village=village, month=month, confirmed_at=confirmed, **slips, **judged
        )
    money = {"kind": "money", "what": "修渠", "village": village}
    for unit, amount in ((None, 9_000), (UnitFactory(name="县水利局"), 120_000)):
        Support.objects.create(unit=unit, planned=amount, happened_on=AUGUST, **money)
    Support.objects.create(planned=5, happened_on=date(2024, 12, 31), **money)

    assert told(village)["群众评事"] == [("8月", "说事满意 20/25，议事满意 25/25")]
    assert sorted(told(village)["今年的资金"]) == [
        ("县水利局", "计划 12 万元"),
        ("村里自筹", "计划 9,000 元"),
    ]


def test_a_township_has_a_page_of_its_own_before_its_villages(client, official, posted, village):
    SelectionFactory(village=village)
    elsewhere = SelectionFactory(village__township__code="141027105").village
    LeadershipFactory(official=official.official, area=village.township, since=JULY)
    page = township_page(village.township, DAY)

    assert page["leaders"] == [[official.official.name, official.official.post]]
    assert [row[:2] for row in page["rows"]] == [[village.name, posted.cadre.name]]
    assert ["选派干部", "1", "人"] in page["numbers"]
    assert elsewhere.name not in f"{page}"
    client.force_login(official)
    response = client.get(reverse("facts-paper"))
    assert b"/Count 2" in response.content


def test_a_village_with_much_to_tell_still_fits_one_page(village):
    for _ in range(5):
        cadre = PostingFactory(village=village, post="worker").cadre
        WorkLogFactory(village=village, cadre=cadre, happened_on=DAY, text="长" * 500)
        VisitFactory(village=village, happened_on=DAY, text="长" * 500)
    _much_of_its_own(village)
    assert b"/Count 1" in facts_paper([village], DAY, title="浮山县").pdf()


def _much_of_its_own(village):
    """Plans of every kind, a year, five projects and branch life of every kind."""
    year = {"grade": "good", "premises": "met", "demonstration": "county"}
    VillageYear.objects.create(
        village=village, year=2024, households=90, people=270, income_own=60000, **year
    )
    for kind in PlanKind:
        days = {"began_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31)}
        plan = Plan.objects.create(village=village, kind=kind, **days)
        task = {"began_on": plan.began_on, "due_on": plan.ends_on}
        PlanTask.objects.create(plan=plan, village=village, name="修路", **task)
    for n in range(5):
        days = {"began_on": DAY, "applied_on": DAY, "approved_on": DAY, "state": "running"}
        project = {"name": f"第{n}个" + "长" * 40, "kind": "industry", "organised": "coop"}
        Project.objects.create(village=village, approved=120_000, **project, **days)
    for n in range(5):
        text = f"第{n}个问题" + "长" * 200
        Finding.objects.create(village=village, text=text, found_on=DAY, due_on=DAY)
        told_of = {"channel": "room", "category": "road", "raised_on": DAY}
        Matter.objects.create(village=village, text=text, **told_of)
    for kind in PartyKind:
        there = {"village": village, "happened_on": DAY}
        PartyActivity.objects.create(kind=kind, theme="内容", **there)


def test_more_villages_ask_no_more(village):
    villages = [SelectionFactory(village__township=village.township).village for _ in range(12)]
    for place in villages:
        VisitorFactory(visit=VisitFactory(village=place, happened_on=DAY))
        WorkLogFactory(village=place, cadre=PostingFactory(village=place).cadre, happened_on=DAY)
    with at_most(15):
        fact_sheets(villages, DAY)


@pytest.mark.parametrize("area", ["village", "township"])
def test_it_is_printed_for_a_village_or_a_township_and_noted(client, staff, village, area):
    SelectionFactory(village=village)
    SelectionFactory(village__township=village.township)
    code, rows = {"village": (village.pk, 1), "township": (village.township_id, 2)}[area]
    client.force_login(staff)

    response = client.get(reverse("facts-paper"), {"area": code})

    assert response.content.startswith(b"%PDF-")
    noted = AccessLog.objects.get(deed="print")
    assert (noted.what[-5:], noted.rows) == ("村情一页纸", rows)


def test_a_leader_prints_the_villages_they_answer_for(client, leader, village):
    official = OfficialFactory(user=leader)
    BoardSeatFactory(village=village, official=official)
    BoardSeatFactory()
    client.force_login(leader)

    assert "?mine" in client.get(reverse("home")).text
    assert client.get(reverse("facts-paper") + "?mine").status_code == 200
    assert AccessLog.objects.get(deed="print").rows == 1


def test_who_answers_for_no_village_has_none_to_print(client, leader):
    client.force_login(leader)
    assert client.get(reverse("facts-paper") + "?mine").status_code == 404


def test_a_colleagues_leave_and_days_are_not_told_in_the_village(posted, village, staff):
    decide(LeaveFactory(cadre=posted.cadre, village=village), approve=True, by=staff)
    Presence.objects.create(
        cadre=posted.cadre, village=village, month=AUGUST, working_days=21, days=21
    )
    ClosedMonth.objects.create(area=village.township, month=AUGUST)
    colleague = UserFactory(role="village", area_code=village.pk, cadre_id=10**6)
    assert told(village)["在村天数"] and told(village)["请假未归"]
    with reach(*colleague.reach):
        assert told(village)["在村天数"] == told(village)["请假未归"] == []
