"""The rules of a draft as a sheet: an office edits them in Excel and brings them back."""

from decimal import Decimal, InvalidOperation

from evaluation.models import Bound, Indicator, Rule, Scheme, Shown, tidy
from fushan.desk.registers import MOST_EXPORTED, Cell, Column, Register, one_of, some_of, words
from fushan.kit import cells

BOUNDS = {"村党支部": Bound.BRANCH, "支部": Bound.BRANCH, "干部本人": Bound.CADRE}
MOST = 100


def _points(cell):
    if cells.blank(cell):
        return None
    try:
        found = Decimal(cells.text(cell).removesuffix("分"))
    except InvalidOperation as error:
        raise ValueError("应为分数，如0.5。") from error
    if not 0 <= found <= MOST or found != round(found, 2):
        raise ValueError("应为0到100的分数，至多两位小数。")
    return found


POINTS = Cell(_points, show=lambda points: "" if points is None else tidy(points))


class Drafts:
    """The versions that the lines of one sheet name; only a draft may be written."""

    def __init__(self, versions):
        named = {version for version in versions if version}
        self.schemes = {row.version: row for row in Scheme.objects.filter(version__in=named)}
        self.refused = set()

    def of(self, line, plan):
        """The draft that a line names. None where there is none: that is said once a version."""
        version = line["version"]
        if version in self.refused:
            return None
        scheme = plan.resolve(line, "version", self._draft, version)
        if scheme is None and version:
            self.refused.add(version)
        return scheme

    def _draft(self, version):
        scheme = self.schemes.get(version)
        if scheme is None:
            raise ValueError("没有这一版考评办法，请先在系统里建好草稿。")
        if scheme.in_use_on:
            raise ValueError("这一版已经启用，不能再改；要改请另立一版。")
        return scheme


class RuleRegister(Register):
    code, label = "rules", "管理办法条款表"
    writes = (Rule,)
    telling = {Rule: ("text", "points", "cap", "consequence")}
    notes = (
        "先在系统里建好考评办法的草稿（或放入示例）；已启用的版本不能再改，要改请另立一版。",
        "同一版本、同一编号的认作同一条，只改填了的格。约束谁可写几项，用顿号隔开。",
    )

    # fmt: off
    version = Column("版本", words(20), "scheme__version", required=True, example="2026-1")
    number = Column("编号", words(6), "code", required=True, example="R02")
    name = Column("标题", words(40), "name", required=True, width=18, example="在村时间底线")
    text = Column("条文", words(200), "text", required=True, width=40,
                  example="每月在村工作不少于20天。")
    shown = Column("怎么发现", one_of(Shown.choices), "shown", required=True, width=20,
                   example="由系统对照记录提示", note="、".join(Shown.labels))
    shown_by = Column("看哪些记录", words(200), "shown_by", width=30, example="在村天数")
    binds = Column("约束谁", some_of(Bound.choices, BOUNDS), "binds", required=True, width=20,
                   example="本人", note="、".join(Bound.labels))
    points = Column("每次扣几分", POINTS, "points", width=12, example="0.2")
    cap = Column("一年至多扣几分", POINTS, "cap", width=14, example="2")
    indicator = Column("扣在哪项指标", words(6), "indicator__code", width=14, example="I5")
    consequence = Column("后果", words(200), "consequence", required=True, width=24,
                         example="每少一天扣0.2分")
    # fmt: on

    def look_up(self, lines):
        self.drafts = Drafts(line["version"] for line in lines)
        schemes = self.drafts.schemes.values()
        rows = Indicator.objects.filter(scheme__in=schemes)
        self.indicators = {(row.scheme_id, row.code): row for row in rows}
        rows = Rule.objects.filter(scheme__in=schemes).select_related("indicator")
        self.known = {(row.scheme_id, row.code): row for row in rows}
        self.seen = {}

    def plan_line(self, line, plan):
        if line.wrong:
            return
        scheme = self.drafts.of(line, plan)
        if scheme is None:
            return
        indicator = plan.resolve(line, "indicator", self._indicator, scheme, line["indicator"])
        first = self.seen.setdefault((scheme.pk, line["number"]), line.number)
        if first != line.number:
            plan.fault(line, "number", f"与第 {first} 行是同一条。")
        if line.wrong:
            return
        names = ("name", "text", "shown", "shown_by", "binds", "points", "cap", "consequence")
        given = {name: line[name] for name in names} | {"indicator": indicator}
        if known := self.known.get((scheme.pk, line["number"])):
            plan.change(line, known, "number", **given)
            return
        values = {name: value for name, value in given.items() if value not in (None, "", [])}
        rule = Rule(scheme=scheme, area_id=scheme.area_id, code=line["number"], **values)
        plan.add(line, rule, "number", str(rule))

    def _indicator(self, scheme, code):
        if not code:
            return None
        if (scheme.pk, code) not in self.indicators:
            raise ValueError("这一版里没有这个编号的指标。")
        return self.indicators[scheme.pk, code]

    def records(self):
        rows = Rule.objects.select_related("scheme", "indicator")
        return rows.order_by("scheme__began_on", "scheme", "code")[:MOST_EXPORTED]
