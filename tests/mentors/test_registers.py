"""Mentors and pairings kept in Excel are taken in once, or it is told what is wrong with them."""

import pytest

from fushan.desk.registers import undo
from mentors.models import Mentor, Pairing
from mentors.resources import PairingRegister
from tests.desk.sheets import fushan, loaded, said, tried

POOL = "乡镇 姓名 哪类人员 单位和职务 专长 最多带几人 联系电话"
SOMEONE = ["张庄镇", "李示例", "产业能人", "理事长", "产业发展、土地和合同", "3人", "13800000001"]
PAIRS = "结对日期 姓名 导师"
PAIR = ["2020.5.20", "秦小妹", "李示例"]


@pytest.fixture
def home(db):
    return fushan()


def test_a_line_is_a_mentor_with_the_phone_sealed(home):
    loaded("mentors", POOL, SOMEONE)
    mentor = Mentor.objects.get()
    assert (mentor.area_id, mentor.kind, mentor.specialities, mentor.cap, mentor.phone) == (
        "141027102",
        "grower",
        ["industry", "land"],
        3,
        "13800000001",
    )


def test_what_is_there_already_is_changed_and_not_added(home):
    loaded("mentors", POOL, SOMEONE)
    loaded("mentors", POOL, [*SOMEONE[:5], "4", ""])
    mentor = Mentor.objects.get()
    assert (mentor.cap, mentor.phone) == (4, "13800000001")


@pytest.mark.parametrize(
    ("changes", "told"),
    [({5: "12"}, "应为1到9的整数。"), ({5: "几个"}, "应为1到9的整数。")],
)
def test_what_is_wrong_with_a_mentor_is_told(home, changes, told):
    line = [changes.get(n, value) for n, value in enumerate(SOMEONE)]
    assert [words for _, _, words in said(tried("mentors", POOL, line))] == [told]


def test_a_mentor_stands_once_in_a_sheet(home):
    plan = tried("mentors", POOL, SOMEONE, SOMEONE)
    assert said(plan) == [(3, "姓名", "与第 2 行是同一名导师。")]


def test_a_pairing_is_of_the_posted_cadre_once_and_can_be_taken_back(home):
    loaded("mentors", POOL, SOMEONE)
    batch = loaded("pairings", PAIRS, PAIR)
    loaded("pairings", PAIRS, PAIR)
    row = Pairing.objects.get()
    assert (row.village_id, row.mentor.name, row.cadre.name) == (home.pk, "李示例", "秦小妹")
    assert undo(PairingRegister(), batch) == []
    assert not Pairing.objects.exists()


def test_a_pairing_with_nobody_of_the_pool_is_told(home):
    plan = tried("pairings", PAIRS, PAIR)
    assert said(plan) == [(2, "导师", "该乡镇的导师库里没有李示例，请先登记。")]


def test_a_second_mentor_is_refused_from_a_sheet_as_well(home):
    loaded("mentors", POOL, [*SOMEONE[:5], "1", ""])
    loaded("pairings", PAIRS, PAIR)
    Mentor.objects.create(area_id="141027102", name="王示例", kind="retired")
    plan = tried("pairings", PAIRS, [*PAIR[:2], "王示例"])
    told = [words for _, _, words in said(plan)]
    assert told == ["这名干部在此期间已有导师，请先办结束或更换。"]
