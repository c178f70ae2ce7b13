"""A difficulty is heard or settled at a visit: one form, and both records point at each other."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.models import Answered, Difficulty, Office
from fushan.catalogue.figures import FIGURES
from fushan.kit.periods import Period
from tests.factories import (
    CadreFactory,
    DifficultyFactory,
    PostingFactory,
    VisitFactory,
)
from villages.joining import join_visits
from villages.models import HeardDifficulty, Hearing, Visit

TODAY = localdate()
SUBMISSION = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def posted(secretary, village):
    return PostingFactory(cadre=secretary.cadre, village=village)


def recorded(client, user, official, village, **typed):
    client.force_login(user)
    fields = {
        "kinds": ["coaching"],
        "text": "看了账目",
        "visitors": [official.official.pk],
        "happened_on": TODAY,
        "submission": SUBMISSION,
    }
    return client.post(reverse("villages:record-visit", args=[village.pk]), fields | typed)


def test_what_was_heard_becomes_a_difficulty_that_cites_the_visit(
    client, official, village, posted
):
    recorded(client, official, official, village, heard="账目没有移交清楚")
    row = Difficulty.objects.get()
    assert (row.cadre, row.text, row.raised_on, row.entered_by) == (
        posted.cadre,
        "账目没有移交清楚",
        TODAY,
        official,
    )
    heard = HeardDifficulty.objects.get()
    assert (heard.visit, heard.difficulty, heard.deed) == (Visit.objects.get(), row, Hearing.RAISED)
    page = client.get(reverse("difficulties:difficulty", args=[row.pk]))
    assert "到村时听到的" in page.text
    page = client.get(reverse("villages:visit", args=[heard.visit_id]))
    assert "账目没有移交清楚" in page.text


def test_nothing_heard_leaves_nothing(client, official, village, posted):
    recorded(client, official, official, village, heard="  ")
    assert (Visit.objects.count(), Difficulty.objects.count()) == (1, 0)


def test_of_two_cadres_the_form_asks_whose_it_is(client, official, village, posted):
    other = PostingFactory(village=village, post="member")
    recorded(client, official, official, village, heard="没有暖气", heard_of=other.cadre_id)
    assert Difficulty.objects.get().cadre == other.cadre


def test_of_two_cadres_none_is_taken_for_granted(client, official, village, posted):
    PostingFactory(village=village, post="member")
    page = recorded(client, official, official, village, heard="没有暖气")
    assert "请选这是哪位干部的事。" in page.text
    assert (Visit.objects.count(), Difficulty.objects.count()) == (0, 0)


def test_where_nobody_is_posted_nobody_is_asked(client, official, village):
    client.force_login(official)
    page = client.get(reverse("villages:record-visit", args=[village.pk]))
    assert "这次听到的干部急难事" not in page.text


def test_on_site_coaching_answers_and_the_visits_own_words_tell_how(
    client, official, village, posted
):
    row = DifficultyFactory(cadre=posted.cadre, village=village, raised_on=TODAY)
    recorded(client, official, official, village, settled=[row.pk])
    row.refresh_from_db()
    assert (row.answered_how, row.answered_on, row.claimed_level, row.solved_on) == (
        Answered.ON_SITE,
        TODAY,
        Office.TOWNSHIP,
        None,
    )
    page = client.get(reverse("difficulties:difficulty", args=[row.pk]))
    assert "看当天的到村指导" in page.text


def test_an_earlier_visit_written_down_late_answers_nothing_before_it_was_raised(
    client, official, village, posted
):
    row = DifficultyFactory(cadre=posted.cadre, village=village, raised_on=TODAY)
    before = TODAY - timedelta(days=1)
    recorded(client, official, official, village, settled=[row.pk], happened_on=before)
    row.refresh_from_db()
    assert row.answered_on == TODAY


def test_a_cadre_writes_down_a_visit_and_their_own_difficulty_only(
    client, official, secretary, village, posted
):
    PostingFactory(village=village, post="member", cadre=CadreFactory(area_code=village.pk))
    recorded(client, secretary, official, village, heard="宽带老断")
    assert Difficulty.objects.get().cadre == posted.cadre


def test_two_visits_that_become_one_keep_what_was_heard(village, posted):
    into, visit = (VisitFactory(village=village) for _ in range(2))
    both = DifficultyFactory(cadre=posted.cadre, village=village)
    one = DifficultyFactory(cadre=posted.cadre, village=village)
    for at, row in ((into, both), (visit, both), (visit, one)):
        HeardDifficulty.objects.create(
            visit=at, village=village, difficulty=row, deed=Hearing.RAISED
        )
    join_visits(visit, into=into)
    assert {(h.visit, h.difficulty) for h in HeardDifficulty.objects.all()} == {
        (into, both),
        (into, one),
    }


def test_on_site_coaching_is_counted_from_the_visits(village):
    VisitFactory(village=village, kinds=["guidance", "coaching"])
    VisitFactory(village=village)
    september = Period.of("month", VisitFactory().happened_on)
    assert FIGURES["onsite_coaching"].value("141027", september).number == 1
