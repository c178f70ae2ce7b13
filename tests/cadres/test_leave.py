"""Leave: asked in working days, decided by whom it is for, ended by coming back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.actions import end_posting
from cadres.facts import LEAVES
from cadres.leaving import decide, withdraw
from cadres.models import Leave, LeaveLevel, LeaveState
from fushan.catalogue.dues import dues_of
from fushan.desk.models import ClosedMonth, Holiday, Setting
from fushan.inbox.models import Notice
from fushan.org.models import Duty
from tests.factories import LeaveFactory, PostingFactory, UserFactory, VillageFactory
from tests.queries import at_most

SUBMISSION = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def posted(secretary, village):
    return PostingFactory(cadre=secretary.cadre, village=village, began_on=date(2024, 4, 15))


@pytest.fixture
def approver(official):
    official.duties = [Duty.APPROVER]
    official.save()
    return official


def monday(weeks=1):
    """A Monday ahead. No week of these tests has a holiday: the calendar says so itself."""
    today = localdate()
    return today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)


@pytest.fixture(autouse=True)
def plain_calendar(db):
    """Every weekday is worked, every weekend is not, whatever the nation's calendar says."""
    start = monday(-3)
    Holiday.objects.bulk_create(
        Holiday(day=day, is_working=day.weekday() < 5, name="示例")
        for day in (start + timedelta(days=n) for n in range(140))
    )


def asked(client, first, last, **more):
    typed = {"kind": "personal", "first_on": first, "last_on": last, "submission": SUBMISSION}
    return client.post(reverse("leave:ask-leave"), typed | more)


def leave_of(secretary, village, first, last, **more):
    return LeaveFactory(
        cadre=secretary.cadre, village=village, first_on=first, last_on=last, **more
    )


def approved(leave, by):
    return decide(leave, approve=True, by=by)


@pytest.mark.parametrize(
    ("nights", "days", "level"),
    [
        (0, 1, LeaveLevel.TOWNSHIP),
        (2, 3, LeaveLevel.TOWNSHIP),
        (3, 4, LeaveLevel.COUNTY),
        (7, 6, LeaveLevel.COUNTY),  # over a weekend
    ],
)
def test_leave_is_counted_in_working_days_and_goes_to_whose_it_is(
    client, posted, secretary, nights, days, level
):
    client.force_login(secretary)
    asked(client, monday(), monday() + timedelta(days=nights))
    leave = Leave.objects.get()
    assert (leave.days, leave.total_days, leave.level) == (days, days, level)


def test_how_many_days_a_township_may_give_is_a_setting(client, posted, secretary):
    Setting.objects.create(key="leave_township_days", value="1")
    client.force_login(secretary)
    asked(client, monday(), monday() + timedelta(days=1))
    assert Leave.objects.get().level == LeaveLevel.COUNTY


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (0, -1, "“到哪天”不能早于“从哪天”。"),
        (5, 6, "这几天都不上班，不用请假。"),
        (0, 300, "请假最长 200 天，也不能离今天太远，请核对日期。"),
        (-900, -899, "请假最长 200 天，也不能离今天太远，请核对日期。"),
    ],
)
def test_impossible_days_are_told_and_nothing_is_kept(client, posted, secretary, first, last, said):
    client.force_login(secretary)
    response = asked(client, *(monday() + timedelta(days=n) for n in (first, last)))
    assert said in response.text
    assert Leave.objects.count() == 0


def test_leave_outside_ones_time_in_the_village_is_told(client, posted, secretary):
    posted.began_on = monday(2)
    posted.save()
    client.force_login(secretary)
    response = asked(client, monday(), monday())
    assert "请假的日子不在本村任职期内。" in response.text


def test_nobody_is_on_leave_twice_at_once(client, posted, secretary, village):
    leave_of(secretary, village, monday(), monday() + timedelta(days=2))
    client.force_login(secretary)
    response = asked(client, monday() + timedelta(days=2), monday() + timedelta(days=3))
    assert "这几天里已经请过假。" in response.text
    assert Leave.objects.count() == 1


def test_a_second_tap_asks_once(client, posted, secretary):
    client.force_login(secretary)
    answers = [asked(client, monday(), monday()).url for _ in range(2)]
    assert answers[0] == answers[1]
    assert Leave.objects.count() == 1


def test_a_township_asks_for_a_cadre_and_both_names_stay(client, posted, secretary, official):
    client.force_login(official)
    url = f"{reverse('leave:ask-leave')}?cadre={secretary.cadre_id}"
    client.post(
        url,
        {
            "kind": "sick",
            "first_on": monday(),
            "last_on": monday(),
            "submission": SUBMISSION,
        },
    )
    leave = Leave.objects.get()
    assert (leave.cadre, leave.entered_by, leave.on_behalf) == (secretary.cadre, official, True)


def test_the_approver_gives_short_leave_and_the_cadre_is_told(
    client, posted, secretary, approver, village
):
    leave = leave_of(secretary, village, date(2025, 9, 8), date(2025, 9, 9))
    client.force_login(approver)
    client.post(reverse("leave:decide-leave", args=[leave.pk]), {"decision": "yes"})
    leave.refresh_from_db()
    assert (leave.state, leave.decided_by) == (LeaveState.APPROVED, approver)
    assert Notice.objects.get().text == "9月8日至9月9日的事假已批准。"


def test_a_deputy_gives_leave_in_the_approvers_place(client, posted, secretary, official, village):
    official.duties = [Duty.DEPUTY]
    official.save()
    leave = leave_of(secretary, village, monday(), monday())
    client.force_login(official)
    client.post(reverse("leave:decide-leave", args=[leave.pk]), {"decision": "yes"})
    assert Leave.objects.get().state == LeaveState.APPROVED


def test_an_official_without_that_duty_gives_none(client, posted, secretary, official, village):
    leave = leave_of(secretary, village, monday(), monday())
    client.force_login(official)
    answer = client.post(reverse("leave:decide-leave", args=[leave.pk]), {"decision": "yes"})
    assert answer.status_code == 403
    assert Leave.objects.get().state == LeaveState.ASKED


def test_long_leave_is_not_the_townships(client, posted, secretary, approver, staff, village):
    leave = leave_of(secretary, village, monday(), monday() + timedelta(days=4))
    url = reverse("leave:decide-leave", args=[leave.pk])
    client.force_login(approver)
    assert client.post(url, {"decision": "yes"}).status_code == 403
    client.force_login(staff)
    client.post(url, {"decision": "yes"})
    assert Leave.objects.get().decided_level == LeaveLevel.COUNTY


def test_not_even_sql_lets_a_township_give_long_leave(posted, secretary, approver, village):
    leave = leave_of(secretary, village, monday(), monday() + timedelta(days=4))
    with pytest.raises(IntegrityError, match="is_the_countys"), transaction.atomic():
        approved(leave, approver)


def test_refusing_asks_why(client, posted, secretary, approver, village):
    leave = leave_of(secretary, village, monday(), monday())
    url = reverse("leave:decide-leave", args=[leave.pk])
    client.force_login(approver)
    assert "不批准请写明原因。" in client.post(url, {"decision": "no"}).text
    client.post(url, {"decision": "no", "answer": "换届期间"})
    leave.refresh_from_db()
    assert (leave.state, leave.answer) == (LeaveState.REFUSED, "换届期间")


def test_the_first_decision_stands(posted, secretary, approver, staff, village):
    leave = leave_of(secretary, village, monday(), monday())
    approved(leave, approver)
    decide(leave, approve=False, by=staff, answer="不行")
    leave.refresh_from_db()
    assert (leave.state, leave.decided_by) == (LeaveState.APPROVED, approver)


def test_leave_is_extended_before_it_ends_and_the_days_add_up(
    client, posted, secretary, approver, village
):
    today = localdate()
    first = approved(leave_of(secretary, village, monday(), monday() + timedelta(days=1)), approver)
    client.force_login(secretary)
    url = reverse("leave:extend-leave", args=[first.pk])
    typed = {"last_on": monday() + timedelta(days=3), "kind": "personal", "submission": SUBMISSION}
    client.post(url, typed)

    more = Leave.objects.get(extends=first)
    assert today <= first.last_on
    assert (more.first_on, more.days, more.total_days) == (first.last_on + timedelta(days=1), 2, 4)
    assert more.level == LeaveLevel.COUNTY  # four days on end are the county's


def extension_of(leave, nights, **more):
    first = leave.last_on + timedelta(days=1)
    last = leave.last_on + timedelta(days=nights)
    return leave_of_cadre(leave, first, last, extends=leave, **more)


def leave_of_cadre(leave, first, last, **more):
    return LeaveFactory(
        cadre=leave.cadre, village=leave.village, first_on=first, last_on=last, **more
    )


@pytest.mark.parametrize("state", [LeaveState.REFUSED, LeaveState.WITHDRAWN])
def test_an_extension_that_came_to_nothing_is_asked_anew(
    client, posted, secretary, approver, village, state
):
    first = approved(leave_of(secretary, village, monday(), monday()), approver)
    more = extension_of(first, 1)
    if state == LeaveState.REFUSED:
        decide(more, approve=False, by=approver, answer="换届期间")
    else:
        withdraw(more)
    client.force_login(secretary)
    typed = {"last_on": first.last_on + timedelta(days=2), "kind": "personal"}
    client.post(reverse("leave:extend-leave", args=[first.pk]), typed | {"submission": SUBMISSION})
    extensions = first.extensions.order_by("pk").values_list("state", "days")
    assert list(extensions) == [(state, 1), (LeaveState.ASKED, 2)]


@pytest.mark.parametrize(
    ("first", "days", "level"),
    [
        (3, 1, LeaveLevel.COUNTY),  # Thursday on, after Monday to Wednesday
        (-3, 1, LeaveLevel.COUNTY),  # the Friday before, a weekend between
        (4, 1, LeaveLevel.TOWNSHIP),  # Friday: Thursday is worked
    ],
)
def test_leaves_that_meet_are_one_absence(client, posted, secretary, village, first, days, level):
    leave_of(secretary, village, monday(2), monday(2) + timedelta(days=2))
    client.force_login(secretary)
    day = monday(2) + timedelta(days=first)
    asked(client, day, day)
    leave = Leave.objects.latest("pk")
    assert (leave.days, leave.total_days, leave.level) == (
        days,
        4 if level == LeaveLevel.COUNTY else 1,
        level,
    )


def test_who_came_back_early_has_been_back(posted, secretary, village, staff):
    gone = monday(-2)
    leave = decide(
        leave_of(secretary, village, gone, gone + timedelta(days=4)), approve=True, by=staff
    )
    leave.returned_on = gone + timedelta(days=3)
    leave.save()
    away = [Leave.objects.away(gone + timedelta(days=n)).count() for n in range(5)]
    assert away == [1, 1, 1, 0, 0]


def test_not_even_sql_extends_a_leave_twice(posted, secretary, approver, village):
    first = approved(leave_of(secretary, village, monday(), monday()), approver)
    extension_of(first, 1)
    with pytest.raises(IntegrityError, match="leave_extended_once"), transaction.atomic():
        leave_of_cadre(first, monday(2), monday(2), extends=first)


def test_who_was_refused_more_days_is_still_to_come_back(posted, secretary, approver, village):
    gone = monday(-2)
    first = approved(leave_of(secretary, village, gone, gone), approver)
    decide(extension_of(first, 1), approve=False, by=approver, answer="换届期间")
    assert [due.url for due in dues_of(secretary, localdate()) if due.kind == "leave_return"] == [
        reverse("leave:note-return", args=[first.pk])
    ]
    assert LEAVES.told([village], localdate())[village.pk][0][0] == secretary.cadre.name


def test_taking_leave_back_takes_back_what_was_to_follow(client, posted, secretary, village, staff):
    first = decide(leave_of(secretary, village, monday(), monday()), approve=True, by=staff)
    more = extension_of(first, 1)
    client.force_login(secretary)
    client.post(reverse("leave:withdraw-leave", args=[first.pk]))
    more.refresh_from_db()
    assert more.state == LeaveState.WITHDRAWN


def test_coming_back_is_noted_on_the_extension(client, posted, secretary, staff, village):
    gone = monday(-2)
    first = decide(leave_of(secretary, village, gone, gone), approve=True, by=staff)
    more = decide(extension_of(first, 1), approve=True, by=staff)
    client.force_login(secretary)
    page = client.get(reverse("leave:note-return", args=[first.pk]), follow=True)
    assert "这张假条现在不用销假。" in page.text
    assert client.get(reverse("leave:note-return", args=[more.pk])).status_code == 200


def test_a_township_takes_back_only_what_it_asked_for(client, posted, secretary, official, village):
    theirs = leave_of(secretary, village, monday(), monday(), entered_by=secretary)
    ours = leave_of(secretary, village, monday(2), monday(2), entered_by=official)
    client.force_login(official)
    for leave in (theirs, ours):
        client.post(reverse("leave:withdraw-leave", args=[leave.pk]))
        leave.refresh_from_db()
    assert (theirs.state, ours.state) == (LeaveState.ASKED, LeaveState.WITHDRAWN)


def test_a_withdrawn_leave_still_says_who_had_given_it(client, posted, secretary, staff, village):
    leave = decide(leave_of(secretary, village, monday(), monday()), approve=True, by=staff)
    withdraw(leave)
    client.force_login(secretary)
    page = client.get(reverse("leave:leave", args=[leave.pk])).text
    assert f"{staff}已批准" in page
    assert "<dt>撤回</dt>" in page


def test_leave_in_a_closed_month_is_the_departments_to_let_in(client, posted, secretary, village):
    gone = monday(-3)
    ClosedMonth.objects.create(area_id=village.township_id, month=gone.replace(day=1))
    client.force_login(secretary)
    page = asked(client, gone, gone).text
    assert f"{gone.month}月已经收尾，在村天数已经确认。补登请假，请组织部重新打开。" in page
    assert Leave.objects.count() == 0


def test_leave_that_is_over_is_not_extended(client, posted, secretary, approver, village):
    over = monday(-2)
    leave = approved(leave_of(secretary, village, over, over), approver)
    client.force_login(secretary)
    response = client.get(reverse("leave:extend-leave", args=[leave.pk]), follow=True)
    assert "续假须在期满前办理；已经续过或已经回村的不能再续。" in response.text


def test_coming_back_is_noted_with_its_day(client, posted, secretary, approver, village):
    gone = monday(-2)
    leave = approved(leave_of(secretary, village, gone, gone + timedelta(days=1)), approver)
    client.force_login(secretary)
    url = reverse("leave:note-return", args=[leave.pk])
    assert "回村日期须在请假开始以后" in client.post(url, {"returned_on": gone}).text
    late = localdate() + timedelta(days=1)
    assert "日期不能晚于今天。" in client.post(url, {"returned_on": late}).text
    client.post(url, {"returned_on": gone + timedelta(days=2)})
    leave.refresh_from_db()
    assert leave.returned_on == gone + timedelta(days=2)


def test_what_has_not_begun_is_withdrawn_and_what_has_is_not(
    client, posted, secretary, approver, village
):
    ahead = approved(leave_of(secretary, village, monday(), monday()), approver)
    begun = approved(leave_of(secretary, village, monday(-2), monday(-2)), approver)
    client.force_login(secretary)
    for leave in (ahead, begun):
        client.post(reverse("leave:withdraw-leave", args=[leave.pk]))
        leave.refresh_from_db()
    assert (ahead.state, begun.state) == (LeaveState.WITHDRAWN, LeaveState.APPROVED)


def test_the_days_of_a_leave_never_change(posted, secretary, village):
    leave = leave_of(secretary, village, monday(), monday())
    leave.last_on += timedelta(days=1)
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        leave.save()


def test_a_colleague_in_the_same_village_sees_nobodys_leave(client, posted, secretary, village):
    leave = leave_of(secretary, village, monday(), monday())
    colleague = UserFactory(role="village", area_code=village.pk, cadre_id=10**6)
    client.force_login(colleague)
    assert client.get(reverse("leave:leave", args=[leave.pk])).status_code == 404


def test_the_list_of_leave_asks_no_more_for_more_rows(client, official, village):
    for n in range(12):
        LeaveFactory(village=village, first_on=monday(n), last_on=monday(n))
    LeaveFactory(village=VillageFactory())
    client.force_login(official)
    with at_most(8):
        response = client.get(reverse("leave:leaves"))
    assert response.text.count("/leave/") >= 12


def test_who_left_the_village_asks_for_no_leave(client, posted, secretary):
    end_posting(posted, on=localdate(), reason="调动")
    client.force_login(secretary)
    assert client.get(reverse("leave:ask-leave")).status_code == 403
