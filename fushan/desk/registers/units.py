"""Units as offices write them: full, short or former name, with 县 or 浮山县 before it."""

from collections import defaultdict
from functools import cached_property

from fushan.desk.registers.plan import Unclear
from fushan.org.models import Area, Unit, UnitName

MOST_SIMILAR = 3


def abbreviates(short, long):
    """All characters of `short`, two at least, stand in `long` in this order."""
    if not 2 <= len(short) <= len(long) or not set(short) <= set(long):
        return False
    rest = iter(long)
    return all(character in rest for character in short)


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
            self.warn_of_similar(plan, line, column, unit)
        return self.made[key]

    def warn_of_similar(self, plan, line, column, unit):
        """A new unit whose name looks like that of one on record may be the same."""
        if found := self._similar(unit):
            names = "".join(f"“{name}”" for name in found)
            told = f"已有相近的单位{names}，是同一个请改用它的全称或先给它加简称。"
            plan.warn(line, column, told)

    def _similar(self, unit):
        """Full names of units in the same place, the closest first."""
        bare, found = self._bare(unit.name), {}
        for known, full in self.on_record.get(unit.area_id, ()):
            if abbreviates(bare, known) or abbreviates(known, bare):
                apart = abs(len(bare) - len(known))
                found[full] = min(apart, found.get(full, apart))
        return sorted(found, key=found.get)[:MOST_SIMILAR]

    @cached_property
    def on_record(self):
        """Area code -> (a name without the county, the full name) of all its units."""
        found = defaultdict(list)
        if not self.county:
            return found
        units = Unit.objects.filter(area__pk__startswith=self.county).order_by("pk")
        for unit in units.prefetch_related("other_names"):
            names = {unit.name, *(other.name for other in unit.other_names.all())}
            found[unit.area_id] += [(self._bare(name), unit.name) for name in sorted(names)]
        return found

    def _bare(self, name):
        return self.written(name)[-1]

    def _place(self, name):
        """A unit whose name begins with a township's stands there; any other at the county."""
        bare = name.removeprefix(self.county_name or "")
        return next((c for town, c in self.townships.items() if bare.startswith(town)), self.county)
