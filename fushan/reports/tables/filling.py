"""What goes into which cell of a superior's workbook, and what could not be filled."""

import re
import unicodedata
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_col_to_name

TAIL = re.compile(r"(村民委员会|村委会|社区居委会|居委会|村|社区)$")
LEAVE_OPEN = "留空，由人填"
NO_FORMULA = "这一列是公式，加出来的行没有公式，请往下拖"


@dataclass(frozen=True)
class Gap:
    """A cell, or a row, that stays empty. `url`: where it can be mended."""

    where: str
    about: str
    why: str
    url: str = ""


@dataclass(frozen=True)
class Gaps:
    """Those of one column for one reason."""

    title: str
    why: str
    gaps: list


def grouped(gaps):
    """[Gaps], each kind where its first one stands."""
    found = {}
    for gap in gaps:
        title = gap.where.partition(" ")[2] or gap.where
        found.setdefault((title, gap.why), []).append(gap)
    return [Gaps(title, why, same) for (title, why), same in found.items()]


def gap_of(asking, row, number, cell):
    """Of a table that no superior laid out."""
    heading = asking.columns[number].heading(asking.kind)
    return Gap(heading, f"{row.name}（{row.place}）", cell.why, cell.url)


@dataclass
class Filling:
    """`more`: (row, how many like it are put in before it). `kept`: cells that had something."""

    cells: list = field(default_factory=list)
    more: tuple | None = None
    gaps: list = field(default_factory=list)
    rows: int = 0


def named(written):
    """A name for comparing: 东鲁村, 东鲁村委会 and 东　鲁 are one."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", written or ""))
    return TAIL.sub("", plain) or plain


class Filler:
    """One sheet, once. Rows that are printed on it are found by name; else rows are written on."""

    def __init__(self, heading, region, kind, columns, told):
        self.heading, self.given, self.region = heading, heading.given, region
        self.kind, self.columns, self.told = kind, columns, told
        self.filling = Filling()
        self.numbers_anew = False  # rows written one after the other are numbered by us
        self.index = {column.code: n for n, column in enumerate(columns) if column.code}

    def filled(self):
        printed = [row for row in self.region.rows if self._said(row)]
        if printed:
            self._match(printed)
        else:
            self._append()
        return self.filling

    def _key_codes(self):
        """What tells rows apart on a sheet, the narrowest first."""
        name, village = self.kind.name, "village"
        wanted = dict.fromkeys([name, village, "village_code", "township"])
        return [code for code in wanted if code in self.index]

    def _said(self, row):
        """{code: words} of what is printed in a row of what it is about."""
        told = {code: self.given.at(row, self._at(code)) for code in self._key_codes()}
        told = {code: words for code, words in told.items() if words}
        return told if set(told) - {"township"} else {}

    def _at(self, code):
        return self.columns[self.index[code]].at

    def _match(self, printed):
        left = list(self.told.rows)
        for number, row in enumerate(printed, 1):
            said = self._said(row)
            same = [one for one in left if self._is_same(one, said)]
            if len(same) == 1 or (same and self.kind.name not in said):
                left.remove(same[0])
                self._write(row, row, number, same[0])
            else:
                self._unmatched(row, said, same)
        self._total(0)
        if left:
            names = "、".join(f"{one.name}（{one.place}）" for one in left[:20])
            why = f"系统里还有 {len(left)} 行，表里没有印，没有加：{names}"
            self.filling.gaps.append(Gap("", "", why))

    def _is_same(self, row, said):
        return all(self._says(row, code, named(words)) for code, words in said.items())

    def _says(self, row, code, words):
        """A village may be printed with its township before it."""
        own = named(str(row.cells[self.index[code]].value or ""))
        is_village = code == "village" or self.kind.code == "villages"
        return words == own or (is_village and words == named(row.place))

    def _unmatched(self, row, said, same):
        name = next(iter(said.values()))
        why = "系统里没有找到这一行，没有填"
        if same:
            places = "、".join(dict.fromkeys(one.place for one in same))
            why = f"有 {len(same)} 个都叫这个名字（{places}），分不清是哪一个，没有填"
        self.filling.gaps.append(Gap(f"第 {row} 行", name, why))

    def _append(self):
        rows, count = self._rows_for(len(self.told.rows))
        self.numbers_anew = True
        for number, ((row, there), one) in enumerate(zip(rows, self.told.rows, strict=False), 1):
            self._write(row, there, number, one)
        self._total(count)
        if count:
            self._without_formula()

    def _without_formula(self):
        """A row that was put in looks like the others, and reckons nothing by itself."""
        at = self.filling.more[0]
        for column in self.columns:
            if (at, column.at) in self.given.formulas and at not in self.region.totals:
                place = f"第 {at} 行起"
                self.filling.gaps.append(Gap("", f"{column.title} {place}", NO_FORMULA))

    def _rows_for(self, wanted):
        """[(row, where it stands on the superior's sheet or None)], and how many are put in."""
        free, ends = self.region.rows, self.region.ends
        extra = wanted - len(free)
        if extra <= 0:
            return [(row, row) for row in free], 0
        if not free and ends is None:
            first = len(self.given.cells) + 1
            return [(row, None) for row in range(first, first + wanted)], 0
        at = free[-1] if free else ends
        self.filling.more = (at, extra)
        put_in = [(row, None) for row in range(at, at + extra)]
        last = [(at + extra, at)] if free else []
        return [*((row, row) for row in free[:-1]), *put_in, *last], extra

    def _write(self, row, printed, number, one):
        self.filling.rows += 1
        for column, cell in zip(self.columns, one.cells, strict=True):
            value = number if column.is_order else cell.value
            if cell.why:
                self._gap(row, column, one.name, cell.why, cell.url)
            elif value is not None and self._is_free(row, printed, column, one, value):
                self.filling.cells.append((row, column.at, value))

    def _path(self, column):
        return self.heading.paths.get(column.at, ("",))

    def _is_free(self, row, printed, column, one, value):
        """What the superior printed stays; where it says something else, that is told."""
        if printed is None:
            return True
        if (printed, column.at) in self.given.formulas:
            return False
        if column.is_order and self.numbers_anew:
            return True
        there = self.given.at(printed, column.at)
        if there and column.code and named(there) != named(str(value)):
            self._gap(row, column, one.name, f"表里原有“{there}”，系统里是“{value}”，没有改")
        return not there

    def _gap(self, row, column, about, why, url=""):
        place = f"{xl_col_to_name(column.at - 1)}{row}"
        self.filling.gaps.append(Gap(f"{place} {self._path(column)[-1]}", about, why, url))

    def _total(self, count):
        """Sums, where a row for them is printed without a formula of its own."""
        for row in self.region.totals:
            below = self.filling.more and row >= self.filling.more[0]
            for number, column in enumerate(self.columns):
                free = not self.given.at(row, column.at)
                if (row, column.at) in self.given.formulas or not free:
                    continue
                told = self._numbers(number)
                if column.code and column.is_summed(self.kind) and told:
                    place = (row + (count if below else 0), column.at)
                    self.filling.cells.append((*place, round(sum(told), 2)))

    def _numbers(self, number):
        """What was written under a header; nothing adds up to nothing, and not to nought."""
        written = {(row, at): value for row, at, value in self.filling.cells}
        at = self.columns[number].at
        column = [value for (_, place), value in written.items() if place == at]
        return [value for value in column if not isinstance(value, str)]
