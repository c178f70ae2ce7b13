"""What villagers judged is told in the village within days; the secretary is reminded of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.catalogue.dues import dues_of
from fushan.org.reach import reach
from tests.factories import PostingFactory, SelectionFactory
from tests.petitions.test_reviewing import a_review

TODAY = localdate()
HELD = TODAY - timedelta(days=3)


@pytest.fixture
def posting(secretary, village):
    SelectionFactory(village=village)
    return PostingFactory(cadre=secretary.cadre, village=village)


def judged(village, by=None, held=HELD):
    return a_review(village, by=by, month=held.replace(day=1), held_on=held)


def publish(client, review, day=TODAY):
    url = reverse("petitions:publish-review", args=[review.pk])
    seen = review.changed_at.isoformat()
    return client.post(url, {"published_on": day, "seen": seen, "submission": uuid4()})


def owed(user):
    with reach(*user.reach):
        return [due.due_on for due in dues_of(user, TODAY) if due.kind == "review_untold"]


def test_the_secretary_is_reminded_until_it_is_told(client, posting, secretary, official):
    review = judged(posting.village, official)
    assert owed(secretary) == [HELD + timedelta(days=7)]
    client.force_login(secretary)
    publish(client, review)
    review.refresh_from_db()
    assert (review.published_on, owed(secretary)) == (TODAY, [])


def test_only_what_another_confirmed_is_told(client, posting, secretary):
    review = judged(posting.village)
    client.force_login(secretary)
    answer = client.get(reverse("petitions:publish-review", args=[review.pk]), follow=True)
    assert "先请另一个人核对确认，再公开。" in answer.text
    assert owed(secretary) == []


def test_nothing_is_told_before_it_was_judged_or_ahead(client, posting, secretary, official):
    review = judged(posting.village, official)
    client.force_login(secretary)
    early = publish(client, review, HELD - timedelta(days=1))
    assert "公开日期不能早于评事那一天。" in early.text
    assert "日期不能晚于今天。" in publish(client, review, TODAY + timedelta(days=1)).text
    assert review.published_on is None


def test_nobody_is_reminded_of_what_is_long_past(posting, secretary, official):
    judged(posting.village, official, TODAY - timedelta(days=40))
    assert owed(secretary) == []
