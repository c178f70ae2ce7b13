"""The table the city wants by five: its own workbook filled, nothing asked of a village."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from cadres.models import Cadre
from fushan.desk.models import AccessLog, Attachment
from fushan.reports.models import TableLayout
from tests.factories import (
    CadreFactory,
    CadrePrivateFactory,
    CountyFactory,
    PostingFactory,
    SelectionFactory,
    UserFactory,
    VillageFactory,
)
from tests.queries import at_most
from tests.reports.superiors import (
    NAME,
    city_table,
    ruled_table,
    saved,
    sheet_of,
    values,
    village_table,
)
from villages.models import VillageYear

UPLOAD = "/tables/upload/"
NO_TABLE = [
    ("表.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "打不开"),
    (
        "表.xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "密码",
    ),
    ("表.xlsx", "姓名,性别\n张三,男".encode(), "只能往 xlsx 表格里填"),
    ("表.csv", "姓名,性别\n张三,男".encode(), "只能往 xlsx 表格里填"),
    ("表.xlsx", b"%PDF-1.4", "这是 PDF 文件"),
    ("表.xlsx", b"PK\x03\x04broken", "文件已损坏"),
    ("表.docx", b"PK\x03\x04", "请上传 xlsx"),
]


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def cadres(village):
    """Four of them in one village, in the order of their names."""
    people = [("安示例", "女"), ("包示例", "男"), ("陈示例", "男"), ("邓示例", "女")]
    for n, (name, gender) in enumerate(people):
        cadre = CadreFactory(name=name, gender=gender, born_in="198803", unit__name=f"县{n}局")
        PostingFactory(cadre=cadre, village=village, post="worker")
    return [name for name, _ in people]


def uploaded(desk, file):
    response = desk.post(UPLOAD, {"file": file})
    assert response.status_code == 302, response.text
    return TableLayout.objects.latest("pk"), response.url


def filled(desk, layout, **ask):
    return desk.get(reverse("table-file", args=[layout.pk]), ask)


def told(response):
    return response.context["form"].errors["file"][0]


def gaps(desk, layout):
    context = desk.get(reverse("table", args=[layout.pk])).context
    return [(gap.where, gap.about, gap.why) for same in context["gaps"] for gap in same.gaps]


def kept(desk, layout, **more):
    """The mapping as it stands, saved."""
    lines = desk.get(reverse("edit-table", args=[layout.pk])).context["mapping"].lines()
    said = {f"code:{column.at}": label for column, label, *_ in lines}
    said |= {f"wan:{column.at}": "1" for column, *_ in lines if column.wan}
    ask = {"save": "1", "name": layout.name, "period": "month"} | said | more
    return desk.post(reverse("edit-table", args=[layout.pk]), ask, follow=True)


def test_the_citys_table_is_filled_as_it_is(desk, cadres, village):
    layout, _ = uploaded(desk, city_table())
    kept(desk, layout, filled_by="浮山县委组织部", maker="张三")
    book = sheet_of(filled(desk, layout)).parent
    sheet = book["附件1"]
    rows = values(sheet)

    assert rows[6][:6] == [1, "安示例", "女", "1988.03", village.name, "县0局"]
    assert rows[9][:6] == [4, "邓示例", "女", "1988.03", village.name, "县3局"]
    assert rows[10][0] == "合计"  # one row more than the superior left free
    assert sheet["H11"].value == "=SUM(H7:H10)"
    assert sheet["A2"].font.name == "方正小标宋简体"
    assert sheet["H9"].fill.fgColor.rgb == "00FFFF00"  # the row put in looks like the others
    assert {str(area) for area in sheet.merged_cells.ranges} >= {"A2:H2", "B4:D4", "A12:H12"}
    assert sheet.print_area == "'附件1'!$A$1:$H$13"
    assert rows[2][0].startswith("填报单位（盖章）：浮山县委组织部")
    assert rows[12][0] == "填表人：张三"
    assert book["填报说明"]["A1"].value == "26日17时前报送。"


def test_rows_that_are_put_in_are_ruled_like_the_last_that_was_prepared(desk, cadres):
    layout, _ = uploaded(desk, ruled_table(rows=2))
    kept(desk, layout, maker="张三")
    sheet = sheet_of(filled(desk, layout, period="2026-10"))

    assert [sheet.cell(row, 1).value for row in range(4, 8)] == cadres
    looks = [
        (cell.border.bottom.style, cell.border.left.style, cell.font.name)
        for row in sheet["A4:C7"]
        for cell in row
    ]
    assert looks == [("thin", "thin", "仿宋")] * 12
    assert [sheet.row_dimensions[row].height for row in range(4, 10)] == [28] * 4 + [None, 40]
    assert [cell.border.bottom.style for cell in sheet[8]] == [None] * 3
    assert sheet["A9"].value.startswith("制表人：张三")
    assert "A9:C9" in {str(area) for area in sheet.merged_cells.ranges}


@pytest.mark.parametrize(
    "waiting", ["统计时间：", "统计时间：    年  月", "统计期间:   ", "统计时段："]
)
def test_the_days_a_table_is_about_are_written_where_it_asks(desk, cadres, waiting):
    book = load_workbook(ruled_table())
    book.active["A2"] = f"{waiting}        填报单位："
    layout, _ = uploaded(desk, saved(book))
    kept(desk, layout)
    sheet = sheet_of(filled(desk, layout, period="2026-10"))
    assert sheet["A2"].value.split()[0].replace(":", "：").endswith("：2026年10月")


def test_rows_that_the_superior_numbered_are_numbered_on(desk, cadres):
    layout, _ = uploaded(desk, city_table(rows=2, numbered=True))
    kept(desk, layout)
    rows = values(sheet_of(filled(desk, layout), "附件1"))
    assert [row[0] for row in rows[6:10]] == [1, 2, 3, 4]


def test_its_header_is_read_on_two_lines_and_what_nobody_knows_stays_open(desk, cadres):
    layout, url = uploaded(desk, city_table())
    mapped = {column.title: column.code for column in layout.chosen}

    assert url == reverse("edit-table", args=[layout.pk])
    assert (layout.kind, layout.top, layout.bottom) == ("cadres", 4, 5)
    assert layout.name == "全市选派干部到村任职情况统计表"
    assert mapped == {
        "序号": "",
        "基本情况·姓名": "name",
        "基本情况·性别": "gender",
        "基本情况·出生年月": "born_in",
        "派驻情况·派驻村": "village",
        "派驻情况·选派单位": "unit",
        "备注": "remark",
        "协调资金": "",
    }
    assert ("", "协调资金", "留空，由人填") in gaps(desk, layout)


def test_the_same_header_next_month_is_filled_at_once(desk, cadres):
    first, _ = uploaded(desk, city_table())
    kept(desk, first, **{"code:8": "近三年考核"})
    again, url = uploaded(desk, city_table(rows=10, name="十二月的表.xlsx"))

    assert (again.pk, url) == (first.pk, reverse("table", args=[first.pk]))
    assert again.chosen[-1].code == "appraisals"
    assert [kept.name for kept in Attachment.objects.of(first)] == ["十二月的表.xlsx"]
    assert values(sheet_of(filled(desk, again)))[16][0] == "合计"  # ten rows, none put in


def test_a_mapping_that_nobody_saved_is_not_known_next_time_and_gives_way(desk, cadres):
    first, _ = uploaded(desk, city_table())
    assert "对照还没有存下" in desk.get(reverse("table", args=[first.pk])).text
    page = desk.get(reverse("tables"))
    assert (list(page.context["page"]), list(page.context["left"])) == ([], [first])
    again, url = uploaded(desk, city_table())
    assert url == reverse("edit-table", args=[again.pk])
    assert list(TableLayout.objects.all()) == [again]
    assert [kept.pk for kept in Attachment.objects.all()] == [
        kept.pk for kept in Attachment.objects.of(again)
    ]
    kept(desk, again)
    page = desk.get(reverse("tables"))
    assert (list(page.context["page"]), list(page.context["left"])) == ([again], [])


def test_what_a_colleague_has_not_saved_stays_theirs(desk, cadres, client):
    first, _ = uploaded(desk, city_table())
    desk.force_login(UserFactory(role="staff", area_code="141027"))
    assert list(desk.get(reverse("tables")).context["left"]) == []
    second, url = uploaded(desk, city_table())
    assert url == reverse("edit-table", args=[second.pk])
    kept(desk, second)
    page = kept(desk, first)
    assert "这个表头的对照已经存过，请打开那一张。" in page.text
    first.refresh_from_db()
    assert not first.is_kept


def test_a_kept_mapping_stays_as_it_was_where_another_header_is_only_tried(desk, cadres):
    layout, url = uploaded(desk, city_table())
    kept(desk, layout, **{"code:8": "近三年考核"})
    desk.post(url, {"reread": "1", "kind": "villages", "top": "5", "bottom": "5"})
    layout.refresh_from_db()
    assert (layout.kind, layout.top, layout.chosen[-1].code) == ("cadres", 4, "appraisals")


def test_what_begins_like_a_formula_is_text(desk, village):
    name = "=HYPERLINK"
    PostingFactory(cadre__name=name, village=village, cadre__unit__name="@SUM(1)")
    layout, _ = uploaded(desk, city_table())
    sheet = sheet_of(filled(desk, layout))

    assert [(sheet[at].value, sheet[at].data_type) for at in ("B7", "F7")] == [
        (name, "s"),
        ("@SUM(1)", "s"),
    ]


def test_what_a_sheet_may_not_hold_is_left_out(desk, village):
    PostingFactory(village=village, cadre__remark="一行\x0b二行")
    layout, _ = uploaded(desk, city_table())
    assert sheet_of(filled(desk, layout))["G7"].value == "一行二行"


def test_a_column_that_reckons_is_left_alone_and_new_rows_are_told_of(desk, cadres):
    book = load_workbook(city_table())
    for row in (7, 8, 9):
        book.active[f"H{row}"] = f"=LEN(B{row})"
    layout, _ = uploaded(desk, saved(book))
    kept(desk, layout, **{"code:8": "人员类别"})
    Cadre.objects.update(status="公务员")
    sheet = sheet_of(filled(desk, layout))

    assert [sheet[f"H{row}"].value for row in (7, 8, 9, 10)] == [
        "=LEN(B7)",
        "=LEN(B8)",
        "公务员",
        "=LEN(B10)",
    ]
    assert "加出来的行没有公式" in desk.get(reverse("table", args=[layout.pk])).text


@pytest.mark.parametrize(
    ("name", "data", "said"), NO_TABLE, ids=["xls", "locked", "csv", "as csv", "pdf", "zip", "word"]
)
def test_what_is_no_workbook_is_refused_with_the_reason(desk, name, data, said):
    assert said in told(desk.post(UPLOAD, {"file": SimpleUploadedFile(name, data)}))
    assert TableLayout.objects.count() == 0


def test_a_workbook_without_a_header_is_refused(desk):
    book = Workbook()
    book.active["A1"] = "请各县于26日前报送材料"
    assert told(desk.post(UPLOAD, {"file": saved(book)})).startswith("没有找到表头")


def test_a_workbook_of_twenty_thousand_rows_is_refused(desk):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["姓名", "性别"])
    for _ in range(20_001):
        sheet.append(["", "x"])
    assert told(desk.post(UPLOAD, {"file": saved(book)})).startswith("空表太大：最多 5000 行")


def test_villages_that_are_printed_are_found_by_name_and_added_up(desk, village):
    other = VillageFactory(township=village.township)
    for one, income in ((village, 25_000), (other, 10_000)):
        SelectionFactory(village=one)
        year = {"year": 2025, "households": 90, "grade": "good", "premises": "met"}
        VillageYear.objects.create(village=one, income_own=income, **year)
    names = [f"{other.name.removesuffix('村')}村委会", village.name]
    layout, _ = uploaded(desk, village_table(names))
    rows = values(sheet_of(filled(desk, layout)))

    assert [row[2:] for row in rows[2:5]] == [[90, 1], [90, 2.5], [180, 3.5]]
    assert rows[2][:2] == [village.township.name, names[0]]  # what is printed stays as it is


def test_what_nobody_has_told_adds_up_to_nothing_and_not_to_nought(desk, village):
    PostingFactory(village=village)
    book = Workbook()
    for row in (["全县选派干部花名册"], ["姓名", "在村天数（天）"], [], ["合计"]):
        book.active.append(row)
    layout, _ = uploaded(desk, saved(book))
    assert [column.code for column in layout.chosen] == ["name", "figure:presence_days"]
    assert values(sheet_of(filled(desk, layout)))[-1] == ["合计", None]


def test_a_table_without_rows_does_not_say_that_all_is_filled(desk):
    CountyFactory()
    layout, _ = uploaded(desk, city_table())
    text = desk.get(reverse("table", args=[layout.pk])).text
    assert "还没有行" in text and "都填上了" not in text


def test_a_year_that_the_header_names_is_filled_with_that_year_and_no_other(desk, village):
    SelectionFactory(village=village)
    about = {"village": village, "grade": "good", "premises": "met"}
    for year, income in ((2023, 30_000), (2024, 40_000)):
        VillageYear.objects.create(year=year, income_own=income, **about)
    headers = ("乡镇", "村名", "2023年集体收入（元）", "2025年集体收入（元）")
    layout, _ = uploaded(desk, village_table([village.name], headers=headers))
    kept(desk, layout, **{"code:4": "集体收入合计"})

    assert values(sheet_of(filled(desk, layout)))[2][2:] == [30_000, None]
    assert ("D3 2025年集体收入（元）", village.name, "未填") in gaps(desk, layout)


def test_a_village_that_two_townships_have_is_told_apart_or_left(desk, village):
    twin = VillageFactory(name=village.name, township__code="141027105", township__name="北王镇")
    for one in (village, twin):
        SelectionFactory(village=one)
        VillageYear.objects.create(
            village=one, year=2025, households=len(one.township.name), grade="good", premises="met"
        )
    layout, _ = uploaded(desk, village_table([village.name], townships=["北王镇"]))
    assert values(sheet_of(filled(desk, layout)))[2][2] == 3

    layout, _ = uploaded(desk, village_table([village.name]))
    assert values(sheet_of(filled(desk, layout)))[2][2] is None
    why = [why for where, _, why in gaps(desk, layout) if where == "第 3 行"]
    assert "分不清是哪一个" in why[0]
    assert "北王镇" in why[0]


def test_a_village_out_of_reach_that_is_printed_is_not_told_of(desk, village):
    SelectionFactory(village=village)
    elsewhere = VillageFactory(name="邻县的村", township__code="141029100")
    SelectionFactory(village=elsewhere)
    VillageYear.objects.create(
        village=elsewhere, year=2025, households=77, grade="good", premises="met"
    )
    layout, _ = uploaded(desk, village_table([elsewhere.name, "没有的村"]))

    assert [row[2] for row in values(sheet_of(filled(desk, layout)))[2:4]] == [None, None]
    told = {about: why for where, about, why in gaps(desk, layout) if where}
    assert told["邻县的村"] == told["没有的村"] == "系统里没有找到这一行，没有填"


def test_what_the_superior_printed_is_not_overwritten_and_the_difference_is_told(desk, village):
    SelectionFactory(village=village)
    VillageYear.objects.create(
        village=village, year=2025, households=90, grade="good", premises="met"
    )
    book = load_workbook(village_table([village.name]))
    book.active["C3"] = "88"
    layout, _ = uploaded(desk, saved(book))

    assert values(sheet_of(filled(desk, layout)))[2][2] == "88"
    assert ("C3 户数", village.name, "表里原有“88”，系统里是“90”，没有改") in gaps(desk, layout)


def header_only(*headers):
    book = Workbook()
    book.active.append(["选派干部统计表"])
    book.active.append(list(headers))
    return saved(book)


def test_the_page_says_how_many_columns_are_matched_which_are_not_and_where_they_would_be(
    desk, cadres
):
    headers = ("序号", "姓名", "派驻村", "职务", "到村指导次数", "星座")
    layout, url = uploaded(desk, header_only(*headers))
    page = desk.get(url)
    mapping = page.context["mapping"]

    assert mapping.left_open() == [
        ("到村指导次数", "一行是选派干部的表没有这一项，一行是村的表才有（到村指导）"),
        ("星座", ""),
    ]
    assert "6 列里对上了 4 列，其中 1 列是猜的（职务），请看一眼；还有 2 列没有对上" in page.text
    assert "表头对上了" not in page.text


def test_what_nothing_is_guessed_of_promises_no_mark(desk, cadres):
    page = desk.get(uploaded(desk, header_only("姓名", "性别"))[1])
    assert "2 列都对上了。" in page.text
    assert "猜的" not in page.text


def test_a_column_left_open_leads_to_where_it_is_mapped(desk, cadres, client, leader):
    layout, url = uploaded(desk, header_only("姓名", "星座"))
    kept(desk, layout)
    page = desk.get(reverse("table", args=[layout.pk]))
    [open_one] = [gap for same in page.context["gaps"] for gap in same.gaps]
    assert (open_one.about, open_one.url) == ("星座", url)
    assert "点开到该补的地方" in page.text

    client.force_login(leader)
    page = client.get(reverse("table", args=[layout.pk]))
    assert "点开到该补的地方" not in page.text


def test_two_columns_filled_alike_are_told(desk, cadres):
    layout, _ = uploaded(desk, city_table())
    page = kept(desk, layout, **{"code:8": "派出单位"})
    assert "“派出单位”对应了 2 列（派驻情况·选派单位、协调资金）" in page.text


def test_what_is_in_no_list_is_said_with_what_was_typed(desk, cadres):
    layout, _ = uploaded(desk, city_table())
    page = kept(desk, layout, **{"code:8": "星座"})
    assert "“协调资金”：没有“星座”这一项" in page.text


def test_a_header_that_was_mistaken_is_put_right(desk, cadres):
    layout, _ = uploaded(desk, city_table())
    url = reverse("edit-table", args=[layout.pk])
    page = desk.post(url, {"reread": "1", "kind": "villages", "top": "5", "bottom": "5"})
    layout.refresh_from_db()
    assert (layout.kind, layout.top) == ("cadres", 4)  # nothing is kept before it is saved
    mapping = page.context["mapping"]
    said = {f"code:{column.at}": label for column, label, *_ in mapping.lines()}
    desk.post(
        url, {"save": "1", "name": layout.name, "period": "month", "shown": mapping.shown} | said
    )
    layout.refresh_from_db()

    assert (layout.kind, layout.top, layout.bottom) == ("villages", 5, 5)
    assert {column.title: column.code for column in layout.chosen}["派驻村"] == "name"


def test_personal_data_leave_for_a_reason_that_is_kept(desk, staff, village):
    posting = PostingFactory(village=village)
    private = CadrePrivateFactory(cadre=posting.cadre, area_code=village.pk)
    private.phone = "13812345678"
    private.save()
    book = Workbook()
    book.active.append(["姓名", "性别", "手机号码"])
    layout, _ = uploaded(desk, saved(book))
    url = reverse("table-file", args=[layout.pk])

    assert values(sheet_of(desk.get(url)))[1][2] is None
    assert "13812345678" not in desk.get(reverse("table", args=[layout.pk])).text
    assert desk.post(url, {"reason": ""}).status_code == 302
    sheet = sheet_of(desk.post(url, {"reason": "市委组织部统计"}))
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("13812345678", "s")
    assert (
        AccessLog.objects.latest("happened_at").what
        == "选派干部情况统计表（连同联系电话）：市委组织部统计"
    )


def test_a_township_gets_its_own_rows_and_nobodys_number(client, official, village):
    ours = PostingFactory(village=village)
    PostingFactory(village__township__code="141027105")
    client.force_login(official)
    book = Workbook()
    book.active.append(["姓名", "手机号码"])
    layout, _ = uploaded(client, saved(book))
    sheet = sheet_of(client.post(reverse("table-file", args=[layout.pk]), {"reason": "要用"}))

    assert values(sheet)[1:] == [[ours.cadre.name, None]]


def test_a_lost_workbook_is_said_and_the_mapping_stays(desk, cadres):
    layout, _ = uploaded(desk, city_table())
    for attachment in Attachment.objects.of(layout):
        attachment.remove()
    assert "上级的空表不在了" in desk.get(reverse("table", args=[layout.pk])).text
    assert filled(desk, layout).status_code == 200  # in the house's form then


def test_a_workbook_that_is_kept_is_read_by_those_of_its_place(client, leader, desk, cadres):
    layout, _ = uploaded(desk, city_table(name=NAME))
    client.force_login(leader)
    assert filled(client, layout).status_code == 200
    assert client.get(reverse("edit-table", args=[layout.pk])).status_code == 403
    client.force_login(UserFactory(role="staff", area_code="141029"))
    assert filled(client, layout).status_code == 404


@pytest.mark.parametrize("people", [2, 40])
def test_a_filled_table_asks_the_same_for_two_and_for_forty(desk, village, people):
    for n in range(people):
        PostingFactory(village=village, post="worker", began_on=date(2025, 4, 1 + n % 20))
    layout, _ = uploaded(desk, city_table())
    with at_most(8):
        assert desk.get(reverse("table", args=[layout.pk])).status_code == 200
