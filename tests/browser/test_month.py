"""A month in an office, from the 1st to its closing, by everybody in their turn."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from cadres.models import Handover, Leave, LeaveState, Posting, Presence, WorkLog
from fushan.desk.models import ClosedMonth, Holiday
from fushan.kit.periods import Period
from fushan.org.models import Duty
from tests.factories import (
    BoardSeatFactory,
    CadreFactory,
    LeadershipFactory,
    PostingFactory,
    SelectionFactory,
)
from villages.models import Seat, Visit

DESK = {"viewport": {"width": 1440, "height": 900}, "is_mobile": False, "has_touch": False}
LAST = Period.of("month", localdate()).previous  # lived through now: nothing ends it but people
BEGAN = LAST.first - timedelta(days=200)


def working_day(n):
    """The n-th Monday to Friday of that month."""
    days = (LAST.first + timedelta(days=i) for i in range(LAST.days))
    return [day for day in days if day.weekday() < 5][n]


@dataclass
class Office:
    """Who sits before which screen, and about whom it all is."""

    village: object
    cadre: object
    official: object
    successor: object
    phone: object
    township: object
    desk: object
    leader: object
    auditor: object


@pytest.fixture
def office(opened, secretary, official, staff, leader, auditor, village):
    """A cadre in post, an official who approves and leads, a board, a successor who waits."""
    Holiday.objects.bulk_create(
        Holiday(day=day, is_working=day.weekday() < 5, name="示例")
        for day in (LAST.first + timedelta(days=n) for n in range(LAST.days))
    )
    official.duties = list(Duty)
    official.save()
    SelectionFactory(village=village, since=BEGAN)
    LeadershipFactory(official=official.official, area=village.township, since=BEGAN)
    BoardSeatFactory(
        village=village, seat=Seat.TOWNSHIP_OFFICIAL, official=official.official, since=BEGAN
    )
    PostingFactory(cadre=secretary.cadre, village=village, began_on=BEGAN)
    return Office(
        village,
        secretary.cadre,
        official,
        successor=CadreFactory(name="示例接任"),
        phone=opened(secretary),
        township=opened(official),
        desk=opened(staff, **DESK),
        leader=opened(leader, **DESK),
        auditor=opened(auditor, **DESK),
    )


def fill(page, label, value):
    page.get_by_label(label, exact=False).first.fill(value)


def save(page, name="保存"):
    with page.expect_navigation():  # the form first asks whether the network is there
        page.get_by_role("button", name=name).click()


def write_a_log(page, day, text):
    page.goto("/logs/new/")
    fill(page, "做了什么", text)
    fill(page, "哪天", day.isoformat())
    save(page)
    page.get_by_text("日志已保存").wait_for()


def write_a_visit(page, village, day, text, *, join=None):
    page.goto(f"/visits/new/{village.pk}/")
    page.get_by_label("一句话说清").fill(text)
    page.get_by_label("哪天").fill(day.isoformat())
    if page.locator("input[name=visitors]:checked").count() == 0:
        page.locator("label:has(input[name=visitors])").first.click()
    save(page)
    if join:
        page.get_by_text("并入：").first.click()
        save(page)
    page.get_by_text("的到村指导已保存").wait_for()


def ask_for_leave(page, first, last):
    page.goto("/leave/new/")
    page.get_by_text("事假").click()
    fill(page, "从哪天", first.isoformat())
    fill(page, "到哪天", last.isoformat())
    save(page, "提交")
    page.get_by_text("已提交，由乡镇审批").wait_for()


def open_what_is_owed(page, text):
    page.goto("/")
    with page.expect_navigation():
        page.get_by_role("link", name=text).first.click()


def the_weeks_pass(office):
    """A log, a visit by the township, and the same visit seen from the village."""
    write_a_log(office.phone, working_day(0), "入户走访，商量秋收互助。")
    write_a_visit(office.township, office.village, working_day(1), "看了渠道清淤。")
    seen = "乡里来看渠道，定了工期。"
    write_a_visit(office.phone, office.village, working_day(1), seen, join=True)
    assert Visit.objects.count() == 1


def leave_is_taken(office):
    """Asked on the phone, answered from the township's list, the return noted."""
    ask_for_leave(office.phone, working_day(5), working_day(6))
    open_what_is_owed(office.township, f"{office.cadre}请假待批")
    office.township.get_by_text("批准", exact=True).first.click()
    save(office.township, "提交审批")
    open_what_is_owed(office.phone, f"{office.cadre}假满销假")
    fill(office.phone, "哪天回村的", working_day(7).isoformat())
    save(office.phone, "销假")
    leave = Leave.objects.get()
    assert (leave.state, leave.returned_on) == (LeaveState.APPROVED, working_day(7))


def the_month_is_settled(office):
    """A weekend is added; the rest is confirmed in one tap."""
    office.township.goto(f"/month/?area={office.village.township_id}&period={LAST.code}")
    office.township.get_by_role("link", name=office.cadre.name).first.click()
    fill(office.township, "加班的周末", "1")
    save(office.township)
    save(office.township, "全部确认并收尾")
    office.township.get_by_text("已收尾").first.wait_for()
    presence = Presence.objects.get()
    assert (presence.leave_days, presence.weekend_days) == (2, 1)
    assert ClosedMonth.objects.get().closed_by == office.official


def something_comes_late(office):
    """An edit is refused, a late log says why, the department opens the month with a reason."""
    phone, desk = office.phone, office.desk
    phone.goto(f"/logs/{WorkLog.objects.get().pk}/edit/")
    phone.get_by_text("已经收尾，这一条不能再改").wait_for()
    phone.goto("/logs/new/")
    fill(phone, "做了什么", "帮两户办医保。")
    fill(phone, "哪天", working_day(8).isoformat())
    save(phone)
    fill(phone, "补录理由", "当天没有信号")
    save(phone)
    phone.get_by_text("日志已保存").wait_for()
    assert WorkLog.objects.get(late_reason="当天没有信号").happened_on == working_day(8)
    desk.goto(f"/month/{ClosedMonth.objects.get().pk}/reopen/")
    fill(desk, "理由", "漏记一次到村")
    save(desk, "重新打开")
    assert ClosedMonth.objects.get().reopen_reason == "漏记一次到村"


def the_cadre_goes(office):
    """Nothing is left open on the name, and the next one is in post the same day."""
    desk, successor = office.desk, office.successor
    desk.goto(f"/handovers/cadre/{office.cadre.pk}/")
    desk.get_by_label("原因").select_option("提拔交流")
    desk.locator("select[name^=to_posting]").select_option(str(successor.pk))
    save(desk, "办理交接")
    desk.get_by_role("link", name="打印交接清单").wait_for()
    assert Handover.objects.get().receiver == successor.name
    assert [p.cadre for p in Posting.objects.filter(ended_on=None)] == [successor]
    assert Leave.objects.filter(returned_on=None, state=LeaveState.APPROVED).count() == 0


def the_leader_looks(office):
    """From the number to its one record, with the words of both who saw it; nothing to type."""
    page = office.leader
    page.goto(f"/?period={LAST.code}")
    page.locator(".fig", has_text="到村指导").get_by_role("link").first.click()
    page.locator("tbody").get_by_role("link").click()
    page.wait_for_url("**/visits/*/")
    assert [page.get_by_text(words).count() for words in ("看了渠道清淤。", "定了工期")] == [1, 1]
    assert page.locator("main form").count() == 0


def the_auditor_checks(office):
    """Who opened the month again stands in the trail, and no word of what was written in it."""
    page = office.auditor
    page.goto("/trail/")
    page.get_by_role("link", name="修改已收尾的月份").first.click()
    page.get_by_text("漏记一次到村").first.wait_for()
    assert page.get_by_text("渠道").count() == 0


def test_a_month_is_lived_through_from_the_first_to_its_closing(office):
    the_weeks_pass(office)
    leave_is_taken(office)
    the_month_is_settled(office)
    something_comes_late(office)
    the_leader_looks(office)
    the_cadre_goes(office)
    the_auditor_checks(office)
    desks = (office.phone, office.township, office.desk, office.leader, office.auditor)
    assert [page.faults for page in desks] == [[]] * 5

    office.phone.goto("/logs/new/")
    assert office.phone.get_by_role("button", name="保存").count() == 0
