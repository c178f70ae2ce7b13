"""The registers of what lasts in a village, and of what happened there that was grave."""

from django.utils.timezone import localdate

from fushan.desk.registers import DAY, MOST_EXPORTED, Cell, Column, Places, Register, one_of, words
from fushan.kit import cells
from villages.models import AccountCheck, Checked, Reserve

PEOPLE = Cell(lambda cell: cells.whole(cell, most=999))
FIRST_YEAR = 2000


def _year(cell):
    if cells.blank(cell):
        return None
    written = cells.text(cell).removesuffix("年")
    if not (written.isascii() and written.isdigit() and len(written) == 4):
        raise ValueError("应为四位的年度，如2026。")
    year = int(written)
    if not FIRST_YEAR <= year <= localdate().year + 1:
        raise ValueError(f"应在{FIRST_YEAR}到{localdate().year + 1}之间。")
    return year


def _place():
    """The columns that say where."""
    return (
        Column("乡镇", words(40), "village__township__name", example="张庄镇"),
        Column("村", words(60), "village__name", required=True, width=16, example="陈家圪塔村"),
    )


class OfVillages(Register):
    """One line, one thing about one village. `key`: what tells two of a village apart."""

    model, key, values = None, (), ()

    def look_up(self, lines):
        self.places = Places([ln["village"] for ln in lines], [ln["township"] for ln in lines])
        codes = [village.pk for same in self.places.villages.values() for village in same]
        rows = self.model.objects.filter(village__in=codes).select_related("village")
        self.known = {(r.village_id, *(getattr(r, n) for n in self.key)): r for r in rows}
        self.seen = {}

    def plan_line(self, line, plan):
        village = self.places.find(plan, line)
        if line.wrong or village is None:
            return
        key = (village.pk, *(line[name] for name in self.key))
        first = self.seen.setdefault(key, line.number)
        told = {name: line[name] for name in self.values if line[name] not in (None, "")}
        if first != line.number:
            plan.fault(line, "village", f"与第 {first} 行重复。")
        elif key in self.known:
            plan.change(line, self.known[key], "village", **told)
        else:
            told |= {name: line[name] for name in self.key}
            new = self.model(village=village, entered_by=plan.by, **told)
            plan.add(line, new, "village")

    def records(self):
        rows = self.model.objects.select_related("village__township")
        return rows.order_by("village", *(f"-{name}" for name in self.key))[:MOST_EXPORTED]


class ReserveRegister(OfVillages):
    code, label = "reserves", "后备力量培养表"
    writes = (Reserve,)
    telling = {Reserve: ("planned", "trained")}
    model, key, values = Reserve, ("year",), ("planned", "trained", "note")
    notes = ("一村一年一行；只填人数，不填姓名。",)

    # fmt: off
    township, village = _place()
    year = Column("年度", Cell(_year), "year", required=True, example="2026")
    planned = Column("计划培养几人", PEOPLE, "planned", required=True, width=14, example="3")
    trained = Column("已培养几人", PEOPLE, "trained", width=12, example="2")
    note = Column("怎么培养的", words(200), "note", width=24, example="两人参加乡镇党校培训")
    # fmt: on

    def plan_line(self, line, plan):
        if line["planned"] == 0:
            plan.fault(line, "planned", "计划至少1人；没有计划的不填这一行。")
        if line["planned"] is not None and (line["trained"] or 0) > line["planned"]:
            plan.fault(line, "trained", "已培养的不能多于计划的；多培养了，请把计划一并改过来。")
        super().plan_line(line, plan)


class AccountCheckRegister(OfVillages):
    code, label = "account-checks", "制度账目检查表"
    writes = (AccountCheck,)
    telling = {AccountCheck: ("what", "passed")}
    model, key, values = AccountCheck, ("checked_on", "what"), ("checker", "passed", "found")
    notes = ("一行一次；没有通过的写明发现什么问题。",)

    # fmt: off
    township, village = _place()
    checked_on = Column("哪天检查的", DAY, "checked_on", required=True, example="2020-06-30",
                        also=["检查日期", "日期"])
    what = Column("检查什么", one_of(Checked.choices), "what", required=True, example="账目",
                  note="、".join(Checked.labels))
    checker = Column("谁检查的", words(60), "checker", required=True, width=18,
                     example="乡镇经管站")
    passed = Column("通过", Cell(cells.yes_no, show=lambda yes: "是" if yes else "否"), "passed",
                    required=True, width=8, example="是")
    found = Column("发现什么问题", words(300), "found", width=24)
    # fmt: on

    def plan_line(self, line, plan):
        if line["checked_on"] and line["checked_on"] > localdate():
            plan.fault(line, "checked_on", "日期不能晚于今天。")
        if line["passed"] is False and not line["found"]:
            plan.fault(line, "found", "没有通过的请写明发现什么问题。")
        super().plan_line(line, plan)
