"""One mentor for a cadre at a time, of their own township, suggested with the reason why."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.catalogue.dues import dues_of
from fushan.catalogue.figures import FIGURES
from fushan.inbox.models import Notice
from fushan.kit.constraints import sentence_of
from fushan.kit.entries import Asked, entries
from fushan.kit.periods import Period
from fushan.org.models import Role
from fushan.org.reach import reach
from fushan.reports.pairings import agreements
from mentors.models import Mentor, MentoringNote, MentorWord, Pairing, Speciality, Way
from mentors.record import PARTS
from mentors.suggesting import suggestions
from tests.factories import (
    CadreFactory,
    DifficultyFactory,
    MentorFactory,
    NeedFactory,
    PairingFactory,
    PostingFactory,
    UserFactory,
    VillageFactory,
)
from tests.queries import at_most

TODAY = localdate()


@pytest.fixture
def cadre(secretary):
    return secretary.cadre


@pytest.fixture
def mentor(village):
    return MentorFactory(area=village.township, cap=1)


@pytest.fixture
def pairing(cadre, village, mentor):
    return PairingFactory(cadre=cadre, village=village, mentor=mentor)


def sent(client, user, page, pk=None, /, **typed):
    client.force_login(user)
    url = reverse(f"mentors:{page}", args=[pk] if pk else [])
    return client.post(url, {"submission": uuid4()} | typed, follow=True)


def refused(make):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make()
    return sentence_of(error.value)


def test_who_knows_what_the_cadre_asked_for_comes_first_and_says_why(cadre, village):
    busy = MentorFactory(area=village.township, name="甲")
    PairingFactory(mentor=busy, village__township=village.township)
    free = MentorFactory(area=village.township, name="乙")
    fit = MentorFactory(area=village.township, name="丙", specialities=[Speciality.LAND])
    grower = MentorFactory(area=village.township, name="丁", about="暖气、水电")
    MentorFactory(name="别处的")
    NeedFactory(cadre=cadre, village=village, text="土地流转合同怎么签")
    NeedFactory(cadre=cadre, village=village, text="承包地怎么确权")
    DifficultyFactory(cadre=cadre, village=village, text="住的房子没有暖气")
    found = suggestions(cadre, TODAY)
    assert [one.mentor for one in found] == [fit, grower, free, busy]
    assert "懂土地和合同，对得上“土地流转合同怎么签”的“土地”" in found[0].why
    assert "懂暖气，对得上“住的房子没有暖气”的“暖气”" in found[1].why
    assert found[3].why == "现在带 1 人，最多 2 人"


def test_what_is_settled_asks_for_nobody(cadre, village):
    MentorFactory(area=village.township, specialities=[Speciality.LAND])
    DifficultyFactory(cadre=cadre, village=village, text="地界纠纷", solved_on=TODAY)
    NeedFactory(cadre=cadre, village=village, text="合同怎么签", dropped_reason="不办")
    assert suggestions(cadre, TODAY)[0].fits == []


def test_more_mentors_ask_no_more(cadre, village):
    for _ in range(12):
        MentorFactory(area=village.township)
    with at_most(3):
        assert len(suggestions(cadre, TODAY)) == 12


def test_the_township_pairs_them_and_the_cadre_is_told(client, official, secretary, mentor):
    sent(client, official, "pair", secretary.cadre_id, chosen=mentor.pk, began_on=TODAY)
    row = Pairing.objects.get()
    assert (row.mentor, row.cadre, row.village_id, row.began_on, row.entered_by) == (
        mentor,
        secretary.cadre,
        secretary.area_code,
        TODAY,
        official,
    )
    assert f"{mentor}是您的导师" in Notice.objects.get(user=secretary).text


def test_another_than_the_first_is_free_to_choose_with_a_reason(
    client, official, cadre, village, mentor
):
    MentorFactory(area=village.township, about="暖气")
    DifficultyFactory(cadre=cadre, village=village, text="没有暖气")
    typed = {"chosen": mentor.pk, "began_on": TODAY}
    page = sent(client, official, "pair", cadre.pk, **typed)
    assert "没有选推荐的第一位，请写一句为什么。" in page.text
    sent(client, official, "pair", cadre.pk, **typed, choice_reason="同村，方便")
    assert (Pairing.objects.get().mentor, Pairing.objects.get().choice_reason) == (
        mentor,
        "同村，方便",
    )


def test_a_change_ends_the_one_and_begins_the_other_that_day(client, official, cadre, pairing):
    other = MentorFactory(area=pairing.mentor.area)
    typed = {"chosen": other.pk, "began_on": TODAY}
    assert "请填“为什么更换”。" in sent(client, official, "pair", cadre.pk, **typed).text
    sent(client, official, "pair", cadre.pk, **typed, change_reason="导师调走")
    pairing.refresh_from_db()
    assert (pairing.ended_on, pairing.reason) == (TODAY, "导师调走")
    assert Pairing.objects.get(ended_on=None).mentor == other


def test_ending_wants_a_day_and_a_reason(client, official, pairing):
    def ended(**typed):
        pairing.refresh_from_db()
        seen = pairing.changed_at.isoformat()
        return sent(client, official, "end-pairing", pairing.pk, seen=seen, **typed)

    assert "请写结束的原因。" in ended(ended_on=TODAY).text
    too_early = ended(ended_on=pairing.began_on, reason="期满")
    assert "离今天超过一年" in too_early.text or "结束日期不能早于结对日期。" in too_early.text
    ended(ended_on=TODAY, reason="期满")
    pairing.refresh_from_db()
    assert (pairing.ended_on, pairing.reason) == (TODAY, "期满")


def test_one_mentor_at_a_time(cadre, village, pairing):
    other = MentorFactory(area=village.township)
    said = refused(lambda: PairingFactory(cadre=cadre, village=village, mentor=other))
    assert said == "这名干部在此期间已有导师，请先办结束或更换。"


def test_a_mentor_guides_no_more_than_the_cap_on_any_day(village, pairing):
    def again(**dates):
        return PairingFactory(
            mentor=pairing.mentor, village__township=village.township, reason="期满", **dates
        )

    full = "这名导师带的人已经满了，请换一位，或先把“最多带几人”改大。"
    later = {"began_on": TODAY, "ended_on": TODAY + timedelta(days=9)}
    before = {"began_on": date(2025, 1, 1), "ended_on": date(2025, 6, 1)}
    assert refused(lambda: again(**later)) == full
    assert refused(lambda: again(**before)) == full
    assert again(began_on=date(2025, 1, 1), ended_on=pairing.began_on).pk
    assert again(began_on=date(2024, 1, 1), ended_on=date(2025, 1, 1)).pk


def test_a_mentor_of_another_township_who_did_not_offer_it_is_refused(cadre, village):
    said = refused(lambda: PairingFactory(cadre=cadre, village=village, mentor=MentorFactory()))
    assert said == "这名导师在别的乡镇，没有说愿意带外乡镇的干部，请另选一位。"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"cap": 0}, "“最多带几人”须为1到9。"),
        ({"retired_on": date(2024, 12, 31)}, "退出日期不能早于入库日期。"),
        ({"area_id": "141027"}, "导师库按乡镇建，请选乡镇。"),
    ],
)
def test_what_a_mentor_may_never_be_is_refused_in_a_sentence(mentor, leader, wrong, said):
    assert refused(lambda: Mentor.objects.filter(pk=mentor.pk).update(**wrong)) == said


def test_the_same_mentor_is_not_entered_twice(mentor):
    said = refused(lambda: MentorFactory(area=mentor.area, name=mentor.name))
    assert said == "导师库里已有这名导师。"


def test_the_phone_is_sealed_and_shown_only_in_part(client, official, village):
    typed = {"name": "示例师", "kind": "retired", "cap": 2, "phone": "13800000001"}
    page = sent(client, official, "add-mentor", **typed, specialities=["land"])
    mentor = Mentor.objects.get()
    assert (mentor.area, mentor.phone, mentor.specialities) == (
        village.township,
        "13800000001",
        ["land"],
    )
    assert "13800000001" not in mentor.phone_sealed + page.text
    seen = mentor.changed_at.isoformat()
    wrong = sent(
        client, official, "edit-mentor", mentor.pk, **typed | {"phone": "12", "seen": seen}
    )
    assert wrong.context["form"].errors["phone"]


def test_another_townships_pool_is_out_of_reach(client, official):
    other = MentorFactory()
    client.force_login(official)
    assert client.get(reverse("mentors:mentor", args=[other.pk])).status_code == 404


def test_a_cadre_notes_what_was_done_by_a_sentence(client, secretary, pairing):
    sent(client, secretary, "record-note", pairing.pk, text="教怎么记会", ways=["pass"],
         happened_on=TODAY)  # fmt: skip
    note = MentoringNote.objects.get()
    assert (note.text, note.ways, note.cadre, note.village_id) == (
        "教怎么记会",
        [Way.PASS],
        secretary.cadre,
        pairing.village_id,
    )
    asked = Asked({pairing.cadre_id}, {pairing.village_id}, TODAY, TODAY)
    assert [entry.text for entry in entries(PARTS, asked)] == ["教怎么记会"]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY + timedelta(days=1), "日期不能晚于今天。"),
        (date(2025, 4, 30), "日期早于结对的日期，请核对。"),
    ],
)
def test_a_note_is_of_a_day_on_which_they_were_paired(client, secretary, pairing, day, said):
    assert (
        said in sent(client, secretary, "record-note", pairing.pk, text="记", happened_on=day).text
    )


def test_a_colleague_reads_no_notes_and_writes_none(client, village, pairing):
    place = {"cadre": pairing.cadre, "village": village}
    note = MentoringNote.objects.create(pairing=pairing, happened_on=TODAY, text="私下说", **place)
    other = CadreFactory(area_code=village.pk)
    client.force_login(UserFactory(role=Role.VILLAGE, area_code=village.pk, cadre_id=other.pk))
    page = client.get(reverse("mentors:pairing", args=[pairing.pk]))
    assert (page.status_code, "私下说" in page.text) == (200, False)
    assert client.get(reverse("mentors:record-note", args=[pairing.pk])).status_code == 403
    assert client.get(reverse("mentors:edit-note", args=[note.pk])).status_code == 404


def test_the_mentors_word_is_one_a_year_and_may_be_changed(client, official, pairing):
    typed = {"text": "肯干", "example": "会记会议记录了"}
    sent(client, official, "write-word", pairing.pk, **typed)
    word = MentorWord.objects.get()
    seen = word.changed_at.isoformat()
    sent(client, official, "write-word", pairing.pk, **typed | {"text": "肯学", "seen": seen})
    word.refresh_from_db()
    assert (MentorWord.objects.count(), word.year, word.text) == (1, TODAY.year, "肯学")


def kinds(user, day):
    with reach(*user.reach):
        return [due.kind for due in dues_of(user, day) if due.kind.startswith("mentor")]


def test_a_month_in_the_village_without_a_mentor_is_the_townships_to_mend(official, cadre, village):
    posting = PostingFactory(cadre=cadre, village=village)
    month = posting.began_on + timedelta(days=30)
    assert (kinds(official, month), kinds(official, month + timedelta(days=1))) == ([], ["mentor"])
    PairingFactory(cadre=cadre, village=village, began_on=posting.began_on)
    assert kinds(official, month + timedelta(days=1)) == []


def test_a_cadre_whose_mentor_went_is_given_another_within_a_month(official, cadre, village):
    posting = PostingFactory(cadre=cadre, village=village)
    ended = posting.began_on + timedelta(days=200)
    PairingFactory(
        cadre=cadre, village=village, began_on=posting.began_on, ended_on=ended, reason="退休"
    )
    month = ended + timedelta(days=30)
    assert (kinds(official, ended), kinds(official, month)) == ([], [])
    assert kinds(official, month + timedelta(days=1)) == ["mentor"]


def test_a_word_is_asked_for_in_december_and_not_before(official, pairing):
    assert kinds(official, date(2025, 11, 30)) == []
    assert kinds(official, date(2025, 12, 1)) == ["mentor_word"]
    place = {"cadre": pairing.cadre, "village": pairing.village}
    MentorWord.objects.create(pairing=pairing, year=2025, text="好", example="好", **place)
    assert kinds(official, date(2025, 12, 1)) == []


def test_the_figures_count_who_serves_and_who_is_paired(pairing):
    MentorFactory(area=pairing.mentor.area, retired_on=date(2025, 8, 1))
    for month, mentors in ((date(2025, 7, 1), 2), (date(2025, 9, 1), 1)):
        period = Period.of("month", month)
        assert FIGURES["mentors"].value("141027", period).number == mentors
        assert FIGURES["pairings"].value("141027", period).number == 1


def test_a_mentor_who_leaves_hands_over_whom_they_guide(client, staff, pairing):
    other = MentorFactory(area=pairing.mentor.area)
    client.force_login(staff)
    url = reverse("hand-over", args=["mentor", pairing.mentor_id])
    typed = {"happened_on": TODAY, "reason": "退休", "submission": uuid4()}
    client.post(url, typed | {f"to_pairing-{pairing.pk}": other.pk})
    pairing.refresh_from_db()
    pairing.mentor.refresh_from_db()
    assert (pairing.ended_on, pairing.reason, pairing.mentor.retired_on) == (TODAY, "退休", TODAY)
    assert Pairing.objects.get(ended_on=None).mentor == other


def test_a_cadre_who_leaves_is_guided_no_more(client, staff, cadre, village, pairing):
    PostingFactory(cadre=cadre, village=village, began_on=pairing.began_on)
    client.force_login(staff)
    url = reverse("hand-over", args=["cadre", cadre.pk])
    client.post(url, {"happened_on": TODAY, "reason": "其他", "submission": uuid4()})
    pairing.refresh_from_db()
    assert (pairing.ended_on, pairing.reason) == (TODAY, "干部变动：其他")


def test_the_agreement_shows_rare_names_and_leaves_room_for_what_is_unknown(cadre, village):
    cadre.name = "䶮㛃𬱖"
    mentor = MentorFactory(area=village.township, name="𬱖示例", post="")
    paper = agreements([PairingFactory(cadre=cadre, village=village, mentor=mentor)])
    assert paper.missing == ""
    assert ("单位和职务", "") in paper.data["pairs"][0]["of_mentor"]
    assert paper.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("name", ["mentors", "mentor", "pairing"])
def test_pages_ask_at_most_eight_queries(client, official, village, pairing, name):
    for _ in range(5):
        PostingFactory(village=VillageFactory(township=village.township))
    args = {"mentors": [], "mentor": [pairing.mentor_id], "pairing": [pairing.pk]}[name]
    client.force_login(official)
    with at_most(8):
        assert client.get(reverse(f"mentors:{name}", args=args)).status_code == 200
