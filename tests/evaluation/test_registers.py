"""The rules of a draft kept in Excel: brought back once, and never into a version in use."""

from decimal import Decimal

from evaluation.models import Rule
from tests.desk.sheets import fushan, loaded, said, tried
from tests.factories.evaluation import sample_scheme

HEADERS = (
    "版本 编号 标题 条文 怎么发现 看哪些记录 约束谁 每次扣几分 一年至多扣几分 扣在哪项指标 后果"
)
LINE = ["样本", "R02", "在村", "每月在村", "由系统对照记录提示", "在村天数", "本人", "0.3分", "2.5"]
LINE += ["I5", "每天扣0.3分"]


def test_a_line_changes_the_rule_of_its_number(db):
    fushan()
    sample_scheme(in_use=False)
    loaded("rules", HEADERS, LINE)
    rule = Rule.objects.get(code="R02")
    told = (rule.name, rule.binds, rule.points, rule.cap, rule.indicator.code)
    assert told == ("在村", ["cadre"], Decimal("0.30"), Decimal("2.50"), "I5")
    assert Rule.objects.count() == 21


def test_a_new_number_is_a_new_rule(db):
    fushan()
    sample_scheme(in_use=False)
    loaded("rules", HEADERS, [LINE[0], "R22", *LINE[2:]])
    assert Rule.objects.count() == 22


def test_a_version_in_use_is_not_changed_by_a_sheet(db):
    fushan()
    sample_scheme()
    assert said(tried("rules", HEADERS, LINE)) == [
        (2, "版本", "这一版已经启用，不能再改；要改请另立一版。")
    ]


def test_what_is_wrong_with_a_line_is_told(db):
    fushan()
    sample_scheme(in_use=False)
    wrong = [*LINE[:7], "很多", "2", "I9", "扣"]
    assert [word for _, _, word in said(tried("rules", HEADERS, wrong))] == ["应为分数，如0.5。"]
    wrong[7] = "1"
    assert [word for _, _, word in said(tried("rules", HEADERS, wrong))] == [
        "这一版里没有这个编号的指标。"
    ]
