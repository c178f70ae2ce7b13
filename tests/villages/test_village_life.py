"""Talk rooms and chat groups, and a village's year told once or with one tap."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.catalogue.dues import dues_of
from fushan.catalogue.facts import fact_sheets
from fushan.catalogue.figures import FIGURES
from fushan.desk.models import Setting
from fushan.desk.registers import undo
from fushan.kit.money import in_words, yuan
from fushan.kit.periods import Period
from fushan.org.figures import Value
from fushan.org.models import Village
from fushan.org.reach import reach
from fushan.reports.notices import notice
from petitions.models import Review
from tests.desk.sheets import fushan, loaded, said, tried
from tests.factories import CountyFactory, PostingFactory, SelectionFactory
from tests.queries import at_most
from villages.models import ChatGroup, TalkRoom, VillageYear
from villages.year_resources import YearRegister

LAST = localdate().year - 1
Y2025 = Period.parse("2025", today=date(2025, 9, 1))


@pytest.fixture
def posted(secretary, village):
    CountyFactory()
    SelectionFactory(village=village, since=date(2024, 1, 1))
    return PostingFactory(cadre=secretary.cadre, village=village)


def send(client, page, *args, **typed):
    return client.post(reverse(page, args=args), typed | {"submission": uuid4()})


def errors(response):
    return response.context["form"].errors


def a_year(village, year, **more):
    told = {"grade": "good", "premises": "met"}
    return VillageYear.objects.create(village=village, year=year, **told | more)


def owed(user, day):
    with reach(*user.reach):
        return [due for due in dues_of(user, day) if due.kind == "village_year"]


def test_a_secretary_registers_a_room_and_a_group(client, secretary, posted, village):
    client.force_login(secretary)
    room = {"place": "村委会一层", "hours": "每周二上午", "duty": "周二 张三\n\n周四 李四 "}
    send(client, "talk:add-room", village.pk, **room)
    send(client, "talk:add-group", village.pk, name="村民群", owner="张三", households="120")
    room, group = TalkRoom.objects.get(), ChatGroup.objects.get()
    assert (room.on_duty(), room.entered_by) == (["周二 张三", "周四 李四"], secretary)
    assert (group.owner, group.households) == ("张三", 120)
    page = client.get(reverse("talk:talk-of", args=[village.pk])).text
    assert "村委会一层" in page and "120 户" in page


def test_a_second_room_in_a_place_and_a_second_group_of_a_name_are_refused(
    client, secretary, posted, village
):
    TalkRoom.objects.create(village=village, place="村委会", hours="周二")
    ChatGroup.objects.create(village=village, name="村民群", owner="张三")
    client.force_login(secretary)
    page = send(client, "talk:add-room", village.pk, place="村委会", hours="周三")
    assert errors(page) == {"__all__": ["这个村在这个地点已有说事室。"]}
    page = send(client, "talk:add-group", village.pk, name="村民群", owner="李四", households="1")
    assert errors(page) == {"__all__": ["这个村已有同名的微信群。"]}


def test_a_room_that_was_closed_is_shown_no_more(client, secretary, posted, village):
    room = TalkRoom.objects.create(village=village, place="老学校", hours="周二")
    client.force_login(secretary)
    told = {"place": "老学校", "hours": "周二", "closed_on": "2025-09-01"}
    send(client, "talk:edit-room", room.pk, seen=room.changed_at.isoformat(), **told)
    assert "老学校" not in client.get(reverse("talk:talk-of", args=[village.pk])).text
    assert FIGURES["talk_rooms"].value("141027", Y2025) == Value(0)


def test_the_notice_says_who_sits_in_the_talk_room(village):
    TalkRoom.objects.create(village=village, place="村委会", hours="周二上午", duty="张三\n李四")
    TalkRoom.objects.create(
        village=village, place="老学校", hours="周四", closed_on=date(2025, 1, 1)
    )
    review = Review(village=village, month=date(2025, 8, 1), held_on=date(2025, 8, 29))
    paper = notice(review)
    assert paper.data["duty"] == [["村委会，周二上午", "张三；李四"]]
    assert paper.pdf().startswith(b"%PDF-")


def test_the_numbers_of_rooms_and_groups(village):
    TalkRoom.objects.create(village=village, place="村委会", hours="周二")
    ChatGroup.objects.create(village=village, name="村民群", owner="张三", households=120)
    ChatGroup.objects.create(village=village, name="务工群", owner="李四", households=30)
    assert FIGURES["talk_rooms"].value(village.pk, Y2025) == Value(1)
    assert FIGURES["chat_households"].value(village.pk, Y2025) == Value(150)


def test_a_year_is_told_with_income_by_source(client, secretary, posted, village):
    client.force_login(secretary)
    told = {"year": LAST, "households": "90", "people": "270", "income_own": "32000"}
    kinds = {"grade": "benchmark", "premises": "met", "demonstration": "none"}
    send(client, "years:record-year", village.pk, income_rent="18000", **told, **kinds)
    row = VillageYear.objects.get()
    assert (row.total, row.sources()) == (50000, [("经营收入", 32000), ("发包和租金", 18000)])
    page = client.get(reverse("years:years-of", args=[village.pk])).text
    assert "50,000 元" in page and "达标" in page and "与上年相同" not in page


@pytest.mark.parametrize(
    ("more", "field", "told"),
    [
        ({"year": str(LAST + 2)}, "year", "这一年还没有到。"),
        ({"year": "1999"}, "__all__", "年度须在2000到2100之间。"),
        ({"people": "80"}, "__all__", "人口不能少于户数。"),
        ({"year": str(LAST - 1)}, "__all__", "这个村这一年的村情已经填过，请打开那一份修改。"),
    ],
)
def test_a_year_that_is_wrong_is_told(client, secretary, posted, village, more, field, told):
    a_year(village, LAST - 1)
    client.force_login(secretary)
    right = {"year": str(LAST), "households": "90", "people": "270"}
    kinds = {"grade": "good", "premises": "met", "demonstration": "none"}
    page = send(client, "years:record-year", village.pk, **right | kinds | more)
    assert errors(page) == {field: [told]}


def test_one_tap_takes_the_year_before_over_once(client, secretary, posted, village):
    a_year(village, LAST - 1, income_own=60000, households=90)
    client.force_login(secretary)
    assert "与上年相同" in client.get(reverse("years:years-of", args=[village.pk])).text
    for _ in range(2):  # a second tap
        send(client, "years:same-as-before", village.pk)
    row = VillageYear.objects.get(year=LAST)
    assert (row.total, row.households, row.unchanged) == (60000, 90, True)
    assert VillageYear.objects.count() == 2


def test_without_a_year_before_there_is_nothing_to_take_over(client, secretary, posted, village):
    client.force_login(secretary)
    send(client, "years:same-as-before", village.pk)
    assert not VillageYear.objects.exists()


def test_the_form_opens_as_the_village_was_last_told(client, secretary, posted, village):
    a_year(village, LAST - 1, income_own=60000)
    client.force_login(secretary)
    form = client.get(reverse("years:record-year", args=[village.pk])).context["form"]
    assert (form["income_own"].value(), form["year"].value()) == (60000, LAST)


def test_last_year_is_owed_by_the_end_of_march(posted, secretary, village):
    (due,) = owed(secretary, date(2025, 1, 2))
    assert (due.text, due.due_on, due.urgency) == ("填2024年的村情", date(2025, 3, 31), "")
    assert owed(secretary, date(2025, 4, 1))[0].urgency == "bad"
    assert owed(secretary, date(2024, 6, 1)) == []  # selected in that year
    a_year(village, 2024)
    assert owed(secretary, date(2025, 4, 1)) == []


def test_income_is_set_against_the_line_by_the_last_year_told(village):
    others = [SelectionFactory().village for _ in range(2)]
    a_year(village, 2023, income_own=10000)
    a_year(village, 2024, income_own=30000, income_rent=20000, grade="benchmark")
    a_year(others[0], 2025, income_own=49999)
    a_year(others[1], 2024)  # of whose income nothing is known
    found = {code: FIGURES[code].value("141027", Y2025) for code in NUMBERS}
    assert found == dict(zip(NUMBERS, [Value(99999), Value(1, 2), Value(1)], strict=True))
    Setting.objects.create(key="income_line", value="40000")
    assert FIGURES["income_over_line"].value("141027", Y2025) == Value(2, 2)
    before = Period.parse("2023", today=date(2025, 9, 1))
    assert FIGURES["collective_income"].value("141027", before) == Value(10000)


NUMBERS = ["collective_income", "income_over_line", "benchmark_branches"]


def test_the_fact_sheet_tells_the_last_year(village):
    a_year(village, 2024, income_own=125000, households=90, people=270, demonstration="county")
    [sheet] = fact_sheets([Village.objects.get(pk=village.pk)], date(2025, 9, 1))
    told = {section.title: list(lines) for section, lines in sheet.sections}
    assert told["村情"] == [
        ("年度", "2024年"),
        ("户数人口", "90 户，270 人"),
        ("集体收入", "12.5 万元"),
        ("支部", "较好；活动场所达标"),
        ("示范", "县级示范村"),
    ]


def test_lists_ask_no_more_for_more_villages(client, leader):
    CountyFactory()
    for _ in range(8):
        village = SelectionFactory().village
        a_year(village, 2024)
        TalkRoom.objects.create(village=village, place="村委会", hours="周二")
    client.force_login(leader)
    with at_most(6):
        client.get(reverse("years:years"))
    with at_most(6):
        client.get(reverse("talk:talk"))


def test_amounts_are_read_with_separators_and_units():
    assert [yuan(1234567), yuan(None)] == ["1,234,567", "0"]
    assert [in_words(n) for n in (None, 9999, 10000, 1234500)] == [
        "0 元",
        "9,999 元",
        "1 万元",
        "123.45 万元",
    ]


SHEET = "年度 村 户数 人口 经营收入（元） 支部等次 活动场所 示范村"
LINE = ["2019年", "陈家圪塔村", "180", "560", "32,000", "标杆支部", "达标", "县级"]


@pytest.fixture
def home(db):
    return fushan()


def test_a_line_is_a_villages_year_and_can_be_taken_back(home):
    batch = loaded("village-years", SHEET, LINE)
    row = VillageYear.objects.get()
    assert (row.village, row.year, row.income_own) == (home, 2019, 32000)
    assert (row.grade, row.premises, row.demonstration) == ("benchmark", "met", "county")
    assert undo(YearRegister(), batch) == []
    assert not VillageYear.objects.exists()


def test_what_is_there_is_changed_where_the_sheet_says_something(home):
    loaded("village-years", SHEET, LINE)
    loaded("village-years", SHEET, [*LINE[:4], "0", "", "", ""])
    row = VillageYear.objects.get()
    assert (row.income_own, row.grade, row.households) == (0, "benchmark", 180)


@pytest.mark.parametrize(
    ("changes", "column", "told"),
    [
        ({0: "去年"}, "年度", "年度应写成 2025 的样子。"),
        ({0: "2099"}, "年度", "这一年还没有到。"),
        ({4: "3.2万"}, "经营收入（元）", "只填数字，不要带“万”“元”等单位，单位以表头为准。"),
        ({5: ""}, "支部等次", "第一次填这一年的，这一格必须填写。"),
        ({5: "优"}, "支部等次", "应填以下之一：标杆、较好、一般、后进。"),
        ({3: "100"}, "村", "人口不能少于户数。"),
    ],
)
def test_what_is_wrong_with_a_line_is_told(home, changes, column, told):
    line = [changes.get(n, value) for n, value in enumerate(LINE)]
    assert said(tried("village-years", SHEET, line)) == [(2, column, told)]


def test_a_village_and_year_stand_once_in_a_sheet(home):
    plan = tried("village-years", SHEET, LINE, LINE)
    assert said(plan) == [(3, "村", "与第 2 行是同一个村同一年。")]


def test_rooms_and_groups_are_taken_in_once(home):
    rooms = "村 地点 开放时间 值班表"
    for hours in ("周二", "周三"):
        loaded("talk-rooms", rooms, ["陈家圪塔村", "村委会", hours, "周二 张三；周四 李四"])
    room = TalkRoom.objects.get()
    assert (room.hours, room.on_duty()) == ("周三", ["周二 张三", "周四 李四"])
    loaded("chat-groups", "村 群名 群主 户数", ["陈家圪塔村", "村民群", "张三", "120"])
    assert ChatGroup.objects.get().households == 120
    plan = tried("talk-rooms", rooms, *[["陈家圪塔村", "老学校", "周二", ""]] * 2)
    assert said(plan) == [(3, "地点", "与第 2 行重复。")]
