"""The register of cadres' difficulties: in as new lines, out as they stand."""

from datetime import date

import pytest

from cadres.models import Difficulty, DifficultyState
from fushan.catalogue.registers import REGISTERS
from fushan.desk.registers import undo
from tests.desk.sheets import fushan, loaded, said, tried

HEAD = "提出日期 村 姓名 什么事 谁在办 怎么办的 答复 答复日期 解决日期"
LINE = ["2020-05-06", "陈家圪塔村", "秦小妹", "没有打印机", "乡镇", "其他方式", "调了一台"]
WHOLE = [*LINE, "2020-05-12", "2020-05-13"]


def test_a_line_is_a_difficulty_with_its_answer_and_the_same_line_none(db, staff):
    fushan()
    loaded("difficulties", HEAD, WHOLE, by=staff)
    made = Difficulty.objects.get()
    assert (made.cadre.name, made.state) == ("秦小妹", DifficultyState.SOLVED)
    assert (made.claimed_by, made.answered_by, made.entered_by) == (staff, staff, staff)
    assert (made.answer, made.solved_on) == ("调了一台", date(2020, 5, 13))
    loaded("difficulties", HEAD, WHOLE, by=staff)
    assert Difficulty.objects.count() == 1


def test_one_that_waits_needs_no_answer_and_no_account(db):
    fushan()
    loaded("difficulties", HEAD, [*LINE[:4], "", "", "", "", ""])
    assert Difficulty.objects.get().state == DifficultyState.WAITING


@pytest.mark.parametrize(
    ("at", "value", "told"),
    [
        (0, "2099-05-06", "日期不能晚于今天。"),
        (0, "2019-05-06", "秦小妹2019年5月6日不在陈家圪塔村任职。"),
        (2, "张三", "花名册里没有这名选派干部任职。"),
        (3, "", "这一格必须填写。"),
        (4, "", "写了“怎么办的”，也请写“谁在办”。"),
        (5, "", "写了“答复日期”，也请写“怎么办的”。"),
        (6, "", "请写一句怎么办的。"),
        (7, "", "写了“答复”，也请写“答复日期”。"),
        (7, "2020-05-01", "不能早于提出日期。"),
        (8, "2020-05-01", "不能早于提出日期。"),
    ],
    ids=[
        "to come",
        "before",
        "nobody",
        "no words",
        "nobody's",
        "how",
        "answer",
        "day",
        "early",
        "e",
    ],
)
def test_what_is_wrong_with_a_line_is_told(db, staff, at, value, told):
    fushan()
    wrong = [*WHOLE[:at], value, *WHOLE[at + 1 :]]
    assert told in [word for _, _, word in said(tried("difficulties", HEAD, wrong, by=staff))]


def test_an_answer_is_somebodys(db):
    fushan()
    told = [word for _, _, word in said(tried("difficulties", HEAD, WHOLE))]
    assert "有答复的须由本单位的账号导入，才知道是谁答复的。" in told


def test_a_batch_can_be_taken_back(db, staff):
    fushan()
    batch = loaded("difficulties", HEAD, WHOLE, by=staff)
    assert undo(REGISTERS["difficulties"](), batch) == []
    assert not Difficulty.objects.exists()
