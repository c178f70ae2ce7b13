"""Which official a line of a sheet means: the same name in the same unit is the same person."""

from collections import defaultdict

from fushan.desk.registers import Unclear
from villages.models import Official


class KnownOfficials:
    """The officials that bear these names, asked in one query, and those the sheet would make."""

    def __init__(self, names):
        rows = Official.objects.filter(name__in=set(names)).order_by("pk")
        self.by_name = defaultdict(list)
        for official in rows.select_related("unit", "user", "private"):
            self.by_name[official.name].append(official)

    def of_unit(self, name, unit):
        return next((o for o in self.by_name[name] if _same(o.unit, unit)), None)

    def elsewhere(self, name, unit):
        return [o for o in self.by_name[name] if o.pk and not _same(o.unit, unit)]

    def warn_of_namesakes(self, plan, line, column, name, unit):
        """Whoever would be new in this unit may be someone of another."""
        namesakes = self.elsewhere(name, unit)
        if namesakes and not self.of_unit(name, unit):
            units = "、".join(str(official.unit) for official in namesakes)
            plan.warn(line, column, f"{units}有同名干部；如是同一个人，请改他的单位，不要新增。")

    def in_places(self, name, areas, *, on=None):
        """The one in office in these areas, or None. Unclear where there are several."""
        found = [o for o in self.by_name[name] if o.area_id in areas and _in_office(o, on)]
        if len(found) > 1:
            told = "、".join(f"{o.name}（{o.unit}）" for o in found)
            raise Unclear(
                f"有几位同名的干部：{told}，请写明单位，如“{name}（{found[0].unit}）”。",
                {str(o.pk or f"new-{o.unit}"): (f"{o.unit}的{o.name}", o) for o in found},
                about=f"{name}（{'、'.join(sorted(areas))}）",
            )
        return found[0] if found else None

    def make(self, plan, line, column, official):
        """A new official, whom later lines of the sheet will find here."""
        official.area_id = official.unit.area_id
        self.by_name[official.name].append(official)
        return plan.add(line, official, column, f"{official}（{official.unit}{official.post}）")


def _same(one, other):
    return one is other or (one.pk is not None and one.pk == other.pk)


def _in_office(official, day):
    return official.left_on is None or (day is not None and official.left_on > day)
