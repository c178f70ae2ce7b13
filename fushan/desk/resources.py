"""The register of units. Places and units lie below this rung, how sheets are read lies on it."""

from django.db.models import Prefetch

from fushan.desk.registers import MOST_EXPORTED, Column, Places, Register, Units, several, words
from fushan.org.models import Area, Unit, UnitName
from fushan.org.models.units import UnitNameKind


class UnitRegister(Register):
    code, label = "units", "单位登记表"
    writes = (Unit, UnitName)
    telling = {Unit: ("area",)}
    notes = (
        "县直单位的“所属区划”可不填；乡镇单位填乡镇名，如“张庄镇”。",
        "简称和曾用名用顿号隔开；其他表里写简称、曾用名也能认出来。",
    )

    # fmt: off
    name = Column("单位全称", words(80), "name", required=True, width=30, example="浮山县××局",
                  also=["单位", "单位名称"])
    short = Column("简称", several(80), "short_names", width=20, example="县××局",
                   note="几个简称用顿号隔开")
    former = Column("曾用名", several(80), "former_names", width=20)
    area = Column("所属区划", words(40), "area__name", width=14, also=["区划", "所属乡镇"])
    # fmt: on

    def look_up(self, lines):
        given = {line["area"] for line in lines if line["area"]}
        self.places = Places([], given)
        self.areas = {a.name: a for a in Area.objects.filter(name__in=given, pk=self.county)}
        names = {n for line in lines for n in self._names(line)} | {line["name"] for line in lines}
        self.units = Units(names, self.county)
        self.seen, self.taken = {}, {}

    def plan_line(self, line, plan):
        area = plan.resolve(line, "area", self._area, line)
        unit = plan.resolve(line, "name", self._unit, line, area)
        self._once(line, plan, area)
        if line.wrong:
            return
        if not unit:
            unit = plan.add(line, Unit(name=line["name"], area_id=area), "name")
            self.units.warn_of_similar(plan, line, "name", unit)
        for column, kind in (("short", UnitNameKind.SHORT), ("former", UnitNameKind.FORMER)):
            for name in line[column] or ():
                self._name(line, plan, unit, column, name, kind)

    def records(self):
        names = Prefetch("other_names", UnitName.objects.order_by("name"))
        units = Unit.objects.select_related("area").prefetch_related(names)
        for unit in units.order_by("area", "pinyin", "pk")[:MOST_EXPORTED]:
            kinds = [(other.kind, other.name) for other in unit.other_names.all()]
            unit.short_names = [name for kind, name in kinds if kind == UnitNameKind.SHORT]
            unit.former_names = [name for kind, name in kinds if kind == UnitNameKind.FORMER]
            yield unit

    def _names(self, line):
        return [*(line["short"] or ()), *(line["former"] or ())]

    def _area(self, line):
        """Its code; the county's where none is given."""
        if not line["area"] and not self.county:
            raise ValueError("请填写所属区划。")
        if not line["area"] or line["area"] in self.areas:
            return self.county
        return self.places.township(line["area"]).pk

    def _unit(self, line, area):
        """The one of this very name; under another name of a known unit it would be that one."""
        known = [u for u in self.units.by_name.get(line["name"], {}).values() if u.area_id == area]
        for unit in known:
            if unit.name != line["name"]:
                raise ValueError(f"这是“{unit.name}”的简称或曾用名，请写它的全称。")
        return known[0] if known else None

    def _once(self, line, plan, area):
        first = self.seen.setdefault((area, line["name"]), line.number)
        if line["name"] and area and first != line.number:
            plan.fault(line, "name", f"与第 {first} 行是同一个单位。")

    def _name(self, line, plan, unit, column, name, kind):
        owner = self.units.by_name.get(name, {})
        if name == unit.name or unit.pk in owner:
            return
        first = self.taken.setdefault((unit.area_id, name), line.number)
        others = [u for u in owner.values() if u.area_id == unit.area_id]
        if others:
            plan.fault(line, column, f"“{name}”已是“{others[0].name}”的名称。")
        elif first != line.number:
            plan.fault(line, column, f"“{name}”在第 {first} 行已是另一个单位的名称。")
        else:
            record = UnitName(unit=unit, area_id=unit.area_id, name=name, kind=kind)
            plan.add(line, record, column, f"{unit.name}的{record.get_kind_display()}：{name}")
