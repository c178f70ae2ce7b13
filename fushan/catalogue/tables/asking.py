"""Asking for a table: rows, fields and figures, in few queries whatever their number."""

import re
from dataclasses import dataclass

from django.db.models import Count, Sum
from django.urls import reverse

from fushan.catalogue.figures import FIGURES
from fushan.catalogue.tables.columns import NUMBER, in_unit
from fushan.catalogue.tables.people import CADRES
from fushan.catalogue.tables.places import VILLAGES
from fushan.catalogue.tables.things import MATTERS, PROJECTS
from fushan.org.figures import as_of
from fushan.org.grouped import by_key
from fushan.org.roles import Role

KINDS = {kind.code: kind for kind in (CADRES, VILLAGES, PROJECTS, MATTERS)}
MOST, SHORT = 5_000, 10  # rows of a table; characters
FIGURE = "figure:"
SAID_BY_SOMEBODY = ("presence_days",)  # no month was confirmed yet
NOT_TOLD = ("logs", "log_days")  # how much was written is nobody's measure
YEARS, YEAR = "years", re.compile(r"(20\d\d)年")
ORDER, APART = ("序号", "编号", "排序", "序列"), "·"
TOTAL = "合计"
UNWRITTEN, NO_RECORD, SEALED = "未填", "没有记录", "写明用途后才填"


def figures_of(kind):
    """Those that can be told of one such row."""
    if not kind.key:
        return []
    return [
        figure
        for figure in FIGURES.values()
        if getattr(figure, kind.key) and figure.village == "village_id"
        if figure.code not in NOT_TOLD
    ]


def _of_year(rows, year):
    return [row for row in rows if row.year == year]


def is_nought(figure):
    """Whether there being no record is a nought, and not that nobody has said anything yet."""
    if figure.is_ratio or figure.code in SAID_BY_SOMEBODY:
        return False
    return isinstance(figure.measure, Count) or (
        isinstance(figure.measure, Sum) and figure.on != ""
    )


@dataclass(frozen=True)
class Chosen:
    """One column of a table. `code`: of a field, or figure:code; none where people fill it in.

    `at`: its place on the superior's sheet, from 1. `guessed`: by something like its name only.
    """

    code: str
    title: str = ""
    wan: bool = False
    at: int = 0
    guessed: bool = False

    @property
    def figure(self):
        return FIGURES.get(self.code.removeprefix(FIGURE)) if FIGURE in self.code else None

    @property
    def year(self):
        """The one that a superior's header speaks of, 2025年集体收入; None where of none."""
        found = YEAR.search(self.title)
        return int(found[1]) if found else None

    @property
    def is_order(self):
        """序号, which fills itself in."""
        named = not self.code and self.title.rpartition(APART)[2] in ORDER
        return named or self.code == NUMBER

    def field(self, kind):
        return kind.by_code.get(self.code)

    def label(self, kind):
        """What the column is, whatever it is called."""
        known = self.figure or self.field(kind)
        return known.label if known else ""

    def heading(self, kind):
        """With the unit where it has one: 办结率 needs none, 到村指导（次） does."""
        if self.title:
            return self.title
        if self.is_money(kind):
            return f"{self.label(kind)}（{'万元' if self.wan else '元'}）"
        figure = self.figure
        counted = figure and figure.unit != "%"
        return f"{figure.label}（{figure.unit}）" if counted else self.label(kind)

    def is_money(self, kind):
        if self.figure:
            return self.figure.unit == "元"
        field = self.field(kind)
        return bool(field and field.money)

    def is_number(self, kind):
        if self.figure:
            return not self.figure.is_ratio
        field = self.field(kind)
        return bool(field and field.is_number)

    def is_right(self, kind):
        """Whether it is read by the last digit: amounts, counts and shares."""
        return bool(self.figure) or self.is_number(kind)

    def is_summed(self, kind):
        """Whether a total is its rows added up; who was counted in two of them is not."""
        figure, field = self.figure, self.field(kind)
        if figure:
            counted = isinstance(getattr(figure, "measure", None), Count | Sum)
            return not figure.is_ratio and counted and not figure.measure.distinct
        return bool(field and (field.summed or field.money))

    def is_private(self, kind):
        field = self.field(kind)
        return bool(field and field.private)

    def width(self, kind):
        field = self.field(kind)
        return max(field.width if field else 10, 2 * min(len(self.heading(kind)), 8))


@dataclass(frozen=True)
class Cell:
    """`why`: nothing is there, for what reason; then `url` is where somebody can mend that.

    Where there is something, `url` is where its records lie. `money`: it is read with separators.
    """

    value: object = None
    why: str = ""
    url: str = ""
    money: bool = False
    right: bool = False

    @property
    def is_number(self):
        return isinstance(self.value, int | float)

    @property
    def said(self):
        return said(self.value, money=self.money)

    @property
    def is_short(self):
        """A day, a name, a post: it reads best on one line."""
        return len(str(self.value or "")) <= SHORT


def said(value, *, money):
    """As it is read on a page and on paper: 1,102,800; a year stays 2025."""
    if value is None:
        return ""
    return f"{value:,}" if money and isinstance(value, int | float) else str(value)


@dataclass(frozen=True)
class Row:
    """`name` and `place` tell whose row it is, and find it on a superior's sheet."""

    record: object
    name: str
    place: str
    village: str
    cells: list


@dataclass(frozen=True)
class Told:
    """A table as it was asked. `more`: there are more rows than one table holds."""

    rows: list
    more: bool

    def missing(self):
        """[(row, number of the column, Cell)]"""
        return [
            (row, number, cell)
            for row in self.rows
            for number, cell in enumerate(row.cells)
            if cell.why
        ]


def total_of(asking, told):
    """[value] of the row of sums, one for each column; None where nothing can be added up."""
    summed = [number for number, c in enumerate(asking.columns) if c.is_summed(asking.kind)]
    if not summed or not told.rows:
        return None
    sums = [_sum(told.rows, n) if n in summed else None for n in range(len(asking.columns))]
    return [TOTAL if n == 0 and value is None else value for n, value in enumerate(sums)]


def _sum(rows, number):
    values = [row.cells[number].value for row in rows if row.cells[number].is_number]
    return round(sum(values), 2) if values else None


@dataclass(frozen=True)
class Asking:
    """`unsealed`: with what is private. `role`: of the reader, for where a gap can be filled."""

    kind: object
    columns: list
    area: str
    period: object
    which: str = ""
    unsealed: bool = False
    role: str = Role.STAFF

    def told(self):
        kind, day = self.kind, as_of(self.period)
        records = list(kind.chosen(self.area, self.period, self.which)[: MOST + 1])
        more, records = len(records) > MOST, records[:MOST]
        fields = [chosen.field(kind) for chosen in self.columns]
        used = {field.uses for field in fields if field and field.uses}
        found = {name: kind.loaders[name](records, day) for name in used}
        numbers = self._numbers()
        rows = [self._row(n, record, found, numbers) for n, record in enumerate(records, 1)]
        return Told(rows, more)

    def wants(self):
        """What its numbers do not tell yet, a sentence for each figure that lags behind."""
        figures = {c.code: c.figure for c in self.columns if c.figure}.values()
        return list(filter(None, (figure.wants(self.area, self.period) for figure in figures)))

    def _numbers(self):
        figures = [chosen.figure for chosen in self.columns if chosen.figure]
        return by_key(figures, self.kind.key, self.area, self.period) if figures else {}

    def _row(self, number, record, found, numbers):
        kind = self.kind
        village = self._village_of(record)
        cells = [
            Cell(number, right=True)
            if chosen.is_order
            else self._cell(chosen, record, found, numbers)
            for chosen in self.columns
        ]
        name = str(kind.by_code[kind.name].value(record, found))
        return Row(record, name, f"{village.township.name}{village.name}", village.pk, cells)

    def _cell(self, chosen, record, found, numbers):
        if chosen.figure:
            value = numbers[chosen.figure.code].get(self.kind.key_of(record))
            return self._of_figure(chosen, value, self._village_of(record))
        field = chosen.field(self.kind)
        if field is None:
            return Cell()
        if field.private and not self.unsealed:
            return Cell(why=SEALED)
        if field.uses == YEARS and chosen.year:
            found = {YEARS: {record.pk: _of_year(found[YEARS][record.pk], chosen.year)}}
        value = field.value(record, found)
        if value is None and not field.plain:
            return Cell(why=UNWRITTEN, url=self._where(record, field))
        told = in_unit(value, chosen.wan and field.money)
        url = self._where(record, field) if field.uses == YEARS and field.is_number else ""
        return Cell(told, url=url, money=field.money, right=field.is_number)

    def _of_figure(self, chosen, value, village):
        """Each number opens onto the records of its village."""
        figure = chosen.figure
        if value is None and not is_nought(figure):
            return Cell(why=NO_RECORD, url=self._ledger(figure, self.area), right=True)
        more = {"url": self._ledger(figure, village.pk), "right": True}
        if value is None:
            return Cell(0, **more)
        if figure.is_ratio:
            share = f"{value.number}/{value.out_of}"
            return Cell(share if value.percent is None else f"{value.percent}%（{share}）", **more)
        money = figure.unit == "元"
        return Cell(in_unit(value.number, chosen.wan and money), money=money, **more)

    def _ledger(self, figure, area):
        query = f"area={area}&period={self.period.code}"
        return f"{reverse('ledger', args=[figure.code])}?{query}"

    def _village_of(self, record):
        return record if self.kind.village == "code" else record.village

    def _where(self, record, field):
        """Where it is kept: a cadre's own fields at the department's desk only."""
        if field.uses == YEARS:
            return reverse("years:years-of", args=[record.pk])
        at_the_desk = self.kind is CADRES
        if at_the_desk and self.role != Role.STAFF:
            return ""
        return self.kind.where(record)
