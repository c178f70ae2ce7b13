"""The page of the four steps: in the article's order, and no door that does not open."""

import pytest
from django.urls import reverse

from tests.factories import CountyFactory
from tests.queries import at_most


@pytest.fixture(params=["staff", "leader", "official", "secretary"])
def person(request, db):
    CountyFactory()
    return request.getfixturevalue(request.param)


def doors_of(page):
    return [url for _, doors in page.context["chapters"] for _, url in doors]


def test_each_door_opens_for_whom_it_is_shown(client, person):
    client.force_login(person)
    with at_most(3):
        page = client.get(reverse("steps"))
    numbers = "".join(chapter.number for chapter, _ in page.context["chapters"])
    assert list(numbers) == sorted(numbers, key="一二三四".index)
    assert [client.get(url).status_code for url in doors_of(page)] == [200] * len(doors_of(page))


def test_who_is_nobody_at_work_has_no_steps(client, admin):
    client.force_login(admin)
    assert client.get(reverse("steps")).status_code == 403
