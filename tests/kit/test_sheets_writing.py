"""Sheets as the system hands them out, and as they come back."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fushan.kit import sheets
from fushan.kit.sheets import Column, Row

COLUMNS = [
    Column("姓名", required=True, example="张三"),
    Column("性别", width=8, kind="choice", choices=("男", "女"), note="按身份证填写"),
    Column("身份证号", width=22, required=True),
    Column("到村日期", kind="date", example="2026-04-15"),
    Column("资金（万元）", kind="number", example=3.5),
]
TITLES = [column.header for column in COLUMNS]


def written(rows=(), **more):
    target = io.BytesIO()
    sheets.write(target, title="选派干部花名册", columns=COLUMNS, rows=rows, **more)
    return target.getvalue()


def book_of(data):
    return openpyxl.load_workbook(io.BytesIO(data))


WORDS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=20
).map(str.strip)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5))
def test_whatever_is_written_reads_back(pairs):
    rows = [[f"李{a}", "男", b, "2026-04-15", 3.5] for a, b in pairs]
    sheet = sheets.read(written(rows), "a.xlsx", TITLES)
    assert [list(row.cells.values()) for row in sheet.rows] == rows
    assert (sheet.missing, sheet.unknown) == ([], [])


def test_a_template_has_everything_to_fill_it_in_by():
    book = book_of(written(notes=["一人一行。"], meta="填报单位：张庄镇", example=True))
    data = book["选派干部花名册"]

    assert book.sheetnames == ["填写说明", "选派干部花名册", "代码"]
    assert book["代码"].sheet_state == "hidden"
    assert book.active.title == "选派干部花名册"
    said = [cell.value for cell in book["填写说明"]["A"]]
    assert "1. 一人一行。" in said
    assert "2. 红色带 * 的为必填：姓名、身份证号。" in said
    assert "3. 性别：按身份证填写" in said
    assert (data["A2"].value, data["A3"].value, data["B3"].value) == (
        "填报单位：张庄镇",
        "姓名*",
        "性别",
    )
    assert data["A3"].font.color.rgb == "FFB5191F"
    assert data.freeze_panes == "A4"
    assert (data.page_setup.orientation, data.page_setup.paperSize) == ("landscape", 9)
    assert data["A1"].font.name == "宋体"
    assert data["A4"].value == "示例：张三"
    assert {data.column_dimensions[c].number_format for c in "CD"} == {"@"}
    assert [v.formula1 for v in data.data_validations.dataValidation] == ["'代码'!$A$2:$A$3"]


def test_a_template_sent_back_empty_has_no_rows():
    data = written(notes=["一人一行。"], meta="填报单位：张庄镇", example=True)
    assert sheets.read(data, "a.xlsx", TITLES).rows == []


def test_a_filled_template_is_read_from_below_the_example():
    row = ["李涛", "男", "99999919880312001X", "2026-04-15", 3.5]
    data = written([row], notes=["一人一行。"], meta="填报单位：张庄镇", example=True)
    assert sheets.read(data, "a.xlsx", TITLES).rows == [Row(5, dict(zip(TITLES, row, strict=True)))]


def test_values_are_written_as_offices_write_them():
    rows = [
        ["=cmd|' /C calc'!A0", True, 999999198803120011, date(2026, 4, 15), Decimal("3.50")],
        ["http://a.b", None, 13800000000.0, "", 3],
    ]
    one, two = sheets.read(written(rows), "a.xlsx", TITLES).rows
    assert list(one.cells.values()) == [
        "=cmd|' /C calc'!A0",
        "是",
        "999999198803120011",
        "2026-04-15",
        3.5,
    ]
    assert list(two.cells.values()) == ["http://a.b", "", "13800000000", "", 3.0]
    assert book_of(written(rows)).active["A3"].data_type == "s"
    assert book_of(written(rows)).active["A4"].hyperlink is None


def test_a_text_longer_than_a_cell_is_cut_and_not_lost():
    row = sheets.read(written([["长" * 40_000, "", "", "", ""]]), "a.xlsx", TITLES).rows[0]
    assert len(row.cells["姓名"]) == 32_767


def test_a_list_to_take_away_keeps_its_numbers_to_reckon_with():
    data = sheets.workbook(
        title="到村指导（2026年11月）",
        headings=["村", "次数", "身份证号"],
        rows=iter([["南庄村", 3, "99999919880312001X"], ["柏村", 0, None]]),
        meta="口径：每人每天每村算一次",
    )
    page = book_of(data).active
    assert [[c.value for c in row] for row in page.iter_rows(min_row=2)] == [
        ["口径：每人每天每村算一次", None, None],
        ["村", "次数", "身份证号"],
        ["南庄村", 3, "99999919880312001X"],
        ["柏村", 0, None],
    ]


@pytest.mark.parametrize("title", ["2026/11：花名册[一]", "填写说明", "", "很长的标题" * 10])
def test_any_title_makes_a_sheet(title):
    target = io.BytesIO()
    sheets.write(target, title=title, columns=COLUMNS[:1], rows=[["李涛"]])
    assert len(sheets.read(target.getvalue(), "a.xlsx", ["姓名"]).rows) == 1


def test_faults_come_back_in_red_with_their_reasons(tmp_path):
    rows = [
        Row(4, {"姓名": "李涛", "性别": "M", "到村日期": "2026.2.30", "资金（万元）": "三"}),
        Row(5, {"姓名": "王芳", "性别": "女", "到村日期": date(2026, 4, 15), "资金（万元）": 2.0}),
    ]
    faults = {(4, "性别"): "应填“男”或“女”。", (4, "到村日期"): "没有这一天。"}
    path = tmp_path / "改.xlsx"
    sheets.write_marked(path, title="花名册", columns=COLUMNS, rows=rows, faults=faults)

    page = openpyxl.load_workbook(path).active
    red = [
        c.value for r in page.iter_rows(min_row=3) for c in r if c.fill.fgColor.rgb == "FFFBEEEC"
    ]
    assert red == ["M", "2026.2.30"]
    assert page["F3"].value == "性别：应填“男”或“女”。\n到村日期：没有这一天。"
    assert page["F4"].value is None
    again = sheets.read(path.read_bytes(), "改.xlsx", TITLES)
    assert (again.unknown, [row.cells["姓名"] for row in again.rows]) == ([], ["李涛", "王芳"])
