"""Identity numbers: what they say, and how little of them is shown."""

from datetime import date

import pytest

from fushan.kit import ids

DEMO = [
    "99999919880312001X",
    "999999199007150028",
    "999999198506010033",
    "999999199211200045",
    "999999198704090150",
]


@pytest.mark.parametrize("number", DEMO)
def test_the_demonstration_numbers_are_right(number):
    assert ids.warnings(number) == []


def test_a_number_tells_sex_and_birth():
    assert ids.gender_of(DEMO[0]) == "男"
    assert ids.gender_of(DEMO[1]) == "女"
    assert ids.birth_month(DEMO[0]) == "198803"
    assert ids.birth_day(DEMO[0]) == date(1988, 3, 12)


def test_what_agrees_is_not_remarked_on():
    assert ids.warnings(DEMO[0], gender="男", born="198803") == []
    assert ids.warnings(DEMO[0], gender="男", born=date(1988, 3, 1)) == []


@pytest.mark.parametrize(
    ("number", "known", "said"),
    [
        ("999999198803120011", {}, "校验码"),
        ("999999198802300018", {}, "出生日期不存在"),
        ("999999000003120018", {}, "出生日期不存在"),
        (DEMO[0], {"gender": "女"}, "性别"),
        (DEMO[0], {"born": "198804"}, "档案认定"),
        (DEMO[0], {"born": date(1989, 3, 1)}, "档案认定"),
        ("14102719880312", {}, "18 位"),
        ("", {}, "18 位"),
    ],
)
def test_what_does_not_agree_is_told_in_a_sentence(number, known, said):
    assert any(said in sentence for sentence in ids.warnings(number, **known))


def test_several_doubts_are_told_at_once():
    assert len(ids.warnings("999999198803120011", gender="女", born="199001")) == 3


def test_a_number_without_a_day_has_no_birth_month():
    assert ids.birth_month("999999198802300018") == ""


@pytest.mark.parametrize(
    ("shown", "whole"),
    [
        (ids.masked(DEMO[0]), "9999**********001X"),
        (ids.masked("123"), "***"),
        (ids.masked_phone("13800000000"), "138****0000"),
        (ids.masked_phone("0357-8123456"), "0357-****456"),
        (ids.masked_phone("8123456"), "*******"),
        (ids.masked_phone(""), ""),
    ],
)
def test_a_page_shows_enough_to_tell_two_people_apart(shown, whole):
    assert shown == whole
