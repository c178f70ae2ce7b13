"""The register of branch life, as the system that keeps it gives it out."""

from django.utils.timezone import localdate

from fushan.desk.registers import DAY, MOST_EXPORTED, Cell, Column, Places, Register, one_of, words
from fushan.kit import cells
from villages.models import PartyActivity, PartyKind

PEOPLE = Cell(lambda cell: cells.whole(cell, most=9999))
KINDS = {
    **dict.fromkeys(["党员大会", "支部大会"], PartyKind.MEETING),
    **dict.fromkeys(["支委会", "支部委员会会议"], PartyKind.COMMITTEE),
    "党日活动": PartyKind.DAY,
    "上党课": PartyKind.LECTURE,
    "民主评议": PartyKind.REVIEW,
}


class PartyActivityRegister(Register):
    code, label = "party-activities", "组织生活导入表"
    writes = (PartyActivity,)
    telling = {PartyActivity: ("kind", "happened_on")}
    notes = (
        "从党员管理系统导出的表可以直接上传；一行一次，同村同日同类同内容的认作同一次。",
        "没有导入的村不评，不算没有做。",
    )

    # fmt: off
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", required=True, width=16,
                     example="陈家圪塔村", also=["村名"])
    happened_on = Column("日期", DAY, "happened_on", required=True, example="2020-05-05",
                         also=["开展日期", "时间"])
    kind = Column("哪类", one_of(PartyKind.choices, KINDS), "kind", required=True, width=14,
                  example="主题党日", note="、".join(PartyKind.labels), also=["类型", "活动类型"])
    theme = Column("内容", words(100), "theme", required=True, width=30,
                   example="义务清理河道", also=["主题", "活动主题"])
    expected = Column("应到", PEOPLE, "expected", example="26", also=["应到人数"])
    present = Column("实到", PEOPLE, "present", example="23", also=["实到人数"])
    # fmt: on

    def look_up(self, lines):
        self.places = Places([ln["village"] for ln in lines], [ln["township"] for ln in lines])
        codes = [village.pk for same in self.places.villages.values() for village in same]
        days = {line["happened_on"] for line in lines if line["happened_on"]}
        rows = PartyActivity.objects.filter(village__in=codes, happened_on__in=days)
        self.known = {_key(row.village_id, row): row for row in rows.select_related("village")}
        self.seen, self.today = {}, localdate()

    def plan_line(self, line, plan):
        village = self.places.find(plan, line)
        self._check(line, plan)
        if line.wrong or village is None:
            return
        key = (village.pk, line["happened_on"], line["kind"], line["theme"])
        first = self.seen.setdefault(key, line.number)
        told = {name: line[name] for name in ("expected", "present")}
        if first != line.number:
            plan.fault(line, "theme", f"与第 {first} 行重复。")
        elif key in self.known:
            plan.change(line, self.known[key], "theme", **told)
        else:
            days = {name: line[name] for name in ("happened_on", "kind", "theme")}
            new = PartyActivity(village=village, entered_by=plan.by, **days, **told)
            plan.add(line, new, "theme")

    def records(self):
        rows = PartyActivity.objects.select_related("village__township")
        return rows.order_by("village_id", "-happened_on", "-pk")[:MOST_EXPORTED]

    def _check(self, line, plan):
        if line["happened_on"] and line["happened_on"] > self.today:
            plan.fault(line, "happened_on", "日期不能晚于今天。")
        if line["expected"] is not None and (line["present"] or 0) > line["expected"]:
            plan.fault(line, "present", "实到不能多于应到。")


def _key(village, row):
    return village, row.happened_on, row.kind, row.theme
