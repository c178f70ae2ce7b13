"""A sign-in sheet kept in Excel becomes trainings and who came, once, and can be taken back."""

import pytest

from fushan.desk.registers import undo
from tests.desk.sheets import COUNTY, fushan, loaded, said, tried
from training.models import Attendance, TrainingSession
from training.resources import TrainingRegister

HEADS = "日期 主题 谁办的 形式 姓名 到场情况"
COUNTYS = ["2020.5.16", "支部规范化建设", "", "理论", "秦小妹", "到"]
TOWNSHIPS = ["2020.5.20", "土地合同", "张庄镇", "现场观摩", "秦小妹", "请假"]


@pytest.fixture
def home(db):
    return fushan()


def test_lines_of_one_day_and_theme_are_one_training(home):
    loaded("trainings", HEADS, COUNTYS, TOWNSHIPS)
    sessions = TrainingSession.objects.order_by("began_on")
    assert [(s.area_id, s.theme, s.form, s.unasked_reason) for s in sessions] == [
        (COUNTY, "支部规范化建设", "theory", "从表格导入"),
        ("141027102", "土地合同", "on_site", ""),
    ]
    rows = Attendance.objects.order_by("session__began_on")
    assert [(r.village_id, r.turnout) for r in rows] == [(home.pk, "attended"), (home.pk, "leave")]


def test_what_is_there_already_is_not_taken_in_again(home):
    for _ in range(2):
        loaded("trainings", HEADS, COUNTYS)
    assert (TrainingSession.objects.count(), Attendance.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({0: "2035.1.1"}, "日期不能晚于今天。"),
        ({2: "天坛镇"}, "没有找到“天坛镇”，请写乡镇全称，县里办的空着。"),
        ({4: "张三"}, "花名册里没有这名选派干部任职。"),
        ({0: "2020.4.1"}, "秦小妹2020年4月1日没有任职。"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_saved(home, changes, told):
    line = [changes.get(n, value) for n, value in enumerate(COUNTYS)]
    assert [words for _, _, words in said(tried("trainings", HEADS, line))] == [told]
    assert not TrainingSession.objects.exists()


def test_one_person_stands_once_in_a_training(home):
    plan = tried("trainings", HEADS, COUNTYS, COUNTYS)
    assert said(plan) == [(3, "姓名", "与第 2 行是同一个人同一次培训。")]


def test_a_batch_can_be_taken_back(home):
    batch = loaded("trainings", HEADS, COUNTYS)
    assert undo(TrainingRegister(), batch) == []
    assert not TrainingSession.objects.exists()
