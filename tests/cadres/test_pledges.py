"""A promise called kept is shown by any record, found by a word or by its day, or told in words."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from cadres.models import Pledge, PledgeState, Wall
from tests.factories import CountyFactory, PostingFactory, VisitFactory
from tests.queries import at_most

FIRST = date(2025, 5, 1)


@pytest.fixture
def pledge(secretary, village):
    CountyFactory()
    PostingFactory(cadre=secretary.cadre, village=village)
    place = {"cadre": secretary.cadre, "village": village}
    wall = Wall.objects.create(aspiration="来", goal="做", made_on=FIRST, **place)
    return Pledge.objects.create(wall=wall, text="装路灯", **place)


@pytest.fixture
def visits(pledge):
    return [
        VisitFactory(village=pledge.village, text=f"第{n}次", happened_on=FIRST + timedelta(days=n))
        for n in range(1, 31)
    ]


def settled(client, pledge, **typed):
    pledge.refresh_from_db()
    seen = {"submission": uuid4(), "seen": pledge.changed_at.isoformat()}
    page = client.post(reverse("settle-pledge", args=[pledge.pk]), seen | typed)
    pledge.refresh_from_db()
    return page


def offered(client, pledge, **query):
    page = client.get(reverse("settle-pledge", args=[pledge.pk]), query)
    return [value for value, _ in page.context["found"].records], page.context["found"].older


def test_kept_without_a_record_wants_a_word_of_what_was_done(client, secretary, pledge):
    client.force_login(secretary)
    page = settled(client, pledge, state="kept")
    assert page.context["form"].errors == {"done": ["没有引用记录的，请写一句做了什么。"]}
    settled(client, pledge, state="kept", done="装了 12 盏")
    assert (pledge.state, pledge.done) == (PledgeState.KEPT, "装了 12 盏")
    for name in ("wall", "reconcile"):
        assert "装了 12 盏" in client.get(reverse(name, args=[pledge.wall_id])).text


def test_every_record_can_be_reached_by_going_back(client, secretary, pledge, visits):
    client.force_login(secretary)
    seen, older, rounds = set(), None, 0
    while rounds == 0 or older:
        values, older = offered(client, pledge, **({"before": older} if older else {}))
        seen |= set(values)
        rounds += 1
        assert rounds < 9
    assert seen == {f"visits:{visit.pk}" for visit in visits}


def test_a_record_is_found_by_a_word(client, secretary, pledge, visits):
    client.force_login(secretary)
    with at_most(8):
        found = offered(client, pledge, q="第1次")
    assert found == ([f"visits:{visits[0].pk}"], None)
    assert offered(client, pledge, q="没有的字") == ([], None)


def test_an_old_record_is_cited_from_the_page_that_found_it(client, secretary, pledge, visits):
    client.force_login(secretary)
    url = f"{reverse('settle-pledge', args=[pledge.pk])}?q=第1次"
    typed = {"submission": uuid4(), "seen": pledge.changed_at.isoformat(), "state": "kept"}
    client.post(url, typed | {"cited": [f"visits:{visits[0].pk}"]})
    assert pledge.citations.get().record_id == f"{visits[0].pk}"
    values = client.get(reverse("settle-pledge", args=[pledge.pk])).context["form"]
    assert f"visits:{visits[0].pk}" in dict(values.fields["cited"].choices)


@pytest.mark.parametrize("before", ["昨天", "2025-13-01"])
def test_a_day_that_is_none_is_not_found(client, secretary, pledge, before):
    client.force_login(secretary)
    url = reverse("settle-pledge", args=[pledge.pk])
    assert client.get(url, {"before": before}).status_code == 404
