"""Tables as offices send them."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from fushan.kit import sheets
from fushan.kit.sheets import Row

HEADERS = ["姓名", "性别", "到村日期", "联系电话"]
LI, WANG = ["李涛", "男", "2020.4.15", "13800000000"], ["王芳", "女", "2020.4.20", "13900000000"]
OLD_FILE = Path(__file__).with_name("roster.xls").read_bytes()


def xlsx(*rows, title="花名册", merge=(), prepare=None):
    """A workbook as an office would make it by hand."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for cells in merge:
        book.active.merge_cells(cells)
    if prepare:
        prepare(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(data, name="花名册.xlsx", headers=HEADERS, **more):
    return sheets.read(data, name, headers, **more)


def names(sheet):
    return [(row.number, row.cells["姓名"]) for row in sheet.rows]


def refused(data, name="花名册.xlsx"):
    with pytest.raises(ValueError, match="。$") as error:
        read(data, name)
    return str(error.value)


def test_title_and_notes_above_the_header_are_passed_over():
    data = xlsx(
        ["浮山县选派干部花名册"],
        ["填报单位：张庄镇", None, None, "2026年11月23日"],
        ["说明：联系电话填手机号"],
        [],
        HEADERS,
        LI,
        merge=["A1:D1"],
    )
    sheet = read(data)
    assert names(sheet) == [(6, "李涛")]
    assert (sheet.name, sheet.missing, sheet.unknown) == ("花名册", [], [])


def test_headers_are_known_despite_stars_blanks_breaks_and_notes():
    data = xlsx(["* 姓　名（必填）", "性别*", "到村\n日期", "联系电话【11位】"], LI)
    assert names(read(data)) == [(2, "李涛")]
    assert read(data).missing == []


def test_a_unit_in_a_header_is_no_note():
    data = xlsx(["姓名", "性别", "资金（万元）"], ["李涛", "男", 3])
    sheet = read(data, headers=["姓名", "性别", "资金（元）"])
    assert (sheet.missing, sheet.unknown) == (["资金（元）"], ["资金（万元）"])


def test_columns_missing_and_columns_nobody_asked_for_are_told():
    sheet = read(xlsx(["序号", "姓名", "性别", "手机", "爱好"], [1, "李涛", "男", "", "书法"]))
    assert sheet.missing == ["到村日期", "联系电话"]
    assert sheet.unknown == ["手机", "爱好"]


def test_an_office_s_own_word_for_a_column_is_understood():
    sheet = read(xlsx(["姓名", "手机"], ["李涛", 13800000000]), aliases={"手机": "联系电话"})
    assert sheet.rows[0].cells == {"姓名": "李涛", "联系电话": 13800000000.0}


def test_a_header_on_two_lines_is_read_as_one():
    data = xlsx(
        ["花名册"],
        ["姓名", "全日制教育", None, "在职教育", None],
        [None, "学历", "专业", "学历", "专业"],
        ["李涛", "大学", "法学", "研究生", "农学"],
        merge=["A1:E1", "A2:A3", "B2:C2", "D2:E2"],
    )
    sheet = read(data, headers=["姓名", "全日制教育学历", "在职教育学历", "在职教育专业"])
    assert sheet.rows == [
        Row(
            4,
            {
                "姓名": "李涛",
                "全日制教育学历": "大学",
                "在职教育学历": "研究生",
                "在职教育专业": "农学",
            },
        )
    ]
    assert sheet.unknown == ["专业"]


def test_a_header_given_twice_is_refused_with_both_places():
    said = refused(xlsx(["姓名", "性别", "姓名"], ["李涛", "男", "王芳"]))
    assert "“姓名”这一列出现了 2 次（A 列、C 列）" in said


def test_a_sheet_without_a_header_is_told_what_was_expected():
    assert "姓名、性别、到村日期、联系电话" in refused(xlsx(LI, WANG))


def test_the_sheet_with_the_data_is_found_among_others():
    def add_others(book):
        guide = book.create_sheet("填写说明", 0)
        guide.append(HEADERS)
        guide.append(LI)
        hidden = book.create_sheet("去年", 0)
        hidden.append(HEADERS)
        hidden.append(LI)
        hidden.sheet_state = "hidden"
        book.create_sheet("空表", 0)

    assert names(read(xlsx(HEADERS, WANG, prepare=add_others))) == [(2, "王芳")]


def test_empty_rows_and_rows_with_only_a_number_are_skipped_and_rows_keep_their_own_number():
    def format_far_below(book):
        book.active.cell(5000, 300).font = openpyxl.styles.Font(bold=True)

    data = xlsx(
        ["序号", *HEADERS],
        [1, *LI],
        [None, " ", "　"],
        [2, *WANG],
        [3],
        [4],
        prepare=format_far_below,
    )
    assert names(read(data)) == [(2, "李涛"), (4, "王芳")]


@pytest.mark.parametrize("mark", ["示例", "例", "（示例）", "例：", "示例：1"])
def test_the_example_row_is_not_taken_for_a_person(mark):
    data = xlsx(["姓名", "序号", "性别"], ["张三", mark, "男"], ["李涛", 1, "男"])
    assert names(read(data)) == [(3, "李涛")]


def test_a_place_whose_name_begins_like_example_is_a_place():
    assert names(read(xlsx(["姓名", "性别"], ["例外", "男"]))) == [(2, "例外")]


@pytest.mark.parametrize(
    "footer",
    [
        [["填报人：王芳", None, None, "审核人：李涛"]],
        [["填报人：", "审核人：", "单位负责人（签字）：", "2026.11.23"]],
        [["合计", "30 人", 12, 18]],
        [["合 计", None, 5]],
        [["注：1.姓名须与身份证一致"], ["2.日期写到日"], [None], ["填表日期：2026年11月23日"]],
        [[None], [None, "主要领导（签字）："], ["单位（盖章）：", "2026年11月23日"]],
        [["备注：以上情况属实"]],
    ],
)
def test_totals_signatures_and_notes_below_the_table_are_no_rows(footer):
    assert names(read(xlsx(HEADERS, LI, WANG, *footer))) == [(2, "李涛"), (3, "王芳")]


def test_a_last_row_with_a_name_only_is_kept():
    assert names(read(xlsx(HEADERS, LI, ["王芳"]))) == [(2, "李涛"), (3, "王芳")]


def test_merged_cells_in_the_data_are_not_filled_silently():
    data = xlsx(HEADERS, LI, [None, *WANG[1:]], merge=["A2:A3"])
    assert names(read(data)) == [(2, "李涛"), (3, "")]


def test_cells_come_as_they_are():
    data = xlsx(HEADERS, ["李涛", True, date(2020, 4, 15), 13800000000], ["=1+1", "", 43936])
    one, two = read(data).rows
    assert list(one.cells.values()) == ["李涛", True, date(2020, 4, 15), 13800000000.0]
    assert two.cells["到村日期"] == 43936.0


def test_an_old_workbook_is_read():
    sheet = read(OLD_FILE, "花名册.xls", headers=["姓名", "到村日期"])
    assert sheet.rows == [Row(3, {"姓名": "李 涛", "到村日期": date(2020, 4, 15)})]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_a_text_file_is_read_in_whatever_hand_it_is_saved(encoding, mark):
    lines = ["花名册", mark.join(HEADERS), mark.join(LI), mark.join(WANG[:2]), ""]
    sheet = read("\r\n".join(lines).encode(encoding), "花名册.CSV")
    assert names(sheet) == [(3, "李涛"), (4, "王芳")]
    assert sheet.rows[1].cells["联系电话"] == ""


def test_rare_characters_survive_the_national_encoding():
    data = "姓名,性别\n𬱖明䶮,男\n".encode("gb18030")
    assert names(read(data, "a.csv")) == [(2, "𬱖明䶮")]


def zipped(**members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return target.getvalue()


def old_file_with(stream):
    return OLD_FILE + stream.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n", "图片"),
        (b"Rar!\x1a\x07", "压缩包"),
        (b"  <html><table><tr><td>", "网页"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "网页"),
        (b"PK\x03\x04 and nothing more", "损坏"),
        (zipped(a="1"), "压缩包"),
        (zipped(word__document="1"), "Word"),
        (zipped(**{"content.xml": "1"}), "不支持"),
        (zipped(**{"xl/workbook.bin": "1"}), "不支持"),
        (zipped(**{"xl/workbook.xml": "<"}), "损坏"),
        (zipped(**{"xl/workbook.xml": b" " * (101 * 2**20)}), "100 MB"),
        (b"," * (10 * 2**20 + 1), "10 MB"),
        (old_file_with("EncryptedPackage"), "密码"),
        (old_file_with("WordDocument"), "Word"),
        (OLD_FILE[:3000], "损坏"),
        (b"a,b\x00c", "认不出"),
        (b"\xff\xff\xff\x81", "认不出"),
        (b"," * 300, "200 列"),
    ],
)
def test_what_is_no_table_is_refused_with_its_own_reason(data, said):
    assert said in refused(data)


@pytest.mark.parametrize("name", ["照片.heic", "花名册.pdf", "花名册", "花名册.docx"])
def test_a_file_that_does_not_call_itself_a_table_is_not_opened(name):
    assert "请上传 xlsx" in refused(xlsx(HEADERS, LI), name)


def test_a_locked_old_workbook_is_refused():
    after_first_record = 512 + 4 + 16
    locked = OLD_FILE[:after_first_record] + b"\x2f\x00" + OLD_FILE[after_first_record + 2 :]
    assert "密码" in refused(locked, "a.xls")


@pytest.mark.parametrize("far", ["XFD1048576", "IA2", "A30001"])
def test_one_value_far_away_does_not_take_the_server_s_memory(far):
    def write_far(book):
        book.active[far] = "远"

    assert "20000 行、200 列" in refused(xlsx(HEADERS, LI, prepare=write_far))


def test_more_rows_than_one_file_may_have_are_counted():
    data = "姓名,性别\n" + "李涛,男\n" * 20_001
    assert "现有 20001 行" in refused(data.encode(), "a.csv")
