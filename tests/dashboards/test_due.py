"""One list of what is owed: whose it is, how near it is, and where to settle it."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate

from cadres.actions import end_posting
from cadres.leaving import decide
from cadres.models import Leave
from cadres.months import close_month
from fushan.catalogue.dues import DUES, dues_by_township, dues_of
from fushan.desk.models import Holiday, Setting, WorkWeek
from fushan.kit.once import remembering
from fushan.kit.periods import Period, week_of
from fushan.org.models import Duty
from fushan.org.reach import reach
from tests.factories import (
    BoardSeatFactory,
    LeaveFactory,
    PostingFactory,
    SelectionFactory,
    TownshipOfficialFactory,
    UserFactory,
    VillageFactory,
)
from tests.queries import at_most
from villages.models import Seat

MONDAY, THURSDAY = date(2025, 9, 8), date(2025, 9, 11)


@pytest.fixture(autouse=True)
def plain_calendar(db):
    for monday in (MONDAY - timedelta(weeks=1), MONDAY, week_of(localdate())[0]):
        WorkWeek.objects.create(monday=monday, working_days=5)
    Holiday.objects.bulk_create(
        Holiday(day=date(2025, 9, 1) + timedelta(days=n), is_working=n % 7 < 5, name="示例")
        for n in range(60)
    )


@pytest.fixture
def posted(secretary, village):
    SelectionFactory(village=village, since=date(2025, 9, 1))
    return PostingFactory(cadre=secretary.cadre, village=village, began_on=date(2025, 9, 1))


def owed(user, day, kind=None):
    with reach(*user.reach):
        return [due for due in dues_of(user, day) if kind in (None, due.kind)]


@pytest.mark.parametrize(
    ("day", "urgency"),
    [
        (MONDAY + timedelta(days=2), ""),
        (THURSDAY, "warn"),
        (MONDAY + timedelta(days=6), "warn"),
        (MONDAY + timedelta(days=7), "bad"),
    ],
)
def test_a_week_is_neutral_then_amber_and_red_only_once_over(posted, official, day, urgency):
    due = next(due for due in owed(official, day, "visit") if due.due_on == date(2025, 9, 14))
    assert due.urgency == urgency


def test_a_visit_opens_its_form(posted, official, village):
    due = owed(official, THURSDAY, "visit")[-1]
    assert due.url == reverse("villages:record-visit", args=[village.pk])


def test_only_who_may_decide_owes_an_answer(posted, official, staff, village):
    leave = LeaveFactory(cadre=posted.cadre, village=village)
    assert owed(official, MONDAY, "leave_township") == []
    official.duties = [Duty.DEPUTY]
    (due,) = owed(official, MONDAY, "leave_township")
    assert (due.text, due.note) == (
        f"{posted.cadre}请假待批",
        f"{village.township} · 自9月8日起 2 个工作日",
    )
    assert due.url == reverse("leave:leave", args=[leave.pk])
    assert owed(staff, MONDAY, "leave_county") == []


def test_long_leave_is_owed_by_the_department(posted, official, staff, village):
    official.duties = [Duty.APPROVER]
    LeaveFactory(cadre=posted.cadre, village=village, last_on=date(2025, 9, 16))
    assert owed(official, MONDAY, "leave_township") == []
    assert len(owed(staff, MONDAY, "leave_county")) == 1


def were_asked_on(day):
    Leave.objects.update(entered_at=datetime.combine(day, time(9), get_current_timezone()))


@pytest.mark.parametrize(
    ("asked_on", "due_on"),
    [
        (date(2025, 9, 1), date(2025, 9, 2)),  # a week ahead: answered by the next day
        (MONDAY, MONDAY),  # on the day it begins
        (THURSDAY, THURSDAY),  # late: not owed before it was asked
    ],
)
def test_leave_is_answered_by_the_next_day_and_before_it_begins(
    posted, staff, village, asked_on, due_on
):
    LeaveFactory(cadre=posted.cadre, village=village, last_on=date(2025, 9, 16))
    were_asked_on(asked_on)
    assert [due.due_on for due in owed(staff, MONDAY, "leave_county")] == [due_on]


def test_a_cadre_owes_a_word_on_coming_back_and_a_colleague_does_not(
    posted, secretary, staff, village
):
    decide(LeaveFactory(cadre=posted.cadre, village=village), approve=True, by=staff)
    colleague = UserFactory(role="village", area_code=village.pk, cadre_id=10**6)
    assert owed(secretary, date(2025, 9, 8), "leave_return") == []
    assert [d.urgency for d in owed(secretary, date(2025, 9, 10), "leave_return")] == ["warn"]
    assert [d.urgency for d in owed(secretary, date(2025, 9, 11), "leave_return")] == ["bad"]
    assert owed(colleague, date(2025, 9, 11), "leave_return") == []


def test_the_month_is_owed_from_its_last_working_day_until_it_is_closed(posted, official, village):
    assert owed(official, date(2025, 9, 28), "month") == []
    (due,) = owed(official, date(2025, 9, 30), "month")
    assert (due.text, due.due_on) == ("2025年9月收尾", date(2025, 10, 10))
    close_month(village.township_id, Period.of("month", date(2025, 9, 1)), by=official)
    assert owed(official, date(2025, 9, 30), "month") == []


def test_a_village_without_a_cadre_is_the_departments_to_fill(posted, staff, village):
    end_posting(posted, on=THURSDAY, reason="调动")
    (due,) = owed(staff, THURSDAY, "vacancy")
    assert (due.text, due.due_on) == (f"{village}补派干部", THURSDAY + timedelta(days=30))
    assert due.url == f"{reverse('admin:cadres_posting_add')}?village={village.pk}"
    Setting.objects.create(key="vacancy_fill_days", value="10")
    assert owed(staff, THURSDAY, "vacancy")[0].due_on == THURSDAY + timedelta(days=10)


def test_what_a_vacant_village_owes_falls_to_its_township_official(posted, official, village):
    other = TownshipOfficialFactory(
        unit=official.official.unit,
        user=UserFactory(role="township", area_code=village.township_id),
    )
    BoardSeatFactory(
        village=village,
        seat=Seat.TOWNSHIP_OFFICIAL,
        official=official.official,
        since=date(2025, 9, 1),
    )
    assert owed(official, THURSDAY, "vacant_village") == []
    end_posting(posted, on=THURSDAY, reason="调动")
    (due,) = owed(official, THURSDAY, "vacant_village")
    assert due.note == f"{village.township} · 2025年9月11日起空缺，这期间的事由您办"
    assert owed(other.user, THURSDAY, "vacant_village") == []


def test_a_board_is_whole_thirty_days_after_the_village_was_selected(posted, staff, village):
    (due,) = owed(staff, THURSDAY, "board")
    assert (due.due_on, due.note) == (
        date(2025, 10, 1),
        f"{village.township} · 缺县级包联领导",
    )
    assert due.url == f"{reverse('admin:villages_boardseat_add')}?village={village.pk}&seat=county"
    for seat in list(Seat)[1:]:
        BoardSeatFactory(village=village, seat=seat, since=date(2025, 9, 1))
    assert owed(staff, THURSDAY, "board") == []


def test_a_board_is_mended_fifteen_days_after_somebody_left(posted, staff, village):
    for seat in list(Seat)[1:]:
        until = date(2025, 10, 20) if seat == Seat.UNIT_HEAD else None
        BoardSeatFactory(village=village, seat=seat, since=date(2025, 9, 1), until=until)
    (due,) = owed(staff, date(2025, 10, 21), "board")
    assert due.due_on == date(2025, 11, 4)


def test_a_board_waits_fifteen_days_for_the_successor_of_a_secretary(posted, staff, village):
    for seat in list(Seat)[1:]:
        BoardSeatFactory(village=village, seat=seat, since=date(2025, 9, 1))
    end_posting(posted, on=date(2025, 10, 20), reason="调动")
    (due,) = owed(staff, date(2025, 10, 21), "board")
    assert due.due_on == date(2025, 11, 4)


def test_nobody_sees_what_another_township_owes(posted, official):
    stranger = VillageFactory()
    SelectionFactory(village=stranger, since=date(2025, 9, 1))
    PostingFactory(village=stranger, began_on=date(2025, 9, 1))
    dues = owed(official, THURSDAY) + owed(official, date(2025, 9, 30))
    assert {due.village[:9] for due in dues} == {official.area_code}


def test_a_leader_owes_nothing(posted, leader):
    assert owed(leader, THURSDAY) == []


def test_the_department_sees_how_many_each_township_owes(posted, staff, village):
    LeaveFactory(cadre=posted.cadre, village=village)
    were_asked_on(MONDAY)
    with reach(*staff.reach):
        found = dues_by_township(date(2025, 9, 10))
    assert {kind.code: (n, over) for kind, n, over in found[village.township_id]} == {
        "visit": (2, 1),
        "leave_township": (1, 1),
    }


def test_all_that_one_owes_is_asked_at_once(posted, official, village):
    official.duties = list(Duty)
    with reach(*official.reach), remembering(), at_most(3):
        dues_of(official, THURSDAY)


@pytest.mark.parametrize("who", ["official", "secretary", "staff"])
def test_the_page_of_what_is_owed_asks_at_most_eight_queries(client, posted, who, request):
    user = request.getfixturevalue(who)
    client.force_login(user)
    with at_most(8):
        assert client.get(reverse("due")).status_code == 200


def test_every_kind_says_whose_it_is():
    assert all(kind.roles and kind.label for kind in DUES)
    assert len({kind.code for kind in DUES}) == len(DUES)
