"""The page of the four steps: in the article's order, and no door that does not open."""

import pytest
from django.urls import reverse

from fushan.catalogue.figures import ALL, FIGURES
from fushan.dashboards.steps import CHAPTERS
from tests.factories import CountyFactory
from tests.queries import at_most


@pytest.fixture(params=["staff", "leader", "official", "secretary"])
def person(request, db):
    CountyFactory()
    return request.getfixturevalue(request.param)


def doors_of(page):
    return [url for _, *lists in page.context["chapters"] for doors in lists for _, url in doors]


def test_each_door_opens_for_whom_it_is_shown(client, person):
    client.force_login(person)
    with at_most(3):
        page = client.get(reverse("steps"))
    numbers = "".join(chapter.number for chapter, _, _ in page.context["chapters"])
    assert list(numbers) == sorted(numbers, key="一二三四".index)
    assert [client.get(url).status_code for url in doors_of(page)] == [200] * len(doors_of(page))


def test_every_number_has_a_door_of_its_own_or_by_the_share_it_is_part_of():
    shares = [figure for figure in ALL if figure.is_ratio]
    parts = {f.missed for f in shares} | {f.denominator.code for f in shares}
    shown = [code for chapter in CHAPTERS for code in chapter.figures.split()]
    assert len(shown) == len(set(shown))
    assert set(FIGURES) - parts <= set(shown) <= set(FIGURES)


def test_who_is_nobody_at_work_has_no_steps(client, admin):
    client.force_login(admin)
    assert client.get(reverse("steps")).status_code == 403
