"""What a sheet says is held against the calendar, and against what is on record already."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from fushan.catalogue.registers import REGISTERS
from fushan.org.models import Unit
from tests.desk.sheets import NUMBER, book, fushan, said, tried
from tests.factories import UnitFactory
from villages.models import BoardSeat

TERM = "姓名 性别 任职乡镇 任职村 村内职务 到村时间 任期至"
LIFE = "姓名 出生年月 参加工作时间 入党时间"
BOARDS = "乡镇 村 包联单位 包联单位负责人 包联单位负责人职务 自"
NEXT_MONTH = f"{localdate() + timedelta(days=40):%Y%m}"
TOMORROW = f"{localdate() + timedelta(days=1)}"


@pytest.fixture(autouse=True)
def county(db):
    return fushan()


def warned(plan):
    return [(w.column, w.expected) for w in plan.warnings]


def test_a_term_that_ends_too_early_is_told_with_the_other_faults_of_its_row():
    plan = tried(
        "roster", TERM, ["马华虎", "先生", "北王镇", "桃源村", "", "2020.4.15", "2019.4.15"]
    )

    faults = {fault.column: fault for fault in plan.faults}
    assert set(faults) == {"性别", "任职村", "任期至"}
    assert faults["任期至"].value == "2019.4.15"


def test_a_village_that_has_its_secretary_is_told_with_the_other_faults_of_its_row():
    plan = tried("roster", TERM, ["古鑫", "先生", "", "陈家圪塔村", "书记", "2020.6.1", ""])

    assert {column for _, column, _ in said(plan)} == {"性别", "任职村"}


def test_a_secretary_whom_the_sheet_moves_makes_room_for_the_next():
    headers = "姓名 身份证号 任职村 村内职务 到村时间"
    comes = ["古鑫", "", "陈家圪塔村", "书记", "2022.3.1"]
    goes = ["秦小妹", NUMBER, "卫家河村", "书记", "2022.3.1"]

    assert tried("roster", headers, comes, goes).clean
    early = tried("roster", headers, [*comes[:4], "2022.2.1"], goes)
    assert [(row, column) for row, column, _ in said(early)] == [(2, "任职村")]


def test_a_leadership_that_ends_too_early_is_told_with_the_other_faults_of_its_row():
    plan = tried("officials", "姓名 单位 班子成员自 班子成员至 联系电话",
                 ["张伟", "", "2021.6.1", "2020.6.1", "110"])  # fmt: skip

    faults = {fault.column: fault.value for fault in plan.faults}
    assert faults.keys() == {"单位", "班子成员至", "联系电话"}
    assert faults["班子成员至"] == "2020.6.1"


def test_a_board_from_before_the_present_holder_is_told_with_the_other_faults():
    plan = tried("boards", "村 党支部书记 县级包联领导 县级包联领导单位 自",
                 ["陈家圪塔村", "张三", "赵六", "县委办公室", "2020.1.1"])  # fmt: skip

    assert {column for _, column, _ in said(plan)} == {"党支部书记", "自"}


def test_a_life_does_not_reach_into_the_future():
    plan = tried("roster", LIFE, ["马华虎", NEXT_MONTH, NEXT_MONTH, NEXT_MONTH])

    assert [(column, sentence) for _, column, sentence in said(plan)] == [
        (column, f"“{column}”不能晚于今天。") for column in ("出生年月", "参加工作时间", "入党时间")
    ]


def test_work_begun_as_a_child_is_a_warning_and_the_masses_have_no_month():
    plan = tried("roster", LIFE, ["马华虎", "1990.1", "2005.12", "群众"],
                 ["古鑫", "1990.1", "2006.1", ""])  # fmt: skip

    assert plan.clean
    assert [(w.row, w.column) for w in plan.warnings] == [(2, "参加工作时间")]
    assert "不满 16 岁" in plan.warnings[0].expected


def test_an_arrival_in_the_future_is_a_warning():
    plan = tried("roster", TERM, ["马华虎", "", "北王镇", "南庄村", "书记", TOMORROW, ""])

    assert plan.clean
    assert ("到村时间", "到村时间在今天以后，请核对。") in warned(plan)


def test_a_post_without_its_day_says_which_day_is_taken():
    plan = tried("roster", TERM, ["马华虎", "", "北王镇", "南庄村", "书记", "", ""])

    sentence = "没有填到村时间，按“2020年选派”的开始日期 2020-04-15 登记，请核对。"
    assert plan.clean
    assert warned(plan) == [("到村时间", sentence)]


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("县教育局", "浮山县教育科技局"),
        ("浮山县教育科技体育局", "浮山县教育科技局"),
        ("张庄镇", "张庄镇人民政府"),
        ("县教科", "浮山县教育科技局"),
    ],
)
@pytest.mark.parametrize("code", ["officials", "units"])
def test_a_new_unit_that_looks_like_one_on_record_is_a_warning(code, written, known):
    sheets = {
        "officials": ("姓名 单位", ["张伟", written]),
        "units": ("单位全称 所属区划", [written, "张庄镇" if "镇" in written else ""]),
    }

    plan = tried(code, *sheets[code])

    assert plan.clean
    told = f"已有相近的单位“{known}”，是同一个请改用它的全称或先给它加简称。"
    assert [sentence for _, sentence in warned(plan)] == [told]


def test_a_unit_unlike_all_others_is_made_without_a_warning():
    UnitFactory(name="县委")

    plan = tried("officials", "姓名 单位", ["张伟", "县水利局"], ["赵六", "县委组织部"])

    assert warned(plan) == []
    assert len([a for a in plan.additions if isinstance(a.record, Unit)]) == 2


@pytest.mark.parametrize(
    ("code", "headers", "row"),
    [
        ("officials", "姓名 单位", ["李志强", "县水利局"]),
        ("boards", BOARDS, ["", "陈家圪塔村", "县水利局", "李志强", "", ""]),
    ],
)
def test_a_new_official_with_the_name_of_another_units_is_a_warning(code, headers, row):
    plan = tried(code, headers, row)

    assert plan.clean
    assert [sentence for _, sentence in warned(plan)] == [
        "浮山县委办公室有同名干部；如是同一个人，请改他的单位，不要新增。"
    ]


def test_whoever_is_put_on_a_board_is_shown_by_name_and_day():
    plan = tried("boards", BOARDS, ["北王镇", "南庄村", "县教科局", "周明", "局长", "2021.6.1"])

    [seat] = [a for a in plan.additions if isinstance(a.record, BoardSeat)]
    assert seat.shown == "北王镇南庄村包联单位负责人：周明"
    assert seat.details() == [("自", "2021-06-01")]


def test_a_new_post_is_shown_with_village_post_day_batch_and_term():
    plan = tried(
        "roster", TERM, ["马华虎", "男", "北王镇", "南庄村", "书记", "2020.4.20", "2022.4.20"]
    )

    shown = {addition.shown: dict(addition.details()) for addition in plan.shown_additions()}
    assert shown["马华虎：北王镇南庄村党支部书记"] == {
        "到村日期": "2020-04-20",
        "选派批次": "2020年选派",
        "任期至": "2022-04-20",
    }
    assert shown["马华虎"] == {"性别": "男"}


@pytest.mark.parametrize(
    ("code", "column"), [("roster", "任职乡镇"), ("boards", "乡镇"), ("visits", "乡镇")]
)
def test_a_name_of_two_villages_is_settled_in_the_registers_own_column(code, column):
    headers = {
        "roster": "姓名 任职村",
        "boards": "村 自",
        "visits": "村 日期 到村人员 做了什么 情况",
    }
    name = "马华虎" if code == "roster" else ""
    row = [name, "南庄村"] if name else ["南庄村", "2020.5.1", "王建军", "到村指导", "春灌。"]

    plan = tried(code, headers[code], row[: len(headers[code].split())])

    assert f"请填写“{column}”一列" in [q.sentence for q in plan.questions.values()][0]


def test_a_file_that_only_calls_itself_excel_is_told_so():
    for garbage in (b"hello, world\nand more", b"\x00\x01\x02\xff\xfe" * 20):
        with pytest.raises(ValueError, match="这不是 Excel 文件"):
            REGISTERS["roster"]().read(garbage, "花名册.xlsx")


def test_a_sheet_without_the_headers_names_one_and_not_all():
    for data, name in ((book("甲 乙", ["1", "2"]), "表.xlsx"), (b"a,b\n1,2", "表.csv")):
        with pytest.raises(ValueError, match="^没有找到表头“姓名”等列，请用模板。$"):
            REGISTERS["roster"]().read(data, name)


def test_a_csv_under_an_excel_name_is_still_read():
    data = "姓名,单位\n张伟,县水利局".encode()

    assert len(REGISTERS["officials"]().read(data, "表.xlsx").rows) == 1


def test_the_registers_stand_in_the_order_in_which_they_are_filled():
    labels = [
        register.label.removesuffix("登记表").removesuffix("导入表")
        for register in REGISTERS.values()
    ]

    people = ["单位", "县乡干部", "花名册", "五方责任人", "账号"]
    learning = ["培训", "外出学习", "经验交流会", "导师", "拜师结对"]
    villagers = ["党员", "农户和包联户", "群众诉求"]
    plans = ["规划任务", "村情", "说事室", "微信群", "组织生活", "项目", "帮扶投入"]
    kept = ["干部急难事", "抽调", "奖励", "关怀"]
    lasting = ["后备力量培养表", "制度账目检查表", "突发事件"]
    scheme = ["考评指标表", "管理办法条款表", "问题整改台账", "潜绩事项"]
    days = ["到村指导", "工作日志"]
    assert labels == [*people, *days, *kept, *learning, *villagers, *plans, *lasting, *scheme]
