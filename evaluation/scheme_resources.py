"""The indicators of a draft and their parts as a sheet: one line a part."""

from collections import defaultdict

from evaluation.models import WHOLE, Component, Indicator, Judge, Seen, Source, tidy
from evaluation.reckoned import CHOICES
from evaluation.resources import POINTS, Drafts
from fushan.desk.registers import MOST_EXPORTED, Column, Register, one_of, words

WANTED = {
    Source.FIGURE: ("figure", "按统计项计算的要写统计项。"),
    Source.MANUAL: ("judge", "由人评定的要写由谁评定。"),
    Source.DEDUCTION: ("cap", "按提示扣分的要写一年至多扣几分。"),
}
OF_INDICATOR = ("title", "seen", "whole", "about")
INDICATOR_FIELDS = {"title": "name", "seen": "seen", "whole": "points", "about": "about"}
OF_PART = ("source", "points", "figure", "judge", "cap", "note")


class SchemeRegister(Register):
    code, label = "indicators", "考评指标表"
    writes = (Indicator, Component)
    telling = {Indicator: ("seen", "points"), Component: ("source", "points", "judge")}
    notes = (
        "先在系统里建好考评办法的草稿（或放入示例）；已启用的版本不能再改，要改请另立一版。",
        "一行一个组成部分；同一项指标的名称、满分写在第一行就行，后面几行可以空着。",
        "同一版本、同一编号的认作同一项指标，同名的认作同一个组成部分，只改填了的格。",
    )

    # fmt: off
    version = Column("版本", words(20), "scheme__version", required=True, example="2026-1")
    number = Column("指标编号", words(6), "indicator__code", required=True, example="I3")
    title = Column("指标名称", words(40), "indicator__name", width=18, example="为民办事")
    seen = Column("显绩还是潜绩", one_of(Seen.choices), "indicator__seen", width=12,
                  example="显绩", note="、".join(Seen.labels))
    whole = Column("指标满分", POINTS, "indicator__points", example="12")
    about = Column("看什么", words(200), "indicator__about", width=24,
                   example="群众诉求的响应、解决和按期")
    name = Column("组成部分", words(60), "name", required=True, width=18, example="解决率")
    source = Column("怎么得分", one_of(Source.choices), "source", required=True, width=18,
                    example="按统计项计算", note="、".join(Source.labels))
    points = Column("分值", POINTS, "points", required=True, example="3")
    figure = Column("统计项", one_of(CHOICES), "figure", width=20, example="解决率",
                    note="从下拉里选")
    judge = Column("由谁评定", one_of(Judge.choices), "judge", width=20,
                   note="、".join(Judge.labels))
    cap = Column("一年至多扣几分", POINTS, "cap", width=14)
    note = Column("怎么评", words(200), "note", width=24)
    # fmt: on

    def look_up(self, lines):
        self.drafts = Drafts(line["version"] for line in lines)
        schemes = self.drafts.schemes.values()
        rows = Indicator.objects.filter(scheme__in=schemes)
        self.indicators = {(row.scheme_id, row.code): row for row in rows}
        rows = Component.objects.filter(scheme__in=schemes).select_related("indicator")
        self.parts = {(row.scheme_id, row.indicator.code, row.name): row for row in rows}
        self.seen_lines, self.last = {}, {}

    def plan_line(self, line, plan):
        self._check(line, plan)
        scheme = self.drafts.of(line, plan)
        if line.wrong or scheme is None:
            return
        key = (scheme.pk, line["number"], line["name"])
        first = self.seen_lines.setdefault(key, line.number)
        if first != line.number:
            plan.fault(line, "name", f"与第 {first} 行是同一个组成部分。")
            return
        self.last[scheme.pk] = line
        indicator = self._indicator(line, plan, scheme)
        if indicator is not None:
            self._part(line, plan, indicator, key)

    def finish(self, plan):
        """What it adds up to afterwards: a draft may be unfinished, in use it may not."""
        for scheme in self.drafts.schemes.values():
            if scheme.pk not in self.last or not plan.clean:
                continue
            for sentence in self._sums(scheme):
                plan.warn(self.last[scheme.pk], "whole", f"导入以后{sentence}启用以前请改好。")

    def records(self):
        rows = Component.objects.select_related("scheme", "indicator")
        order = ("scheme__began_on", "scheme", "indicator__code", "pk")
        return rows.order_by(*order)[:MOST_EXPORTED]

    def _check(self, line, plan):
        """Each way of giving points has its own column, and the others stay empty."""
        if "source" in line.faulty or not line["source"]:
            return
        for source, (name, wanted) in WANTED.items():
            given = line[name] not in (None, "")
            if source == line["source"] and not given and name not in line.faulty:
                plan.fault(line, name, wanted)
            elif source != line["source"] and given:
                plan.fault(line, name, f"“{Source(line['source']).label}”的这一格要空着。")

    def _indicator(self, line, plan, scheme):
        given = {INDICATOR_FIELDS[name]: line[name] for name in OF_INDICATOR}
        if known := self.indicators.get((scheme.pk, line["number"])):
            return plan.change(line, known, "number", **given) if known.pk else known
        for name in OF_INDICATOR[:3]:
            if line[name] in (None, ""):
                plan.fault(line, name, "新的指标，第一行要写全名称、显绩还是潜绩、满分。")
        if line.wrong:
            return None
        values = {name: value for name, value in given.items() if value is not None}
        new = Indicator(scheme=scheme, area_id=scheme.area_id, code=line["number"], **values)
        self.indicators[scheme.pk, line["number"]] = new
        return plan.add(line, new, "number")

    def _part(self, line, plan, indicator, key):
        given = {name: line[name] for name in OF_PART}
        if known := self.parts.get(key):
            plan.change(line, known, "name", **given)
            return
        values = {name: value for name, value in given.items() if value not in (None, "")}
        place = {"scheme": indicator.scheme, "area_id": indicator.area_id}
        new = Component(indicator=indicator, name=line["name"], **place, **values)
        self.parts[key] = plan.add(line, new, "name", f"{indicator}：{new}")

    def _sums(self, scheme):
        of_parts = defaultdict(int)
        for (owner, number, _), part in self.parts.items():
            of_parts[owner, number] += part.points
        rows = {key: row for key, row in self.indicators.items() if key[0] == scheme.pk}
        whole = sum(row.points for row in rows.values())
        if whole != WHOLE:
            yield f"考评指标合计 {tidy(whole)} 分，须为 {WHOLE} 分，"
        for key, row in sorted(rows.items()):
            if of_parts[key] != row.points:
                parts = tidy(of_parts[key])
                yield f"{row}的组成部分合计 {parts} 分，须为 {tidy(row.points)} 分，"
