"""Units as offices write them: full, short or former name, with 县 or 浮山县 before it."""

from collections import defaultdict

from fushan.desk.registers.plan import Unclear
from fushan.org.models import Area, Unit, UnitName


class Units:
    """What the units of a sheet mean, asked in three queries; and those the sheet would make."""

    def __init__(self, names, county, *, texts=()):
        """`texts`: such as 县教科局教研员, where the unit is how the text begins."""
        self.county = county
        areas = Area.objects.filter(pk__startswith=county) if county else Area.objects.none()
        names_of = dict(areas.values_list("pk", "name"))
        self.county_name = names_of.get(county)
        self.townships = {name: code for code, name in names_of.items() if len(code) == 9}
        wanted = {other for name in names if name for other in self.written(name)}
        wanted |= {text[:n] for text in texts for n in range(2, len(text) + 1)}
        self.by_name, self.made = defaultdict(dict), {}
        for unit in Unit.objects.filter(name__in=wanted).order_by("pk"):
            self.by_name[unit.name][unit.pk] = unit
        others = UnitName.objects.filter(name__in=wanted).select_related("unit").order_by("pk")
        for other in others:
            self.by_name[other.name].setdefault(other.unit_id, other.unit)

    def written(self, name):
        """县教科局, 教科局 and 浮山县教科局 are one name."""
        whole = self.county_name or "县"
        bare = name.removeprefix(whole) if name.startswith(whole) else name.removeprefix("县")
        return [name, f"县{bare}", f"{whole}{bare}", bare]

    def find(self, name, *, area=None):
        """The unit, None where none is known. Unclear where several are. `area`: only there."""
        found = {}
        for other in self.written(name):
            found |= self.by_name.get(other, {}) if not found or other != name else {}
            if found and other == name:
                break
        found = {pk: unit for pk, unit in found.items() if area in (None, unit.area_id)}
        if len(found) > 1:
            raise Unclear(
                f"“{name}”可能是{'、'.join(unit.name for unit in found.values())}，请写单位全称。",
                {str(pk): (unit.name, unit) for pk, unit in found.items()},
            )
        return next(iter(found.values()), None)

    def parted(self, text):
        """Unit name and post, by the longest unit known. ValueError where none is."""
        for n in range(len(text), 1, -1):
            if text[:n] in self.by_name:
                return text[:n], text[n:]
        raise ValueError("分不清单位和职务，请分成“派出单位”“单位职务”两列填写。")

    def find_or_make(self, plan, line, column, name, *, area=None):
        """The unit, or a new one of this name, which the plan then says aloud."""
        found = plan.resolve(line, column, self.find, name)
        if found or column in line.faulty:
            return found
        key = next((other for other in self.written(name) if other in self.made), name)
        if key not in self.made:
            unit = Unit(name=name, area_id=area or self._place(name))
            self.made[key] = plan.add(line, unit, column, f"将新建单位 {name}")
        return self.made[key]

    def _place(self, name):
        """A unit whose name begins with a township's stands there; any other at the county."""
        bare = name.removeprefix(self.county_name or "")
        return next((c for town, c in self.townships.items() if bare.startswith(town)), self.county)
