"""A difficulty: raised, claimed, answered, and solved when the cadre says so."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from cadres.helping import claim
from cadres.models import Answered, Difficulty, DifficultyState, Office
from cadres.record import PARTS
from fushan.catalogue.dues import dues_of
from fushan.catalogue.figures import FIGURES
from fushan.desk.models import setting
from fushan.inbox.models import Notice
from fushan.kit.constraints import sentence_of
from fushan.kit.entries import Asked, entries
from fushan.kit.periods import Period
from fushan.org.models import Role
from fushan.org.reach import reach
from tests.factories import CadreFactory, DifficultyFactory, PostingFactory, UserFactory
from tests.queries import at_most

SUBMISSION = "11111111-1111-4111-8111-111111111111"
TODAY = localdate()


@pytest.fixture
def raised(secretary, village):
    return DifficultyFactory(
        cadre=secretary.cadre, village=village, raised_on=TODAY - timedelta(days=5)
    )


def sent(client, user, name, row=None, **typed):
    client.force_login(user)
    url = reverse(f"difficulties:{name}", args=[row.pk] if row else [])
    if row:
        row.refresh_from_db()
        typed = {"seen": row.changed_at.isoformat()} | typed
    response = client.post(url, {"submission": uuid4()} | typed, follow=True)
    if row:
        row.refresh_from_db()
    return response


def kinds_of(user, day=TODAY):
    with reach(*user.reach):
        return [due.kind for due in dues_of(user, day) if due.kind.startswith("difficulty")]


def test_a_cadre_raises_it_in_a_sentence_and_both_sides_see_whose_it_is_and_how_old(
    client, secretary, official
):
    sent(client, secretary, "raise-difficulty", text="宽带老断")
    row = Difficulty.objects.get()
    assert (row.cadre, row.village_id, row.state) == (
        secretary.cadre,
        secretary.area_code,
        DifficultyState.WAITING,
    )
    Difficulty.objects.update(raised_on=TODAY - timedelta(days=5))
    for user in (secretary, official):
        client.force_login(user)
        page = client.get(reverse("difficulties:difficulty", args=[row.pk]))
        assert "5 天" in page.text
        assert "还没有人认领" in page.text


def test_a_second_tap_raises_it_once(client, secretary):
    for _ in range(2):
        sent(client, secretary, "raise-difficulty", text="宽带老断", submission=SUBMISSION)
    assert Difficulty.objects.count() == 1


def test_an_office_writes_it_down_for_a_cadre_and_both_names_are_kept(client, official, secretary):
    client.force_login(official)
    page = client.get(reverse("difficulties:raise-difficulty"))
    assert secretary.cadre.name in page.text
    url = reverse("difficulties:raise-difficulty") + f"?cadre={secretary.cadre_id}"
    client.post(url, {"submission": SUBMISSION, "text": "宽带老断"})
    row = Difficulty.objects.get()
    assert (row.cadre, row.entered_by, row.on_behalf) == (secretary.cadre, official, True)


def test_who_claims_it_is_told_to_the_cadre(client, official, secretary, raised):
    sent(client, official, "claim-difficulty", raised)
    assert (raised.claimed_by, raised.claimed_level, raised.state) == (
        official,
        Office.TOWNSHIP,
        DifficultyState.CLAIMED,
    )
    assert official.name in Notice.objects.get(user=secretary).text


def test_where_somebody_was_quicker_theirs_stands(client, official, village, raised):
    colleague = UserFactory(role=Role.TOWNSHIP, area_code=village.township_id)
    claim(raised, by=colleague)
    response = sent(client, official, "claim-difficulty", raised)
    assert raised.claimed_by == colleague
    assert "这件事现在不用再认领。" in response.text


def test_the_county_takes_over_what_a_township_has_and_not_the_other_way(
    client, official, staff, raised
):
    claim(raised, by=official)
    sent(client, staff, "claim-difficulty", raised)
    assert (raised.claimed_by, raised.claimed_level) == (staff, Office.COUNTY)
    sent(client, official, "claim-difficulty", raised)
    assert raised.claimed_by == staff


def test_another_office_does_not_answer_what_one_has_claimed(client, official, staff, raised):
    claim(raised, by=staff)
    response = sent(
        client, official, "answer-difficulty", raised, answered_how="otherwise", answer="办了"
    )
    assert "由别的单位在办" in response.text
    assert raised.answered_on is None


def test_to_answer_is_to_claim_and_the_cadre_has_the_last_word(client, official, secretary, raised):
    sent(client, official, "answer-difficulty", raised, answered_how="otherwise", answer="换了线")
    assert (raised.claimed_by, raised.answered_by, raised.answered_how, raised.state) == (
        official,
        official,
        Answered.OTHERWISE,
        DifficultyState.ANSWERED,
    )
    assert "请您确认" in Notice.objects.get(user=secretary).text
    sent(client, secretary, "confirm-difficulty", raised, solved="solved")
    assert (raised.solved_on, raised.state) == (TODAY, DifficultyState.SOLVED)


def test_an_answer_without_words_is_refused(client, official, raised):
    response = sent(client, official, "answer-difficulty", raised, answered_how="onsite")
    assert "请写一句怎么办的。" in response.text
    assert raised.answered_on is None


def test_what_did_not_help_goes_back_to_the_same_office(client, official, secretary, raised):
    sent(client, official, "answer-difficulty", raised, answered_how="otherwise", answer="换了线")
    wordless = sent(client, secretary, "confirm-difficulty", raised, solved="unsolved")
    assert "还差什么" in wordless.text
    assert raised.state == DifficultyState.ANSWERED

    sent(client, secretary, "confirm-difficulty", raised, solved="unsolved", note="还是断")
    assert (raised.state, raised.claimed_by, raised.answer, raised.unsolved_note) == (
        DifficultyState.CLAIMED,
        official,
        "",
        "还是断",
    )
    told = f"{date_format(localdate(), 'Y年n月j日')} {official.name}：换了线"
    assert raised.earlier == told
    client.force_login(secretary)
    page = client.get(reverse("difficulties:difficulty", args=[raised.pk])).text
    assert f'以前的答复<p class="words">{told}' in page


def test_what_was_sent_back_is_given_as_long_again(client, official, secretary, raised):
    raised.raised_on = TODAY - timedelta(days=300)
    raised.save()
    sent(client, official, "answer-difficulty", raised, answered_how="otherwise", answer="换了线")
    sent(client, secretary, "confirm-difficulty", raised, solved="unsolved", note="还是断")
    (due,) = dues_of(official, TODAY)
    assert due.kind == "difficulty_township"
    assert due.due_on == TODAY + timedelta(days=int(setting("difficulty_answer_days")))


def test_the_office_cannot_say_solved_in_another_cadres_village(client, raised):
    colleague = UserFactory(
        role=Role.VILLAGE, area_code=raised.village_id, cadre_id=CadreFactory().pk
    )
    client.force_login(colleague)
    for name in ("difficulty", "confirm-difficulty", "drop-difficulty"):
        assert client.get(reverse(f"difficulties:{name}", args=[raised.pk])).status_code == 404


def test_whoever_was_moved_reads_it_still_and_changes_it_no_more(client, secretary, raised):
    PostingFactory(cadre=secretary.cadre, village=raised.village, ended_on=TODAY)
    secretary.area_code = "141027"
    secretary.save()
    client.force_login(secretary)
    page = client.get(reverse("difficulties:difficulty", args=[raised.pk]))
    assert raised.text in page.text
    url = reverse("difficulties:confirm-difficulty", args=[raised.pk])
    assert client.get(url).status_code == 403


def test_what_is_no_longer_needed_goes_with_a_reason(client, secretary, raised):
    assert "请写明理由。" in sent(client, secretary, "drop-difficulty", raised).text
    sent(client, secretary, "drop-difficulty", raised, reason="自己解决了")
    assert (raised.state, raised.dropped_reason) == (DifficultyState.DROPPED, "自己解决了")
    sent(client, secretary, "confirm-difficulty", raised, solved="solved")
    assert raised.solved_on is None


def test_the_list_is_asked_by_state_the_oldest_first(client, official, raised):
    older = DifficultyFactory(
        village=raised.village, cadre=raised.cadre, raised_on=date(2025, 1, 1)
    )
    claim(DifficultyFactory(village=raised.village, cadre=raised.cadre), by=official)
    client.force_login(official)
    url = reverse("difficulties:difficulties")
    assert list(client.get(url, {"state": "waiting"}).context["page"]) == [older, raised]
    assert len(client.get(url).context["page"]) == 3
    assert len(client.get(url, {"state": "odd"}).context["page"]) == 3
    assert list(client.get(url, {"state": "solved"}).context["page"]) == []


def test_the_list_asks_at_most_eight_queries(client, leader):
    for _ in range(5):
        DifficultyFactory()
    client.force_login(leader)
    with at_most(8):
        page = client.get(reverse("difficulties:difficulties"))
    assert len(page.context["page"]) == 5


def test_unclaimed_it_is_the_townships_claimed_its_owners_answered_the_cadres(
    official, secretary, staff, raised
):
    assert [kinds_of(user) for user in (official, secretary, staff)] == [["difficulty"], [], []]
    with reach(*official.reach):
        due = next(due for due in dues_of(official, TODAY) if due.kind == "difficulty")
    assert (due.due_on, due.urgency) == (raised.raised_on + timedelta(days=3), "bad")

    claim(raised, by=staff)
    assert [kinds_of(user) for user in (official, secretary, staff)] == [
        [],
        [],
        ["difficulty_county"],
    ]
    Difficulty.objects.update(
        answered_how="otherwise", answer="办了", answered_by=staff, answered_on=TODAY
    )
    assert [kinds_of(user) for user in (official, secretary, staff)] == [
        [],
        ["difficulty_confirm"],
        [],
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"claimed_level": "township"}, "认领须写明层级、认领人和时间。"),
        ({"answered_on": TODAY}, "答复须写明答复人和日期。"),
        ({"answered_how": "onsite"}, "先认领，再答复，并写明怎么办的。"),
        ({"solved_on": date(2020, 1, 1)}, "答复、解决的日期不能早于提出的日期。"),
        ({"dropped_on": TODAY}, "不再办须写明原因；已解决的不用再销。"),
        ({"dropped_on": TODAY, "dropped_reason": "免", "solved_on": TODAY},
         "不再办须写明原因；已解决的不用再销。"),
    ],
)  # fmt: skip
def test_what_may_never_be_true_is_refused_in_a_sentence(raised, wrong, sentence):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Difficulty.objects.filter(pk=raised.pk).update(**wrong)
    assert sentence_of(refused.value) == sentence


def test_the_weekly_record_tells_when_it_was_raised_and_when_it_was_solved(raised, secretary):
    raised.solved_on = TODAY
    raised.save()
    week = TODAY - timedelta(days=6), TODAY
    told = entries(PARTS, Asked({secretary.cadre_id}, {raised.village_id}, *week))
    assert [(entry.day, entry.kind, entry.text) for entry in told] == [
        (raised.raised_on, "提出急难事", raised.text),
        (TODAY, "急难事解决", raised.text),
    ]


def test_the_figures_count_by_the_day_raised_and_by_the_day_solved(db):
    DifficultyFactory(raised_on=date(2025, 9, 1), solved_on=date(2025, 10, 2))
    october = Period.of("month", date(2025, 10, 1))
    september = Period.of("month", date(2025, 9, 1))
    for code, counted in (("difficulties_raised", [1, 0]), ("difficulties_solved", [0, 1])):
        values = [FIGURES[code].value("141027", month).number for month in (september, october)]
        assert values == counted
