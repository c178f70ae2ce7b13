"""What a cadre did stands ready to be cited for a promise, and is found again at the reckoning."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import now

from cadres.models import Pledge, Wall
from fushan.catalogue.citations import CITABLE
from petitions.models import Matter, Review
from tests.factories import (
    AttendanceFactory,
    CountyFactory,
    DifficultyFactory,
    ExchangeFactory,
    PostingFactory,
    StudyTripFactory,
    TrainingSessionFactory,
    VisitFactory,
    WorkLogFactory,
)
from tests.queries import at_most
from training.models import ExchangeMember, TripMember
from villages.models import BoardPrint, Project, Support

DAY = date(2025, 9, 1)
# What each record is called in the form and on paper.
TOLD = {
    "visits": "到村指导 2025年9月1日：路灯亮了",
    "logs": "工作日志 2025年9月1日：量了路",
    "matters_raised": "群众诉求 2025年9月1日：没水",
    "reviews": "群众评事 2025年9月1日",
    "difficulties_solved": "解决急难事 2025年9月1日：没有宿舍",
    "projects_industry": "产业项目 2025年9月1日：养羊基地",
    "projects_party": "党建项目 2025年9月1日：党员活动室",
    "supports": "帮扶投入 2025年9月1日：路灯 35盏",
    "boards_printed": "身份牌 2025年9月1日：60×40 厘米",
    "trainings_attended": "培训 2025年9月1日：香梨管护",
    "trips_joined": "外出学习 2025年9月1日：看合作社",
    "exchanges_joined": "经验交流会 2025年9月1日：怎么开村民会",
}


@pytest.fixture
def posted(secretary, village):
    CountyFactory()
    return PostingFactory(cadre=secretary.cadre, village=village)


@pytest.fixture
def pledge(posted):
    own = {"cadre": posted.cadre, "village": posted.village}
    wall = Wall.objects.create(aspiration="来", goal="做", made_on=date(2025, 5, 1), **own)
    return Pledge.objects.create(wall=wall, text="办成几件事", **own)


@pytest.fixture
def done(posted):
    """One record of each kind that may be cited."""
    there, mine = {"village": posted.village}, {"cadre": posted.cadre, "village": posted.village}
    on = {"happened_on": DAY}
    VisitFactory(text="路灯亮了", **on, **there)
    WorkLogFactory(text="量了路", **on, **mine)
    told = {"category": "water", "channel": "room", "raised_on": DAY}
    Matter.objects.create(text="没水", **told, **there)
    counted = {"households": 9, "present": 9, "issued": 0, "returned": 0}
    seen = {"confirmed_at": now(), "confirmed_by": posted.cadre.user}
    Review.objects.create(month=DAY, held_on=DAY, **counted, **seen, **there)
    DifficultyFactory(text="没有宿舍", raised_on=DAY, solved_on=DAY, **mine)
    began = {"began_on": DAY, "applied_on": DAY, "state": "applied", "organised": "coop"}
    Project.objects.create(name="养羊基地", kind="industry", **began, **there)
    Project.objects.create(name="党员活动室", kind="party", **began, **there)
    lamps = {"kind": "facility", "what": "路灯", "count": 35, "measure": "盏"}
    Support.objects.create(**lamps, **on, **there)
    BoardPrint.objects.create(made_on=DAY, size="60×40 厘米", content=[], **there)
    session = TrainingSessionFactory(theme="香梨管护", began_on=DAY, ended_on=DAY)
    AttendanceFactory(session=session, **mine)
    trip = StudyTripFactory(theme="看合作社", began_on=DAY, ended_on=DAY)
    TripMember.objects.create(trip=trip, **mine)
    meeting = ExchangeFactory(theme="怎么开村民会", held_on=DAY)
    ExchangeMember.objects.create(exchange=meeting, **mine)


def settle(client, pledge, **typed):
    page = reverse("settle-pledge", args=[pledge.pk])
    seen = {"seen": pledge.changed_at.isoformat(), "submission": uuid4()}
    return client.post(page, typed | seen)


def test_each_kind_is_offered_cited_and_opened_from_the_reckoning(client, secretary, pledge, done):
    client.force_login(secretary)
    with at_most(12):
        page = client.get(reverse("settle-pledge", args=[pledge.pk]))
    offered = page.context["form"].fields["cited"].choices
    assert {value.partition(":")[0]: label for value, label in offered} == TOLD
    assert list(TOLD) == list(CITABLE)
    settle(client, pledge, state="kept", cited=[value for value, _ in offered])
    with at_most(24):
        page = client.get(reverse("reconcile", args=[pledge.wall_id]))
    ((_, cited),) = page.context["pledges"]
    assert [one.label for one in cited] == list(TOLD.values())
    opened = {one.label: one.url and client.get(one.url).status_code for one in cited}
    assert opened == dict.fromkeys(TOLD.values(), 200)


def test_what_one_only_missed_or_others_did_is_not_offered(client, secretary, pledge):
    session = TrainingSessionFactory(began_on=DAY, ended_on=DAY)
    mine = {"cadre": pledge.cadre, "village": pledge.village}
    AttendanceFactory(session=session, turnout="absent", **mine)
    VisitFactory(happened_on=DAY)
    WorkLogFactory(village=pledge.village, happened_on=DAY)
    ExchangeFactory(held_on=DAY)
    client.force_login(secretary)
    page = client.get(reverse("settle-pledge", args=[pledge.pk]))
    assert "cited" not in page.context["form"].fields


def test_only_the_latest_of_a_kind_are_offered(client, secretary, pledge):
    for day in range(1, 15):
        VisitFactory(village=pledge.village, happened_on=date(2025, 9, day))
    client.force_login(secretary)
    page = client.get(reverse("settle-pledge", args=[pledge.pk]))
    labels = [label for _, label in page.context["form"].fields["cited"].choices]
    assert [label.split()[1].partition("：")[0] for label in labels] == [
        f"2025年9月{day}日" for day in range(14, 2, -1)
    ]
