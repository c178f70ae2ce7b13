"""The weekly record tells by itself what there is, and counts nothing."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.leaving import decide
from fushan.catalogue.record import postings_in, records
from fushan.desk.models import AccessLog
from fushan.kit.periods import Period
from fushan.org.reach import reach
from fushan.reports.weekly import month_paper
from tests.factories import (
    LeaveFactory,
    PostingFactory,
    UserFactory,
    VisitFactory,
    VisitorFactory,
    WorkLogFactory,
)
from tests.queries import at_most

WEEK = Period.of("week", date(2025, 9, 10))
WEDNESDAY = date(2025, 9, 10)


@pytest.fixture
def posted(secretary, village):
    return PostingFactory(cadre=secretary.cadre, village=village, began_on=date(2025, 4, 15))


def told(place, period=WEEK):
    rows = postings_in(place, period.first, period.last).order_by("village_id", "pk")
    return {
        record.posting.cadre: [(e.kind, e.text) for _, entries in record.days for e in entries]
        for record in records(rows, period.first, period.last)
    }


def week_page(client, **query):
    return client.get(reverse("weekly"), {"period": WEEK.code} | query)


def test_a_week_is_told_from_what_there_is_day_by_day(posted, village, staff):
    WorkLogFactory(cadre=posted.cadre, village=village, happened_on=WEDNESDAY, text="入户三户。")
    visit = VisitFactory(village=village, happened_on=WEEK.first, text="看渠道。")
    visitor = VisitorFactory(visit=visit).official
    decide(
        LeaveFactory(
            cadre=posted.cadre,
            village=village,
            first_on=date(2025, 9, 11),
            last_on=date(2025, 9, 12),
        ),
        approve=True,
        by=staff,
    )
    assert told(village.pk) == {
        posted.cadre: [
            ("到村指导", f"{visitor.name}：看渠道。"),
            ("日志", "入户三户。"),
            ("请假", "事假，9月11日至9月12日"),
        ]
    }


def test_what_happened_before_or_after_the_week_is_not_in_it(posted, village):
    for day in (WEEK.first - timedelta(days=1), WEEK.last + timedelta(days=1)):
        WorkLogFactory(cadre=posted.cadre, village=village, happened_on=day)
        VisitFactory(village=village, happened_on=day)
    assert told(village.pk) == {posted.cadre: []}


def test_leave_asked_for_is_not_told_as_taken(posted, village):
    LeaveFactory(cadre=posted.cadre, village=village, first_on=WEDNESDAY, last_on=WEDNESDAY)
    assert told(village.pk) == {posted.cadre: []}


def test_who_comes_and_who_goes_is_told_on_the_day(posted, village):
    posted.ended_on, posted.reason = WEDNESDAY, "任期届满"
    posted.save()
    successor = PostingFactory(village=village, began_on=WEDNESDAY)
    VisitFactory(village=village, happened_on=WEDNESDAY, text="欢迎新书记。")
    assert told(village.pk) == {
        posted.cadre: [("任职", "离任：任期届满")],
        successor.cadre: [("任职", f"到{village}任党支部书记"), ("到村指导", "：欢迎新书记。")],
    }


def test_a_visit_is_told_to_everybody_posted_there(posted, village):
    colleague = PostingFactory(village=village, post="worker", began_on=date(2025, 4, 15))
    VisitFactory(village=village, happened_on=WEDNESDAY, text="座谈。")
    assert set(told(village.pk)) == {posted.cadre, colleague.cadre}
    assert all(lines == [("到村指导", "：座谈。")] for lines in told(village.pk).values())


def test_a_log_written_in_another_village_stays_there(posted, village):
    WorkLogFactory(cadre=posted.cadre, happened_on=WEDNESDAY)
    assert told(village.pk) == {posted.cadre: []}


def test_an_empty_week_says_so_and_nothing_is_counted(client, posted, official):
    client.force_login(official)
    page = week_page(client).text
    assert page.count("本周没有记录。") == 1
    assert WEEK.label in page


def test_it_is_what_the_township_and_the_department_find_under_logs(client, official, staff):
    for user in (official, staff):
        client.force_login(user)
        menu = client.get(reverse("villages")).context["menu"]
        assert {"label": "日志", "url": reverse("weekly"), "current": False} in menu


def test_a_week_is_picked_by_any_of_its_days(client, posted, official):
    client.force_login(official)
    page = client.get(reverse("weekly"), {"on": "2025-09-14"})
    assert page.context["asked"].period == WEEK


@pytest.mark.parametrize("on", ["2025-02-30", "9999-12-31", "明天", "2025-09-10~2025-09-11"])
def test_a_day_that_is_none_is_not_found(client, posted, official, on):
    client.force_login(official)
    assert client.get(reverse("weekly"), {"on": on}).status_code == 404


def test_weeks_only(client, posted, official):
    client.force_login(official)
    assert week_page(client, period="2025-09").status_code == 404


def test_a_week_that_has_not_begun_is_not_offered(client, posted, official):
    client.force_login(official)
    labels = [b["label"] for b in client.get(reverse("weekly")).context["beside"]]
    assert len(labels) == 1


def test_a_colleagues_leave_is_not_told_in_the_village(posted, village, staff):
    decide(LeaveFactory(cadre=posted.cadre, village=village), approve=True, by=staff)
    colleague = UserFactory(role="village", area_code=village.pk, cadre_id=10**6)
    with reach(*colleague.reach):
        assert told(village.pk) == {posted.cadre: []}


def test_a_page_asks_no_more_for_more_cadres(client, posted, official, village):
    for _ in range(12):
        more = PostingFactory(village__township=village.township, began_on=date(2025, 1, 1))
        WorkLogFactory(cadre=more.cadre, village=more.village, happened_on=WEDNESDAY)
        VisitorFactory(visit=VisitFactory(village=more.village, happened_on=WEDNESDAY))
    client.force_login(official)
    with at_most(8):
        response = week_page(client)
    assert len(response.context["records"]) == 13


def test_twenty_on_a_page_then_the_next(client, official, village):
    for _ in range(23):
        PostingFactory(village__township=village.township, began_on=date(2025, 1, 1))
    client.force_login(official)
    first = week_page(client)
    rest = client.get(first.context["more"])
    assert (len(first.context["records"]), len(rest.context["records"])) == (20, 3)


@pytest.mark.parametrize(("area", "right"), [("village", 200), ("township", 200), ("county", 404)])
def test_a_month_is_printed_for_a_village_or_a_township(
    client, posted, staff, village, area, right
):
    codes = {"village": village.pk, "township": village.township_id, "county": "141027"}
    client.force_login(staff)
    url = reverse("weekly-paper")
    response = client.get(url, {"area": codes[area], "period": "2025-09"})
    assert response.status_code == right
    if right == 200:
        assert b"".join(response)[:5] == b"%PDF-"
        assert AccessLog.objects.latest("pk").what.endswith("2025年9月工作纪实")


def weeks_on_paper(posting, month):
    [record] = month_paper([posting], month, title="浮山县").data["records"]
    return [week["label"] for week in record["weeks"]]


def test_a_printed_month_has_its_own_days_only(posted):
    assert weeks_on_paper(posted, Period.of("month", WEDNESDAY)) == [
        "9月1日—7日",
        "9月8日—14日",
        "9月15日—21日",
        "9月22日—28日",
        "9月29日—30日",
    ]


def test_weeks_before_somebody_came_and_after_they_left_are_not_printed(posted):
    posted.began_on, posted.ended_on, posted.reason = date(2025, 9, 10), date(2025, 9, 22), "期满"
    posted.save()
    month = Period.of("month", WEDNESDAY)
    assert weeks_on_paper(posted, month) == ["9月8日—14日", "9月15日—21日", "9月22日—28日"]


def test_a_week_that_has_not_begun_is_not_printed(posted):
    today = localdate()
    ahead = Period.of("month", today).next
    assert weeks_on_paper(posted, ahead) == []
    assert len(weeks_on_paper(posted, ahead.previous)) == (
        sum(week.first <= today for week in ahead.previous.weeks())
    )


def test_one_cadre_may_be_printed_alone(client, posted, staff, village):
    PostingFactory(village=village, post="worker", began_on=date(2025, 4, 15))
    client.force_login(staff)
    ask = {"area": village.pk, "period": "2025-09", "cadre": posted.cadre_id}
    client.get(reverse("weekly-paper"), ask)
    assert AccessLog.objects.latest("pk").rows == 1


def test_an_entry_is_a_link_only_for_who_may_open_its_page(client, leader, official, posted):
    day = date(2025, 9, 2)
    told_of = {"cadre": posted.cadre, "village": posted.village}
    leave = LeaveFactory(first_on=day, last_on=day, **told_of)
    decide(leave, approve=True, by=official)
    opened = {}
    for user in (leader, official):
        client.force_login(user)
        asked = {"area": posted.village_id, "on": f"{day}"}
        page = client.get(reverse("weekly"), asked).text
        opened[user.role] = ("请假" in page, reverse("leave:leave", args=[leave.pk]) in page)
    assert opened == {"leader": (True, False), "township": (True, True)}
