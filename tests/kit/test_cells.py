"""What the county's offices type into Excel, and what the system reads from it."""

import re
from datetime import date, datetime, time
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fushan.kit import cells

RAW = st.one_of(
    st.none(),
    st.text(max_size=30),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
)
READERS = [
    cells.text,
    cells.name,
    cells.day,
    cells.moment,
    cells.month,
    cells.whole,
    cells.decimal,
    cells.yes_no,
    cells.phone,
    cells.id_number,
    cells.many,
    partial(cells.choice, choices={"男": "M", "女": "F"}),
]


@pytest.mark.parametrize("read", READERS)
@given(cell=RAW)
def test_no_cell_ends_in_anything_but_a_value_or_a_sentence(read, cell):
    try:
        read(cell)
    except ValueError as error:
        assert str(error).endswith("。")


@pytest.mark.parametrize("read", READERS[1:])
@pytest.mark.parametrize(
    "cell", [None, "", "　", "—", "——", "－", "-", "/", "暂无", "N/A", "\u200b"]
)
def test_nothing_is_nothing_however_it_is_written(read, cell):
    assert not read(cell)


@pytest.mark.parametrize("cell", ["待定", "0", 0, "无人", "无锡"])
def test_to_be_settled_is_not_nothing(cell):
    assert not cells.blank(cell)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("　张庄镇\u00a0", "张庄镇"),
        ("第１２组Ａ", "第12组A"),
        ("已修好，（共３处）；待验收！", "已修好，（共3处）；待验收！"),
        ("\ufeff第一行\r\n第二行_x000D_", "第一行\n第二行"),
        ("⽥家庄", "田家庄"),
        ("a\x00b", "ab"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        (13800000000.0, "13800000000"),
        (0.1 + 0.2, "0.3"),
        (True, "是"),
        (date(2020, 4, 15), "2020-04-15"),
        (datetime(2020, 4, 15), "2020-04-15"),
        (datetime(2020, 4, 15, 9, 30), "2020-04-15 09:30"),
    ],
)
def test_text_is_kept_as_it_was_meant(cell, said):
    assert cells.text(cell) == said


def test_text_too_long_says_how_long_it_may_be():
    assert cells.text("一二三", longest=3) == "一二三"
    with pytest.raises(ValueError, match="最多 3 个字，现有 4 个字"):
        cells.text("一二三四", longest=3)


@pytest.mark.parametrize(
    ("cell", "who"),
    [
        ("李 涛", "李涛"),
        ("李　涛", "李涛"),
        (" 李\n涛 ", "李涛"),
        ("艾合买提•买买提", "艾合买提·买买提"),
        ("阿依古丽.买买提", "阿依古丽·买买提"),
        ("古丽・阿吉", "古丽·阿吉"),
        ("𬱖 明", "𬱖明"),
        ("John Smith", "John Smith"),
    ],
)
def test_a_name_is_one_name_however_it_is_spaced(cell, who):
    assert cells.name(cell) == who


@pytest.mark.parametrize(
    "cell",
    [
        date(2020, 4, 15),
        datetime(2020, 4, 15, 8, 30),
        43936,
        43936.0,
        43936.354,
        "43936",
        20200415.0,
        "20200415",
        "2020.4.15",
        "2020.04.15",
        "２０２０．４．１５",
        "2020-04-15",
        "2020－4－15",
        "2020/4/15",
        "2020年4月15日",
        " 2020 年 4 月 15 日 ",
        "2020年4月15号",
        "2020。4。15",
        "2020-04-15 00:00:00",
        "2020-04-15T08:30",
    ],
)
def test_the_fifteenth_of_april_is_read_in_every_office_s_hand(cell):
    assert cells.day(cell) == date(2020, 4, 15)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("2020.2.30", "没有这一天"),
        ("2020年13月1日", "没有这一天"),
        ("20201340", "没有这一天"),
        ("1899.4.15", "年份应在 1900 年到 2100 年之间"),
        (date(2222, 4, 15), "年份应在"),
        ("2020.4", "只写到了月"),
        (2020.4, "只写到了月"),
        ("202004", "只写到了月"),
        ("4月15日", "日期应写成"),
        ("待定", "日期应写成"),
        (2020, "日期应写成"),
        (99999, "日期应写成"),
        (True, "日期应写成"),
        (time(8, 30), "日期应写成"),
    ],
)
def test_a_day_that_is_none_is_refused_with_the_reason(cell, sentence):
    with pytest.raises(ValueError, match=sentence):
        cells.day(cell)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_in_every_shape(day):
    shapes = ["{0:%Y}.{0.month}.{0.day}", "{0:%Y}年{0.month}月{0.day}日", "{0:%Y%m%d}", "{0}"]
    assert {cells.day(shape.format(day)) for shape in shapes} == {day}
    assert cells.month(f"{day:%Y}.{day.month}.{day.day}") == cells.month(f"{day:%Y年%m月}")


@pytest.mark.parametrize(
    "cell",
    [
        "198803",
        198803,
        198803.0,
        1988.03,
        1988.3,
        "1988.03",
        "1988.3",
        "1988年3月",
        "１９８８．３",
        "1988-03",
        "1988.3.12",
        "19880312",
        date(1988, 3, 12),
    ],
)
def test_march_1988_is_read_in_every_office_s_hand(cell):
    assert cells.month(cell) == "198803"


def test_october_is_not_taken_for_january():
    assert cells.month("2020.10") == "202010"
    assert cells.month("2020.1") == "202001"
    assert cells.month(2020.12) == "202012"
    with pytest.raises(ValueError, match="1 月还是 10 月"):
        cells.month(2020.1)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [("198813", "没有这个月份"), ("180003", "年份应在"), (1988, "年月应写成"), ("八八年", "年月")],
)
def test_a_month_that_is_none_is_refused_with_the_reason(cell, sentence):
    with pytest.raises(ValueError, match=sentence):
        cells.month(cell)


def test_a_serial_number_in_a_column_of_months_is_its_day_s_month():
    assert cells.month(43936) == "202004"


@pytest.mark.parametrize(
    "cell",
    [
        "2026-07-12 21:40",
        "2026.7.12 21：40",
        "２０２６年７月１２日２１时４０分",
        "2026年7月12日 21点40分",
        "2026-07-12T21:40:30",
        datetime(2026, 7, 12, 21, 40, 30),
    ],
)
def test_an_hour_is_read_in_every_office_s_hand(cell):
    assert cells.moment(cell) == datetime(2026, 7, 12, 21, 40)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("2026-07-12", cells.A_MOMENT),
        ("2026-07-12 25:00", "没有这个时间。" + cells.A_MOMENT),
        ("2026-13-12 21:40", "没有这一天。" + cells.A_DAY),
        ("昨天晚上", cells.A_DAY),
    ],
)
def test_an_hour_that_is_none_is_refused_with_the_reason(cell, sentence):
    with pytest.raises(ValueError, match="^" + re.escape(sentence)):
        cells.moment(cell)


def test_no_hour_at_all_is_nothing():
    assert cells.moment("无") is None
