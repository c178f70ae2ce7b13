"""Somebody goes: nothing stays open on their name, and what they did keeps it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from cadres.models import Cadre, Handover, Leave, LeaveState, Posting
from fushan.desk.models import AccessLog
from fushan.inbox.models import Notice
from fushan.org.models import Role
from tests.factories import (
    BoardSeatFactory,
    CadreFactory,
    DifficultyFactory,
    LeadershipFactory,
    LeaveFactory,
    OfficialFactory,
    PostingFactory,
    SelectionFactory,
    TownshipOfficialFactory,
    UserFactory,
    VillageFactory,
    WorkLogFactory,
)
from tests.queries import at_most
from villages.models import BoardSeat, Official, Seat, Vacancy

SUBMISSION = "11111111-1111-4111-8111-111111111111"
TODAY = localdate()
LONG_AGO = TODAY - timedelta(days=300)


@pytest.fixture
def posted(secretary, village):
    SelectionFactory(village=village, since=LONG_AGO)
    return PostingFactory(cadre=secretary.cadre, village=village, began_on=LONG_AGO)


@pytest.fixture
def free(db):
    """A cadre of the county who is posted nowhere, with an account."""
    cadre = CadreFactory(name="示例接任")
    cadre.user = UserFactory(role=Role.VILLAGE, area_code=cadre.area_code, cadre_id=cadre.pk)
    cadre.save()
    return cadre


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


def hand_over(client, person, kind="cadre", **typed):
    url = reverse("hand-over", args=[kind, person.pk])
    known = {"happened_on": TODAY, "reason": "其他", "submission": SUBMISSION}
    return client.post(url, known | typed)


def test_the_successor_takes_the_post_the_same_day(desk, posted, free, village):
    hand_over(desk, posted.cadre, **{f"to_posting-{posted.pk}": free.pk})

    posted.refresh_from_db()
    new = Posting.objects.get(cadre=free)
    assert (posted.ended_on, posted.reason) == (TODAY, "其他")
    assert (new.village, new.post, new.batch, new.began_on) == (
        village,
        posted.post,
        posted.batch,
        TODAY,
    )
    assert (
        Notice.objects.get(user=free.user).text
        == f"自{date_format(TODAY, 'Y年n月j日')}起，您到{village}任职。"
    )
    assert Vacancy.objects.filter(village=village, until=None).count() == 0


def test_what_is_open_goes_to_the_successor_or_ends_with_the_change(desk, posted, free, village):
    passed, ended = (
        DifficultyFactory(cadre=posted.cadre, village=village, text=text) for text in "甲乙"
    )
    hand_over(
        desk,
        posted.cadre,
        **{f"to_posting-{posted.pk}": free.pk, f"to_difficulty-{passed.pk}": free.pk},
    )
    ended.refresh_from_db()
    assert [(row.text, row.is_open) for row in free.difficulties.all()] == [(passed.text, True)]
    assert (ended.cadre, ended.dropped_on, ended.dropped_reason) == (
        posted.cadre,
        TODAY,
        "本人离任：其他",
    )


def test_without_a_successor_the_village_is_vacant_from_that_day(desk, posted, village):
    hand_over(desk, posted.cadre)
    assert Vacancy.objects.get(village=village, until=None).since == TODAY
    assert Handover.objects.get().lines == [
        {"what": f"{village.township}{village}党支部书记", "to": "空缺"}
    ]


def test_leave_ends_with_the_post(desk, posted, staff, village):
    asked = LeaveFactory(cadre=posted.cadre, village=village)
    away = LeaveFactory(
        cadre=posted.cadre,
        village=village,
        first_on=TODAY - timedelta(days=3),
        last_on=TODAY + timedelta(days=10),
    )
    Leave.objects.filter(pk=away.pk).update(
        state=LeaveState.APPROVED,
        decided_by=staff,
        decided_at="2025-01-01T00:00Z",
        decided_level="county",
    )

    hand_over(desk, posted.cadre)

    asked.refresh_from_db()
    away.refresh_from_db()
    assert (asked.state, away.returned_on) == (LeaveState.WITHDRAWN, TODAY)
    assert [line["to"] for line in Handover.objects.get().lines] == [
        "空缺",
        "撤回",
        "到变动之日为止",
    ]


def test_who_left_reads_their_own_file_and_nothing_else(desk, client, posted, secretary, village):
    mine = WorkLogFactory(cadre=posted.cadre, village=village, happened_on=LONG_AGO)
    other = WorkLogFactory(village=village, happened_on=LONG_AGO)
    hand_over(desk, posted.cadre)

    client.force_login(secretary)
    assert client.get(reverse("cadres:log", args=[mine.pk])).status_code == 200
    assert client.get(reverse("cadres:log", args=[other.pk])).status_code == 404
    assert client.get(reverse("record-log")).status_code == 403


def test_what_was_done_before_keeps_the_old_name(desk, posted, free, village):
    log = WorkLogFactory(cadre=posted.cadre, village=village, happened_on=LONG_AGO)
    hand_over(desk, posted.cadre, **{f"to_posting-{posted.pk}": free.pk})
    log.refresh_from_db()
    assert log.cadre == posted.cadre


def official_with_seats(village):
    user = UserFactory(role=Role.TOWNSHIP, area_code=village.township_id)
    official = TownshipOfficialFactory(user=user, unit__area=village.township)
    LeadershipFactory(official=official, area=village.township, since=LONG_AGO)
    second = VillageFactory(township=village.township)
    seats = [
        BoardSeatFactory(
            village=place, seat=Seat.TOWNSHIP_OFFICIAL, official=official, since=LONG_AGO
        )
        for place in (village, second)
    ]
    return official, seats


def colleague_of(official):
    return OfficialFactory(unit=official.unit)


def test_all_seats_pass_to_one_person_at_once(desk, village):
    official, seats = official_with_seats(village)
    colleague = colleague_of(official)

    hand_over(desk, official, "official", to_all=colleague.pk)

    now = BoardSeat.objects.on(TODAY).order_by("village")
    assert [(seat.official, seat.since) for seat in now] == [(colleague, TODAY)] * 2
    assert Handover.objects.get().receiver == colleague.name


def test_each_seat_passes_to_somebody_of_its_own(desk, village):
    official, (first, second) = official_with_seats(village)
    colleague, other = colleague_of(official), colleague_of(official)

    hand_over(
        desk,
        official,
        "official",
        to_all=colleague.pk,
        **{f"to_seat-{second.pk}": other.pk},
    )

    held = {s.village_id: s.official for s in BoardSeat.objects.on(TODAY)}
    assert held == {first.village_id: colleague, second.village_id: other}


def test_a_seat_may_stay_empty_although_the_rest_passes_on(desk, village):
    official, (first, second) = official_with_seats(village)
    hand_over(
        desk,
        official,
        "official",
        to_all=colleague_of(official).pk,
        **{f"to_seat-{first.pk}": "none"},
    )
    assert [seat.village_id for seat in BoardSeat.objects.on(TODAY)] == [second.village_id]


def test_an_officials_account_is_closed_the_same_minute(desk, client, village):
    official, _ = official_with_seats(village)
    client_of = type(client)()
    client_of.force_login(official.user)
    assert client_of.get(reverse("home")).status_code == 200

    hand_over(desk, official, "official")

    assert client_of.get(reverse("home")).url.startswith(reverse("sign-in"))
    gone = Official.objects.get(pk=official.pk)
    assert (gone.left_on, gone.leaderships.get().until) == (TODAY, TODAY)


def test_nothing_stays_open_on_who_went(desk, village):
    official, _ = official_with_seats(village)
    hand_over(desk, official, "official")
    assert official.board_seats.filter(until=None).count() == 0
    assert official.leaderships.filter(until=None).count() == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reason": ""}, "请选原因。"),
        ({"happened_on": TODAY - timedelta(days=700)}, "日期离今天超过一年，请核对年份。"),
        ({"happened_on": LONG_AGO}, "离村日期须晚于到村日期。"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_moves(desk, posted, typed, said):
    assert said in hand_over(desk, posted.cadre, **typed).text
    posted.refresh_from_db()
    assert (posted.ended_on, Handover.objects.count()) == (None, 0)


def test_somebody_who_is_no_longer_free_cannot_be_chosen(desk, posted, free):
    PostingFactory(cadre=free, began_on=LONG_AGO)
    Cadre.objects.filter(pk=free.pk).update(area_code="141027001001")
    response = hand_over(desk, posted.cadre, **{f"to_posting-{posted.pk}": free.pk})
    assert response.status_code == 200
    assert Posting.objects.filter(cadre=posted.cadre, ended_on=None).count() == 1


def test_a_second_tap_hands_over_once(desk, posted):
    answers = [hand_over(desk, posted.cadre).url for _ in range(2)]
    assert answers[0] == answers[1]
    assert Handover.objects.count() == 1


@pytest.mark.parametrize("role", ["official", "secretary", "leader"])
def test_only_the_department_hands_over(client, posted, role, request):
    client.force_login(request.getfixturevalue(role))
    assert hand_over(client, posted.cadre).status_code == 403


def test_another_kind_of_person_is_not_found(desk, posted):
    assert hand_over(desk, posted.cadre, "nobody").status_code == 404


def test_the_paper_is_a_pdf_with_its_name_and_is_on_record(desk, posted):
    hand_over(desk, posted.cadre, witness="示例监交")
    record = Handover.objects.get()
    response = desk.get(reverse("handover-paper", args=[record.pk]))
    assert b"".join(response)[:5] == b"%PDF-"
    assert response.headers["Content-Type"] == "application/pdf"
    assert AccessLog.objects.latest("pk").what == f"{posted.cadre.name}交接清单"


def test_the_register_of_people_leads_there(desk, posted):
    page = desk.get(reverse("admin:cadres_cadre_change", args=[posted.cadre_id]))
    assert reverse("hand-over", args=["cadre", posted.cadre_id]) in page.text


def test_the_list_asks_at_most_eight_queries(desk, posted):
    hand_over(desk, posted.cadre)
    with at_most(8):
        assert posted.cadre.name in desk.get(reverse("handovers")).text
