"""The register of visits (到村指导): one line for a village, a day and those who came."""

import re

from django.db.models import Prefetch
from django.utils.timezone import localdate

from fushan.desk.registers import (
    DAY,
    MOST_EXPORTED,
    Column,
    Places,
    Register,
    Units,
    several,
    some_of,
    words,
)
from fushan.kit import cells
from villages.known import KnownOfficials
from villages.models import Visit, VisitKind, VisitLevel, Visitor

WITH_UNIT = re.compile(r"(.+?)[（(](.+)[）)]")
KINDS = {
    **dict.fromkeys(["指导", "到村", "周指导"], VisitKind.GUIDANCE),
    **dict.fromkeys(["培训", "现场指导"], VisitKind.COACHING),
    "听取工作汇报": VisitKind.HEARING,
    "支部议事": VisitKind.DELIBERATION,
}


def _parted(written):
    """王强（县水利局） as name and unit."""
    match = WITH_UNIT.fullmatch(written)
    name, unit = match.groups() if match else (written, "")
    return cells.name(name), cells.text(unit)


class VisitRegister(Register):
    code, label = "visits", "到村指导登记表"
    writes = (Visit, Visitor)
    unseen = (Visitor,)
    telling = {Visit: ("kinds", "text")}
    notes = (
        "到村人员须已在县乡干部登记表里；几个人用顿号隔开。",
        "同名的写明单位，如“王强（县水利局）”。",
        "已有的记录不会重复导入。",
    )

    # fmt: off
    happened_on = Column("日期", DAY, "happened_on", required=True, example="2020-05-11",
                         also=["到村日期", "时间"])
    township = Column("乡镇", words(40), "village__township__name", example="张庄镇")
    village = Column("村", words(60), "village__name", required=True, width=16,
                     example="陈家圪塔村", also=["村名", "到村"])
    visitors = Column("到村人员", several(130), "visitor_names", required=True, width=24,
                      example="张三、李四", note="几个人用顿号隔开", also=["姓名", "走访干部"])
    kinds = Column("做了什么", some_of(VisitKind.choices, KINDS), "kinds", required=True, width=20,
                   example="到村指导", note="、".join(VisitKind.labels), also=["类别"])
    text = Column("情况", words(2000), "text", required=True, width=50, also=["内容", "指导情况"])
    # fmt: on

    def look_up(self, lines):
        self.places = Places([ln["village"] for ln in lines], [ln["township"] for ln in lines])
        parts = [_parted(written) for line in lines for written in line["visitors"] or ()]
        self.units = Units([unit for _, unit in parts], self.county)
        self.known = KnownOfficials({name for name, _ in parts})
        days = [line["happened_on"] for line in lines if line["happened_on"]]
        self.on_record = self._on_record(days) if days else {}
        self.today, self.seen = localdate(), {}

    def plan_line(self, line, plan):
        village = self.places.find(plan, line)
        if line["happened_on"] and line["happened_on"] > self.today:
            plan.fault(line, "happened_on", "日期不能晚于今天。")
        officials = self._visitors(line, plan, village)
        if line.wrong or self._known_already(line, plan, village, officials):
            return
        county = any(len(official.area_id) <= 6 for official in officials)
        visit = Visit(
            village=village,
            happened_on=line["happened_on"],
            level=VisitLevel.COUNTY if county else VisitLevel.TOWNSHIP,
            kinds=line["kinds"],
            text=line["text"],
            entered_by=plan.by,
        )
        plan.add(line, visit, "village", f"{visit}：{'、'.join(o.name for o in officials)}")
        for official in officials:
            visitor = Visitor(
                visit=visit, village=village, happened_on=visit.happened_on, official=official
            )
            plan.add(line, visitor, "visitors")

    def records(self):
        visitors = Prefetch("visitors", Visitor.objects.select_related("official"))
        rows = Visit.objects.select_related("village__township").prefetch_related(visitors)
        return rows.order_by("-happened_on", "-pk")[:MOST_EXPORTED]

    def _on_record(self, days):
        """(village, day, official) -> the visit it stands in."""
        codes = [village.pk for same in self.places.villages.values() for village in same]
        rows = Visitor.objects.filter(
            village__in=codes, happened_on__range=(min(days), max(days))
        ).select_related("visit")
        return {(v.village_id, v.happened_on, v.official_id): v.visit for v in rows}

    def _visitors(self, line, plan, village):
        if not village or not line["visitors"]:
            return []
        found = plan.resolve(line, "visitors", self._officials, line, village)
        return found or []

    def _officials(self, line, village):
        """Those named, without repetition. ValueError names all who are not known."""
        found, unknown = {}, []
        for written in line["visitors"]:
            name, unit = _parted(written)
            official = self._official(name, unit, village, line["happened_on"])
            if official:
                found[official.pk] = official
            else:
                unknown.append(written)
        if unknown:
            names = "、".join(f"“{written}”" for written in unknown)
            raise ValueError(f"县乡干部登记表里没有{names}，请先登记。")
        return list(found.values())

    def _official(self, name, unit, village, day):
        if unit:
            known = self.units.find(unit)
            return known and self.known.of_unit(name, known)
        return self.known.in_places(name, {village.township_id, village.township_id[:6]}, on=day)

    def _known_already(self, line, plan, village, officials):
        """Warn of a line on record already; a visitor cannot come twice on a day."""
        day = line["happened_on"]
        on_record = {o: self.on_record.get((village.pk, day, o.pk)) for o in officials}
        if all(visit and visit.text == line["text"] for visit in on_record.values()):
            plan.warn(line, "happened_on", "这一条已有，不再导入。")
            return True
        twice = [o.name for o, visit in on_record.items() if visit]
        if twice:
            told = f"{'、'.join(twice)}当天到这个村的记录已经有了，请打开那一条补充。"
            plan.fault(line, "visitors", told)
        for official in officials:
            first = self.seen.setdefault((village.pk, day, official.pk), line.number)
            if first != line.number:
                plan.fault(line, "visitors", f"{official.name}当天到这个村已写在第 {first} 行。")
        return line.wrong
