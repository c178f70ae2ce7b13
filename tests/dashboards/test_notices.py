"""A notice opens the page it tells of, and to open it is to put it away."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.actions import end_posting, post
from cadres.helping import claim
from cadres.leaving import decide
from cadres.months import reopen_month
from fushan.desk.models import ClosedMonth
from fushan.inbox.models import Notice, tell
from fushan.org.models import Role
from fushan.reminders.digest import Digest, leave
from fushan.reports.bulletins.moving import send, send_back
from mentors.models import Pairing
from mentors.pairing import pair
from tests.factories import (
    CountyFactory,
    DifficultyFactory,
    LeaveFactory,
    MentorFactory,
    NeedFactory,
    PostingFactory,
    UserFactory,
    VillageFactory,
)
from tests.factories.reports import BulletinFactory
from tests.queries import at_most
from training.asking import claim as claim_need
from training.asking import drop

MONDAY = date(2025, 9, 8)


@pytest.fixture
def posted(secretary, village):
    return PostingFactory(cadre=secretary.cadre, village=village, began_on=date(2024, 4, 15))


@pytest.fixture
def opened(client):
    """Sign in and tap what one was told: what the page that comes is called by its address."""

    def tap(user):
        client.force_login(user)
        [notice] = Notice.objects.unread_by(user)
        assert notice.text in client.get(reverse("home")).text
        to = client.post(reverse("read-notice", args=[notice.pk]), {"open": "1"}).url
        assert client.get(to).status_code == 200
        assert not Notice.objects.unread_by(user).exists()
        return to

    return tap


def test_leave_that_was_answered(opened, posted, secretary, official, village):
    asked = LeaveFactory(cadre=posted.cadre, village=village, first_on=MONDAY, last_on=MONDAY)
    decide(asked, approve=True, by=official)
    assert opened(secretary) == reverse("leave:leave", args=[asked.pk])


def test_a_difficulty_that_was_taken_on(opened, posted, secretary, official, village):
    raised = DifficultyFactory(cadre=posted.cadre, village=village)
    claim(raised, by=official)
    assert opened(secretary) == reverse("difficulties:difficulty", args=[raised.pk])


@pytest.mark.parametrize("deed", [claim_need, lambda need, by: drop(need, by=by, reason="太远")])
def test_a_need_that_was_claimed_or_dropped(opened, posted, secretary, official, village, deed):
    need = NeedFactory(cadre=posted.cadre, village=village)
    deed(need, by=official)
    assert opened(secretary) == reverse("training:need", args=[need.pk])


def test_a_mentor_that_was_given(opened, posted, secretary, village):
    mentor = MentorFactory(area=village.township)
    told = {"cadre": posted.cadre, "village": village, "mentor": mentor}
    pairing = pair(Pairing(began_on=MONDAY, **told))
    assert opened(secretary) == reverse("mentors:pairing", args=[pairing.pk])


def test_a_new_village(opened, posted, secretary):
    elsewhere = VillageFactory()
    post(posted.cadre, village=elsewhere, on=MONDAY, batch=posted.batch)
    secretary.refresh_from_db()
    assert opened(secretary) == reverse("village", args=[elsewhere.pk])


def test_a_month_that_was_opened_again(opened, village, official, staff):
    month = date(2025, 9, 1)
    closed = ClosedMonth.objects.create(area=village.township, month=month, closed_by=official)
    reopen_month(closed, by=staff, reason="漏了一次到村")
    asked = {"area": village.township_id, "period": "2025-09"}
    assert opened(official) == reverse("month", query=asked)


def test_a_bulletin_for_the_department_to_check_and_to_mend(opened, staff):
    other = UserFactory(role=Role.STAFF)
    paper = BulletinFactory(drafted_by=staff)
    send(paper)
    assert opened(other) == reverse("bulletins:bulletin", args=[paper.pk])
    send_back(paper, "少了一段")
    assert opened(staff) == reverse("bulletins:bulletin", args=[paper.pk])


@pytest.mark.parametrize("who", ["staff", "official", "secretary"])
def test_the_weeks_digest_is_read_by_all_who_get_it(opened, posted, request, who):
    user = request.getfixturevalue(who)
    leave(Digest(user, "本周要办 1 件：示例"))
    assert opened(user) == reverse("due")


def test_a_leader_is_told_at_home_and_not_on_other_places(client, leader, village):
    CountyFactory()
    tell(leader, "自2025年9月8日起，您任示例村包联领导。", "village", village.pk)
    client.force_login(leader)
    with at_most(15):
        assert "您任示例村包联领导" in client.get(reverse("home")).text
    elsewhere = client.get(reverse("overview"), {"area": village.township_id})
    assert list(elsewhere.context["notices"]) == []


def test_to_have_understood_leads_back_home(client, leader, village):
    notice = tell(leader, "示例", "village", village.pk)
    client.force_login(leader)
    assert client.post(reverse("read-notice", args=[notice.pk])).url == reverse("home")
    assert not Notice.objects.unread_by(leader).exists()


def test_what_was_told_of_before_pages_were_named_is_put_away_only(client, official):
    notice = tell(official, "示例")
    client.force_login(official)
    assert b'name="open"' not in client.get(reverse("home")).content
    deed = client.post(reverse("read-notice", args=[notice.pk]), {"open": "1"})
    assert deed.url == reverse("home")


def test_nobody_opens_what_another_was_told(client, leader, official, village):
    notice = tell(leader, "示例", "village", village.pk)
    client.force_login(official)
    assert client.post(reverse("read-notice", args=[notice.pk]), {"open": "1"}).status_code == 404


def test_a_cadre_who_left_the_village_still_opens_what_was_told(
    client, posted, secretary, official, village
):
    asked = LeaveFactory(cadre=posted.cadre, village=village, first_on=MONDAY, last_on=MONDAY)
    decide(asked, approve=True, by=official)
    claim(DifficultyFactory(cadre=posted.cadre, village=village), by=official)
    claim_need(NeedFactory(cadre=posted.cadre, village=village), by=official)
    told = {"cadre": posted.cadre, "village": village}
    pair(Pairing(began_on=MONDAY, mentor=MentorFactory(area=village.township), **told))
    end_posting(posted, on=localdate(), reason="任期届满")
    client.force_login(type(secretary).objects.get(pk=secretary.pk))
    notices = Notice.objects.filter(user=secretary)
    found = {notice.url: client.get(notice.url).status_code for notice in notices}
    assert {url: code for url, code in found.items() if code != 200} == {}
    assert len(found) == 4
