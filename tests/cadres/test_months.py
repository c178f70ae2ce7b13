"""Presence and the month's end: one number a cadre, one tap a township, then nothing changes."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.actions import end_posting
from cadres.leaving import decide
from cadres.models import Presence, WorkLog
from cadres.months import close_month, close_what_is_over, month_due, reopen_month, shares
from fushan.desk.models import ClosedMonth, Setting
from fushan.inbox.models import Notice
from fushan.kit.periods import Period
from tests.factories import (
    LeaveFactory,
    PostingFactory,
    UserFactory,
    VisitFactory,
    VisitorFactory,
    WorkLogFactory,
)
from tests.queries import at_most
from villages.models import Visit

SEPTEMBER = Period.of("month", date(2025, 9, 1))  # 22 working days, the 28th made up for October
SUBMISSION = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def posted(secretary, village):
    return PostingFactory(cadre=secretary.cadre, village=village, began_on=date(2024, 4, 15))


def share(place, month=SEPTEMBER):
    (found,) = shares(place, month)
    return found


def worked(month=SEPTEMBER):
    """Working days of a whole month, by a cadre who was never away."""
    return share(PostingFactory(began_on=date(2024, 4, 15)).village_id, month).presence.days


def month_page(client, village, month=SEPTEMBER):
    return client.get(f"{reverse('month')}?area={village.township_id}&period={month.code}")


def close_url(village, month=SEPTEMBER):
    return f"{reverse('close-month')}?area={village.township_id}&period={month.code}"


def test_presence_is_working_days_less_leave(posted, village, staff):
    whole = share(village.pk).presence
    assert whole.days == whole.working_days == worked()

    decide(LeaveFactory(cadre=posted.cadre, village=village), approve=True, by=staff)

    assert share(village.pk).presence.days == whole.days - 2


def test_leave_that_nobody_gave_takes_no_day(posted, village):
    LeaveFactory(cadre=posted.cadre, village=village)
    assert share(village.pk).presence.leave_days == 0


def test_who_came_back_early_was_there_again(posted, village, staff):
    leave = decide(LeaveFactory(cadre=posted.cadre, village=village), approve=True, by=staff)
    leave.returned_on = date(2025, 9, 9)
    leave.save()
    assert share(village.pk).presence.leave_days == 1


def test_a_change_within_the_month_splits_the_days(posted, village):
    posted.ended_on = date(2025, 9, 15)
    posted.save()
    successor = PostingFactory(village=village, began_on=date(2025, 9, 15))

    days = {row.posting.cadre: row.presence.days for row in shares(village.pk, SEPTEMBER)}

    assert days[posted.cadre] == 10  # 1 to 12 September
    assert days[posted.cadre] + days[successor.cadre] == worked()


def test_the_floor_is_twenty_days_or_what_leave_left_of_the_month(posted, village, staff):
    assert share(village.pk).floor == 20
    decide(
        LeaveFactory(
            cadre=posted.cadre,
            village=village,
            first_on=date(2025, 9, 1),
            last_on=date(2025, 9, 12),
        ),
        approve=True,
        by=staff,
    )
    least = share(village.pk)
    assert (least.floor, least.is_below) == (least.presence.days, False)


def test_the_township_adds_weekends_and_days_missed(client, posted, official, village):
    client.force_login(official)
    url = f"{reverse('presence', args=[posted.pk])}?period={SEPTEMBER.code}"
    before = share(village.pk).presence.days
    typed = {"weekend_days": 2, "absent_days": 1, "note": "下乡途中生病", "submission": SUBMISSION}

    client.post(url, typed)

    kept = Presence.objects.get()
    assert (kept.weekend_days, kept.absent_days, kept.days) == (2, 1, before + 1)
    assert kept.confirmed_at is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"absent_days": 1, "note": ""}, "填了“另外不在村”，请写明情况。"),
        ({"absent_days": 40, "note": "请核对"}, "不在村的天数比应在村的还多，请核对。"),
    ],
)
def test_missed_days_want_a_word_and_are_no_more_than_there_were(
    client, posted, official, typed, said
):
    client.force_login(official)
    url = f"{reverse('presence', args=[posted.pk])}?period={SEPTEMBER.code}"
    response = client.post(url, {"weekend_days": 0, "submission": SUBMISSION} | typed)
    assert said in response.text
    assert Presence.objects.count() == 0


def test_one_tap_confirms_everybody_and_closes_the_month(client, posted, official, village):
    PostingFactory(village__township=village.township, began_on=date(2025, 1, 1))
    client.force_login(official)

    client.post(close_url(village))

    closed = ClosedMonth.objects.get()
    assert (closed.area_id, closed.month, closed.closed_by) == (
        village.township_id,
        SEPTEMBER.first,
        official,
    )
    assert set(Presence.objects.values_list("confirmed_by", flat=True)) == {official.pk}
    assert Presence.objects.count() == 2


def test_a_month_that_is_not_over_is_not_closed(client, posted, official, village):
    client.force_login(official)
    ahead = Period.of("month", localdate() + timedelta(days=40))
    client.post(close_url(village, ahead))
    assert ClosedMonth.objects.count() == 0


def test_leave_that_waits_for_an_answer_holds_the_month_open(client, posted, official, village):
    LeaveFactory(cadre=posted.cadre, village=village)
    client.force_login(official)
    response = client.post(close_url(village), follow=True)
    assert "还有 1 张假条没有批，请先批完再收尾。" in response.text
    assert ClosedMonth.objects.count() == 0


def test_closing_twice_is_closing_once(posted, official, village):
    first = close_month(village.township_id, SEPTEMBER, by=official)
    assert close_month(village.township_id, SEPTEMBER) == first


def test_months_close_by_themselves_on_the_tenth_and_the_day_is_a_setting(posted, village):
    assert month_due(date(2025, 10, 9)).code == "2025-08"
    assert month_due(date(2025, 10, 10)).code == "2025-09"
    Setting.objects.create(key="month_closes_on", value="5")
    assert month_due(date(2025, 10, 5)).code == "2025-09"


def test_the_night_closes_what_nobody_has(posted, village):
    assert close_what_is_over(date(2025, 10, 9)) == 1  # August
    assert close_what_is_over(date(2025, 10, 10)) == 1
    assert close_what_is_over(date(2025, 10, 11)) == 0
    assert list(ClosedMonth.objects.order_by("month").values_list("month", "closed_by")) == [
        (date(2025, 8, 1), None),
        (date(2025, 9, 1), None),
    ]


def test_the_nightly_command_says_how_many_months_it_closed(posted, capsys):
    call_command("nightly")
    assert "1 个乡镇的上月已自动收尾。" in capsys.readouterr().out


@pytest.fixture
def closed(posted, village, official):
    WorkLogFactory(cadre=posted.cadre, village=village, happened_on=date(2025, 9, 3))
    VisitorFactory(visit=VisitFactory(village=village, happened_on=date(2025, 9, 3)))
    return close_month(village.township_id, SEPTEMBER, by=official)


@pytest.mark.parametrize("model", [WorkLog, Visit])
def test_nothing_that_happened_in_a_closed_month_changes(closed, model):
    rows = model.objects.filter(happened_on=date(2025, 9, 3))
    for deed in (
        lambda: rows.update(text="改"),
        lambda: rows.update(happened_on=date(2025, 10, 3)),
        lambda: rows.delete(),
    ):
        with pytest.raises(IntegrityError, match="month is closed"), transaction.atomic():
            deed()


def test_nothing_is_moved_into_a_closed_month(closed, village):
    visit = VisitFactory(village=village, happened_on=date(2025, 10, 3))
    visit.happened_on = date(2025, 9, 4)
    with pytest.raises(IntegrityError, match="month is closed"), transaction.atomic():
        visit.save()


def test_presence_of_a_closed_month_stands(closed):
    with pytest.raises(IntegrityError, match="month is closed"), transaction.atomic():
        Presence.objects.update(note="改")


def test_another_township_goes_on(closed):
    log = WorkLogFactory(happened_on=date(2025, 9, 3))
    log.text = "改过"
    log.save()
    assert WorkLog.objects.filter(text="改过").count() == 1


def test_a_late_log_asks_why_and_keeps_the_reason(client, closed, secretary, village):
    client.force_login(secretary)
    typed = {"text": "帮大家收秋。", "happened_on": date(2025, 9, 5), "submission": SUBMISSION}
    response = client.post(reverse("record-log"), typed)
    assert "这个月已经收尾。补录请写明理由，会和记录一起保留。" in response.text
    assert WorkLog.objects.filter(happened_on=date(2025, 9, 5)).count() == 0

    client.post(reverse("record-log"), typed | {"late_reason": "当时没有信号"})

    assert WorkLog.objects.get(happened_on=date(2025, 9, 5)).late_reason == "当时没有信号"


def test_a_reason_is_not_kept_where_none_was_needed(client, posted, secretary):
    client.force_login(secretary)
    typed = {"text": "入户。", "happened_on": localdate(), "submission": SUBMISSION}
    client.post(reverse("record-log"), typed | {"late_reason": "多余的"})
    assert WorkLog.objects.get().late_reason == ""


def test_who_would_edit_a_closed_record_is_told_whom_to_ask(client, closed, secretary):
    log = WorkLog.objects.get()
    client.force_login(secretary)
    response = client.get(reverse("edit-log", args=[log.pk]), follow=True)
    assert "2025年9月已经收尾，这一条不能再改。确需改动，请组织部重新打开。" in response.text


def test_staff_reopen_with_a_reason_and_the_township_is_told(client, closed, staff, official):
    url = reverse("reopen-month", args=[closed.pk])
    client.force_login(staff)
    assert "请写明理由。" in client.post(url, {"reason": " "}).text

    client.post(url, {"reason": "漏了一次到村"})

    closed.refresh_from_db()
    assert (closed.reopened_by, closed.reopen_reason) == (staff, "漏了一次到村")
    assert Notice.objects.get(user=official).text == "2025年9月已由组织部重新打开：漏了一次到村"
    assert WorkLog.objects.update(text="改") == 1


def test_the_page_of_a_reopened_month_says_who_reopened_it_and_why(client, closed, staff, official):
    reopen_month(closed, by=staff, reason="漏了假条")
    client.force_login(official)
    page = client.get(reverse("month"), {"period": "2025-09"}).text
    assert "重新打开：漏了假条。改好以后再收尾一次。" in page
    assert "当月的记录不再改动" not in page


def test_a_township_does_not_reopen(client, closed, official):
    client.force_login(official)
    url = reverse("reopen-month", args=[closed.pk])
    assert client.post(url, {"reason": "想改"}).status_code == 403


def test_a_reopened_month_is_closed_again_with_its_numbers_reckoned_anew(
    posted, closed, staff, village
):
    reopen_month(closed, by=staff, reason="漏了假条")
    decide(LeaveFactory(cadre=posted.cadre, village=village), approve=True, by=staff)
    close_month(village.township_id, SEPTEMBER, by=staff)
    assert Presence.objects.get(cadre=posted.cadre).leave_days == 2
    assert ClosedMonth.objects.count() == 2


def test_a_reopened_month_stays_open_for_a_week(closed, staff):
    reopen_month(closed, by=staff, reason="漏了假条")
    today = localdate()
    spared = ClosedMonth.objects.get()
    assert spared.month == SEPTEMBER.first
    assert close_what_is_over(today) == 1  # another month: this township has cadres
    assert ClosedMonth.objects.filter(month=SEPTEMBER.first, reopened_at=None).count() == 0


def test_the_page_names_what_is_open_and_asks_no_more_for_more_cadres(
    client, posted, official, village
):
    LeaveFactory(cadre=posted.cadre, village=village)
    for _ in range(8):
        PostingFactory(village__township=village.township, began_on=date(2025, 1, 1))
    client.force_login(official)
    with at_most(11):
        response = month_page(client, village)
    assert f"{posted.cadre}请假待批" in response.text
    assert len(response.context["shares"]) == 9


def test_a_colleague_does_not_see_how_many_days_another_was_there(client, posted, closed, village):
    colleague = UserFactory(role="village", area_code=village.pk, cadre_id=10**6)
    client.force_login(colleague)
    presence = Presence.objects.get(cadre=posted.cadre)
    url = reverse("history", args=["cadres.presence", presence.pk])
    assert client.get(url).status_code == 404


def test_who_left_keeps_the_days_of_the_months_they_were_there(posted, closed):
    end_posting(posted, on=localdate(), reason="调动")
    assert Presence.objects.get(cadre=posted.cadre).days > 0
