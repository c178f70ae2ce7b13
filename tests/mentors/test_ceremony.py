"""Several pairs at one ceremony: everybody of the township who has no mentor, and one paper."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.desk.models import AccessLog
from fushan.inbox.models import Notice
from mentors.models import Pairing
from tests.factories import (
    DifficultyFactory,
    MentorFactory,
    PairingFactory,
    PostingFactory,
    VillageFactory,
)
from tests.mentors.test_pairing import sent
from tests.queries import at_most

TODAY = localdate()


@pytest.fixture
def postings(secretary, village):
    second = VillageFactory(township=village.township)
    began = TODAY - timedelta(days=60)
    PostingFactory(began_on=began)
    return [
        PostingFactory(cadre=secretary.cadre, village=village, began_on=began),
        PostingFactory(village=second, began_on=began),
    ]


@pytest.fixture
def pool(village):
    return [MentorFactory(area=village.township, cap=1) for _ in range(2)]


def held(client, user, postings, pool, **typed):
    chosen = {f"cadre-{p.cadre_id}": m.pk for p, m in zip(postings, pool, strict=True)}
    known = {"began_on": TODAY, "place": "镇政府会议室"} | chosen
    return sent(client, user, "hold-ceremony", **known | typed)


def offered(client, user, **query):
    client.force_login(user)
    return client.get(reverse("mentors:hold-ceremony"), query).context["form"]


def test_each_is_offered_who_fits_and_nobody_is_promised_twice(client, official, postings, pool):
    DifficultyFactory(cadre=postings[0].cadre, village=postings[0].village, text="没有暖气")
    fit = MentorFactory(area=pool[0].area, about="暖气", cap=1)
    form = offered(client, official)
    first, second = (form[f"cadre-{p.cadre_id}"].initial for p in postings)
    assert (first, second in {f"{m.pk}" for m in pool}) == (f"{fit.pk}", True)


def test_the_pairs_begin_on_one_day_in_one_place_and_each_is_told(
    client, official, secretary, postings, pool
):
    page = held(client, official, postings, pool)
    rows = Pairing.objects.order_by("village")
    assert [(r.cadre, r.mentor, r.began_on, r.place, r.entered_by) for r in rows] == [
        (posting.cadre, mentor, TODAY, "镇政府会议室", official)
        for posting, mentor in zip(postings, pool, strict=True)
    ]
    assert "打印协议书（2 份）" in page.text
    assert "镇政府会议室" in page.text
    assert Notice.objects.get(user=secretary).text.endswith(f"{pool[0]}是您的导师。")


def test_who_is_left_out_stays_without_a_mentor(client, official, postings, pool):
    held(client, official, postings, pool, **{f"cadre-{postings[1].cadre_id}": ""})
    assert Pairing.objects.get().cadre == postings[0].cadre
    assert list(offered(client, official).postings.values()) == [postings[1]]


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (("", ""), "请至少给一名干部选导师。"),
        ((0, 0), "现在带 0 人，最多 1 人，这次给了 2 人。"),
        ((1, 0), "有的没有选推荐的那位，请写一句为什么。"),
        ((0, 99), "选择一个有效的选项"),
    ],
)
def test_what_is_wrong_is_told_and_nobody_is_paired(client, official, postings, pool, chosen, said):
    ids = [m.pk for m in pool] + [""]
    picked = [ids[n] if n in (0, 1) else n for n in chosen]
    typed = {f"cadre-{p.cadre_id}": pk for p, pk in zip(postings, picked, strict=True)}
    page = held(client, official, postings, pool, **typed)
    assert (said in page.text, Pairing.objects.count()) == (True, 0)


def test_another_than_the_suggested_wants_one_reason(client, official, postings, pool):
    held(client, official, postings, pool[::-1], choice_reason="同村，方便")
    assert set(Pairing.objects.values_list("choice_reason", flat=True)) == {"同村，方便"}


def test_a_second_tap_pairs_nobody_twice(client, official, postings, pool):
    again = {"submission": "11111111-1111-4111-8111-111111111111"}
    for _ in range(2):
        page = held(client, official, postings, pool, **again)
    assert (Pairing.objects.count(), "打印协议书" in page.text) == (2, True)


def test_the_department_chooses_the_township_first(client, staff, postings, pool):
    client.force_login(staff)
    page = client.get(reverse("mentors:hold-ceremony"))
    assert "哪个乡镇的拜师结对仪式" in page.text
    form = offered(client, staff, area=pool[0].area_id)
    assert len(form.postings) == 2


def test_all_agreements_are_one_paper_and_what_was_taken_back_is_not_in_it(
    client, official, postings, pool
):
    held(client, official, postings, pool)
    client.force_login(official)
    url = reverse("ceremony-paper")
    assert client.get(url, {"day": TODAY}).content.startswith(b"%PDF")
    Pairing.objects.filter(cadre=postings[0].cadre).update(ended_on=TODAY, reason="记错了")
    client.get(url, {"day": TODAY})
    assert set(AccessLog.objects.values_list("rows", flat=True)) == {2, 1}


@pytest.mark.parametrize("day", ["2020-01-01", "昨天", "2026-13-01"])
def test_a_day_without_pairs_has_no_paper(client, official, day):
    client.force_login(official)
    assert client.get(reverse("ceremony-paper"), {"day": day}).status_code == 404


def test_more_cadres_and_mentors_ask_no_more(client, official, village, postings, pool):
    for _ in range(4):
        PostingFactory(village=village, post="worker", began_on=TODAY - timedelta(days=9))
        MentorFactory(area=village.township)
    PairingFactory(village=village, mentor__area=village.township, began_on=TODAY)
    client.force_login(official)
    for name in ("hold-ceremony", "ceremony"):
        with at_most(8):
            assert client.get(reverse(f"mentors:{name}")).status_code == 200
