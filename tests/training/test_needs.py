"""Cadres ask, others second, an office claims, a session answers; each may do its own part only."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from fushan.catalogue.dues import dues_of
from fushan.inbox.models import Notice
from fushan.org.reach import reach
from tests.factories import (
    CadreFactory,
    CountyFactory,
    NeedFactory,
    NeedRoundFactory,
    PostingFactory,
    TrainingSessionFactory,
    UserFactory,
    VillageFactory,
)
from tests.queries import at_most
from training.models import Need, NeedRound, RoundAnswer, Second, SessionNeed


@pytest.fixture
def county(db):
    return CountyFactory()


@pytest.fixture
def asked(county):
    """This month's question of the county, open today."""
    today = localdate()
    return NeedRoundFactory(month=today.replace(day=1), opened_on=today, ends_on=today)


@pytest.fixture
def posted(secretary, village):
    return PostingFactory(cadre=secretary.cadre, village=village)


def send(client, name, *args, **typed):
    return client.post(reverse(name, args=args), typed | {"submission": uuid4()})


def errors(response):
    return response.context["form"].errors


def test_staff_open_a_months_question_and_the_cadre_owes_an_answer(client, staff, posted, county):
    client.force_login(staff)
    today = localdate()
    typed = {"month": f"{today:%Y-%m}", "question": "本月想学什么", "ends_on": f"{today}"}
    send(client, "training:open-round", topics="开支委会\n\n 合同 \n开支委会", **typed)
    asked = NeedRound.objects.get()
    assert (asked.area_id, asked.topics) == ("141027", ["开支委会", "合同"])
    user = posted.cadre.user
    with reach(*user.reach):
        owed = [(due.text, due.url) for due in dues_of(user, today) if due.kind == "round"]
    assert owed == [("本月想学什么", reverse("training:answer-round", args=[asked.pk]))]


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"topics": "\n".join(map(str, range(13)))}, "topics", "题目最多列 12 个，多了不好选。"),
        ({"topics": "长" * 41}, "topics", "“长长长长长长长长长长…”太长，每个题目不超过 40 个字。"),
        ({"ends_on": "2020-01-01"}, "ends_on", "“答到哪天”不能早于今天。"),
        ({"ends_on": "2035-01-01"}, "ends_on", "征求最长两个月，请核对日期。"),
        ({"question": ""}, "question", "请填“问什么”。"),
    ],
)
def test_a_question_that_is_wrong_is_told_at_its_field(client, staff, county, typed, field, said):
    client.force_login(staff)
    right = {"month": f"{localdate():%Y-%m}", "question": "想学什么", "ends_on": f"{localdate()}"}
    response = send(client, "training:open-round", **right | typed)
    assert errors(response) == {field: [said]}
    assert not NeedRound.objects.exists()


def test_a_month_is_asked_about_once(client, staff, asked):
    client.force_login(staff)
    typed = {"month": f"{localdate():%Y-%m}", "question": "再问", "ends_on": f"{localdate()}"}
    response = send(client, "training:open-round", **typed)
    assert errors(response) == {"__all__": ["这个月已经征求过，请打开那一次补充。"]}


def test_a_cadre_answers_by_tap_in_own_words_and_by_seconding(client, secretary, posted, asked):
    other = NeedFactory(round=asked, area=asked.area, text="养羊怎么防病")
    client.force_login(secretary)
    page = client.get(reverse("training:answer-round", args=[asked.pk]))
    assert page.context["form"].fields["seconded"].choices == [(str(other.pk), "养羊怎么防病")]
    assert other.cadre.name not in page.text
    typed = {"topics": ["怎样开好支委会"], "own": "账怎么公开", "seconded": [other.pk]}
    send(client, "training:answer-round", asked.pk, **typed)
    mine = Need.objects.filter(cadre=secretary.cadre).order_by("pk")
    assert [(need.text, need.area_id) for need in mine] == [
        ("怎样开好支委会", "141027"),
        ("账怎么公开", "141027"),
    ]
    assert Second.objects.get().need == other
    assert not RoundAnswer.objects.get().nothing


def test_nothing_this_month_is_an_answer_too(client, secretary, posted, asked):
    client.force_login(secretary)
    send(client, "training:answer-round", asked.pk, nothing="on", own="")
    assert RoundAnswer.objects.get().nothing
    assert not Need.objects.exists()
    with reach(*secretary.reach):
        assert [d for d in dues_of(secretary, localdate()) if d.kind == "round"] == []


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"own": ""}, "__all__", "请点一个题目，或者选“本月无”。"),
        ({"own": "账", "nothing": "on"}, "nothing", "已经点了题，就不要再选“本月无”。"),
    ],
)
def test_an_answer_says_something_or_nothing(client, secretary, posted, asked, typed, field, said):
    client.force_login(secretary)
    response = send(client, "training:answer-round", asked.pk, **typed)
    assert errors(response) == {field: [said]}
    assert not RoundAnswer.objects.exists()


def test_a_question_is_answered_once(client, secretary, posted, asked):
    """From a page drawn before the first answer, the second is told of the first."""
    client.force_login(secretary)
    for _ in range(2):
        response = send(client, "training:answer-round", asked.pk, nothing="on", own="")
    told = "您打开这一页之后，这条记录已被改过。请对照上面的新内容再保存。"
    assert (errors(response), RoundAnswer.objects.count()) == ({"__all__": [told]}, 1)


def test_who_is_late_is_told_where_to_ask_instead(client, secretary, posted, asked):
    NeedRound.objects.update(opened_on=date(2025, 9, 1), ends_on=date(2025, 9, 8))
    client.force_login(secretary)
    response = client.get(reverse("training:answer-round", args=[asked.pk]), follow=True)
    assert "这次征求已经截止。还想学什么，随时可以点题。" in response.text


def test_the_township_answers_for_a_cadre_and_both_names_stay(client, official, posted, asked):
    client.force_login(official)
    url = reverse("training:answer-round", args=[asked.pk]) + f"?cadre={posted.cadre_id}"
    client.post(url, {"submission": uuid4(), "own": "医保怎么办", "nothing": ""})
    need = Need.objects.get()
    assert (need.cadre, need.entered_by, need.on_behalf) == (posted.cadre, official, True)


def test_a_question_of_another_township_is_not_answered_here(client, staff, posted, county):
    elsewhere = VillageFactory()
    asked = NeedRoundFactory(area=elsewhere.township, ends_on=date(2035, 1, 1))
    client.force_login(staff)
    url = reverse("training:answer-round", args=[asked.pk]) + f"?cadre={posted.cadre_id}"
    assert client.get(url).status_code == 403


def test_the_page_names_who_has_not_answered_by_village(client, staff, posted, asked):
    done = PostingFactory(cadre__name="示例已答")
    RoundAnswer.objects.create(round=asked, cadre=done.cadre, village=done.village, nothing=True)
    client.force_login(staff)
    with at_most(8):
        page = client.get(reverse("training:round", args=[asked.pk]))
    assert [row.cadre for row in page.context["silent"]] == [posted.cadre]
    assert [row.cadre for row in page.context["nothing"]] == [done.cadre]


def test_one_asks_unasked_of_the_township_or_the_county(client, secretary, posted, county):
    client.force_login(secretary)
    for area in (secretary.area_code[:9], "141027"):
        send(client, "training:raise-need", text=f"向{area}学", area=area)
    assert {need.area_id for need in Need.objects.all()} == {secretary.area_code[:9], "141027"}


def test_a_need_is_claimed_once_and_the_cadre_is_told(client, staff, secretary, posted):
    need = NeedFactory(cadre=secretary.cadre, village=posted.village)
    client.force_login(staff)
    for _ in range(2):
        client.post(reverse("training:claim-need", args=[need.pk]))
    need.refresh_from_db()
    assert need.claimed_by == staff
    assert Notice.objects.get().text == f"您点的题“{need.text}”已由{staff.name}领题。"


def test_a_township_may_not_claim_what_the_county_was_asked(client, official, secretary, posted):
    need = NeedFactory(cadre=secretary.cadre, village=posted.village)
    client.force_login(official)
    assert client.post(reverse("training:claim-need", args=[need.pk])).status_code == 403


def test_what_is_not_done_says_why(client, staff, secretary, posted):
    need = NeedFactory(cadre=secretary.cadre, village=posted.village)
    client.force_login(staff)
    page = reverse("training:drop-need", args=[need.pk])
    assert client.post(page, {"reason": ""}).context["form"].errors == {"reason": ["请写明理由。"]}
    client.post(page, {"reason": "市里下月统一讲"})
    need.refresh_from_db()
    assert need.dropped_reason == "市里下月统一讲"
    assert Notice.objects.get().text == f"您点的题“{need.text}”没有办：市里下月统一讲"


def test_a_cadre_of_another_village_seconds_without_learning_whose_it_is(client, secretary, posted):
    need = NeedFactory(cadre=CadreFactory(name="示例隔村"), area=CountyFactory())
    client.force_login(secretary)
    page = client.get(reverse("training:need", args=[need.pk]))
    assert (page.status_code, "示例隔村" in page.text) == (200, False)
    for _ in range(2):
        client.post(reverse("training:second-need", args=[need.pk]))
    assert Second.objects.get().cadre == secretary.cadre


def test_what_was_asked_of_another_township_stays_unseen(client, secretary, posted):
    need = NeedFactory(area=VillageFactory().township)
    client.force_login(secretary)
    assert client.get(reverse("training:need", args=[need.pk])).status_code == 404


def test_unclaimed_after_thirty_days_is_due_to_who_was_asked(staff, official, village):
    old = NeedFactory(village=village, area=village.township, raised_on=date(2025, 8, 1))
    NeedFactory(village=village, raised_on=date(2025, 8, 2))
    today = date(2025, 9, 11)
    for user, texts in ((official, [f"领题：{old.text}"]), (staff, ["领题：土地流转合同怎么签"])):
        with reach(*user.reach):
            owed = [d for d in dues_of(user, today) if d.kind.startswith("need_")]
        assert [(due.text, due.urgency) for due in owed] == [(texts[0], "bad")]


def test_what_a_training_has_answered_waits_for_nobody_to_claim_it(client, staff, village):
    need = NeedFactory(village=village, area=village.township, raised_on=date(2025, 8, 1))
    session = TrainingSessionFactory()
    SessionNeed.objects.create(session=session, need=need, area=session.area)
    assert not Need.objects.unclaimed().exists()
    client.force_login(staff)
    page = client.get(reverse("training:need", args=[need.pk]))
    assert (page.context["is_taught"], "待领题" in page.text) == (True, False)
    session.cancelled_reason = "下雪封路"
    session.save()
    assert Need.objects.unclaimed().get() == need


def test_what_nobody_has_claimed_stands_first(client, official, village):
    where = {"village": village, "area": village.township}
    claimed = NeedFactory(
        claimed_by=official, claimed_at=now(), raised_on=date(2025, 9, 3), **where
    )
    waiting = [NeedFactory(raised_on=date(2025, 9, n), **where) for n in (1, 2)]
    client.force_login(official)
    page = client.get(reverse("training:needs"))
    assert (list(page.context["waiting"]), list(page.context["page"])) == (waiting, [claimed])


def test_lists_ask_no_more_for_more_needs(client, county, posted):
    NeedFactory.create_batch(12, round=NeedRoundFactory(), village=posted.village)
    staff = UserFactory()
    client.force_login(staff)
    for name in ("training:training", "training:needs", "training:rounds"):
        with at_most(8):
            client.get(reverse(name))
