"""Whatever is wrong in a sheet is said in a sentence, at its row and column."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from fushan.catalogue.registers import REGISTERS
from fushan.org.models import Role
from tests.desk.sheets import NUMBER, book, csv, fushan, said, tried
from tests.factories import UserFactory

UNITS = "单位全称 简称 所属区划"
ROSTER = "姓名 性别 派出单位 身份证号 联系电话 任职乡镇 任职村 村内职务 到村时间 任期至"
OFFICIALS = "姓名 单位 班子成员自 班子成员至"
BOARDS = "乡镇 村 党支部书记 县级包联领导 县级包联领导单位 自"
VISITS = "日期 乡镇 村 到村人员 做了什么 情况"
LOGS = "日期 村 姓名 类别 做了什么"
USERS = "账号 姓名 身份 管辖范围 乡镇职责"
TOMORROW = f"{localdate() + timedelta(days=1)}"


USUAL = dict.fromkeys(["gender", "unit", "number", "phone"], "") | {
    "township": "北王镇",
    "village": "南庄村",
    "post": "党支部书记",
    "on": "2020.4.15",
    "until": "",
}


def cadre(name="马华虎", **given):
    """A line of the roster with nothing wrong in it but what is given."""
    return [name, *(USUAL | given).values()]


def visit(day="2020.5.18", who="王建军", kinds="到村指导", text="指导春灌。"):
    return [day, "张庄镇", "陈家圪塔村", who, kinds, text]


# fmt: off
WRONG = {
    "a unit without a name": (
        "units", UNITS, [["", "县农业局", ""]],
        2, "单位全称", "必须填写"),
    "a unit twice": (
        "units", UNITS, [["县水利局", "", ""], ["县水利局", "", ""]],
        3, "单位全称", "与第 2 行是同一个单位"),
    "one short name for two units": (
        "units", UNITS, [["县水利局", "水利", ""], ["县水务站", "水利", ""]],
        3, "简称", "在第 2 行已是另一个单位"),
    "a short name that is another unit's": (
        "units", UNITS, [["县教育局", "县教科局", ""]],
        2, "简称", "已是“浮山县教育科技局”的名称"),
    "the full name is another unit's short one": (
        "units", UNITS, [["县教科局", "", ""]],
        2, "单位全称", "请写它的全称"),
    "a unit in a township nobody knows": (
        "units", UNITS, [["林业站", "", "青云乡"]],
        2, "所属区划", "没有找到乡镇"),
    "a village nobody knows": (
        "roster", ROSTER, [cadre(village="桃源村")],
        2, "任职村", "没有找到这个村"),
    "a township nobody knows": (
        "roster", ROSTER, [cadre(township="青云乡")],
        2, "任职乡镇", "没有找到乡镇“青云乡”"),
    "a name that two villages have": (
        "roster", ROSTER, [cadre(township="")],
        2, "任职村", "有 2 个村叫“南庄村”（北王镇、槐埝乡），请填写“任职乡镇”一列"),
    "a village in another township": (
        "roster", ROSTER, [cadre(township="米家垣乡")],
        2, "任职村", "米家垣乡（今张庄镇）没有这个村；同名的村在北王镇、槐埝乡"),
    "a day that does not exist": (
        "roster", ROSTER, [cadre(on="2020.2.30")],
        2, "到村时间", "没有这一天"),
    "a month where a day is asked": (
        "roster", ROSTER, [cadre(on="2020.4")],
        2, "到村时间", "只写到了月"),
    "a sex that is none": (
        "roster", ROSTER, [cadre(gender="先生")],
        2, "性别", "男、女"),
    "an ID number too short": (
        "roster", ROSTER, [cadre(number="1410271988")],
        2, "身份证号", "18 位"),
    "an ID number typed as a number": (
        "roster", ROSTER, [cadre(number=141027198803120017)],
        2, "身份证号", "“文本”格式"),
    "a phone number that is none": (
        "roster", ROSTER, [cadre(phone="110")],
        2, "联系电话", "11 位"),
    "a name too long": (
        "roster", ROSTER, [cadre(name="马" * 41)],
        2, "姓名", "最多 40 个字"),
    "a cadre twice": (
        "roster", ROSTER, [cadre(), cadre(township="槐埝乡")],
        3, "姓名", "与第 2 行是同一个人"),
    "one ID number for two cadres": (
        "roster", ROSTER,
        [cadre(number="999999199007150028"),
         cadre("古鑫", number="999999199007150028", township="张庄镇", village="卫家河村")],
        3, "姓名", "与第 2 行是同一个人"),
    "two secretaries of one village": (
        "roster", ROSTER, [cadre(), cadre("古鑫")],
        3, "任职村", "第 2 行已是这个村的党支部书记"),
    "a village that has its secretary": (
        "roster", ROSTER, [cadre("古鑫", township="张庄镇", village="陈家圪塔村")],
        2, "任职村", "该村在此期间已有党支部书记秦小妹（自 2020-04-15 起）"),
    "a move before the present post began": (
        "roster", ROSTER, [cadre("秦小妹", number=NUMBER, on="2020.4.1")],
        2, "到村时间", "须晚于这一天"),
    "a term that ends before it begins": (
        "roster", ROSTER, [cadre(until="2019.4.15")],
        2, "任期至", "“任期至”须晚于到村日期（2020-04-15）"),
    "a namesake from another unit": (
        "roster", ROSTER, [cadre("秦小妹", unit="县水利局")],
        2, "姓名", "登记表里已有秦小妹"),
    "a post without its village": (
        "roster", ROSTER, [cadre(township="", village="")],
        2, "任职村", "请写明任职村"),
    "an official without a unit": (
        "officials", OFFICIALS, [["张伟", "", "", ""]],
        2, "单位", "必须填写"),
    "an official twice": (
        "officials", OFFICIALS, [["张伟", "县水利局", "", ""], ["张伟", "水利局", "", ""]],
        3, "姓名", "与第 2 行是同一个人"),
    "leadership that ends before it begins": (
        "officials", OFFICIALS, [["张伟", "张庄镇人民政府", "2021.6.1", "2020.6.1"]],
        2, "班子成员至", "须晚于“班子成员自”（2021-06-01）"),
    "another secretary than the posted one": (
        "boards", BOARDS, [["", "陈家圪塔村", "张三", "", "", ""]],
        2, "党支部书记", "选派干部秦小妹"),
    "a village twice on the boards": (
        "boards", BOARDS,
        [["", "陈家圪塔村", "", "", "", ""], ["米家垣乡", "陈家圪塔", "", "", "", ""]],
        3, "村", "与第 2 行是同一个村"),
    "a board's holder nobody knows": (
        "boards", BOARDS, [["", "陈家圪塔村", "", "张三", "", "2021.1.1"]],
        2, "县级包联领导", "请填写“县级包联领导单位”"),
    "a new holder from before the present one": (
        "boards", BOARDS, [["", "陈家圪塔村", "", "张三", "县委办公室", "2020.1.1"]],
        2, "自", "现由李志强担任"),
    "a visitor nobody knows": (
        "visits", VISITS, [visit(who="王建军、赵六")],
        2, "到村人员", "县乡干部登记表里没有“赵六”，请先登记"),
    "a visit tomorrow": (
        "visits", VISITS, [visit(TOMORROW)],
        2, "日期", "不能晚于今天"),
    "a kind of visit that is none": (
        "visits", VISITS, [visit(kinds="检查")],
        2, "做了什么", "到村指导"),
    "a visitor twice on a day": (
        "visits", VISITS, [visit(), visit(text="又来一次。")],
        3, "到村人员", "王建军当天到这个村已写在第 2 行"),
    "a visit on record in other words": (
        "visits", VISITS, [visit("2020.5.11")],
        2, "到村人员", "当天到这个村的记录已经有了"),
    "a log from before the post": (
        "logs", LOGS, [["2020.4.1", "", "秦小妹", "", "到村报到。"]],
        2, "姓名", "秦小妹2020年4月1日没有任职"),
    "a log in a village of somebody else": (
        "logs", LOGS, [["2020.5.1", "卫家河村", "秦小妹", "", "修渠。"]],
        2, "姓名", "不在卫家河村任职"),
    "a log by nobody known": (
        "logs", LOGS, [["2020.5.1", "", "赵六", "", "修渠。"]],
        2, "姓名", "花名册里没有"),
    "the same log twice": (
        "logs", LOGS, [["2020.5.1", "", "秦小妹", "", "修渠。"]] * 2,
        3, "做了什么", "与第 2 行完全相同"),
    "an account for an administrator": (
        "users", USERS, [["gly", "张三", "系统管理员", "", ""]],
        2, "身份", "应填以下之一"),
    "an account with a blank in it": (
        "users", USERS, [["li tao", "李涛", "县领导", "", ""]],
        2, "账号", "不能有空格"),
    "a township official without a township": (
        "users", USERS, [["wjj", "王建军", "乡镇干部", "", ""]],
        2, "管辖范围", "须填写所在乡镇"),
    "township duties of a county leader": (
        "users", USERS, [["lzq", "李志强", "县领导", "", "审批"]],
        2, "乡镇职责", "只有乡镇干部"),
    "a cadre's account for nobody posted": (
        "users", USERS, [["zl", "赵六", "选派干部", "", ""]],
        2, "姓名", "花名册里没有在任的“赵六”"),
}
# fmt: on


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_at_its_row_and_column(db, wrong):
    code, headers, rows, row, column, sentence = wrong
    fushan()

    plan = tried(code, headers, *rows)

    assert [(r, c) for r, c, _ in said(plan)] == [(row, column)]
    assert sentence in said(plan)[0][2]


def test_an_account_that_another_role_has_is_not_rewritten(db):
    fushan()
    UserFactory(username="wjj", role=Role.LEADER)

    plan = tried("users", USERS, ["wjj", "王建军", "乡镇干部", "张庄镇", ""])

    assert said(plan) == [(2, "身份", "这个账号的身份是县领导，不能用表格改。")]


def test_seven_faults_in_seven_rows_are_all_told_at_once_and_empty_rows_are_none(db):
    fushan()
    rows = [
        cadre("甲", on="2020.2.30", post="工作队员"),
        cadre("乙", village="桃源村", post="工作队员"),
        cadre("丙", phone="110", post="工作队员"),
        cadre("丁", number="1410271988", post="工作队员"),
        cadre("戊", gender="先生", post="工作队员"),
        cadre("己", township="青云乡", post="工作队员"),
        cadre("", post="工作队员"),
    ]

    plan = tried("roster", ROSTER, *rows, empty=30)

    columns = ["到村时间", "任职村", "联系电话", "身份证号", "性别", "任职乡镇", "姓名"]
    assert [(r, c) for r, c, _ in said(plan)] == list(enumerate(columns, 2))
    assert len(plan.lines) == 7


def test_several_faults_of_one_row_are_all_told(db):
    fushan()

    plan = tried(
        "roster", ROSTER, cadre(gender="先生", phone="110", village="桃源村", on="2020.2.30")
    )

    assert {c for _, c, _ in said(plan)} == {"性别", "联系电话", "任职村", "到村时间"}


def test_an_id_number_is_never_repeated_among_the_faults(db):
    fushan()

    plan = tried("roster", ROSTER, cadre(number="14102719880312"))

    assert [fault.value for fault in plan.faults] == ["*" * 14]


def test_a_wrong_check_digit_warns_and_does_not_refuse(db):
    fushan()

    plan = tried("roster", ROSTER, cadre(number="999999198506010030", gender="女"))

    assert plan.clean
    assert ["校验码" in warning.expected for warning in plan.warnings] == [True, False]


def test_a_sheet_without_its_columns_names_them(db):
    with pytest.raises(ValueError, match="表里缺少这些列：到村人员、做了什么、情况"):
        REGISTERS["visits"]().read(book("日期 村", ["2020.5.1", "南庄村"]), "表.xlsx")


def test_a_sheet_without_rows_is_refused(db):
    with pytest.raises(ValueError, match="表里没有要导入的行"):
        REGISTERS["units"]().read(book(UNITS), "表.xlsx")


def test_more_rows_than_can_be_looked_through_are_refused(db):
    with pytest.raises(ValueError, match="最多 20000 行，现有 20001 行"):
        REGISTERS["units"]().read(csv(UNITS, *[["县水利局", "", ""]] * 20_001), "表.csv")


def test_a_file_that_is_no_table_is_refused(db):
    with pytest.raises(ValueError, match="这是 PDF 文件"):
        REGISTERS["units"]().read(b"%PDF-1.7", "表.xlsx")
