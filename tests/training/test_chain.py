"""Asked, answered, wished: one page; and an answer that is opened again is the answer given."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from tests.factories import (
    AttendanceFactory,
    CadreFactory,
    CountyFactory,
    NeedFactory,
    NeedRoundFactory,
    OfficialFactory,
    PostingFactory,
    TrainingSessionFactory,
    VillageFactory,
)
from tests.queries import at_most
from training.asking import alike, gathered
from training.models import (
    Exchange,
    Feedback,
    Need,
    RoundAnswer,
    Second,
    SessionNeed,
    TrainingSession,
)


@pytest.fixture
def county(db):
    return CountyFactory()


@pytest.fixture
def posted(secretary, village):
    return PostingFactory(cadre=secretary.cadre, village=village)


@pytest.fixture
def asked(county):
    today = localdate()
    return NeedRoundFactory(month=today.replace(day=1), opened_on=today, ends_on=today)


def send(client, name, *args, **typed):
    return client.post(reverse(name, args=args), typed | {"submission": uuid4()})


def answered(client, asked, **typed):
    known = RoundAnswer.objects.filter(round=asked).first()
    seen = {"seen": known.changed_at.isoformat()} if known else {}
    return send(client, "training:answer-round", asked.pk, **{"own": ""} | seen | typed)


def texts(cadre):
    return set(Need.objects.filter(cadre=cadre).values_list("text", flat=True))


def rated(session, many):
    for n in range(many):
        place = {"session": session, "village": VillageFactory()}
        cadre = CadreFactory(area_code=place["village"].pk)
        AttendanceFactory(cadre=cadre, **place)
        Feedback.objects.create(cadre=cadre, rating="used", wish=f"想学{n}", **place)


def test_one_page_tells_what_was_asked_who_came_and_what_is_wished(client, staff, county, posted):
    session = TrainingSessionFactory()
    need = NeedFactory(cadre=posted.cadre, village=posted.village)
    SessionNeed.objects.create(session=session, need=need, area=county)
    rated(session, 5)
    client.force_login(staff)
    with at_most(8):
        page = client.get(reverse("training:session", args=[session.pk])).text
    assert "回应 1 个点题，5 人参加，5 人写了还想学什么。" in page
    assert page.index("问：") < page.index(need.text) < page.index("答：") < page.index("盼：")
    assert "想学3" in page


def test_few_wishes_are_not_told(client, staff, county):
    session = TrainingSessionFactory()
    rated(session, 4)
    client.force_login(staff)
    page = client.get(reverse("training:session", args=[session.pk])).text
    assert ("想学3" in page, "满五人评价才列出写的话" in page) == (False, True)


def test_a_wish_is_said_beside_the_two_taps(client, secretary, posted, county):
    session = TrainingSessionFactory(began_on=posted.began_on)
    AttendanceFactory(session=session, cadre=posted.cadre, village=posted.village)
    client.force_login(secretary)
    send(client, "training:rate", session.pk, rating="used", wish="怎样审合同")
    assert Feedback.objects.get().wish == "怎样审合同"


def planned(client, staff, **typed):
    client.force_login(staff)
    known = {"theme": "开支委会", "form": "theory", "began_on": localdate(), "unasked_reason": "急"}
    return send(client, "training:plan-session", **known | typed)


@pytest.mark.parametrize("said", ["示例主讲", "full"])
def test_a_trainer_of_our_own_is_known_as_the_official(client, staff, county, said):
    official = OfficialFactory(name="示例主讲", post="局长", unit__area=county)
    called = f"示例主讲（{official.unit}局长）"
    planned(client, staff, trainer=called if said == "full" else said)
    session = TrainingSession.objects.get()
    assert (session.official, session.trainer) == (official, called)


def test_a_trainer_from_outside_is_kept_in_words(client, staff, county):
    planned(client, staff, trainer="省农科院示例研究员")
    session = TrainingSession.objects.get()
    assert (session.official, session.trainer) == (None, "省农科院示例研究员")


def test_of_two_officials_of_one_name_it_asks_which(client, staff, county):
    for _ in range(2):
        OfficialFactory(name="示例主讲", unit__area=county)
    page = planned(client, staff, trainer="示例主讲")
    assert "叫“示例主讲”的有好几位" in page.text
    assert not TrainingSession.objects.exists()


def test_names_are_offered_while_typing(client, staff, county):
    official = OfficialFactory(name="示例主讲", unit__area=county)
    client.force_login(staff)
    page = client.get(reverse("training:plan-session")).text
    assert f'<option value="示例主讲（{official.unit}{official.post}）">' in page


def test_planned_from_a_need_it_is_ticked_and_gives_the_theme(client, staff, county, posted):
    need = NeedFactory(cadre=posted.cadre, village=posted.village, claimed_by=staff,
                       claimed_at=now())  # fmt: skip
    client.force_login(staff)
    link = f"{reverse('training:plan-session')}?need={need.pk}"
    assert link in client.get(reverse("training:need", args=[need.pk])).text
    form = client.get(link).context["form"]
    assert (form["needs"].value(), form["theme"].value()) == ([need.pk], need.text)


@pytest.mark.parametrize("number", ["0", "x", "9" * 30, "²"])
def test_a_need_that_is_none_ticks_nothing(client, staff, county, number):
    client.force_login(staff)
    page = client.get(reverse("training:plan-session"), {"need": number})
    assert not page.context["form"]["needs"].value()


def test_an_answer_opened_again_is_the_answer_given(client, secretary, posted, asked):
    other = NeedFactory(round=asked, area=asked.area, text="养羊怎么防病")
    client.force_login(secretary)
    first = {"topics": ["怎样开好支委会"], "own": "账目公开", "seconded": [other.pk]}
    answered(client, asked, **first)
    form = client.get(reverse("training:answer-round", args=[asked.pk])).context["form"]
    assert form["own"].value() == "账目公开"
    assert form["topics"].value() == ["怎样开好支委会", "账目公开"]
    assert form["seconded"].value() == [str(other.pk)]


def test_an_answer_may_be_changed_until_it_ends(client, secretary, posted, asked):
    other = NeedFactory(round=asked, area=asked.area, text="养羊怎么防病")
    client.force_login(secretary)
    answered(client, asked, topics=["怎样开好支委会"], seconded=[other.pk])
    answered(client, asked, topics=["合作社怎么办起来"])
    assert texts(posted.cadre) == {"合作社怎么办起来"}
    assert (RoundAnswer.objects.count(), Second.objects.count()) == (1, 0)
    answered(client, asked, nothing="on")
    assert (texts(posted.cadre), RoundAnswer.objects.get().nothing) == (set(), True)


@pytest.mark.parametrize(("taken", "said"), [("claimed", "已有人领题"), ("seconded", "已有人附议")])
def test_what_is_taken_up_is_not_taken_back(client, secretary, staff, posted, asked, taken, said):
    client.force_login(secretary)
    answered(client, asked, topics=["怎样开好支委会"])
    need = Need.objects.get()
    if taken == "claimed":
        Need.objects.update(claimed_by=staff, claimed_at=now())
    else:
        Second.objects.create(need=need, cadre=CadreFactory(), village=VillageFactory())
    page = answered(client, asked, topics=["合作社怎么办起来"])
    assert (said in page.text, texts(posted.cadre)) == (True, {"怎样开好支委会"})


def test_an_answer_from_an_older_page_does_not_overwrite(client, secretary, posted, asked):
    client.force_login(secretary)
    answered(client, asked, topics=["怎样开好支委会"])
    page = send(client, "training:answer-round", asked.pk, own="", nothing="on")
    assert "这条记录已被改过" in page.text
    assert texts(posted.cadre) == {"怎样开好支委会"}


def test_own_words_like_anothers_are_told_once_and_then_stand(client, secretary, posted, asked):
    NeedFactory(round=asked, area=asked.area, text="土地流转合同怎么签")
    client.force_login(secretary)
    own = "土地流转合同怎样签"
    page = answered(client, asked, own=own)
    assert "已有相近的题目：“土地流转合同怎么签”" in page.text
    assert 'name="own_before" value="土地流转合同怎样签"' in page.text
    answered(client, asked, own=own, own_before=own)
    assert texts(posted.cadre) == {own}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("土地流转合同怎么签", "土地流转合同怎样签？", True),
        ("怎么开支委会", "怎样开好支委会", False),
        ("养羊怎么防病", "合同怎么签", False),
        ("账", "账本", False),
    ],
)
def test_what_is_alike(one, other, same):
    assert (alike(one, [other]) == [other]) is same


def test_like_topics_lie_together_and_count_together(client, staff, asked):
    for text in ("养羊怎么防病", "土地流转合同怎么签", "土地流转合同怎样签"):
        NeedFactory(round=asked, area=asked.area, text=text)
    second = Need.objects.get(text="土地流转合同怎么签")
    Second.objects.create(need=second, cadre=CadreFactory(), village=VillageFactory())
    client.force_login(staff)
    page = client.get(reverse("training:round", args=[asked.pk]))
    assert [len(group) for group in page.context["groups"]] == [2, 1]
    assert "3 人想学" in page.text


def test_nobody_asks_for_nothing():
    assert gathered([]) == []


def test_the_round_says_what_it_shows_after_seconding(client, secretary, posted, asked):
    other = NeedFactory(round=asked, area=asked.area, text="养羊怎么防病")
    client.force_login(secretary)
    answered(client, asked, seconded=[other.pk])
    page = client.get(reverse("training:round", args=[asked.pk])).text
    assert "还没有人点题" not in page
    assert "您没有另外点题，附议了下面的。" in page
    assert "养羊怎么防病" in page


def test_all_take_part_by_one_tap(client, staff, county, posted):
    PostingFactory()
    client.force_login(staff)
    typed = {"theme": "打开局面", "held_on": date(2025, 9, 25), "everyone": "on"}
    send(client, "training:record-exchange", **typed)
    assert Exchange.objects.get().members.count() == 2


def test_nobody_taking_part_is_told(client, staff, county, posted):
    client.force_login(staff)
    page = send(client, "training:record-exchange", theme="打开局面", held_on=date(2025, 9, 25))
    assert page.context["form"].errors == {"members": ["请至少选一名选派干部。"]}
