"""Tables of one's own: columns ticked, in the order and under the names the superior wants."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.models import Posting
from cadres.months import close_month
from fushan.catalogue.figures import FIGURES
from fushan.catalogue.tables import FIGURE, KINDS, Asking, Chosen, figures_of, groups, matched
from fushan.catalogue.tables.matching import FIGURES_ALSO
from fushan.kit.once import remembering
from fushan.kit.periods import Period
from fushan.org.grouped import by_key
from fushan.org.reach import reach
from fushan.reports.models import TableLayout
from fushan.reports.tables.header import header_rows
from fushan.reports.tables.printing import table_paper
from tests.factories import (
    PostingFactory,
    SelectionFactory,
    VillageFactory,
    VisitFactory,
    WorkLogFactory,
)
from tests.queries import at_most
from tests.reports.superiors import sheet_of, values
from villages.models import Project, Support, VillageYear

SEPTEMBER = Period.of("month", date(2025, 9, 1))
ABOUT = {"name": "各村情况", "period": "month"}


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def villages(village):
    other = VillageFactory(township=village.township)
    for one in (village, other):
        SelectionFactory(village=one)
    return sorted([village, other], key=lambda one: one.pk)


def kept(desk, kind="villages", **asked):
    return desk.post(f"/tables/new/?kind={kind}", ABOUT | {"save": "1"} | asked)


def asking(kind, *codes, period=SEPTEMBER, **more):
    return Asking(KINDS[kind], [Chosen(code) for code in codes], "141027", period, **more)


def test_columns_stand_in_the_order_and_under_the_names_that_were_given(desk, villages):
    response = kept(
        desk,
        order=["township", "name"],
        column=["name", "township", "village_code"],
        **{"title:name": "行政村"},
    )
    layout = TableLayout.objects.get()
    sheet = sheet_of(desk.get(reverse("table-file", args=[layout.pk])))

    assert response.url == reverse("table", args=[layout.pk])
    assert values(sheet)[2:4] == [
        ["乡镇", "行政村", "村代码"],
        [villages[0].township.name, villages[0].name, villages[0].pk],
    ]


def test_a_column_is_moved_and_dropped_without_a_script(desk, villages):
    asked = ABOUT | {"order": ["name", "township"], "column": ["name", "township"]}
    moved = desk.post("/tables/new/?kind=villages", asked | {"move": "up:township"})
    dropped = desk.post("/tables/new/?kind=villages", asked | {"move": "drop:name"})

    assert moved.context["picked"].codes == ["township", "name"]
    assert dropped.context["picked"].codes == ["township"]
    assert [row.name for row in moved.context["rows"]] == [one.name for one in villages]


def test_a_table_without_columns_or_with_a_name_that_is_taken_is_not_kept(desk, villages):
    assert "还没有勾选任何一列" in kept(desk).text
    kept(desk, column=["name"])
    assert "已有一张表叫这个名字" in kept(desk, column=["name"]).text
    assert "请写一个名字" in kept(desk, column=["name"], name="").text
    assert TableLayout.objects.count() == 1


def test_a_table_of_more_columns_than_a_page_holds_is_not_kept(desk, villages):
    codes = [f"{FIGURE}{figure.code}" for figure in figures_of(KINDS["villages"])]
    assert "一张表最多 30 列" in kept(desk, column=codes[:31]).text
    assert kept(desk, column=codes[:30]).status_code == 302


def test_a_code_that_is_none_of_this_kind_is_left_out(desk, villages):
    kept(desk, column=["name", "id_number", "figure:logs", "figure:nothing", "__class__"])
    assert [column["code"] for column in TableLayout.objects.get().columns] == ["name"]


def test_nothing_is_kept_for_what_is_no_kind_of_rows(desk):
    assert desk.get("/tables/new/?kind=people").status_code == 404


def test_the_house_form_says_who_when_which_days_and_who_signs(desk, villages):
    money = {"column": ["name", "figure:funds_planned"], "wan": "on", "period": "year"}
    kept(desk, filled_by="浮山县委组织部", maker="张三", head="李四", **money)
    layout, today = TableLayout.objects.get(), localdate()
    sheet = sheet_of(desk.get(reverse("table-file", args=[layout.pk])))
    meta, last = sheet["A2"].value, sheet.cell(sheet.max_row, 1).value

    assert meta.split() == [
        "填报单位：浮山县委组织部",
        f"填报时间：{today.year}年{today.month}月{today.day}日",
        f"统计时间：{today.year}年",
        "单位：万元",
    ]
    assert last.split() == ["制表人：张三", "审核人：", "负责人：李四"]
    assert (sheet.freeze_panes, sheet.page_setup.orientation) == ("A4", "landscape")


def test_a_last_row_adds_up_what_can_be_added(desk, villages):
    for village in villages:
        about = {"households": 90, "grade": "good", "premises": "met", "income_own": 5_000}
        VillageYear.objects.create(village=village, year=2025, **about)
    columns = ["name", "households", "year", "income", "figure:visitors", "figure:visits_weekly"]
    kept(desk, column=columns, wan="on")
    sheet = sheet_of(desk.get(reverse("table-file", args=[TableLayout.objects.get().pk])))

    # Years are not added up, nor who was counted in both villages, nor shares.
    assert values(sheet)[5] == ["合计", 180, None, 1, None, None]


def test_the_period_is_reckoned_anew_each_time_and_can_be_another(desk, villages):
    VisitFactory(village=villages[0], happened_on=date(2025, 9, 3))
    kept(desk, column=["name", "figure:visits"], period="last_month")
    url = reverse("table", args=[TableLayout.objects.get().pk])
    now = desk.get(url).context
    then = desk.get(url, {"period": "2025-09"}).context

    assert now["asked"].period == Period.of("month", localdate()).previous
    assert [row.cells[1].value for row in then["rows"]] == [1, 0]


def test_rows_are_numbered_where_that_is_wanted(desk, villages):
    kept(desk, column=["order", "name"])
    layout = TableLayout.objects.get()
    page = desk.get(reverse("table", args=[layout.pk]))
    sheet = sheet_of(desk.get(reverse("table-file", args=[layout.pk])))

    assert [row.cells[0].value for row in page.context["rows"]] == [1, 2]
    assert values(sheet)[2:5] == [["序号", "村"], [1, villages[0].name], [2, villages[1].name]]


def test_all_rows_are_on_the_page_and_each_number_opens_onto_its_records(desk, village):
    for _ in range(12):
        SelectionFactory(village=VillageFactory(township=village.township))
    kept(desk, column=["name", "figure:visits", "figure:solved_rate"])
    layout = TableLayout.objects.get()
    page = desk.get(reverse("table", args=[layout.pk]), {"period": "2025-09"})
    rows = page.context["rows"]

    assert len(rows) == 12
    assert "共 12 行" in page.text
    assert [row.cells[1].url for row in rows] == [
        f"/ledger/visits/?area={row.village}&period=2025-09" for row in rows
    ]
    assert desk.get(rows[0].cells[1].url).context["value"].number == rows[0].cells[1].value


def test_amounts_are_read_with_separators_and_years_without(desk, village):
    SelectionFactory(village=village)
    about = {"households": 1_090, "grade": "good", "premises": "met", "income_own": 1_102_800}
    VillageYear.objects.create(village=village, year=2025, **about)
    kept(desk, column=["name", "year", "income", "figure:visits_weekly"])
    layout = TableLayout.objects.get()
    page = desk.get(reverse("table", args=[layout.pk]))
    sheet = sheet_of(desk.get(reverse("table-file", args=[layout.pk])))
    asks = Asking(layout.rows_kind, layout.chosen, "141027", SEPTEMBER)
    paper = table_paper(layout, asks, asks.told())

    cells = page.context["rows"][0].cells
    assert [cell.said for cell in cells[:3]] == [village.name, "2025", "1,102,800"]
    assert [cell.right for cell in cells[1:3]] == [True, True]
    assert cells[2].url == reverse("years:years-of", args=[village.pk])
    assert (sheet["C4"].value, sheet["C4"].number_format) == (1_102_800, "#,##0")
    assert sheet["D4"].alignment.horizontal == "right"
    assert paper.data["rows"][0][1:3] == ["2025", "1,102,800"]
    assert paper.data["right"] == [False, True, True, True]


def test_amounts_are_told_in_the_unit_that_is_wanted(villages):
    money = {"kind": "money", "happened_on": date(2025, 9, 1), "what": "修路"}
    Support.objects.create(village=villages[0], planned=125_000, **money)
    columns = [Chosen("figure:funds_invested"), Chosen("figure:funds_invested", wan=True)]
    rows = Asking(KINDS["villages"], columns, "141027", SEPTEMBER).told().rows

    assert [column.heading(KINDS["villages"]) for column in columns] == [
        "资金投入（元）",
        "资金投入（万元）",
    ]
    assert [cell.value for cell in rows[0].cells] in ([0, 0], [125_000, 12.5])


def test_what_is_missing_leads_to_where_it_is_kept(desk, village):
    posting = PostingFactory(village=village, cadre__gender="男")
    told = asking("cadres", "gender", "born_in", "figure:presence_days").told()
    missing = [(number, cell.why, cell.url) for _, number, cell in told.missing()]

    assert missing == [
        (1, "未填", reverse("admin:cadres_cadre_change", args=[posting.cadre_id])),
        (2, "没有记录", "/ledger/presence_days/?area=141027&period=2025-09"),
    ]
    assert all(desk.get(url).status_code == 200 for _, _, url in missing)


def test_a_township_is_not_sent_to_a_desk_that_is_not_its(village):
    PostingFactory(village=village)
    told = asking("cadres", "born_in", role="township").told()
    assert [cell.url for _, _, cell in told.missing()] == [""]


def test_nobody_counts_how_much_was_written():
    for kind in KINDS.values():
        assert not {"logs", "log_days"} & {figure.code for figure in figures_of(kind)}


def test_every_column_has_a_name_of_its_own(db):
    """What stands in the list is what is looked up."""
    for kind in KINDS.values():
        labels = [label for _, lines in groups(kind) for _, label, _ in lines]
        offered = {code for _, lines in groups(kind) for code, _, _ in lines}
        assert len(labels) == len(set(labels)), kind.code
        assert offered == {*kind.by_code, *(f"{FIGURE}{f.code}" for f in figures_of(kind))}


@pytest.mark.parametrize("kind", ["cadres", "villages"])
def test_each_number_of_a_row_is_that_of_its_ledger(kind, villages):
    for village in villages:
        PostingFactory(village=village)
        VisitFactory(village=village, happened_on=date(2025, 9, 3))
        WorkLogFactory(village=village)
    figures = figures_of(KINDS[kind])
    found = by_key(figures, KINDS[kind].key, "141027", SEPTEMBER)
    for figure in figures:
        for key, value in found[figure.code].items():
            village = key if kind == "villages" else Posting.objects.get(cadre=key).village_id
            told = figure.value(village, SEPTEMBER)
            assert (value.number, value.out_of) == (told.number, told.out_of), figure.code
    assert len(found["cadres"]) == 2


def test_a_table_says_on_the_page_and_in_the_file_how_far_the_days_in_a_village_go(desk, village):
    PostingFactory(village=village, began_on=date(2025, 8, 1))
    close_month(village.township_id, Period.of("month", date(2025, 8, 1)))
    kept(desk, "cadres", column=["name", "figure:presence_days"])
    layout, says = TableLayout.objects.get(), "在村天数只到2025年8月：2025年9月还没有收尾。"
    third = {"period": "2025-Q3"}
    assert says in desk.get(reverse("table", args=[layout.pk]), third).text
    sheet = sheet_of(desk.get(reverse("table-file", args=[layout.pk]), third))
    assert sheet["A2"].value.endswith(says)
    asks = asking(
        "cadres", "figure:presence_days", period=Period.parse("2025-Q3", today=localdate())
    )
    paper = table_paper(layout, asks, asks.told())
    assert paper.data["wants"] == [says]
    assert asking("cadres", "name", "figure:visits").wants() == []


@pytest.mark.parametrize("rows", [2, 30])
@pytest.mark.parametrize("kind", list(KINDS))
def test_all_columns_there_are_cost_the_same_for_two_rows_and_for_thirty(kind, rows, village):
    for n in range(rows):
        one = VillageFactory(township=village.township)
        SelectionFactory(village=one)
        PostingFactory(village=one)
        about = {"kind": "industry", "organised": "other", "began_on": date(2025, 9, 1)}
        Project.objects.create(village=one, name=f"项目{n}", **about)
    codes = [*KINDS[kind].by_code, *(f"{FIGURE}{f.code}" for f in figures_of(KINDS[kind]))]
    with remembering(), at_most(10):
        asking(kind, *codes, unsealed=True).told()


def test_a_list_of_many_layouts_asks_at_most_eight_questions(desk, staff):
    for n in range(60):
        TableLayout.objects.create(name=f"表{n}", kind="cadres", area_code=staff.area_code)
    with at_most(8):
        first = desk.get(reverse("tables"))
    assert len(first.context["page"]) == 50


def test_a_wide_table_lies_across_the_page_and_is_a_pdf(desk, villages):
    kept(desk, column=["name", "township", "official_name", "secretary", "paired", "units"])
    response = desk.get(reverse("table-paper", args=[TableLayout.objects.get().pk]))

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_a_table_too_wide_for_a4_is_drawn_on_a3_and_the_page_says_so(desk, village):
    PostingFactory(village=village)
    codes = [*KINDS["cadres"].by_code][:30]
    kept(desk, "cadres", column=codes)
    layout = TableLayout.objects.get()
    paper = table_paper(layout, asking("cadres", *codes), asking("cadres", *codes).told())
    assert (paper.data["across"], paper.data["large"]) == (True, True)
    assert "打印 PDF（A3）" in desk.get(reverse("table", args=[layout.pk])).text
    asks = asking("cadres", "name", "gender")
    assert table_paper(layout, asks, asks.told()).data["large"] is False


def test_what_lies_under_one_header_is_drawn_under_it():
    titles = ["序号", "基本情况·姓名", "基本情况·性别", "派驻情况·派驻村", "备注"]
    rows = header_rows(Asking(KINDS["cadres"], [Chosen("", t) for t in titles], "", SEPTEMBER))

    assert [[(head.text, head.across, head.down) for head in line] for line in rows] == [
        [("序号", 1, 2), ("基本情况", 2, 1), ("派驻情况", 1, 1), ("备注", 1, 2)],
        [("姓名", 1, 1), ("性别", 1, 1), ("派驻村", 1, 1)],
    ]


@pytest.mark.parametrize(
    ("header", "code", "guessed"),
    [
        ("姓　名", "name", False),
        ("干部姓名*", "name", False),
        ("派住村", "village", True),  # sounds the same
        ("选派单位（全称）", "unit", False),
        ("走访次数", "", False),  # of a cadre nobody counts it
        ("解决干部困难数", "figure:difficulties_solved", False),
        ("星座", "", False),
    ],
    ids=["blank", "star", "sound", "note", "not of a cadre", "figure", "unknown"],
)
def test_a_header_is_understood_as_offices_write_it(header, code, guessed):
    [found] = matched({1: (header,)}, KINDS["cadres"])
    assert (found.code, found.guessed and bool(code)) == (code, guessed)


@pytest.mark.parametrize(
    ("headers", "code", "guessed"),
    [
        (["姓名", "派驻村", "职务"], "post", True),
        (["姓名", "单位", "职务"], "position", True),
        (["姓名", "派驻村", "派出单位·职务"], "position", False),
        (["姓名", "派驻村", "村内职务", "职务"], "position", True),
        (["姓名", "派驻村", "原职务", "职务"], "post", True),
    ],
    ids=["village", "unit", "said of the unit", "post is there", "position is there"],
)
def test_a_post_beside_a_village_is_the_one_held_there(headers, code, guessed):
    paths = {n: tuple(header.split("·")) for n, header in enumerate(headers)}
    last = matched(paths, KINDS["cadres"])[-1]
    assert (last.code, last.guessed) == (code, guessed)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("到村指导·人次", "figure:visit_persons"),
        ("到村－人次数", "figure:visit_persons"),
        ("到村指导・次数", "figure:visits"),
        ("到村指导（次）", "figure:visits"),
    ],
    ids=["dot", "dash", "wide dot", "unit"],
)
def test_marks_and_the_words_for_counting_hinder_no_header(header, code):
    [found] = matched({1: (header,)}, KINDS["villages"])
    assert found.code == code


def test_only_rows_in_reach_are_listed(villages):
    SelectionFactory(village=VillageFactory(township__code="141029100"))
    with reach("141027"):
        told = Asking(KINDS["villages"], [Chosen("name")], "14", SEPTEMBER).told()
    assert [row.name for row in told.rows] == [one.name for one in villages]


def test_a_field_that_is_no_longer_there_is_left_to_people(desk, staff, villages):
    layout = TableLayout.objects.create(
        name="旧表",
        kind="villages",
        area_code=staff.area_code,
        columns=[{"code": "name"}, {"code": "gone", "title": "旧列"}],
    )
    assert [column.code for column in layout.chosen] == ["name", ""]
    assert desk.get(reverse("table", args=[layout.pk])).status_code == 200


def test_every_figure_that_is_mapped_by_other_words_is_there():
    """A figure that gets another code takes its words along."""
    assert set(FIGURES_ALSO) <= set(FIGURES)


def test_a_table_is_deleted_with_its_workbook(desk, villages):
    kept(desk, column=["name"])
    layout = TableLayout.objects.get()
    assert desk.get(reverse("delete-table", args=[layout.pk])).status_code == 405
    desk.post(reverse("delete-table", args=[layout.pk]))
    assert TableLayout.objects.count() == 0
