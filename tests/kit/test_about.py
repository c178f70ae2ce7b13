"""Round numbers are rounded down, and say so."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fushan.kit.about import about

WORDS = {"": 1, "万": 10**4, "亿": 10**8}


def meant(said):
    """The least number that is so called."""
    number, word = re.fullmatch(r"(\d+)余?([万亿]?)余?", said).groups()
    return int(number) * WORDS[word]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0"),
        (7, "7"),
        (9, "9"),
        (12, "10余"),
        (20, "20"),
        (36, "30余"),
        (99, "90余"),
        (100, "100"),
        (109, "100余"),
        (128, "120余"),
        (120, "120"),
        (158, "150余"),
        (676, "670余"),
        (999, "990余"),
        (1000, "1000"),
        (1036, "1000余"),
        (1536, "1500余"),
        (9999, "9900余"),
        (10_000, "1万"),
        (15_800, "1万余"),
        (136_000, "10余万"),
        (1_000_000, "100万"),
        (1_200_000, "120万"),
        (1_281_000, "120余万"),
        (3_990_000, "390余万"),
        (4_000_000, "400万"),
        (4_312_000, "400余万"),
        (4_999_999, "400余万"),
        (15_360_000, "1500余万"),
        (43_120_000, "4000余万"),
        (100_000_000, "1亿"),
        (123_456_789, "1亿余"),
        (1_234_567_890, "10余亿"),
        (12_800_000_000, "120余亿"),
    ],
)
def test_a_number_is_said_as_people_say_it(number, said):
    assert about(number) == said


@given(st.integers(0, 10**12))
def test_it_is_never_more_than_there_is_and_marked_where_it_is_less(number):
    said = about(number)
    assert meant(said) <= number
    assert ("余" in said) == (meant(said) < number)


@given(
    st.one_of(st.integers(100, 9999), st.integers(10**6, 10**8 - 1), st.integers(10**10, 10**12))
)
def test_from_a_hundred_on_of_what_it_is_told_in_no_more_than_a_fifth_is_left_out(number):
    assert meant(about(number)) * 5 >= number * 4


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_what_is_more_is_never_told_as_less(one, other):
    less, more = sorted([one, other])
    assert meant(about(less)) <= meant(about(more))


@given(st.integers(0, 10**12))
def test_what_is_round_stays_as_it_is(number):
    said = about(meant(about(number)))
    assert "余" not in said
