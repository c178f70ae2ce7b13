"""The registers of findings and of what shows in years, out and in."""

from django.utils.timezone import localdate

from cadres.posted import OfPosted
from evaluation.models import Came, Finding, FindingState, Horizon, Owner, Potential, Tag
from fushan.desk.registers import (
    DAY,
    MOST_EXPORTED,
    Cell,
    Column,
    Places,
    Register,
    one_of,
    person,
    words,
)
from fushan.kit import cells


def _years(cell):
    said = cells.text(cell).removesuffix("年").strip()
    if said not in {str(years) for years in Horizon.values}:
        raise ValueError("只能是1、3、5（年）。")
    return int(said)


YEARS = Cell(_years, show=lambda years: years)


class FindingRegister(Register):
    code, label = "findings", "问题整改台账"
    writes = (Finding,)
    telling = {Finding: ("text", "due_on")}
    notes = (
        "导入只加新发现的问题；改好、复查在系统里一步步办，表里这几列只导出。",
        "同一个村、同一天、同样的话认作同一个问题，不再导入。",
    )

    # fmt: off
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", required=True, width=16,
                     example="陈家圪塔村", also=["村名"])
    found_on = Column("发现日期", DAY, "found_on", required=True, example="2026-11-02")
    text = Column("什么问题", words(300), "text", required=True, width=50,
                  example="村务公开栏还是上季度的。")
    owner = Column("谁来整改", one_of(Owner.choices), "owner", required=True, example="村",
                   note="、".join(Owner.labels))
    due_on = Column("整改期限", DAY, "due_on", required=True, example="2026-12-02")
    state = Column("状态", one_of(FindingState.choices), "state")
    done_on = Column("改好日期", DAY, "done_on")
    done_note = Column("怎么改的", words(500), "done_note", width=40)
    checked_on = Column("复查日期", DAY, "checked_on")
    checked_how = Column("怎么复查的", words(300), "checked_how", width=40)
    # fmt: on

    def look_up(self, lines):
        self.places = Places([ln["village"] for ln in lines], [ln["township"] for ln in lines])
        days = [line["found_on"] for line in lines if line["found_on"]]
        rows = Finding.objects.filter(found_on__in=days)
        self.seen = set(rows.values_list("village", "found_on", "text"))
        self.today = localdate()

    def plan_line(self, line, plan):
        village = self.places.find(plan, line)
        if line["found_on"] and line["found_on"] > self.today:
            plan.fault(line, "found_on", "日期不能晚于今天。")
        if line.wrong or village is None:
            return
        key = (village.pk, line["found_on"], line["text"])
        if key in self.seen:
            plan.warn(line, "text", "这个问题已有，不再导入。")
            return
        self.seen.add(key)
        told = {name: line[name] for name in ("found_on", "text", "owner", "due_on")}
        new = Finding(village=village, entered_by=plan.by, **told)
        plan.add(line, new, "text", f"{village}：{new}")

    def records(self):
        rows = Finding.objects.select_related("village__township")
        return rows.order_by("-found_on", "-pk")[:MOST_EXPORTED]


class PotentialRegister(OfPosted):
    code, label = "potentials", "潜绩事项登记表"
    writes = (Potential,)
    telling = {Potential: ("text", "sign")}
    notes = (
        "姓名须是申报那天在这个村任职的选派干部；核实在系统里办，表里核实的几列只导出。",
        "同一名干部、同一个村、同样的话认作同一件，不再导入。",
    )

    # fmt: off
    happened_on = Column("申报日期", DAY, "claimed_on", required=True, example="2026-03-02")
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", width=16, example="陈家圪塔村",
                     also=["村名"])
    name = Column("选派干部", person(), "cadre__name", required=True, example="张三",
                  also=["姓名"])
    text = Column("做了什么事", words(300), "text", required=True, width=50,
                  example="栽连翘三百亩，建起育苗棚。")
    tag = Column("哪一类", one_of(Tag.choices), "tag", required=True, example="打基础",
                 note="、".join(Tag.labels))
    horizon = Column("几年见效", YEARS, "horizon", required=True, example="3",
                     note="1、3、5")
    sign = Column("先行指标", words(200), "sign", required=True, width=40,
                  example="成活九成以上")
    evidence = Column("凭据", words(300), "evidence", width=40)
    due_on = Column("回头看日期", DAY, "due_on")
    came = Column("核实结果", one_of(Came.choices), "came")
    verified_on = Column("核实日期", DAY, "verified_on")
    verified_note = Column("核实的情况", words(500), "verified_note", width=40)
    # fmt: on

    def look_up(self, lines):
        super().look_up(lines)
        cadres = {p.cadre_id for same in self.postings.values() for p in same}
        rows = Potential.objects.filter(cadre__in=cadres)
        self.seen = set(rows.values_list("cadre", "village", "text"))
        self.today = localdate()

    def plan_line(self, line, plan):
        if line["happened_on"] and line["happened_on"] > self.today:
            plan.fault(line, "happened_on", "日期不能晚于今天。")
        posting = self.posting(line, plan)
        if line.wrong or posting is None:
            return
        key = (posting.cadre_id, posting.village_id, line["text"])
        if key in self.seen:
            plan.warn(line, "text", "这件事已有，不再导入。")
            return
        self.seen.add(key)
        told = {name: line[name] for name in ("text", "tag", "horizon", "sign")}
        told |= {"evidence": line["evidence"] or "", "claimed_on": line["happened_on"]}
        of = {"cadre": posting.cadre, "village": posting.village, "entered_by": plan.by}
        plan.add(line, Potential(**told, **of), "name", f"{posting.cadre}：{line['text']}")

    def records(self):
        rows = Potential.objects.select_related("village__township", "cadre")
        return rows.order_by("-claimed_on", "-pk")[:MOST_EXPORTED]
