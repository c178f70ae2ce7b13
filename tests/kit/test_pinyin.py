"""Names in letters: the county is searched by them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fushan.kit import pinyin


@pytest.mark.parametrize(
    ("place", "letters", "first"),
    [
        ("陈家圪塔村", "chenjiagedacun", "cjgdc"),
        ("熬圪塔村", "aogedacun", "agdc"),
        ("堡子上村", "buzishangcun", "bzsc"),
        ("十里垣村", "shiliyuancun", "slyc"),
        ("槐埝乡", "huainianxiang", "hnx"),
        ("桥埝村", "qiaoniancun", "qnc"),
        ("响水河镇", "xiangshuihezhen", "xshz"),
        ("寨圪塔乡", "zhaigedaxiang", "zgdx"),
        ("吕寨村", "lvzhaicun", "lzc"),
        ("承相河村", "chengxianghecun", "cxhc"),
        ("仁彰村", "renzhangcun", "rzc"),
        ("中角村", "zhongjiaocun", "zjc"),
        ("南坂村", "nanbancun", "nbc"),
        ("佐村", "zuocun", "zc"),
        ("栖凤社区", "qifengshequ", "qfsq"),
        ("史演河村", "shiyanhecun", "syhc"),
        ("化家河村", "huajiahecun", "hjhc"),
        ("唐阁河村", "tanggehecun", "tghc"),
        ("香贯村", "xiangguancun", "xgc"),
        ("陕曲村", "shanqucun", "sqc"),
        ("洪洞县", "hongtongxian", "htx"),
        ("长治市", "changzhishi", "czs"),
        ("长子县", "zhangzixian", "zzx"),
        ("西藏自治区", "xizangzizhiqu", "xzzzq"),
    ],
)
def test_a_village_is_found_as_it_is_spoken(place, letters, first):
    assert pinyin.full(place) == letters
    assert pinyin.initials(place) == first


def test_chenjiageda_is_found_by_its_first_letters():
    assert pinyin.initials("陈家圪塔村").startswith("cjgd")


@pytest.mark.parametrize(
    ("person", "letters"),
    [
        ("单小平", "shanxiaoping"),
        ("解建国", "xiejianguo"),
        ("仇英", "qiuying"),
        ("区海明", "ouhaiming"),
        ("查志强", "zhazhiqiang"),
        ("曾祥", "zengxiang"),
        ("翟天", "zhaitian"),
        ("缪红", "miaohong"),
        ("尉迟敬", "yuchijing"),
        ("尉健", "weijian"),
        ("令狐安", "linghuan"),
        ("长孙明", "zhangsunming"),
        ("李长河", "lichanghe"),
        ("任小单", "renxiaodan"),
        ("艾合买提·买买提", "aihemaitimaimaiti"),
        ("李 涛", "litao"),
    ],
)
def test_a_surname_is_read_as_a_surname(person, letters):
    assert pinyin.full(person, surname=True) == letters


def test_the_same_character_in_a_village_s_name_is_read_as_a_word():
    assert pinyin.full("单家庄") == "danjiazhuang"


def test_letters_and_figures_stay_and_full_width_ones_become_plain():
    assert pinyin.full("第１２组Ａ（北）") == "di12zuabei"


@pytest.mark.parametrize("rare", ["䶮", "㛃", "𬱖", "𬭎", "𰻝", "\ue000", "🙂", ""])
def test_a_rare_character_never_stops_the_page(rare):
    assert pinyin.full(f"李{rare}", surname=True).startswith("li")


@given(st.text(max_size=20), st.booleans())
def test_whatever_is_typed_gives_small_letters_and_figures_only(text, surname):
    letters = pinyin.full(text, surname=surname)
    assert set(letters) <= set("abcdefghijklmnopqrstuvwxyz0123456789")
    assert len(pinyin.initials(text, surname=surname)) <= len(letters)


def test_names_are_sorted_by_syllables_and_not_by_letters():
    names = ["黄示例", "胡示例", "梁示例", "李示例", "胡安", "李昂"]
    ordered = sorted(names, key=lambda name: pinyin.spaced(name, surname=True))
    assert ordered == ["胡安", "胡示例", "黄示例", "李昂", "李示例", "梁示例"]


@pytest.mark.parametrize(
    ("typed", "anywhere", "is_found"),
    [
        ("fushan", False, True),
        ("Fu Shan", False, True),
        ("fushanx", False, True),
        ("caizheng", False, False),
        ("caizheng", True, True),
        ("aizheng", True, False),
        ("fushanc", False, False),
        (".*", True, False),
    ],
)
def test_letters_are_found_with_and_without_blanks_from_where_a_syllable_begins(
    typed, anywhere, is_found
):
    spaced = pinyin.spaced("浮山县财政局")
    assert bool(re.search(pinyin.spelt(typed, anywhere=anywhere), spaced)) is is_found
