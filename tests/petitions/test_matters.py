"""A villager's matter from the first word to the answer: by the table, by the right person."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.catalogue.dues import dues_of
from fushan.org.reach import reach
from petitions.models import (
    Household,
    HouseholdLink,
    Matter,
    MatterStep,
    PartyMember,
    Raiser,
    Review,
    State,
)
from petitions.moving import due_after, move
from tests.factories import CountyFactory, PostingFactory, SelectionFactory, UserFactory
from tests.queries import at_most

DAY = timedelta(days=1)


@pytest.fixture
def posted(secretary, village):
    CountyFactory()
    SelectionFactory(village=village)
    return PostingFactory(cadre=secretary.cadre, village=village)


def a_matter(village, **more):
    fields = {"text": "二组自来水三天没水", "category": "water", "channel": "room"}
    fields |= {"raised_on": localdate() - 5 * DAY} | more
    return Matter.objects.create(village=village, **fields)


def send(client, page, *args, **typed):
    return client.post(reverse(page, args=args), typed | {"submission": uuid4()})


def errors(response):
    return response.context["form"].errors


def typed(**more):
    told = {"text": "三组路塌了一段", "category": "road", "channel": "door", "kind": "hard"}
    return told | {"concerned": "1", "raised_on": f"{localdate()}"} | more


def a_meeting(**more):
    told = {"subject": "换水管", "held_on": f"{localdate()}", "expected": "5", "present": "4"}
    return told | {"chair": "示例书记", "decision": "同意换管", "owner": "示例支委"} | more


def moved(client, matter, to, **more):
    path = reverse("petitions:move-matter", args=[matter.pk, to])
    return client.post(path, {"happened_on": f"{localdate()}"} | more)


def test_a_matter_is_written_down_and_whose_it_is_lies_apart_sealed(client, secretary, posted):
    client.force_login(secretary)
    send(client, "petitions:record-matter", posted.village_id, **typed(who="张示例", phone="139"))
    matter = Matter.objects.get()
    assert (matter.state, matter.due_on) == (State.RAISED, due_after(matter, localdate()))
    row = Raiser.objects.get()
    assert (row.name, row.phone, "张示例" in row.name_sealed) == ("张示例", "139", False)
    assert [step.moved_to for step in matter.steps.all()] == ["raised"]


def test_what_is_answered_at_once_is_done_in_one_page(client, secretary, posted):
    client.force_login(secretary)
    send(client, "petitions:record-matter", posted.village_id, **typed(answered="教他会了"))
    matter = Matter.objects.get()
    assert (matter.state, matter.done_on, matter.told_on) == ("told", localdate(), localdate())
    assert [step.moved_to for step in matter.steps.order_by("pk")] == ["raised", "answered", "told"]
    assert matter.due_on is None


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"raised_on": "2035-01-01"}, "raised_on", "日期不能晚于今天。"),
        ({"category": ""}, "category", "请选“类别”。"),
        ({"text": ""}, "text", "请填“什么事”。"),
    ],
)
def test_a_matter_that_is_wrong_is_told_at_its_field(client, secretary, posted, more, field, said):
    client.force_login(secretary)
    response = send(client, "petitions:record-matter", posted.village_id, **typed(**more))
    assert errors(response) == {field: [said]}
    assert not Matter.objects.exists()


def test_discipline_and_court_are_sent_to_the_right_place(client, secretary, posted):
    client.force_login(secretary)
    response = send(client, "petitions:record-matter", posted.village_id, **typed(text="举报会计"))
    assert errors(response)["text"][0].startswith("这里不收违纪举报和已经到法院的案件")
    assert not Matter.objects.exists()


def test_the_same_thing_is_not_written_down_twice_unless_it_is_another(client, secretary, posted):
    known = a_matter(posted.village, text="三组路塌了一段，车过不去")
    client.force_login(secretary)
    page = send(client, "petitions:record-matter", posted.village_id, **typed())
    assert errors(page) == {"same": ["像是已经有的一件，请选一下，免得一件事记两遍。"]}
    response = send(
        client, "petitions:record-matter", posted.village_id, **typed(same=str(known.pk))
    )
    assert response.url == reverse("petitions:matter", args=[known.pk])
    assert Matter.objects.count() == 1
    send(client, "petitions:record-matter", posted.village_id, **typed(same="anew"))
    assert Matter.objects.count() == 2


def test_a_matter_goes_all_its_way(client, secretary, official, posted):
    matter = a_matter(posted.village)
    client.force_login(secretary)
    moved(client, matter, "accepted", taker="示例支委", note="")
    moved(client, matter, "in_hand", owner="示例支委", note="找师傅")
    moved(client, matter, "escalated", note="要花钱")
    send(client, "petitions:deliberate", matter.pk, **a_meeting(owner="示例支委"))
    moved(client, matter, "upward", note="请示换管")
    assert moved(client, matter, "in_hand", owner="x").status_code == 403
    client.force_login(official)
    moved(client, matter, "done", note="换了二十米管", way="face")
    client.force_login(secretary)
    moved(client, matter, "told", answer="good", note="上门")
    matter.refresh_from_db()
    assert (matter.state, matter.answer, matter.owner) == ("told", "good", "示例支委")
    states = [step.moved_to for step in matter.steps.order_by("pk")]
    assert states == ["accepted", "in_hand", "escalated", "deliberated", "upward", "done", "told"]


DONE = date(2025, 9, 1)


def test_a_step_out_of_turn_is_answered_with_where_it_stands(client, secretary, posted):
    matter = a_matter(posted.village)
    client.force_login(secretary)
    response = client.get(reverse("petitions:move-matter", args=[matter.pk, "done"]), follow=True)
    assert "这件事现在是“已说”，不能直接走到这一步。" in response.text


def test_a_move_wants_its_word_and_its_owner(client, secretary, posted):
    matter = a_matter(posted.village, state="accepted")
    client.force_login(secretary)
    assert errors(moved(client, matter, "in_hand", owner="")) == {"owner": ["请写明谁来办。"]}
    Matter.objects.filter(pk=matter.pk).update(state="in_hand")
    matter.refresh_from_db()
    assert errors(moved(client, matter, "done", note="")) == {"note": ["请写一句办成了什么。"]}
    early = moved(client, matter, "done", note="好", happened_on="2020-01-01")
    assert errors(early) == {"happened_on": ["日期不能早于说事那天。"]}


def test_a_township_extends_once_and_says_why(client, official, secretary, posted):
    matter = a_matter(posted.village, state="in_hand", due_on=localdate())
    client.force_login(secretary)
    path = reverse("petitions:extend-matter", args=[matter.pk])
    assert client.get(path).status_code == 403
    client.force_login(official)
    far = client.post(path, {"until": f"{localdate() + 31 * DAY}", "note": "等材料"})
    assert errors(far) == {"until": ["延期最多 30 天。"]}
    client.post(path, {"until": f"{localdate() + 9 * DAY}", "note": "等材料，已跟本人说"})
    matter.refresh_from_db()
    assert (matter.due_on, matter.extended) == (localdate() + 9 * DAY, True)
    step = MatterStep.objects.get()
    assert (step.deed, step.due_on) == ("extended", matter.due_on)
    assert "一件事只能延一次" in client.get(path, follow=True).text


def test_a_hard_matter_has_thirty_days_and_a_small_one_seven(posted):
    day = date(2025, 9, 1)
    small = a_matter(posted.village, state="in_hand")
    hard = a_matter(posted.village, state="in_hand", kind="hard")
    assert due_after(small, day) == day + 7 * DAY
    assert due_after(hard, day) == day + 30 * DAY


def test_the_village_owes_the_next_step_and_the_township_hears_when_it_is_over(
    secretary, official, posted
):
    day = date(2025, 9, 11)
    a_matter(posted.village, due_on=date(2025, 9, 10))
    a_matter(posted.village, state="told", done_on=DONE, told_on=DONE)
    a_matter(posted.village, state="upward", upper="township", due_on=date(2025, 10, 1))
    with reach(*secretary.reach):
        owed = [d for d in dues_of(secretary, day) if d.kind.startswith("matter")]
    assert [(due.text, due.urgency) for due in owed] == [("已说：二组自来水三天没水", "bad")]
    with reach(*official.reach):
        owed = [d.kind for d in dues_of(official, day) if d.kind.startswith("matter")]
    assert owed == ["matter_over", "matter_up"]


def test_a_sensitive_name_is_the_villages_alone(client, secretary, official, leader, posted):
    matter = a_matter(posted.village, is_sensitive=True)
    row = Raiser(matter=matter, village=posted.village)
    row.name = "示例不公开"
    row.save()
    seen = []
    for user in (secretary, official, leader):
        client.force_login(user)
        page = client.get(reverse("petitions:matter", args=[matter.pk]))
        seen.append("示例不公开" in page.text)
    assert seen == [True, False, False]


def test_dissatisfied_it_is_taken_up_again(client, secretary, posted):
    matter = a_matter(posted.village, state="told", done_on=DONE, told_on=DONE, answer="bad")
    client.force_login(secretary)
    moved(client, matter, "reopened", note="水还是小")
    matter.refresh_from_db()
    assert (matter.state, matter.done_on, matter.told_on) == ("reopened", None, None)
    assert matter.due_on == localdate() + 15 * DAY


def test_lists_ask_no_more_for_more_matters(client, leader, posted):
    for n in range(30):
        a_matter(posted.village, text=f"第{n}件", due_on=localdate())
    client.force_login(leader)
    with at_most(8):
        client.get(reverse("petitions:matters"))
    with at_most(8):
        client.get(reverse("petitions:matter", args=[Matter.objects.first().pk]))


def counts(**more):
    told = {"held_on": f"{localdate()}", "households": 30, "present": 20, "issued": 20}
    told |= {"returned": 20, "said_good": 15, "said_fair": 3, "said_bad": 1, "said_unsure": 1}
    told |= {"held_good": 10, "held_fair": 5, "held_bad": 2, "held_unsure": 3, "remarks": ""}
    return told | more


def test_a_review_is_counted_by_one_and_confirmed_by_another(client, secretary, official, posted):
    client.force_login(secretary)
    send(client, "petitions:record-review", posted.village_id, **counts())
    review = Review.objects.get()
    assert (review.is_quorate, review.shares()) == (
        True,
        [("说事满意", 18, 19), ("议事满意", 15, 17)],
    )
    client.post(reverse("petitions:confirm-review", args=[review.pk]))
    review.refresh_from_db()
    assert review.confirmed_at is None
    client.force_login(official)
    client.post(reverse("petitions:confirm-review", args=[review.pk]))
    review.refresh_from_db()
    assert review.confirmed_by == official
    paper = client.get(reverse("notice-paper", args=[review.pk]))
    assert paper["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"issued": 19}, "收回的票不能多于发出的，实到不能多于应到。"),
        ({"said_good": 16}, "四项相加要等于收回的票，没有填的算“不了解”，请再数一遍。"),
        ({"held_good": 9}, "四项相加要等于收回的票，没有填的算“不了解”，请再数一遍。"),
        ({"present": 31}, "收回的票不能多于发出的，实到不能多于应到。"),
    ],
)
def test_counts_that_do_not_agree_are_told(client, secretary, posted, more, said):
    client.force_login(secretary)
    response = send(client, "petitions:record-review", posted.village_id, **counts(**more))
    assert errors(response) == {"__all__": [said]}


def test_what_was_counted_wrongly_is_counted_anew_and_confirmed_by_another(
    client, secretary, official, staff, posted
):
    client.force_login(secretary)
    send(client, "petitions:record-review", posted.village_id, **counts())
    review = Review.objects.get()
    seen = {"seen": review.changed_at.isoformat()}
    right = counts(said_good=14, said_bad=2)
    send(client, "petitions:edit-review", review.pk, **right | seen)
    client.force_login(official)
    client.post(reverse("petitions:confirm-review", args=[review.pk]))
    review.refresh_from_db()
    assert (review.said_bad, review.confirmed_by) == (2, official)

    client.force_login(secretary)
    answer = client.get(reverse("petitions:edit-review", args=[review.pk]), follow=True)
    assert "已经确认的，请组织部打开重数。" in answer.text
    client.force_login(staff)
    seen = {"seen": review.changed_at.isoformat()}
    send(client, "petitions:edit-review", review.pk, **counts() | seen)
    review.refresh_from_db()
    assert (review.said_bad, review.confirmed_at, review.entered_by) == (1, None, staff)


def test_a_month_is_judged_once(client, secretary, posted):
    client.force_login(secretary)
    for _ in range(2):
        response = send(client, "petitions:record-review", posted.village_id, **counts())
    assert errors(response) == {"__all__": ["这个村这个月已经评过。"]}


def test_a_household_passes_from_one_member_to_another(client, secretary, posted):
    client.force_login(secretary)
    send(client, "petitions:add-member", posted.village_id, name="李示例", phone="13900000000")
    send(client, "petitions:add-member", posted.village_id, name="王示例")
    first, second = PartyMember.objects.order_by("pk")
    assert (first.phone, "139" in first.phone_sealed) == ("13900000000", False)
    link = {"number": "二组12号", "head": "张示例户", "since": "2025-05-01", "card_on": ""}
    send(client, "petitions:link-household", posted.village_id, member=first.pk, **link)
    link["since"] = "2025-09-01"
    send(client, "petitions:link-household", posted.village_id, member=second.pk, **link)
    links = HouseholdLink.objects.order_by("since")
    assert [(row.member, row.until) for row in links] == [(first, date(2025, 9, 1)), (second, None)]
    assert Household.objects.get().head == "张示例户"
    paper = client.get(reverse("cards-paper", args=[posted.village_id]))
    assert paper["Content-Type"] == "application/pdf"


def test_a_household_has_one_member_at_a_time(client, secretary, posted):
    client.force_login(secretary)
    send(client, "petitions:add-member", posted.village_id, name="李示例")
    member = PartyMember.objects.get()
    link = {"number": "二组12号", "head": "", "member": member.pk, "since": "2025-05-01"}
    for _ in range(2):
        response = send(client, "petitions:link-household", posted.village_id, **link)
    assert errors(response) == {"__all__": ["这一户在此期间已有党员包联。"]}


def test_nobody_writes_for_another_village(client, secretary, posted):
    other = SelectionFactory(village__township=posted.village.township).village
    client.force_login(secretary)
    for name in ("record-matter", "record-review", "people", "add-member", "link-household"):
        assert client.get(reverse(f"petitions:{name}", args=[other.pk])).status_code == 404


def test_somebody_quicker_is_not_overwritten(posted):
    matter = a_matter(posted.village)
    stale = Matter.objects.get(pk=matter.pk)
    user = UserFactory()
    move(matter, State.NOT_TAKEN, by=user, on=localdate(), note="到法院去")
    with pytest.raises(IntegrityError), transaction.atomic():
        move(stale, State.ACCEPTED, by=user, on=localdate())
