"""The registers of projects and of what was put into villages."""

from django.utils.timezone import localdate

from fushan.desk.registers import (
    DAY,
    MOST_EXPORTED,
    Cell,
    Column,
    Places,
    Register,
    Units,
    one_of,
    words,
)
from fushan.kit import cells
from fushan.org.models import Unit
from villages.models import (
    OWN,
    Organised,
    Project,
    ProjectKind,
    ProjectState,
    Support,
    SupportKind,
)

COUNT = Cell(cells.whole)
YUAN = Cell(lambda cell: cells.whole(cell, most=10**12))
KINDS = {"产业": ProjectKind.INDUSTRY, "党建": ProjectKind.PARTY}
FORMS = {"合作社": Organised.COOPERATIVE, "招商引进": Organised.INTRODUCED}
THINGS = {"物资": SupportKind.FACILITY, "设备": SupportKind.FACILITY, "现金": SupportKind.MONEY}
OURS = {OWN, "自筹", "村自筹", "村集体"}
TOLD = (
    *("organised", "state", "began_on", "decided_on", "decision", "applied_on", "approved_on"),
    *("approved", "finished_on", "households", "jobs", "pulls"),
)
AMOUNTS = ("planned", "arrived", "spent", "count", "measure")


def _to_come(line, plan, *names):
    for name in names:
        if line[name] and line[name] > localdate():
            plan.fault(line, name, "日期不能晚于今天。")


class ProjectRegister(Register):
    code, label = "projects", "项目登记表"
    writes = (Project,)
    telling = {Project: ("kind", "state", "approved")}
    notes = (
        "一行一个项目；同一村、同名的认作同一个项目，已有的只改填了的格。",
        "金额都以元为单位。申报、批复、完工的须有那一天的日期。",
    )

    # fmt: off
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", required=True, width=16,
                     example="陈家圪塔村", also=["村名"])
    name = Column("项目名称", words(60), "name", required=True, width=24, example="香梨园扩建")
    kind = Column("哪类", one_of(ProjectKind.choices, KINDS), "kind", required=True, width=12,
                  example="产业项目", note="、".join(ProjectKind.labels), also=["项目类别"])
    organised = Column("怎么办", one_of(Organised.choices, FORMS), "organised", width=18,
                       example="支部领办合作社", note="、".join(Organised.labels))
    state = Column("进度", one_of(ProjectState.choices), "state", example="实施",
                   note="、".join(ProjectState.labels))
    began_on = Column("谋划日期", DAY, "began_on", example="2020-05-01")
    decided_on = Column("村里议定日期", DAY, "decided_on", width=14, example="2020-05-10")
    decision = Column("怎么议定的", words(200), "decision", width=24, example="村民代表会议通过")
    applied_on = Column("申报日期", DAY, "applied_on", example="2020-05-20")
    approved_on = Column("批复日期", DAY, "approved_on", example="2020-06-20")
    approved = Column("批复金额（元）", YUAN, "approved", width=15, example="120000")
    finished_on = Column("完工日期", DAY, "finished_on")
    households = Column("带动户数", COUNT, "households", example="32")
    jobs = Column("带动就业人数", COUNT, "jobs", width=14, example="9")
    pulls = Column("还带动哪些村", words(100), "pulls", width=18)
    # fmt: on

    def look_up(self, lines):
        self.places = Places([ln["village"] for ln in lines], [ln["township"] for ln in lines])
        codes = [village.pk for same in self.places.villages.values() for village in same]
        rows = Project.objects.filter(village__in=codes).select_related("village")
        self.known = {(row.village_id, row.name): row for row in rows}
        self.seen = {}

    def plan_line(self, line, plan):
        village = self.places.find(plan, line)
        _to_come(line, plan, "began_on", "decided_on", "applied_on", "approved_on", "finished_on")
        if line.wrong or village is None:
            return
        key = (village.pk, line["name"])
        first = self.seen.setdefault(key, line.number)
        if first != line.number:
            plan.fault(line, "name", f"与第 {first} 行是同一个项目。")
        elif key in self.known:
            told = {name: line[name] for name in ("kind", *TOLD)}
            plan.change(line, self.known[key], "name", **told)
        else:
            self._add(line, plan, village)

    def records(self):
        rows = Project.objects.select_related("village__township")
        return rows.order_by("village_id", "began_on", "pk")[:MOST_EXPORTED]

    def _add(self, line, plan, village):
        told = {name: line[name] for name in TOLD if line[name] is not None}
        if "organised" not in told:
            plan.fault(line, "organised", "第一次登记的项目，这一格必须填写。")
        if "began_on" not in told:
            told["began_on"] = line["applied_on"] or localdate()
        new = Project(village=village, kind=line["kind"], entered_by=plan.by, **told)
        new.name = line["name"]
        plan.add(line, new, "name")


class SupportRegister(Register):
    code, label = "supports", "帮扶投入登记表"
    writes = (Unit, Support)
    telling = {Support: ("kind", "planned", "count")}
    notes = (
        "一行一笔；同村、同部门、同一天、做同一件事的认作同一笔，已有的只改填了的格。",
        "资金写计划、到位、支出，以元为单位；设施写数量和单位，如 35、盏。",
        "部门空着或写“村里自筹”的，算村里自己的。",
    )

    # fmt: off
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", required=True, width=16,
                     example="陈家圪塔村", also=["村名"])
    unit = Column("部门", words(80), "from_whom", width=20, example="县水利局", also=["投入部门"])
    kind = Column("投入什么", one_of(SupportKind.choices, THINGS), "kind", required=True,
                  example="资金", note="、".join(SupportKind.labels))
    what = Column("做什么用", words(80), "what", required=True, width=24, example="自来水改造",
                  also=["内容"])
    happened_on = Column("哪天下达", DAY, "happened_on", required=True, example="2020-06-20",
                         also=["日期", "下达日期"])
    project = Column("哪个项目", words(60), "project__name", width=20)
    planned = Column("计划（元）", YUAN, "planned", example="120000", also=["计划下达（元）"])
    arrived = Column("到位（元）", YUAN, "arrived", example="100000")
    spent = Column("支出（元）", YUAN, "spent", example="60000")
    count = Column("数量", COUNT, "count")
    measure = Column("单位", words(10), "measure", note="设施的计量单位，如“盏”")
    # fmt: on

    def look_up(self, lines):
        self.places = Places([ln["village"] for ln in lines], [ln["township"] for ln in lines])
        self.units = Units([line["unit"] for line in lines], self.county)
        codes = [village.pk for same in self.places.villages.values() for village in same]
        projects = Project.objects.filter(village__in=codes)
        self.projects = {(row.village_id, row.name): row for row in projects}
        days = {line["happened_on"] for line in lines if line["happened_on"]}
        rows = Support.objects.filter(village__in=codes, happened_on__in=days)
        rows = rows.select_related("village", "unit", "project")
        self.known = {_key(row.village, row.unit, row.happened_on, row.what): row for row in rows}
        self.seen = {}

    def plan_line(self, line, plan):
        village = self.places.find(plan, line)
        _to_come(line, plan, "happened_on")
        unit = self._unit(line, plan)
        project = plan.resolve(line, "project", self._project, line, village)
        if line.wrong or village is None:
            return
        key = _key(village, unit, line["happened_on"], line["what"])
        first = self.seen.setdefault(key, line.number)
        told = {name: line[name] for name in ("kind", *AMOUNTS)} | {"project": project}
        if first != line.number:
            plan.fault(line, "what", f"与第 {first} 行是同一笔。")
        elif key in self.known:
            plan.change(line, self.known[key], "what", **told)
        else:
            told |= {"what": line["what"], "happened_on": line["happened_on"]}
            told["measure"] = line["measure"] or ""
            plan.add(line, Support(village=village, unit=unit, entered_by=plan.by, **told), "what")

    def records(self):
        rows = Support.objects.select_related("village__township", "unit", "project")
        return rows.order_by("village_id", "happened_on", "pk")[:MOST_EXPORTED]

    def _unit(self, line, plan):
        name = line["unit"]
        ours = not name or name in OURS
        return None if ours else self.units.find_or_make(plan, line, "unit", name)

    def _project(self, line, village):
        if not line["project"] or village is None:
            return None
        if (found := self.projects.get((village.pk, line["project"]))) is None:
            raise ValueError("这个村没有这个项目，请先登记项目，或把这一格空着。")
        return found


def _key(village, unit, day, what):
    return village.pk, unit and unit.name, day, what
