"""Figures by their names in a text: what they read as, and what is no figure."""

from datetime import date

import pytest

from fushan.catalogue.figures import FIGURES
from fushan.kit.periods import Period
from fushan.reports.bulletins.telling import Teller
from fushan.reports.bulletins.tokens import by_hand, codes_in, faults_in
from fushan.reports.bulletins.words import NUMBERS, OFFERED, READY, WORDS, ready
from fushan.reports.models import Section
from tests.factories import (
    CountyFactory,
    PostingFactory,
    SelectionFactory,
    VillageFactory,
    VisitFactory,
)
from tests.queries import at_most
from villages.models import Support, SupportKind

TERM = Period.term(date(2020, 4, 15), date(2020, 12, 31))


def told(text, place=None, period=TERM):
    """The text as it reads."""
    teller = Teller(place or CountyFactory(), period, [text])
    return "\n".join("".join(run.text for run in line) for line in teller.told(text))


def kinds(text):
    teller = Teller(CountyFactory(), TERM, [text])
    return [(run.text, run.kind) for line in teller.told(text) for run in line]


def seen(count):
    """So many visits to one village."""
    village = VillageFactory()
    for n in range(count):
        VisitFactory(village=village, happened_on=date(2020, 5, 1 + n % 28))
    return village


def test_a_figure_reads_as_its_number_with_its_unit(db):
    seen(12)
    assert told("到村指导【到村指导】，约数【到村指导·约】。") == "到村指导12次，约数10余次。"


def test_a_round_number_is_never_more_than_there_is(db):
    village = seen(1)
    Support.objects.create(
        village=village,
        what="修渠",
        kind=SupportKind.MONEY,
        happened_on=date(2020, 6, 1),
        planned=5_000_000,
        arrived=4_312_600,
    )
    assert told("【资金投入】，【资金投入·约】") == "431.26万元，400余万元"


def test_odd_yuan_are_not_lost_in_ten_thousands(db):
    village = seen(1)
    Support.objects.create(
        village=village,
        what="修渠",
        kind=SupportKind.MONEY,
        happened_on=date(2020, 6, 1),
        planned=12_345,
        arrived=12_345,
    )
    assert told("【资金投入】，【资金投入·约】") == "12345元，1万余元"


def test_a_share_tells_both_its_counts_and_below_five_only_these(db):
    for _ in range(4):
        SelectionFactory(since=date(2020, 4, 15))
    assert told("五方齐的【身份牌齐全】，共【选派村】。") == "五方齐的0/4，共4个。"
    SelectionFactory(since=date(2020, 4, 15))
    assert told("五方齐的【身份牌齐全】，共【选派村】。") == "五方齐的0%（0/5），共5个。"


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("经验交流会开了【经验交流会】，很好。", "没有开经验交流会，很好。"),
        ("办结小事【办结的小事】。", "没有小事办结。"),
        ("办结小事【办结的小事】、难事【办结的难事】。", "没有小事办结，没有难事办结。"),
        ("申报产业项目【产业项目】、党建项目【党建项目】。", "没有产业项目和党建项目。"),
        ("查出的问题还在改的【没有改好的问题】。", "没有还在整改的问题。"),
        ("按期办结的【按期率】。", "没有办结的诉求。"),
        ("修渠3里，培训【培训】。", "修渠3里，没有办培训。"),
        ("修渠3里和培训【培训】。", "修渠3里和培训0次。"),
        ("培训【培训】（【培训主题】）。", "没有办培训。"),
        ("组织生活【组织生活】。", "未开展组织生活。"),
    ],
    ids=[
        *("of its own", "not those undone", "two of their own", "two", "still open", "share"),
        *("other clause", "typed", "themes", "deed"),
    ],
)
def test_nought_is_said_in_words_where_a_clause_tells_nothing_else(db, text, reads):
    assert told(text) == reads


def test_one_that_is_nought_beside_one_that_is_not_is_a_plain_nought(db):
    seen(3)
    assert told("到村指导【到村指导】、现场培训【到村现场培训】。") == (
        "到村指导3次、现场培训0次。"
    )


def test_place_time_and_day_are_filled_in_like_numbers(db):
    period = Period.of("month", date(2020, 5, 1))
    words = told("【地方】【期间】，取到【截至日期】", period=period)
    assert words == "浮山县2020年5月，取到2020年5月31日"


def test_each_number_has_a_note_that_leads_to_its_ledger(db):
    village = seen(2)
    teller = Teller(CountyFactory(), TERM, ["【到村指导】"])
    teller.told("【到村指导】")
    note = teller.notes[0]
    assert (note.label, note.exact, note.as_of) == ("到村指导", "2次", "2020-12-31")
    assert note.definition == FIGURES["visits"].definition
    assert note.url == "/ledger/visits/?area=141027&period=2020-04-15~2020-12-31"
    assert village.pk.startswith("141027")


def test_the_same_figure_told_again_has_the_note_that_it_has(db):
    seen(9)
    teller = Teller(CountyFactory(), TERM, ["【到村指导】【选派村】", "【到村指导·约】"])
    runs = [run for text in teller.texts for line in teller.told(text) for run in line]
    assert [(run.note, run.again) for run in runs] == [(1, False), (2, False), (1, True)]
    assert [note.unrounded for note in teller.notes] == ["不满10，没有约数", ""]


def test_all_numbers_are_asked_by_one_query(db):
    PostingFactory()
    seen(2)
    texts = [ready(section) for section in Section]
    teller = Teller(CountyFactory(), TERM, texts)
    with at_most(2):  # the themes of trainings are the other
        for text in texts:
            teller.told(text)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("解决了12件", ["12"]),
        ("投入1,200.5万元", ["1,200.5万"]),
        ("九成以上", ["九成"]),
        ("三十余户", ["三十余户"]),
        ("近百人", ["百人"]),
        ("一名党员包联10户", ["一名", "10"]),
        ("２０个村", ["２０"]),
        ("2026年11月26日", []),
        ("11月26日起", []),
        ("第一书记、一人一档、五方责任、三事制度", []),
        ("五年规划和年度任务", []),
        ("一批项目、一件件办、一个个问", []),
        ("一户一户算账，二十一户都清楚", ["二十一户"]),
        ("增长12%", ["12%"]),
    ],
    ids=range(14),
)
def test_numbers_that_somebody_typed_are_known(text, typed):
    found = by_hand(text)
    assert [part for part, hand in found if hand] == typed
    assert "".join(part for part, _ in found) == text


def test_a_typed_number_is_marked_and_a_figure_is_not(db):
    seen(2)
    assert kinds("走了3趟，到村指导【到村指导】。") == [
        ("走了", ""),
        ("3", "hand"),
        ("趟", ""),
        ("，", ""),
        ("到村指导", ""),
        ("2次", "figure"),
        ("。", ""),
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("【到村指倒】", "没有【到村指倒】这个统计项。是不是【到村指导】？"),
        ("【请假】", "【请假】不上简报。"),
        ("【身份牌齐全·约】", "【身份牌齐全】是占比，写出分子分母，不能用约数。"),
        ("【期间·约】", "【期间】不能用约数。"),
        ("【】", "没有【】这个统计项。请从“插入数字”里选。"),
        ("【到村指导", "【和】要成对，里面写统计项的名字，如【到村指导】。"),
        ("到村指导】20次", "【和】要成对，里面写统计项的名字，如【到村指导】。"),
        ("【到村指导=9】", "没有【到村指导=9】这个统计项。是不是【到村指导】？"),
    ],
    ids=["misspelt", "not told", "share", "word", "empty", "open", "closed", "overtyped"],
)
def test_what_is_no_figure_is_told(text, fault):
    assert faults_in(text) == [fault]


def test_a_name_twice_is_told_once_and_a_right_text_not_at_all():
    assert len(faults_in("【甲】【甲】")) == 1
    for section in READY:
        assert faults_in(ready(section)) == []
        assert faults_in(ready(section, notice=True)) == []


def test_what_is_on_offer_are_figures_with_names_of_their_own():
    codes = [code for codes in OFFERED.values() for code in codes.split()]
    assert len(codes) == len(set(codes)) == len(NUMBERS)
    assert not set(NUMBERS) & set(WORDS)
    assert not {"logs", "log_days", "leave_days", "hints_open", "appraisals_closed"} & set(codes)
    assert codes_in(["【到村指导】【培训主题】【到村指导·约】"]) == ["visits", "trainings"]
