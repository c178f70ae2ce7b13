"""Party members and households kept in Excel: taken in once, passed on, taken back, given out."""

from datetime import date

import pytest

from fushan.desk.registers import undo
from petitions.models import Household, HouseholdLink, PartyMember
from petitions.resources import HouseholdRegister, MemberRegister
from tests.desk.sheets import fushan, loaded, said, tried

MEMBERS = "乡镇 村 姓名 支部职务 联系电话"
SOMEONE = ["张庄镇", "陈家圪塔村", "李示例", "支部委员", "13800000001"]
OTHER = ["", "陈家圪塔村", "王示例", "", ""]
HOMES = "村 组和门牌 户主 包联党员 自 联系卡发放日期"
HOME = ["陈家圪塔村", "二组12号", "赵示例", "李示例", "2020.5.20", "无"]


@pytest.fixture
def home(db):
    return fushan()


def test_a_member_is_taken_in_once_with_the_phone_sealed(home):
    loaded("party_members", MEMBERS, SOMEONE)
    loaded("party_members", MEMBERS, [*SOMEONE[:3], "支部书记", ""])
    member = PartyMember.objects.get()
    assert (member.village_id, member.duty, member.phone) == (home.pk, "支部书记", "13800000001")
    assert "138" not in member.phone_sealed


def test_a_household_comes_with_who_looks_after_it_and_can_be_taken_back(home):
    loaded("party_members", MEMBERS, SOMEONE)
    batch = loaded("households", HOMES, HOME)
    link = HouseholdLink.objects.select_related("household", "member").get()
    assert (link.member.name, link.household.head, link.since, link.card_on) == (
        "李示例",
        "赵示例",
        date(2020, 5, 20),
        None,
    )
    loaded("households", HOMES, [*HOME[:5], "2020.6.1"])
    link.refresh_from_db()
    assert (HouseholdLink.objects.count(), link.card_on) == (1, date(2020, 6, 1))
    assert undo(HouseholdRegister(), batch) != []  # changed since: it stays, and that is told


def test_a_household_passes_on_and_comes_back_when_the_sheet_is_taken_back(home):
    loaded("party_members", MEMBERS, SOMEONE, OTHER)
    loaded("households", HOMES, HOME)
    batch = loaded("households", HOMES, [*HOME[:3], "王示例", "2020.9.1", ""])
    rows = HouseholdLink.objects.order_by("since").values_list("member__name", "until")
    assert list(rows) == [("李示例", date(2020, 9, 1)), ("王示例", None)]
    assert undo(HouseholdRegister(), batch) == []
    assert HouseholdLink.objects.get().until is None


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({3: "没有的人"}, "陈家圪塔村的党员登记表里没有没有的人，请先登记。"),
        ({4: ""}, "写了包联党员，也请填“自”。"),
        ({0: "没有村"}, "没有找到这个村，请核对村名，写法如“陈家圪塔村”。"),
        ({1: ""}, "这一格必须填写。"),
    ],
)
def test_what_is_wrong_is_told(home, changes, told):
    loaded("party_members", MEMBERS, SOMEONE)
    line = [changes.get(n, value) for n, value in enumerate(HOME)]
    assert [words for _, _, words in said(tried("households", HOMES, line))] == [told]


def test_what_stands_twice_in_a_sheet_is_told(home):
    assert said(tried("party_members", MEMBERS, SOMEONE, SOMEONE)) == [
        (3, "姓名", "与第 2 行是同一名党员。")
    ]
    loaded("party_members", MEMBERS, SOMEONE)
    assert said(tried("households", HOMES, HOME, HOME)) == [(3, "组和门牌", "与第 2 行是同一户。")]


def test_two_of_one_name_are_told_apart_by_hand(home):
    for duty in ("", "支部委员"):
        PartyMember.objects.create(village=home, name="李示例", duty=duty)
    told = "陈家圪塔村有几名党员叫李示例，请在系统里办。"
    assert [words for _, _, words in said(tried("households", HOMES, HOME))] == [told]


def test_an_earlier_day_than_the_standing_link_is_told(home):
    loaded("party_members", MEMBERS, SOMEONE, OTHER)
    loaded("households", HOMES, HOME)
    plan = tried("households", HOMES, [*HOME[:3], "王示例", "2020.5.20", ""])
    told = [words for _, _, words in said(plan)]
    assert told == ["原来的包联自 2020-05-20 开始，“自”须晚于它。"]


def test_what_goes_out_is_what_came_in_and_names_of_villagers_only_on_demand(home, tmp_path):
    loaded("party_members", MEMBERS, SOMEONE)
    loaded("households", HOMES, HOME)
    assert MemberRegister().export(tmp_path / "m.xlsx") == 1
    assert HouseholdRegister().export(tmp_path / "h.xlsx") == 1
    headers = [column.header for column in HouseholdRegister().offered(private=False)]
    assert "户主" not in headers
    assert HouseholdRegister().records()[0].link.member.name == "李示例"
    assert Household.objects.get().head == "赵示例"
