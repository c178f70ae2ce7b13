"""The register of villages' years: twenty villages on one sheet."""

from django.utils.timezone import localdate

from fushan.desk.registers import MOST_EXPORTED, Cell, Column, Places, Register, one_of, words
from fushan.kit import cells
from villages.models import SNAPSHOT, Demonstration, Grade, Premises, VillageYear

MOST = 10**12
COUNT = Cell(cells.whole)
YUAN = Cell(lambda cell: cells.whole(cell, most=MOST))
GRADES = {"标杆支部": Grade.BENCHMARK, "先进": Grade.GOOD, "软弱涣散": Grade.WEAK}
PREMISES = {"在建": Premises.BUILDING, "不达标": Premises.BELOW}
SHOWS = {"否": Demonstration.NONE, "无": Demonstration.NONE, "县级": Demonstration.COUNTY}


def _year(cell):
    """2025 or 2025年."""
    if cells.blank(cell):
        return None
    written = cells.text(cell).removesuffix("年").removesuffix("年度")
    if not (written.isascii() and written.isdigit() and len(written) == 4):
        raise ValueError("年度应写成 2025 的样子。")
    return int(written)


class YearRegister(Register):
    code, label = "village-years", "村情登记表"
    writes = (VillageYear,)
    telling = {VillageYear: ("households", "people", "grade")}
    notes = (
        "一行一个村一年；收入都以元为单位，没有的空着。",
        "已有的只改填了的格；支部等次、活动场所第一次填时必须有。",
    )

    # fmt: off
    year = Column("年度", Cell(_year), "year", required=True, example="2019")
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", required=True, width=16,
                     example="陈家圪塔村", also=["村名"])
    households = Column("户数", COUNT, "households", example="180")
    people = Column("人口", COUNT, "people", example="560")
    income_own = Column("经营收入（元）", YUAN, "income_own", width=15, example="32000")
    income_rent = Column("发包和租金（元）", YUAN, "income_rent", width=16, example="18000")
    income_shares = Column("投资和分红（元）", YUAN, "income_shares", width=16, example="6000")
    income_grants = Column("补助（元）", YUAN, "income_grants", example="0")
    income_other = Column("其他收入（元）", YUAN, "income_other", width=15)
    grade = Column("支部等次", one_of(Grade.choices, GRADES), "grade", example="标杆",
                   note="、".join(Grade.labels))
    premises = Column("活动场所", one_of(Premises.choices, PREMISES), "premises", example="达标",
                      note="、".join(Premises.labels))
    demonstration = Column("示范村", one_of(Demonstration.choices, SHOWS), "demonstration",
                           width=16, example="县级示范村", note="、".join(Demonstration.labels))
    # fmt: on

    def look_up(self, lines):
        self.places = Places([ln["village"] for ln in lines], [ln["township"] for ln in lines])
        codes = [village.pk for same in self.places.villages.values() for village in same]
        rows = VillageYear.objects.filter(village__in=codes).select_related("village")
        self.known = {(row.village_id, row.year): row for row in rows}
        self.seen, self.today = {}, localdate()

    def plan_line(self, line, plan):
        village = self.places.find(plan, line)
        if line["year"] and line["year"] > self.today.year:
            plan.fault(line, "year", "这一年还没有到。")
        if line.wrong or village is None:
            return
        key = (village.pk, line["year"])
        first = self.seen.setdefault(key, line.number)
        if first != line.number:
            plan.fault(line, "village", f"与第 {first} 行是同一个村同一年。")
        elif key in self.known:
            told = {name: line[name] for name in SNAPSHOT}
            plan.change(line, self.known[key], "village", **told)
        else:
            self._add(line, plan, village)

    def records(self):
        rows = VillageYear.objects.select_related("village__township")
        return rows.order_by("-year", "village_id")[:MOST_EXPORTED]

    def _add(self, line, plan, village):
        for name in ("grade", "premises"):
            if not line[name]:
                plan.fault(line, name, "第一次填这一年的，这一格必须填写。")
        told = {name: line[name] for name in SNAPSHOT if line[name] is not None}
        new = VillageYear(village=village, year=line["year"], entered_by=plan.by, **told)
        plan.add(line, new, "village")
