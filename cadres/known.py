"""Which cadre a line of a sheet means: nobody is entered twice, and nobody is guessed."""

from collections import defaultdict

from django.db.models import Q

from cadres.models import Cadre, CadrePrivate, Posting
from fushan.desk.private import digest_of
from fushan.desk.registers import Unclear


def digest(id_number):
    return digest_of(CadrePrivate, "id_number_sealed", id_number)


class KnownCadres:
    """The cadres that bear these names or ID numbers, with their open posts. Two queries."""

    def __init__(self, names, numbers):
        digests = [digest(number) for number in numbers if number]
        rows = Cadre.objects.filter(Q(name__in=names) | Q(private__id_number_digest__in=digests))
        self.by_name, self.by_digest = defaultdict(list), {}
        for cadre in rows.select_related("unit", "user", "private").order_by("pk"):
            self.by_name[cadre.name].append(cadre)
            if number := _number_on_file(cadre):
                self.by_digest[number] = cadre
        cadres = [*self.by_digest.values(), *(c for same in self.by_name.values() for c in same)]
        postings = Posting.objects.filter(ended_on=None, cadre__in={c.pk for c in cadres})
        self.open = {p.cadre_id: p for p in postings.select_related("village__township")}

    def find(self, line, unit, village):
        """The cadre, or None for a new one. Unclear where it may be one of several."""
        name, number = line["name"], line["id_number"]
        if number and (known := self.by_digest.get(digest(number))):
            return known
        named = self.by_name.get(name, [])
        certain = [c for c in named if self._agrees(c, unit, village) and not _differs(c, number)]
        if len(certain) == 1:
            return certain[0]
        doubtful = certain or [c for c in named if not _other_person(c, number, unit)]
        if doubtful:
            raise Unclear(
                f"登记表里已有{self._told(doubtful)}，请填身份证号或派出单位以便认定。",
                {str(c.pk): (f"就是{self._told([c])}", c) for c in doubtful}
                | {"new": ("不是，新增一人", None)},
                about=f"{name}（第 {line.number} 行）",
            )
        return None

    def _agrees(self, cadre, unit, village):
        if unit and cadre.unit_id:
            return unit.pk == cadre.unit_id
        posting = self.open.get(cadre.pk)
        return bool(village and posting and posting.village_id == village.pk)

    def _told(self, cadres):
        return "、".join(f"{c.name}（{self._where(c)}）" for c in cadres)

    def _where(self, cadre):
        posting = self.open.get(cadre.pk)
        village = posting and f"{posting.village.township}{posting.village}"
        return "，".join(str(part) for part in (cadre.unit, village) if part) or "未任职"


def _number_on_file(cadre):
    return getattr(getattr(cadre, "private", None), "id_number_digest", None)


def _differs(cadre, number):
    """Both have a number, and not the same one."""
    on_file = _number_on_file(cadre)
    return bool(number and on_file and on_file != digest(number))


def _other_person(cadre, number, unit):
    return _differs(cadre, number) and unit is not None and cadre.unit_id != unit.pk


class Seen:
    """Who stood on the earlier lines of this sheet."""

    def __init__(self):
        self.cadres, self.numbers, self.named = {}, {}, defaultdict(list)

    def check(self, plan, line, cadre):
        """A person twice is a fault; namesakes must be told apart by unit or ID number."""
        number, key = line["id_number"], (line["name"], line["unit"] or "")
        first = self.numbers.get(number) or self.cadres.get(cadre and cadre.pk)
        for place, theirs in self.named[key]:
            if not (number and theirs and number != theirs):
                first = first or place
        if first and "name" not in line.faulty:
            sentence = f"与第 {first} 行是同一个人；如是同名的两人，请填派出单位和身份证号。"
            plan.fault(line, "name", sentence)
        self.named[key].append((line.number, number))
        if number:
            self.numbers.setdefault(number, line.number)
        if cadre:
            self.cadres.setdefault(cadre.pk, line.number)
