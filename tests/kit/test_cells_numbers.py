"""Numbers, telephones, identity numbers and lists, as the county's offices type them."""

from decimal import Decimal
from functools import partial

import pytest

from fushan.kit import cells


@pytest.mark.parametrize(
    ("cell", "number"), [("1,234", 1234), ("１２", 12), (3.0, 3), ("3.0", 3), (0, 0), ("1e3", 1000)]
)
def test_counts_are_whole_numbers(cell, number):
    assert cells.whole(cell) == number


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        (3.5, "整数"),
        ("三", "应为数字"),
        ("-1", "应在 0 到"),
        ("12人", "应为数字"),
        ("1,23", "应为数字"),
        ("1_000", "应为数字"),
        (True, "应为数字"),
        (float("nan"), "应为数字"),
        (float("inf"), "应为数字"),
        (3e9, "应在"),
    ],
)
def test_a_count_that_is_none_is_refused(cell, sentence):
    with pytest.raises(ValueError, match=sentence):
        cells.whole(cell)


@pytest.mark.parametrize(
    ("cell", "money"),
    [
        ("1,234.50", "1234.50"),
        ("￥12,000", "12000"),
        ("１２．５", "12.5"),
        (0.1 + 0.2, "0.3"),
        (88000.0, "88000"),
        (12, "12"),
    ],
)
def test_money_is_read_to_the_fen(cell, money):
    assert cells.decimal(cell) == Decimal(money)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("3.5万", "单位以表头为准"),
        ("200元", "单位以表头为准"),
        ("1.234", "最多 2 位小数"),
        (1 / 3, "最多 2 位小数"),
        ("-5", "应在 0 到"),
        ("约 300", "应为数字"),
    ],
)
def test_money_with_a_unit_or_a_guess_is_refused(cell, sentence):
    with pytest.raises(ValueError, match=sentence):
        cells.decimal(cell)


def test_a_loss_is_read_where_the_caller_allows_one():
    assert cells.decimal("-5.5", least=-100) == Decimal("-5.5")


@pytest.mark.parametrize(
    ("cell", "yes"),
    [("是", True), ("√", True), (1.0, True), (True, True), ("有", True), ("y", True)]
    + [("否", False), ("×", False), (0, False), (False, False), ("无", False), ("没有", False)],
)
def test_yes_and_no_are_read_in_every_office_s_hand(cell, yes):
    assert cells.yes_no(cell) is yes


def test_neither_yes_nor_no_is_asked_again():
    with pytest.raises(ValueError, match="“是”或“否”"):
        cells.yes_no("可能")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (13800000000.0, "13800000000"),
        ("138-0000-0000", "13800000000"),
        ("１３８ ００００ ００００", "13800000000"),
        ("+86 13800000000", "13800000000"),
        ("0357-8123456", "0357-8123456"),
        ("(0357)8123456", "0357-8123456"),
        ("（0357）8123456", "0357-8123456"),
        ("010-12345678", "010-12345678"),
    ],
)
def test_a_telephone_number_is_read_in_every_office_s_hand(cell, number):
    assert cells.phone(cell) == number


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("8123456", "区号"),
        (3578123456.0, "区号"),
        ("12800000000", "手机号"),
        ("1380000000", "手机号"),
        ("13800000000、13900000000", "只填一个"),
        ("13800000000/8123456", "只填一个"),
    ],
)
def test_a_telephone_number_that_cannot_be_called_is_refused(cell, sentence):
    with pytest.raises(ValueError, match=sentence):
        cells.phone(cell)


@pytest.mark.parametrize(
    "cell",
    ["99999919880312001X", "99999919880312001x", "'99999919880312001Ｘ", "999999 19880312 001X"],
)
def test_an_identity_number_is_read_from_text(cell):
    assert cells.id_number(cell) == "99999919880312001X"


@pytest.mark.parametrize("cell", [999999199007150028.0, 999999199007150028, "9.99999E+17"])
def test_an_identity_number_that_excel_has_rounded_is_refused(cell):
    with pytest.raises(ValueError, match="“文本”格式"):
        cells.id_number(cell)


@pytest.mark.parametrize("cell", ["9999991988031200", "A9999919880312001X", "123456789012345"])
def test_an_identity_number_of_another_shape_is_refused(cell):
    with pytest.raises(ValueError, match="18 位"):
        cells.id_number(cell)


def test_a_sentence_never_repeats_the_identity_number():
    with pytest.raises(ValueError, match="18 位") as refused:
        cells.id_number("99999919880312001")
    assert "1988" not in str(refused.value)


def test_a_label_is_chosen_despite_its_blanks():
    posts = {"支部书记": "secretary", "第一书记": "first", "无": "none"}
    assert cells.choice(" 支部 书记\n", posts) == "secretary"
    assert cells.choice("无", posts) == "none"
    assert cells.choice("—", posts) is None


def test_a_label_not_on_the_list_is_answered_with_the_list():
    with pytest.raises(ValueError, match="应填以下之一：男、女。"):
        cells.choice("M", {"男": "M", "女": "F"})
    with pytest.raises(ValueError, match="等 56 种。$"):
        cells.choice("x", {f"族{n}": n for n in range(56)})


@pytest.mark.parametrize(
    "cell",
    [
        "李涛、王强",
        "李涛，王强",
        "李涛;王强；",
        "李涛 王强",
        "李 涛\n王强",
        "李 涛 王强",
        "李涛、王强、李涛",
    ],
)
def test_two_visitors_are_two_however_they_are_listed(cell):
    assert cells.many(cell, cells.name) == ["李涛", "王强"]


def test_each_part_of_a_list_is_read_by_its_own_reader():
    kinds = partial(cells.choice, choices={"水": 1, "电": 2, "路": 3})
    assert cells.many("水 路、电", kinds) == [1, 3, 2]
    with pytest.raises(ValueError, match="应填以下之一"):
        cells.many("水、气", kinds)
