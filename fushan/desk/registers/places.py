"""Villages and townships as offices write them: today's name, a former one, with or without 村."""

import re
from collections import defaultdict

from django.db.models import Q

from fushan.desk.registers.plan import Unclear
from fushan.org.models import Area, FormerName, Village
from fushan.org.reach import within

ENDINGS = (
    *("社区居民委员会", "社区居委会", "村民委员会", "居民委员会"),
    *("村委会", "居委会", "村委", "社区", "村"),
)
BOTH = re.compile(r"(?:\S+?县)?(\S+?[乡镇])(\S+)")


def _village_names(written):
    """All names that a village so written may have."""
    bare = next((written.removesuffix(e) for e in ENDINGS if written.endswith(e)), written)
    return {written, f"{written}村", bare, f"{bare}村", f"{bare}社区"} - {""}


def _township_names(written):
    bare = re.sub(r"^\S+县(?=\S)|(党委|政府|人民政府)$", "", written)
    return {written, bare, f"{bare}镇", f"{bare}乡"}


def _parted(written):
    """张庄乡卫家河村 as township and village."""
    match = BOTH.fullmatch(written)
    return match.groups() if match else ("", written)


class Places:
    """What the villages and townships of a sheet mean, asked in four queries at most."""

    def __init__(self, villages, townships):
        villages, townships = set(filter(None, villages)), set(filter(None, townships))
        parts = [_parted(written) for written in villages]
        townships |= {township for township, _ in parts if township}
        villages |= {village for _, village in parts}
        self._look_up_townships({n for written in townships for n in _township_names(written)})
        self._look_up_villages({n for written in villages for n in _village_names(written)})

    def find(self, plan, line):
        """The village of a line that has the columns `township` and `village`."""
        if line["township"]:
            plan.resolve(line, "township", self._codes, line["township"])
        if "township" in line.faulty:
            return None
        asked = plan.register.fields["township"].header
        return plan.resolve(line, "village", self.village, line["village"], line["township"], asked)

    def township(self, written):
        """The area, of today's or a former name. ValueError with a sentence, Unclear where two."""
        codes = self._codes(written)
        if len(codes) > 1:
            raise Unclear(
                f"“{written}”可能是几个乡镇，请写今天的乡镇全称。",
                {code: (self.areas[code].name, self.areas[code]) for code in sorted(codes)},
            )
        return self.areas[codes.pop()]

    def village(self, written, township="", asked="乡镇"):
        """As `township`. A name that two villages have is asked: `asked` is the column for it."""
        if not written:
            return None
        found = self._villages_of(written, township)
        if len(found) > 1:
            places = "、".join(self.areas[village.township_id].name for village in found)
            raise Unclear(
                f"有 {len(found)} 个村叫“{written}”（{places}），请填写“{asked}”一列。",
                {v.pk: (f"{self.areas[v.township_id].name}{v.name}", v) for v in found},
            )
        return found[0]

    def _villages_of(self, written, township):
        named = self._named(written)
        if not named:
            said, rest = _parted(written)
            named, township = self._named(rest), township or said
        if not named:
            raise ValueError("没有找到这个村，请核对村名，写法如“陈家圪塔村”。")
        if not township:
            return named
        codes = self._codes(township)
        found = [village for village in named if village.township_id in codes]
        if not found:
            places = "、".join(self.areas[village.township_id].name for village in named)
            raise ValueError(f"{self._today(township, codes)}没有这个村；同名的村在{places}。")
        return found

    def _named(self, written):
        """Those of exactly this name; else those that may be meant by it."""
        exact = self.villages.get(written)
        if exact:
            return exact
        found = {v.pk: v for name in _village_names(written) for v in self.villages.get(name, ())}
        return [found[code] for code in sorted(found)]

    def _codes(self, written):
        exact = self.townships.get(written)
        found = exact or set().union(*(self.townships.get(n, ()) for n in _township_names(written)))
        if not found:
            raise ValueError(f"没有找到乡镇“{written}”，请写今天的或曾用的乡镇名。")
        return set(found)

    def _today(self, written, codes):
        names = "、".join(self.areas[code].name for code in sorted(codes))
        return names if names == written else f"{written}（今{names}）"

    def _look_up_townships(self, names):
        self.townships, self.areas = defaultdict(set), {}
        former = FormerName.objects.filter(name__in=names).values_list("code", "name")
        known = {(code, name) for code, name in former if len(code) == 9}
        rows = Area.objects.filter(Q(name__in=names) | Q(pk__in=[code for code, _ in known]))
        for area in rows:
            if len(area.pk) == 9 and within(area.pk):
                self.areas[area.pk] = area
                self.townships[area.name].add(area.pk)
        for code, name in known:
            if code in self.areas:
                self.townships[name].add(code)

    def _look_up_villages(self, names):
        self.villages = defaultdict(list)
        former = FormerName.objects.filter(name__in=names).values_list("code", "name")
        known = [(code, name) for code, name in former if len(code) == 12]
        wanted = Q(name__in=names) | Q(official_name__in=names) | Q(pk__in=names)
        rows = Village.objects.filter(wanted | Q(pk__in=[code for code, _ in known]))
        found = {v.pk: v for v in rows.select_related("township").order_by("pk")}
        for village in found.values():
            self.areas[village.township_id] = village.township
            for name in {village.name, village.official_name, village.pk}:
                self.villages[name].append(village)
        for code, name in known:
            if code in found and found[code] not in self.villages[name]:
                self.villages[name].append(found[code])
