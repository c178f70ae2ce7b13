"""A pairing ends on any day, reaches beyond the township where offered, and follows its cadre."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.actions import end_posting, post
from cadres.models import Posting
from fushan.desk.models import Attachment
from fushan.org.models import Role
from fushan.org.reach import reach
from mentors.models import Mentor, MentoringNote, Pairing, Speciality
from mentors.suggesting import suggestions
from tests.factories import (
    CadreFactory,
    MentorFactory,
    NeedFactory,
    PairingFactory,
    PostingFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)
from tests.mentors.test_pairing import refused, sent

TODAY = localdate()
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def posting(secretary, village):
    began = TODAY - timedelta(days=300)
    return PostingFactory(cadre=secretary.cadre, village=village, began_on=began)


@pytest.fixture
def pairing(posting):
    """Begun this very day."""
    place = {"cadre": posting.cadre, "village": posting.village}
    return PairingFactory(began_on=TODAY, **place)


@pytest.fixture
def elsewhere():
    """A village of another township of the county."""
    return VillageFactory(township=TownshipFactory())


@pytest.fixture
def offered(elsewhere):
    mentor = MentorFactory(area=elsewhere.township, offered_beyond=True, cap=1)
    mentor.phone = "13800000001"
    mentor.save()
    return mentor


def handed_over(client, user, kind, person, **typed):
    client.force_login(user)
    url = reverse("hand-over", args=[kind, person.pk])
    known = {"happened_on": TODAY, "reason": "其他", "submission": uuid4()}
    return client.post(url, known | typed)


def test_a_pairing_begun_today_ends_today(client, official, pairing):
    pairing.refresh_from_db()
    seen = pairing.changed_at.isoformat()
    sent(client, official, "end-pairing", pairing.pk, ended_on=TODAY, reason="记错了", seen=seen)
    pairing.refresh_from_db()
    assert (pairing.ended_on, pairing.reason) == (TODAY, "记错了")
    assert Pairing.objects.on(TODAY).count() == 0


def test_a_pairing_begun_today_is_changed_today_and_changed_back(client, official, pairing):
    first, other = pairing.mentor, MentorFactory(area=pairing.mentor.area)
    for mentor in (other, first):
        sent(client, official, "pair", pairing.cadre_id, chosen=mentor.pk, began_on=TODAY,
             choice_reason="更合适", change_reason="选错了")  # fmt: skip
        assert Pairing.objects.on(TODAY).get().mentor == mentor
    assert Pairing.objects.count() == 3


def test_a_mentor_entered_and_paired_today_may_leave_today(client, staff, pairing):
    Mentor.objects.filter(pk=pairing.mentor_id).update(joined_on=TODAY)
    pairing.mentor.refresh_from_db()
    other = MentorFactory(area=pairing.mentor.area)
    handed_over(client, staff, "mentor", pairing.mentor, **{f"to_pairing-{pairing.pk}": other.pk})
    pairing.mentor.refresh_from_db()
    assert (pairing.mentor.retired_on, Pairing.objects.on(TODAY).get().mentor) == (TODAY, other)


def test_all_whom_a_mentor_guides_pass_on_at_once_on_the_first_day(client, staff, pairing):
    second = PairingFactory(
        mentor=pairing.mentor, village__township=pairing.mentor.area, began_on=TODAY
    )
    other = MentorFactory(area=pairing.mentor.area)
    handed_over(client, staff, "mentor", pairing.mentor, to_all=other.pk)
    now = Pairing.objects.on(TODAY)
    assert {row.cadre_id for row in now.filter(mentor=other)} == {pairing.cadre_id, second.cadre_id}
    assert now.count() == 2


def test_a_pairing_that_was_still_to_begin_ends_before_it_has(client, staff, pairing):
    handed_over(client, staff, "mentor", pairing.mentor, happened_on=YESTERDAY)
    pairing.refresh_from_db()
    assert (pairing.ended_on, pairing.reason) == (TODAY, "其他")


def test_the_desk_is_led_from_the_register_to_where_it_ends(client, staff, pairing):
    client.force_login(staff)
    page = client.get(reverse("admin:mentors_pairing_change", args=[pairing.pk]))
    front = reverse("mentors:pairing", args=[pairing.pk])
    assert front in page.text
    ending = reverse("mentors:end-pairing", args=[pairing.pk])
    assert ending in client.get(front).text
    pairing.refresh_from_db()
    seen = pairing.changed_at.isoformat()
    sent(client, staff, "end-pairing", pairing.pk, ended_on=TODAY, reason="记错了", seen=seen)
    assert "记错了" in client.get(reverse("admin:mentors_pairing_changelist")).text


def test_it_never_ends_before_it_began(pairing):
    before = {"ended_on": YESTERDAY, "reason": "期满"}
    said = refused(lambda: Pairing.objects.filter(pk=pairing.pk).update(**before))
    assert said == "结束日期不能早于结对日期。"


def test_one_that_ended_on_its_first_day_takes_no_room(pairing):
    Mentor.objects.filter(pk=pairing.mentor_id).update(cap=1)
    Pairing.objects.filter(pk=pairing.pk).update(ended_on=TODAY, reason="记错了")
    again = PairingFactory(
        mentor=pairing.mentor, village__township=pairing.mentor.area, began_on=TODAY
    )
    assert Mentor.objects.with_load(TODAY).get(pk=again.mentor_id).guided == 1


def test_the_own_township_comes_first_and_then_who_offered_to_guide_beyond(
    official, secretary, village, offered
):
    MentorFactory(area=offered.area)
    home = MentorFactory(area=village.township)
    Mentor.objects.filter(pk=offered.pk).update(specialities=[Speciality.LAND])
    NeedFactory(cadre=secretary.cadre, village=village, text="土地流转合同怎么签")
    with reach(*official.reach):
        found = suggestions(secretary.cadre, TODAY)
    assert [one.mentor for one in found] == [home, offered]
    assert f"在{offered.area}" in found[1].why


def test_who_is_full_elsewhere_is_full_here_too(official, secretary, village, elsewhere, offered):
    PairingFactory(mentor=offered, village=elsewhere)
    with reach(*official.reach):
        assert Pairing.objects.count() == 0
        assert [one.is_full for one in suggestions(secretary.cadre, TODAY)] == [True]
    said = refused(lambda: PairingFactory(cadre=secretary.cadre, village=village, mentor=offered))
    assert said.startswith("这名导师带的人已经满了")


def test_the_township_pairs_with_a_mentor_of_elsewhere(client, official, secretary, offered):
    page = sent(client, official, "pair", secretary.cadre_id, chosen=offered.pk, began_on=TODAY)
    assert (Pairing.objects.get().mentor, page.status_code) == (offered, 200)
    Mentor.objects.filter(pk=offered.pk).update(offered_beyond=False)
    page = client.get(reverse("mentors:pairing", args=[Pairing.objects.get().pk]))
    assert f"导师在{offered.area}" in page.text


def test_of_another_pool_who_offered_it_is_shown_without_phone_notes_or_pairings(
    client, official, elsewhere, offered
):
    shy = MentorFactory(area=elsewhere.township)
    theirs = PairingFactory(mentor=offered, village=elsewhere)
    place = {"cadre": theirs.cadre, "village": elsewhere, "pairing": theirs}
    note = MentoringNote.objects.create(happened_on=TODAY, text="私下说", **place)
    Attachment.objects.create(
        area_code=offered.area_id, record="mentors.mentor", record_id=offered.pk,
        width=1, height=1, bytes=1,
    )  # fmt: skip
    client.force_login(official)
    page = client.get(reverse("mentors:mentor", args=[offered.pk])).text
    assert (offered.name in page, "138" in page, theirs.cadre.name in page) == (True, False, False)
    for name, pk in (("mentor", shy.pk), ("pairing", theirs.pk), ("edit-note", note.pk)):
        assert client.get(reverse(f"mentors:{name}", args=[pk])).status_code == 404
    assert client.get(reverse("mentors:edit-mentor", args=[offered.pk])).status_code == 403
    with reach(*official.reach):
        assert list(Mentor.objects.all()) == [offered]
        assert (Pairing.objects.count(), MentoringNote.objects.count()) == (0, 0)
        assert Attachment.objects.count() == 0
        assert Mentor.objects.filter(pk=offered.pk).update(name="改") == 0
        assert set(Mentor.pgh_event_model.objects.values_list("pgh_obj", flat=True)) == {offered.pk}


def test_an_offer_ends_at_the_county_and_is_no_villages_to_read(village, official, offered):
    other_county = TownshipFactory(code="141028101")
    MentorFactory(area=other_county, offered_beyond=True)
    with reach(*official.reach):
        assert list(Mentor.objects.all()) == [offered]
    other = CadreFactory(area_code=village.pk)
    cadre = UserFactory(role=Role.VILLAGE, area_code=village.pk, cadre_id=other.pk)
    with reach(*cadre.reach):
        assert list(Mentor.objects.all()) == []


def test_a_pairing_and_its_notes_follow_the_cadre_to_another_township(
    official, secretary, pairing, elsewhere
):
    place = {"cadre": pairing.cadre, "village": pairing.village, "pairing": pairing}
    MentoringNote.objects.create(happened_on=TODAY, text="教怎么记会", **place)
    Pairing.objects.filter(pk=pairing.pk).update(began_on=YESTERDAY)
    batch = Posting.objects.get().batch
    post(secretary.cadre, village=elsewhere, on=TODAY, batch=batch)
    pairing.refresh_from_db()
    assert (pairing.village, pairing.ended_on) == (elsewhere, None)
    with reach(*official.reach):
        assert Pairing.objects.count() == 0
    with reach(elsewhere.township_id):
        assert pairing.mentor in Mentor.objects.all()
        assert MentoringNote.objects.get().text == "教怎么记会"


def test_what_has_ended_stays_where_it_was(secretary, village, pairing, elsewhere):
    Pairing.objects.filter(pk=pairing.pk).update(ended_on=TODAY, reason="期满")
    batch = Posting.objects.get().batch
    post(secretary.cadre, village=elsewhere, on=TODAY, batch=batch)
    pairing.refresh_from_db()
    assert pairing.village == village


def test_a_pairing_ends_with_the_posting_and_says_why(posting, pairing):
    end_posting(posting, on=TODAY, reason="任期届满")
    pairing.refresh_from_db()
    assert (pairing.ended_on, pairing.reason) == (TODAY, "任职结束：任期届满")


def test_the_successor_takes_over_the_mentor_with_the_post(client, staff, posting, pairing):
    Pairing.objects.filter(pk=pairing.pk).update(began_on=posting.began_on)
    successor = CadreFactory(area_code=posting.village_id[:6])
    typed = {f"to_posting-{posting.pk}": successor.pk, f"to_mentor-{pairing.pk}": successor.pk}
    handed_over(client, staff, "cadre", posting.cadre, **typed)
    pairing.refresh_from_db()
    new = Pairing.objects.on(TODAY).get()
    assert (pairing.ended_on, pairing.reason) == (TODAY, "干部变动：其他")
    assert (new.mentor, new.cadre, new.began_on) == (pairing.mentor, successor, TODAY)


def test_a_mentor_is_not_passed_to_who_does_not_take_the_post(client, staff, posting, pairing):
    other = CadreFactory(area_code=posting.village_id[:6])
    handed_over(client, staff, "cadre", posting.cadre, **{f"to_mentor-{pairing.pk}": other.pk})
    assert Pairing.objects.on(TODAY).count() == 0
