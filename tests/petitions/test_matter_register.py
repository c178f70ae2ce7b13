"""The register of matters: in as new lines with their steps, out as they stand."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fushan.catalogue.figures import FIGURES
from fushan.catalogue.registers import REGISTERS
from fushan.desk.registers import undo
from fushan.kit.periods import Period
from petitions.models import Matter, MatterStep, Raiser, State
from petitions.moving import step
from tests.desk.sheets import csv, fushan, loaded, said, tried, tried_file

HEAD = (
    "哪天说的 村 什么事 大小 类别 怎么说的 谁说的 谁受理 受理日期 谁来办 办结日期 怎么办成的 "
    "回告日期 本人评价"
)
LINE = ["2020-05-06", "陈家圪塔村", "二组停水", "小事", "吃水用水", "说事室", "李四", "张支委"]
WHOLE = [*LINE, "2020-05-07", "张支委", "2020-05-10", "换了水泵", "2020-05-11", "满意"]
YEAR = Period.parse("2020", today=date(2026, 1, 1))


def test_a_line_is_a_matter_with_its_steps_and_the_same_line_none(db):
    fushan()
    loaded("matters", HEAD, WHOLE)
    made = Matter.objects.get()
    assert (made.state, made.done_on, made.told_on) == (
        State.TOLD,
        date(2020, 5, 10),
        date(2020, 5, 11),
    )
    steps = made.steps.order_by("pk").values_list("moved_from", "moved_to", "note")
    assert list(steps) == [
        ("", "raised", "从表格导入"),
        ("raised", "accepted", "从表格导入"),
        ("accepted", "in_hand", "从表格导入"),
        ("in_hand", "done", "换了水泵"),
        ("done", "told", "从表格导入"),
    ]
    assert Raiser.objects.get().name == "李四"
    loaded("matters", HEAD, WHOLE)
    assert Matter.objects.count() == 1


def test_it_counts_like_one_that_was_walked_through_here(db):
    home = fushan()
    loaded("matters", HEAD, WHOLE, [*LINE[:2], "路灯不亮", *LINE[3:6], "", *[""] * 7])
    number = {
        code: FIGURES[code].value(home.pk, YEAR)
        for code in ("matters_raised", "matters_small_solved", "in_time_rate", "solved_rate")
    }
    assert {code: value.number for code, value in number.items()} == {
        "matters_raised": 2,
        "matters_small_solved": 1,
        "in_time_rate": 1,
        "solved_rate": 1,
    }
    open_one = Matter.objects.get(text="路灯不亮")
    assert (open_one.state, open_one.due_on is not None) == (State.RAISED, True)


@pytest.mark.parametrize(
    ("at", "value", "told"),
    [
        (0, "2099-05-06", "日期不能晚于今天。"),
        (1, "没有的村", "没有找到这个村，请核对村名，写法如“陈家圪塔村”。"),
        (2, "", "这一格必须填写。"),
        (2, "举报村干部", "这里不收违纪举报和已经到法院的案件：举报请打12388或到县纪委监委，"
         "案件请到法院。确实不是的，改一下说法再保存。"),
        (3, "大事", "应填以下之一：小事、难事。"),
        (8, "2020-05-01", "不能早于前面的日期。"),
        (10, "", "写了回告日期，也请写办结日期。"),
        (10, "2020-05-06", "不能早于前面的日期。"),
        (12, "", "写了本人评价，也请写回告日期。"),
    ],
    ids=["to come", "place", "words", "not here", "kind", "taken", "done", "order", "told"],
)  # fmt: skip
def test_what_is_wrong_with_a_line_is_told(db, at, value, told):
    fushan()
    wrong = [*WHOLE[:at], value, *WHOLE[at + 1 :]]
    assert told in [word for _, _, word in said(tried("matters", HEAD, wrong))]


def test_a_batch_is_taken_back_whole_though_steps_are_written_once(db):
    fushan()
    batch = loaded("matters", HEAD, WHOLE)
    assert undo(REGISTERS["matters"](), batch) == []
    assert not Matter.objects.exists() and not MatterStep.objects.exists()


def test_one_that_went_on_since_is_not_taken_back(db, staff):
    fushan()
    batch = loaded("matters", HEAD, WHOLE)
    step(Matter.objects.get(), "told", by=staff, on=date(2020, 6, 1))
    assert [o.reason for o in undo(REGISTERS["matters"](), batch)] == ["已有办理记录用到它"]
    assert Matter.objects.count() == 1


def test_queries_do_not_grow_with_the_lines(db):
    fushan()
    asked = []
    for count in (3, 60):
        rows = [[*WHOLE[:2], f"第{n}件事", *WHOLE[3:6], "", *WHOLE[7:]] for n in range(count)]
        with CaptureQueriesContext(connection) as queries:
            assert tried_file("matters", csv(HEAD, *rows)).clean
        asked.append(len(queries))
    assert asked[0] == asked[1]
