"""Charts that open onto their records and say themselves in words."""

from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.template import Context, Engine
from hypothesis import given
from hypothesis import strategies as st

from fushan.kit.charts import Cell, GridRow, Mark, line, progress, stacked_bar

SVG = "{http://www.w3.org/2000/svg}"
TEMPLATES = Path(__file__).parents[2] / "templates"


def drawn(svg):
    return ElementTree.fromstring(svg)


def links(svg):
    """Where each mark leads, and what it says."""
    return {a.get("href"): a.find(f"{SVG}title").text for a in drawn(svg).iter(f"{SVG}a")}


def bars(svg):
    return [float(a.find(f"{SVG}rect").get("width")) for a in drawn(svg).iter(f"{SVG}a")]


def test_each_part_of_a_bar_opens_its_records():
    parts = [Mark("已培训", 9, "/a"), Mark("已领题", 3, "/b"), Mark("待领", 0, "/c")]
    svg = stacked_bar(parts, label="产业发展", whole=24)

    assert links(svg) == {"/a": "已培训：9", "/b": "已领题：3"}
    assert bars(svg) == pytest.approx([150, 50], abs=2)
    assert drawn(svg).get("aria-label") == "产业发展"


def test_what_is_missing_is_dashed_and_zero_is_not():
    missing = stacked_bar([Mark("支出", None)], label="水利局")
    zero = stacked_bar([Mark("支出", 0)], label="水利局", whole=10)

    assert "stroke-dasharray" in missing
    assert "水利局：暂无数据" in missing
    assert "stroke-dasharray" not in zero


def test_progress_shows_where_the_year_stands():
    svg = progress(71, 100, label="年度任务", url="/tasks", expected=0.75)
    assert links(svg) == {"/tasks": "年度任务（共 100）：71"}
    assert "序时进度 75%" in svg
    assert 'd="M300.0 0V16"' in svg


def test_progress_past_the_goal_stays_within_its_frame():
    assert bars(progress(30, 20, label="集体收入", url="/x", expected=1.4))[0] <= 400


def test_progress_towards_nothing_is_dashed():
    assert "暂无数据" in progress(0, 0, label="年度任务")


def test_a_line_breaks_where_a_month_is_not_known():
    points = [
        Mark("1月", 2, "/1"),
        Mark("2月", 3, "/2"),
        Mark("3月", None, "/3"),
        Mark("4月", 0, "/4"),
    ]
    svg = line(points, label="到村指导")

    assert links(svg) == {"/1": "1月：2", "/2": "2月：3", "/4": "4月：0"}
    assert svg.count('stroke-width="2"') == 2


def test_money_is_said_in_full():
    parts = [Mark("支出", Decimal("1280000.50"), "/paid"), Mark("到位", 10**9, "/arrived")]
    svg = stacked_bar(parts, label="农业农村局", whole=Decimal(2 * 10**9), palette="info")
    assert links(svg) == {"/paid": "支出：1280000.50", "/arrived": "到位：1000000000"}
    assert "/p" in progress(Decimal(1), Decimal(3), label="支出", url="/p")
    assert "/l" in line([Mark("支出", Decimal("0.5"), "/l")], label="支出")


def test_a_line_of_nothing_known_is_dashed():
    assert "暂无数据" in line([Mark("1月", None)], label="到村指导")


def test_a_chart_has_no_script_and_no_style_and_lets_nothing_through():
    svg = stacked_bar([Mark("<script>x</script>", 1, '/"onload="x')], label="<b>")
    assert "<script" not in svg
    assert "style" not in svg
    assert [a.get("onload") for a in drawn(svg).iter()].count("x") == 0


@given(st.lists(st.one_of(st.none(), st.integers(-1000, 10**9), st.floats(0, 1e6)), max_size=40))
def test_any_numbers_make_a_chart_within_its_frame(values):
    points = [Mark(f"{n}月", value, f"/{n}") for n, value in enumerate(values)]
    for circle in drawn(line(points, label="x")).iter(f"{SVG}circle"):
        assert 0 <= float(circle.get("cx")) <= 400
        assert 0 <= float(circle.get("cy")) <= 60


def grid(heads, rows):
    known = {"label": "各村每周到村情况", "corner": "村", "heads": heads, "rows": rows}
    return Engine(dirs=[TEMPLATES]).get_template("parts/heat_grid.html").render(Context(known))


def test_a_grid_is_a_table_of_links_that_can_be_read_aloud():
    cells = [
        Cell("2", "/w47", "hit", "东鲁村 11月16日—22日：到村 2 次"),
        Cell("", "/w48", "miss", "东鲁村 11月23日—29日：未到"),
        Cell("", "", "off", "放假"),
    ]
    page = grid(["11.16", "11.23", "11.30"], [GridRow("东鲁村", "/donglu", cells)])
    assert '<th scope="row"><a href="/donglu">东鲁村</a></th>' in page
    assert (
        '<td class="hit"><a href="/w47" title="东鲁村 11月16日—22日：到村 2 次">2</a></td>' in page
    )
    assert '<span class="unseen">东鲁村 11月23日—29日：未到</span>' in page
    assert '<td class="off"></td>' in page
