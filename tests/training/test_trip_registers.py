"""Study trips and exchange meetings kept in Excel are taken in once, and given back the same."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from fushan.desk.registers import undo
from tests.desk.sheets import COUNTY, fushan, loaded, said, tried
from tests.factories import CountyFactory
from training.models import Exchange, ExchangeMember, StudyTrip, TripMember, TripPlace
from training.trip_resources import ExchangeRegister, TripRegister

TRIPS = "日期 到哪天 学什么 去了哪些县 谁组织 姓名 收获"
TRIP = ["2020.5.16", "2020.5.17", "看合作社", "襄汾县、曲沃县", "县里组织", "秦小妹", "入股"]
MEETINGS = "日期 主题 谁办的 地点 姓名 要点"
MEETING = ["2020.5.16", "打开局面", "", "县委党校", "秦小妹", "先摸底"]


@pytest.fixture
def home(db):
    CountyFactory(code="141023", name="襄汾县")
    CountyFactory(code="141021", name="曲沃县")
    return fushan()


def test_a_line_is_a_trip_with_its_counties_and_who_went(home):
    loaded("trips", TRIPS, TRIP)
    trip = StudyTrip.objects.get()
    assert (trip.area_code, trip.organiser, f"{trip.ended_on}", trip.notes) == (
        COUNTY,
        "county",
        "2020-05-17",
        "入股",
    )
    assert [row.place_id for row in TripPlace.objects.order_by("pk")] == ["141023", "141021"]
    assert TripMember.objects.get().village == home


@pytest.mark.parametrize(
    ("organiser", "area"), [("乡镇组织", "141027102"), ("自行前往", "village")]
)
def test_a_trip_stands_where_it_was_organised(home, organiser, area):
    loaded("trips", TRIPS, [*TRIP[:4], organiser, *TRIP[5:]])
    assert StudyTrip.objects.get().area_code == (home.pk if area == "village" else area)


def test_what_is_there_already_is_not_taken_in_again(home):
    for _ in range(2):
        loaded("trips", TRIPS, TRIP)
        loaded("exchanges", MEETINGS, MEETING)
    counts = [m.objects.count() for m in (StudyTrip, TripMember, Exchange, ExchangeMember)]
    assert counts == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({0: "2035.1.1", 1: ""}, "日期不能晚于今天。"),
        ({1: "2020.5.1"}, "“到哪天”不能早于“日期”。"),
        ({3: "蓬莱县"}, "没有找到“蓬莱县”，请写县（市、区）的全名，如“襄汾县”。"),
        ({5: "张三"}, "花名册里没有这名选派干部任职。"),
        ({3: ""}, "这一格必须填写。"),
    ],
)
def test_what_is_wrong_with_a_trip_is_told_and_nothing_is_saved(home, changes, told):
    line = [changes.get(n, value) for n, value in enumerate(TRIP)]
    assert [words for _, _, words in said(tried("trips", TRIPS, line))] == [told]
    assert not StudyTrip.objects.exists()


def test_one_person_stands_once_in_a_trip(home):
    assert said(tried("trips", TRIPS, TRIP, TRIP)) == [(3, "姓名", "与第 2 行是同一个人同一次。")]


def test_a_meeting_is_the_countys_or_the_townships(home):
    loaded("exchanges", MEETINGS, MEETING, ["2020.6.1", "和群众打交道", "张庄镇", *MEETING[3:]])
    rows = Exchange.objects.order_by("held_on")
    assert [(r.area_id, r.place, r.notes) for r in rows] == [
        (COUNTY, "县委党校", "先摸底"),
        ("141027102", "县委党校", "先摸底"),
    ]


def test_a_meeting_of_nobody_we_know_is_told(home):
    line = [*MEETING[:2], "天坛镇", *MEETING[3:]]
    told = said(tried("exchanges", MEETINGS, line))
    assert told == [(2, "谁办的", "没有找到“天坛镇”，请写乡镇全称，县里办的空着。")]


@pytest.mark.parametrize(
    ("code", "heads", "line", "register", "model"),
    [
        ("trips", TRIPS, TRIP, TripRegister, StudyTrip),
        ("exchanges", MEETINGS, MEETING, ExchangeRegister, Exchange),
    ],
)
def test_a_batch_is_given_back_as_it_came_and_can_be_taken_back(
    home, code, heads, line, register, model
):
    batch = loaded(code, heads, line)
    sheet = BytesIO()
    assert register().export(sheet) == 1
    rows = list(load_workbook(sheet).worksheets[0].values)
    told = {head.rstrip("*"): value for head, value in zip(rows[1], rows[2], strict=True)}
    assert told["姓名"] == "秦小妹"
    assert told[heads.split()[2 if code == "trips" else 1]] == line[2 if code == "trips" else 1]
    if code == "trips":
        assert told["去了哪些县"] == "襄汾县、曲沃县"
    assert undo(register(), batch) == []
    assert not model.objects.exists()
