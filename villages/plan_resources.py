"""The register of plans: one line for a task, with the plan it belongs to."""

from django.utils.timezone import localdate

from cadres.models import Cadre
from fushan.desk.registers import (
    DAY,
    MOST_EXPORTED,
    Cell,
    Column,
    Places,
    Register,
    Unclear,
    one_of,
    words,
)
from fushan.kit import cells
from villages.models import Plan, PlanKind, PlanTask

KINDS = {
    **dict.fromkeys(["近期", "近期发展计划"], PlanKind.NEAR),
    **dict.fromkeys(["年度", "年度计划"], PlanKind.YEAR),
    **dict.fromkeys(["五年", "五年发展规划"], PlanKind.FIVE),
}
HEAVIEST = 100


class PlanRegister(Register):
    code, label = "plans", "规划任务登记表"
    writes = (Plan, PlanTask)
    unseen = (Plan,)
    telling = {PlanTask: ("weight", "due_on")}
    notes = (
        "一行一项任务；同一村、同一类、起止相同的认作同一份规划。",
        "负责人是在村任职的选派干部的，写姓名就能对上；不是的照写。",
        "已有的任务按任务名对上，只改填了的格。",
    )

    # fmt: off
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", required=True, width=16,
                     example="陈家圪塔村", also=["村名"])
    kind = Column("哪类", one_of(PlanKind.choices, KINDS), "plan__kind", required=True,
                  example="年度任务", note="、".join(PlanKind.labels), also=["规划类别"])
    began_on = Column("从哪天", DAY, "plan__began_on", required=True, example="2020-01-01")
    ends_on = Column("到哪天", DAY, "plan__ends_on", required=True, example="2020-12-31")
    name = Column("任务", words(100), "name", required=True, width=30, example="香梨园管护三百亩")
    weight = Column("权重", Cell(lambda cell: cells.whole(cell, least=1, most=HEAVIEST)), "weight",
                    example="30")
    due_on = Column("完成时限", DAY, "due_on", example="2020-12-31", also=["完成日期", "时限"])
    who = Column("负责人", words(40), "who", example="张三")
    percent = Column("完成到（%）", words(10), "percent", offered=False)
    # fmt: on

    def look_up(self, lines):
        self.places = Places([ln["village"] for ln in lines], [ln["township"] for ln in lines])
        codes = [village.pk for same in self.places.villages.values() for village in same]
        plans = Plan.objects.filter(village__in=codes).select_related("village")
        self.plans = {_key(p.village_id, p.kind, p.began_on, p.ends_on): p for p in plans}
        tasks = PlanTask.objects.filter(village__in=codes).select_related("plan", "owner")
        self.tasks = {(task.plan_id, task.name): task for task in tasks}
        names = {line["who"] for line in lines if line["who"]}
        posted = Cadre.objects.filter(name__in=names, area_code__in=codes)
        self.posted = {}
        for cadre in posted.select_related("unit"):
            self.posted.setdefault((cadre.area_code, cadre.name), []).append(cadre)
        self.seen = {}

    def plan_line(self, line, plan):
        village = self.places.find(plan, line)
        self._check_days(line, plan)
        if line.wrong or village is None:
            return
        owner = plan.resolve(line, "who", self._owner, line, village)
        key = _key(village.pk, line["kind"], line["began_on"], line["ends_on"])
        first = self.seen.setdefault((key, line["name"]), line.number)
        if first != line.number:
            plan.fault(line, "name", f"与第 {first} 行是同一项任务。")
        if not line.wrong:
            self._write(line, plan, self._plan(line, plan, village, key), owner)

    def records(self):
        today = localdate()
        rows = PlanTask.objects.standing(today).so_far(today)
        rows = rows.select_related("village__township", "plan", "owner")
        return rows.order_by("village_id", "plan_id", "due_on", "pk")[:MOST_EXPORTED]

    def _check_days(self, line, plan):
        first, last, due = line["began_on"], line["ends_on"], line["due_on"]
        if first and last and last <= first:
            plan.fault(line, "ends_on", "“到哪天”须晚于“从哪天”。")
        elif due and first and last and not first < due <= last:
            plan.fault(line, "due_on", "完成时限须在规划的起止之内。")

    def _owner(self, line, village):
        """A cadre posted there, or nobody of ours: then the name is kept as it is written."""
        found = self.posted.get((village.pk, line["who"]), [])
        if len(found) > 1:
            raise Unclear(
                f"这个村有几名{line['who']}，请说明是哪一位。",
                {str(c.pk): (f"{c.name}（{c.unit}）", c) for c in found},
                about=f"{line['who']}（第 {line.number} 行）",
            )
        return found[0] if found else None

    def _plan(self, line, plan, village, key):
        if key not in self.plans:
            days = {"began_on": line["began_on"], "ends_on": line["ends_on"]}
            new = Plan(village=village, kind=line["kind"], entered_by=plan.by, **days)
            self.plans[key] = plan.add(line, new, "kind")
        return self.plans[key]

    def _write(self, line, plan, of, owner):
        known = self.tasks.get((of.pk, line["name"]))
        told = {"weight": line["weight"], "due_on": line["due_on"]}
        if line["who"] and not (known and known.who == line["who"]):
            told |= {"owner": owner, "owner_name": "" if owner else line["who"]}
        if known and (known.owner if told.get("owner_name") else known.owner_name if owner else ""):
            plan.fault(line, "who", "这项任务原来的负责人不是这一类，请打开那份规划改。")
        elif known:
            plan.change(line, known, "name", **told)
        else:
            told |= {"weight": line["weight"] or 10, "due_on": line["due_on"] or of.ends_on}
            told |= {"plan": of, "village": of.village, "began_on": of.began_on}
            task = PlanTask(name=line["name"], entered_by=plan.by, **told)
            plan.add(line, task, "name", f"{of}：{task}")


def _key(*parts):
    return tuple(map(str, parts))
