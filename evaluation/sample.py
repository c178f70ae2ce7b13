"""POLICY's sample of 8 indicators and 21 rules: a scheme to begin from, never the county's own.

Rows are written as tables so that whoever compares them with the document reads line by line.
"""

from decimal import Decimal

from django.db import transaction

from evaluation.models import Component, Indicator, Judge, Rule, Scheme, Seen, Source
from evaluation.sample_rules import RULES

NAME = "选派干部到村任职管理考评办法"
VERSION = "样本"  # a sheet takes lines that begin with 示例 for its example

# fmt: off
# code, name, visible or potential, points, what it looks at
INDICATORS = (
    ("I1", "建强支部", Seen.VISIBLE, 12, "组织生活、五方责任、初心墙"),
    ("I2", "强村富民", Seen.VISIBLE, 12, "集体收入、项目进度和公开"),
    ("I3", "为民办事", Seen.VISIBLE, 12, "群众诉求的响应、解决和按期"),
    ("I4", "目标任务与治理", Seen.VISIBLE, 16, "年度任务完成情况"),
    ("I5", "在岗履职", Seen.VISIBLE, 8, "满分起算，经认定的提示才扣"),
    ("I6", "打基础利长远", Seen.POTENTIAL, 16, "五年规划、后备力量、制度账目、专班五法"),
    ("I7", "群众口碑", Seen.POTENTIAL, 16, "月末面对面评事、专班走访"),
    ("I8", "成长潜力", Seen.POTENTIAL, 8, "参训、导师的话、专班谈话"),
)
# indicator, name, source, points, figure, who judges, cap, how
COMPONENTS = (
    ("I1", "组织生活完成率", Source.FIGURE, 3, "party_days_held", "", None, ""),
    ("I1", "五方责任在位率", Source.FIGURE, 1, "boards_complete", "", None, ""),
    ("I1", "初心墙已公示", Source.FIGURE, 1, "walls_made", "", None, ""),
    ("I1", "乡镇党委评定", Source.MANUAL, 7, "", Judge.TOWNSHIP, None, ""),
    ("I1", "经认定的提示", Source.DEDUCTION, 0, "", "", 4, "R09、R11"),
    ("I2", "集体收入达标", Source.FIGURE, 3, "income_over_line", "", None, ""),
    ("I2", "项目节点按期率", Source.FIGURE, 2, "milestones_in_time", "", None, ""),
    ("I2", "项目公开率", Source.FIGURE, 2, "projects_told", "", None, ""),
    ("I2", "县农业农村部门与组织部评定", Source.MANUAL, 5, "", Judge.COUNTY, None, ""),
    ("I2", "经认定的提示", Source.DEDUCTION, 0, "", "", 4, "R18"),
    ("I3", "响应率", Source.FIGURE, 2, "response_rate", "", None, ""),
    ("I3", "解决率", Source.FIGURE, 3, "solved_rate", "", None, ""),
    ("I3", "按期率", Source.FIGURE, 3, "in_time_rate", "", None, ""),
    ("I3", "乡镇党委评定", Source.MANUAL, 4, "", Judge.TOWNSHIP, None, ""),
    ("I3", "经认定的提示", Source.DEDUCTION, 0, "", "", 7, "R12、R13、R14"),
    ("I4", "年度任务加权完成率", Source.FIGURE, 9, "due_progress", "", None, ""),
    ("I4", "乡镇党委评定", Source.MANUAL, 7, "", Judge.TOWNSHIP, None, ""),
    ("I4", "经认定的提示", Source.DEDUCTION, 0, "", "", 5, "R10、R20"),
    ("I5", "经认定的提示", Source.DEDUCTION, 8, "", "", 8, "R01—R08、R19"),
    ("I6", "五年规划在案", Source.FIGURE, 2, "five_year_plans", "", None, ""),
    ("I6", "后备力量培养完成率", Source.FIGURE, 2, "reserves_trained", "", None, ""),
    ("I6", "制度账目检查通过率", Source.FIGURE, 2, "account_checks_passed", "", None, ""),
    ("I6", "县工作专班按五法评定", Source.MANUAL, 10, "", Judge.COUNTY, None,
     "两人分别评，相差两成以上再议"),
    ("I7", "群众评事", Source.MANUAL, 12, "", Judge.PUBLIC, None,
     "满意1、基本满意0.7，按有效票，各月平均"),
    ("I7", "县工作专班走访", Source.MANUAL, 4, "", Judge.COUNTY, None, ""),
    ("I7", "经认定的提示", Source.DEDUCTION, 0, "", "", 2, "R15"),
    ("I8", "培训参加率", Source.FIGURE, 2, "training_attendance", "", None, ""),
    ("I8", "导师评定", Source.MANUAL, 2, "", Judge.MENTOR, None, "举一件学到并用上的事"),
    ("I8", "县工作专班评定", Source.MANUAL, 4, "", Judge.COUNTY, None, ""),
    ("I8", "经认定的提示", Source.DEDUCTION, 0, "", "", Decimal("1.6"), "R16、R17"),
)
# fmt: on


@transaction.atomic
def lay_sample(area, *, began_on, version=VERSION):
    """The whole sample as a draft of this area."""
    scheme = Scheme.objects.create(
        area=area, name=NAME, version=version, is_sample=True, began_on=began_on
    )
    indicators = {row[0]: _indicator(scheme, *row) for row in INDICATORS}
    for code, *row in COMPONENTS:
        _component(scheme, indicators[code], *row)
    for row in RULES:
        _rule(scheme, indicators, *row)
    return scheme


def _indicator(scheme, code, name, seen, points, about):
    return Indicator.objects.create(
        scheme=scheme, code=code, name=name, seen=seen, points=points, about=about
    )


def _component(scheme, indicator, name, source, points, figure, judge, cap, note):
    return Component.objects.create(
        scheme=scheme,
        indicator=indicator,
        name=name,
        source=source,
        points=points,
        figure=figure,
        judge=judge,
        cap=cap,
        note=note,
    )


def _rule(scheme, indicators, *row):
    names = ("code", "name", "text", "shown", "shown_by", "binds", "points", "cap")
    *rest, indicator, limits, consequence = row
    values = dict(zip(names, rest, strict=True))
    values["points"] = Decimal(values["points"])
    values["cap"] = values["cap"] and Decimal(values["cap"])
    return Rule.objects.create(
        scheme=scheme,
        indicator=indicators.get(indicator),
        limits=limits,
        consequence=consequence,
        **values,
    )
