"""A township writes down its meeting: who stayed away unasked and who reported, nothing else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.models import MeetingAbsence, TownshipMeeting, WorkReport
from fushan.kit.periods import Period
from fushan.org.reach import reach
from tests.factories import CadreFactory, PostingFactory, VillageFactory
from tests.queries import at_most

TODAY = localdate()
QUARTER = Period.of("quarter", TODAY)


@pytest.fixture
def posting(secretary, village):
    began = TODAY - timedelta(days=300)
    return PostingFactory(cadre=secretary.cadre, village=village, began_on=began)


def send(client, page, *args, **typed):
    told = {"held_on": TODAY, "about": "安排春耕", "quarter": QUARTER.first}
    return client.post(reverse(page, args=args), told | typed | {"submission": uuid4()})


def test_one_page_says_who_stayed_away_and_who_reported(client, posting, official):
    client.force_login(official)
    send(client, "meetings:record-meeting", absent=[posting.pk], reported=[posting.pk])
    meeting = TownshipMeeting.objects.get()
    assert (meeting.area_id, meeting.entered_by) == (official.area_code, official)
    assert MeetingAbsence.objects.get().cadre == posting.cadre
    report = WorkReport.objects.get()
    assert (report.cadre, report.quarter, report.reported_on) == (
        posting.cadre,
        QUARTER.first,
        TODAY,
    )


def test_what_was_ticked_by_mistake_is_unticked(client, posting, official):
    client.force_login(official)
    send(client, "meetings:record-meeting", absent=[posting.pk], reported=[posting.pk])
    meeting = TownshipMeeting.objects.get()
    page = client.get(reverse("meetings:edit-meeting", args=[meeting.pk]))
    form = page.context["form"]
    assert [list(form.initial[name]) for name in ("absent", "reported")] == [[posting], [posting]]
    seen = form["seen"].value()
    send(client, "meetings:edit-meeting", meeting.pk, seen=seen)
    assert (MeetingAbsence.objects.count(), WorkReport.objects.count()) == (0, 0)


def test_a_meeting_is_read_by_the_offices_and_changed_by_its_township(
    client, posting, official, staff
):
    client.force_login(official)
    send(client, "meetings:record-meeting", absent=[posting.pk])
    meeting = TownshipMeeting.objects.get()
    address = reverse("meetings:meeting", args=[meeting.pk])
    seen = {}
    for user in (official, staff):
        client.force_login(user)
        text = client.get(address).text
        seen[user.role] = (posting.cadre.name in text, "修改" in text)
    assert seen == {"township": (True, True), "staff": (True, False)}


def test_who_reported_before_has_reported(client, posting, official):
    WorkReport.objects.create(
        cadre=posting.cadre,
        village=posting.village,
        quarter=QUARTER.first,
        reported_on=TODAY - timedelta(days=3),
    )
    client.force_login(official)
    send(client, "meetings:record-meeting", reported=[posting.pk])
    assert WorkReport.objects.get().reported_on == TODAY - timedelta(days=3)


def test_a_day_has_one_meeting_and_none_lies_ahead(client, posting, official):
    client.force_login(official)
    send(client, "meetings:record-meeting")
    again = send(client, "meetings:record-meeting")
    assert "这一天的例会已经登记，请打开那一次改。" in again.text
    ahead = send(client, "meetings:record-meeting", held_on=TODAY + timedelta(days=1))
    assert "日期不能晚于今天。" in ahead.text
    assert TownshipMeeting.objects.count() == 1


def test_only_cadres_of_the_township_are_offered(client, posting, official):
    PostingFactory(village=VillageFactory())
    client.force_login(official)
    page = client.get(reverse("meetings:record-meeting"))
    assert list(page.context["form"].fields["absent"].queryset) == [posting]


def test_a_colleague_sees_nothing_of_who_stayed_away(posting, village):
    meeting = TownshipMeeting.objects.create(area=village.township, held_on=TODAY)
    MeetingAbsence.objects.create(meeting=meeting, cadre=posting.cadre, village=village)
    other = CadreFactory(area_code=village.code)
    counts = {}
    for who, person in (("own", posting.cadre_id), ("colleague", other.pk)):
        with reach(village.code, person):
            counts[who] = MeetingAbsence.objects.count()
    assert counts == {"own": 1, "colleague": 0}


def test_a_long_list_costs_no_more(client, posting, official):
    for n in range(30):
        meeting = TownshipMeeting.objects.create(
            area_id=official.area_code, held_on=TODAY - timedelta(days=n)
        )
        MeetingAbsence.objects.create(meeting=meeting, cadre=posting.cadre, village=posting.village)
    client.force_login(official)
    with at_most(8):
        assert posting.cadre.name in client.get(reverse("meetings:meetings")).text
