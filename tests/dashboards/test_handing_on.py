"""What a cadre asked or promised, and what an official took on, is nobody's to forget."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from cadres.models import Citation, DifficultyState, Office, Pledge, PledgeState, Wall
from fushan.inbox.models import Notice
from fushan.org.models import Role
from tests.dashboards.test_handovers import hand_over
from tests.factories import (
    CadreFactory,
    DifficultyFactory,
    NeedFactory,
    NeedRoundFactory,
    OfficialFactory,
    PostingFactory,
    TownshipOfficialFactory,
    TrainingSessionFactory,
    UserFactory,
)
from training.models import Need, SessionNeed

TODAY = localdate()


@pytest.fixture
def posted(secretary, village):
    began = TODAY - timedelta(days=300)
    return PostingFactory(cadre=secretary.cadre, village=village, began_on=began)


@pytest.fixture
def free(db):
    return CadreFactory(name="示例接任")


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def leaving(village):
    user = UserFactory(role=Role.TOWNSHIP, area_code=village.township_id)
    return TownshipOfficialFactory(user=user, unit__area=village.township)


@pytest.fixture
def colleague(leaving):
    user = UserFactory(role=Role.TOWNSHIP, area_code=leaving.area_id, name="示例同事")
    return OfficialFactory(unit=leaving.unit, user=user)


def need_of(posted, **more):
    return NeedFactory(cadre=posted.cadre, village=posted.village, **more)


def promised(posted, text):
    place = {"cadre": posted.cadre, "village": posted.village}
    wall, _ = Wall.objects.get_or_create(
        **place, defaults={"aspiration": "来", "goal": "做", "made_on": date(2025, 5, 1)}
    )
    return Pledge.objects.create(wall=wall, text=text, **place)


def listed(desk, kind, person):
    page = desk.get(reverse("hand-over", args=[kind, person.pk]))
    return [item.key for item in page.context["form"].items]


def claimed(leaving, posted, **more):
    by = {"claimed_by": leaving.user, "claimed_at": now(), "claimed_level": Office.TOWNSHIP}
    return DifficultyFactory(cadre=posted.cadre, village=posted.village, **by, **more)


def test_a_need_goes_to_the_successor_or_ends_with_the_reason(desk, posted, free):
    passed, ended = need_of(posted, text="合同怎么签"), need_of(posted, text="账怎么记")
    hand_over(desk, posted.cadre, **{f"to_need-{passed.pk}": free.pk})
    passed.refresh_from_db()
    ended.refresh_from_db()
    assert (passed.cadre, passed.dropped_reason) == (posted.cadre, "本人离任：其他")
    (anew,) = Need.objects.filter(cadre=free)
    assert (anew.text, anew.raised_on, anew.dropped_reason) == ("合同怎么签", TODAY, "")
    assert (ended.cadre, ended.dropped_reason) == (posted.cadre, "本人离任：其他")


def test_all_that_is_open_passes_at_once(desk, posted, free):
    need = need_of(posted)
    trouble = DifficultyFactory(cadre=posted.cadre, village=posted.village)
    hand_over(desk, posted.cadre, to_all=free.pk)
    anew = Need.objects.get(cadre=free)
    assert (anew.text, free.difficulties.get().text) == (need.text, trouble.text)
    assert free.postings.get().village == posted.village


def test_a_difficulty_keeps_its_own_cadres_name_and_goes_on_where_it_was(
    desk, posted, free, leaving
):
    trouble = claimed(leaving, posted)
    hand_over(desk, posted.cadre, **{f"to_difficulty-{trouble.pk}": free.pk})
    trouble.refresh_from_db()
    assert (trouble.cadre, trouble.dropped_reason) == (posted.cadre, "本人离任：其他")
    (anew,) = free.difficulties.all()
    assert (anew.text, anew.raised_on, anew.claimed_by) == (trouble.text, TODAY, leaving.user)
    assert anew.state == DifficultyState.CLAIMED


def test_an_answer_that_waited_for_the_old_cadre_is_told_to_the_next(desk, posted, free, leaving):
    said = {"answered_how": "otherwise", "answer": "已找农技站", "answered_by": leaving.user}
    trouble = claimed(leaving, posted, answered_on=TODAY, **said)
    hand_over(desk, posted.cadre, **{f"to_difficulty-{trouble.pk}": free.pk})
    (anew,) = free.difficulties.all()
    day = f"{TODAY.year}年{TODAY.month}月{TODAY.day}日"
    assert anew.earlier == f"{day} {leaving.user.name}：已找农技站"
    assert anew.state == DifficultyState.CLAIMED


def test_what_the_successor_has_asked_too_is_not_asked_twice(desk, posted, free):
    asked = {"round": NeedRoundFactory(), "text": "合同怎么签"}
    mine, theirs = (
        need_of(posted, **asked),
        NeedFactory(cadre=free, village=posted.village, **asked),
    )
    hand_over(desk, posted.cadre, **{f"to_need-{mine.pk}": free.pk})
    mine.refresh_from_db()
    assert (mine.dropped_reason, Need.objects.get(cadre=free)) == ("本人离任：其他", theirs)


def test_what_is_taught_or_dropped_is_not_handed_over(desk, posted):
    taught = need_of(posted, text="甲")
    session = TrainingSessionFactory()
    SessionNeed.objects.create(session=session, need=taught, area=session.area)
    need_of(posted, text="乙", dropped_reason="办不了")
    assert listed(desk, "cadre", posted.cadre) == [f"posting-{posted.pk}"]


def test_a_promise_left_open_is_not_kept_and_says_why(desk, posted):
    pledge = promised(posted, "装路灯")
    hand_over(desk, posted.cadre)
    pledge.refresh_from_db()
    assert (pledge.cadre, pledge.state, pledge.settled_on, pledge.reason) == (
        posted.cadre,
        PledgeState.UNKEPT,
        TODAY,
        "离任时没有完成：其他",
    )


def test_a_promise_that_a_record_shows_may_be_kept_or_not(desk, posted):
    kept, unkept = promised(posted, "装路灯"), promised(posted, "办合作社")
    for pledge in (kept, unkept):
        place = {"cadre": posted.cadre, "village": posted.village}
        Citation.objects.create(
            pledge=pledge, figure="visits", record_id="1", label="到村", **place
        )
    hand_over(desk, posted.cadre, **{f"to_pledge-{unkept.pk}": "unkept"})
    kept.refresh_from_db()
    unkept.refresh_from_db()
    assert (kept.state, kept.reason, unkept.state) == (PledgeState.KEPT, "", PledgeState.UNKEPT)


def test_a_promise_that_nothing_shows_cannot_be_called_kept(desk, posted):
    pledge = promised(posted, "装路灯")
    page = hand_over(desk, posted.cadre, **{f"to_pledge-{pledge.pk}": "kept"})
    pledge.refresh_from_db()
    assert (page.status_code, pledge.state) == (200, PledgeState.OPEN)


def test_a_promise_is_nobodys_to_take(desk, posted, free):
    pledge = promised(posted, "装路灯")
    need_of(posted)
    hand_over(desk, posted.cadre, to_all=free.pk)
    pledge.refresh_from_db()
    assert (pledge.cadre, pledge.state) == (posted.cadre, PledgeState.UNKEPT)


def test_what_an_official_took_on_passes_to_a_colleague_who_is_told(
    desk, posted, leaving, colleague
):
    need = need_of(posted, claimed_by=leaving.user, claimed_at=now(), area=leaving.area)
    trouble = claimed(leaving, posted)
    hand_over(desk, leaving, "official", to_all=colleague.pk)
    need.refresh_from_db()
    trouble.refresh_from_db()
    assert (need.claimed_by, trouble.claimed_by) == (colleague.user, colleague.user)
    assert Notice.objects.filter(user=colleague.user).count() == 2


def test_each_line_passes_to_somebody_of_its_own(desk, posted, leaving, colleague):
    need = need_of(posted, claimed_by=leaving.user, claimed_at=now(), area=leaving.area)
    trouble = claimed(leaving, posted)
    typed = {f"to_claimed-{trouble.pk}": colleague.pk, f"to_claimed-need-{need.pk}": "none"}
    hand_over(desk, leaving, "official", **typed)
    need.refresh_from_db()
    trouble.refresh_from_db()
    assert (need.claimed_at, trouble.claimed_by) == (None, colleague.user)


def test_without_anybody_it_can_be_claimed_anew(desk, posted, leaving):
    need = need_of(posted, claimed_by=leaving.user, claimed_at=now(), area=leaving.area)
    trouble = claimed(leaving, posted)
    hand_over(desk, leaving, "official")
    need.refresh_from_db()
    trouble.refresh_from_db()
    assert (need.claimed_by, need.claimed_at) == (None, None)
    assert (trouble.claimed_by, trouble.claimed_level, trouble.state_label) == (None, "", "待认领")


def test_what_is_answered_waits_for_the_cadres_word(desk, posted, leaving):
    done = {"answered_how": "onsite", "answered_by": leaving.user, "answered_on": TODAY}
    trouble = claimed(leaving, posted, **done)
    hand_over(desk, leaving, "official")
    trouble.refresh_from_db()
    assert (trouble.claimed_by, trouble.state_label) == (leaving.user, "待本人确认")


def test_who_cannot_sign_in_is_not_offered_what_was_claimed(desk, posted, leaving):
    OfficialFactory(unit=leaving.unit)
    claimed(leaving, posted)
    page = desk.get(reverse("hand-over", args=["official", leaving.pk]))
    assert page.context["form"].items[0].takers == []


def test_what_others_claimed_is_not_theirs_to_pass_on(desk, posted, leaving, colleague):
    claimed(colleague, posted)
    need_of(posted, claimed_by=colleague.user, claimed_at=now(), area=leaving.area)
    assert listed(desk, "official", leaving) == []
