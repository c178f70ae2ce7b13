"""A cadre who was moved reads their own records, and no door on the way is shut."""

import re
from datetime import date

import pytest
from django.urls import reverse

from cadres.actions import end_posting
from tests.factories import (
    AttendanceFactory,
    DifficultyFactory,
    LeaveFactory,
    PairingFactory,
    PostingFactory,
    TrainingSessionFactory,
    WorkLogFactory,
)
from tests.queries import at_most

LINK = re.compile(r'href="(/[^"#?]*)')
ELSEWHERE = ("/static/", "/sign-")


@pytest.fixture
def moved(secretary, village):
    """Posted until October; a township session, a log, leave, a difficulty and a mentor remain."""
    cadre = secretary.cadre
    posting = PostingFactory(cadre=cadre, village=village, began_on=date(2025, 3, 1))
    place = {"cadre": cadre, "village": village}
    AttendanceFactory(
        session=TrainingSessionFactory(area=village.township, theme="梨树腐烂病防治"), **place
    )
    WorkLogFactory(**place, entered_by=secretary, text="查看渠道。")
    LeaveFactory(**place)
    DifficultyFactory(**place)
    PairingFactory(**place)
    end_posting(posting, on=date(2025, 10, 1), reason="调动")
    secretary.refresh_from_db()
    return secretary


def test_what_was_ones_own_stands_on_one_page(client, moved):
    client.force_login(moved)
    with at_most(8):
        page = client.get(reverse("home")).text
    assert (
        "您现在没有任职村，可以看自己以前的记录，不能再添改；最后一次考评办结后，账号停用。" in page
    )
    assert "查看渠道。" in page
    assert "梨树腐烂病防治" in page
    assert "2025年3月1日 至 2025年10月1日" in page


def test_every_link_from_there_opens(client, moved):
    client.force_login(moved)
    seen, ahead = {}, [reverse("home")]
    while ahead:
        url = ahead.pop()
        answer = client.get(url)
        seen[url] = answer.status_code
        if answer.get("Content-Type", "").startswith("text/html"):
            links = {u for u in LINK.findall(answer.text) if not u.startswith(ELSEWHERE)}
            ahead += sorted(links - seen.keys() - set(ahead))
    shut = {url: code for url, code in seen.items() if code not in (200, 302)}
    assert (shut, len(seen) > 10) == ({}, True)


def test_the_village_of_today_is_no_longer_theirs(client, moved, village):
    WorkLogFactory(village=village, text="后来的人写的")
    client.force_login(moved)
    page = client.get(reverse("village", args=[village.pk])).text
    assert "您已不在这个村任职" in page
    assert "后来的人写的" not in page


def test_the_four_steps_are_for_those_at_work(client, moved):
    client.force_login(moved)
    page = client.get(reverse("steps")).text
    assert "您现在没有任职村" in page
    assert "群众诉求" not in page


def test_what_one_wrote_carries_ones_own_name(client, moved):
    client.force_login(moved)
    page = client.get(moved_log(moved)).text
    assert "已调离人员" not in page
    assert moved.name in page.partition("<dt>录入</dt>")[2]


def moved_log(user):
    return reverse("cadres:log", args=[user.cadre.logs.get().pk])
