"""Leave that is extended: what the first of the two says, who still waits, what is left open."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from cadres.facts import LEAVES
from cadres.handing import hanging_on
from cadres.leaving import decide, withdraw
from cadres.models import Leave, LeaveState
from fushan.desk.models import ClosedMonth, Holiday
from tests.cadres.test_leave import (  # noqa: F401
    SUBMISSION,
    approved,
    approver,
    extension_of,
    leave_of,
    monday,
    plain_calendar,
    posted,
)
from tests.dashboards.test_handovers import hand_over

DAY = timedelta(days=1)
TODAY = localdate()


@pytest.fixture(autouse=True)
def no_weekends(plain_calendar):  # noqa: F811
    """Leave that runs from today on takes a working day, whichever day of the week this is."""
    Holiday.objects.update(is_working=True)


@pytest.mark.usefixtures("posted")
@pytest.mark.parametrize("state", [LeaveState.REFUSED, LeaveState.WITHDRAWN])
def test_the_first_leave_says_what_became_of_more(client, secretary, approver, village, state):  # noqa: F811
    first = approved(leave_of(secretary, village, monday(), monday()), approver)
    more = extension_of(first, 1)
    if state == LeaveState.REFUSED:
        decide(more, approve=False, by=approver, answer="换届期间")
    else:
        withdraw(more)
    client.force_login(secretary)
    page = client.get(reverse("leave:leave", args=[first.pk]))
    assert list(page.context["came_to_nothing"]) == [more]
    assert f"</a>，{state.label}</dd>" in page.text


@pytest.mark.usefixtures("posted")
def test_an_extension_still_ahead_does_not_hide_who_is_away(secretary, staff, village):
    first = decide(leave_of(secretary, village, TODAY - 2 * DAY, TODAY), approve=True, by=staff)
    decide(extension_of(first, 2), approve=True, by=staff)
    told = LEAVES.told([village], TODAY)[village.pk]
    days = [date_format(day, "n月j日") for day in (first.first_on, first.last_on)]
    assert told == [(secretary.cadre.name, "至".join(days))]


@pytest.mark.usefixtures("posted")
def test_once_the_extension_runs_it_alone_is_told(secretary, staff, village):
    first = leave_of(secretary, village, TODAY - 4 * DAY, TODAY - 2 * DAY)
    more = decide(extension_of(decide(first, approve=True, by=staff), 4), approve=True, by=staff)
    told = LEAVES.told([village], TODAY)[village.pk]
    days = [date_format(day, "n月j日") for day in (more.first_on, more.last_on)]
    assert told == [(secretary.cadre.name, "至".join(days))]


def test_who_leaves_in_the_midst_of_extended_leave_leaves_none_of_it_open(
    client,
    posted,  # noqa: F811
    staff,
    secretary,
    village,
):
    first = decide(leave_of(secretary, village, TODAY - 2 * DAY, TODAY), approve=True, by=staff)
    extension_of(first, 2)
    client.force_login(staff)
    hand_over(client, posted.cadre)
    assert hanging_on(posted.cadre, TODAY) == []
    states = Leave.objects.order_by("pk").values_list("state", "returned_on")
    assert list(states) == [(LeaveState.APPROVED, TODAY), (LeaveState.WITHDRAWN, None)]


@pytest.mark.usefixtures("posted")
def test_a_month_opened_again_lets_leave_in_it_be_written_down(client, staff, secretary, village):
    gone = monday(-3)
    closed = ClosedMonth.objects.create(area_id=village.township_id, month=gone.replace(day=1))
    client.force_login(staff)
    client.post(reverse("reopen-month", args=[closed.pk]), {"reason": "补登请假"})
    assert not ClosedMonth.objects.standing().exists()
    client.force_login(secretary)
    typed = {"kind": "personal", "first_on": gone, "last_on": gone, "submission": SUBMISSION}
    client.post(reverse("leave:ask-leave"), typed | {"late_reason": "当时没有信号"})
    assert Leave.objects.values_list("first_on", "days").get() == (gone, 1)


@pytest.mark.usefixtures("posted")
def test_who_gave_it_out_of_reach_is_named_by_the_office(client, secretary, staff, village):
    leave = decide(leave_of(secretary, village, monday(), monday()), approve=True, by=staff)
    client.force_login(secretary)
    page = client.get(reverse("leave:leave", args=[leave.pk])).text
    assert f"<dt>审批</dt><dd>{staff}已批准" in page
