"""Finding the header and the rows in a sheet as offices fill it in."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from operator import attrgetter

from xlsxwriter.utility import xl_col_to_name

from fushan.kit.cells import text
from fushan.kit.sheets.opening import MOST_ROWS, tables

GUIDE, CODES, REASON, ORDER = "填写说明", "代码", "错误原因", "序号"
SEARCHED_ROWS = 30

# A note in brackets behind a header, but not a unit: 资金（元） is not 资金（万元）.
NOTE = re.compile(r"[(【\[](?![^)】\]]*[元亩米里吨%])[^)】\]]*[)】\]]")
EXAMPLE = re.compile(r"[(（【]?(示例|例)([)）】:：].*|$)", re.DOTALL)
FOOTER = re.compile(
    r"(合\s*计|总\s*计)$"
    r"|(注|备注|说明|填\s*[报表]\s*[人单日]\S{0,2}|制表人?|审\s*[核批签]\s*人?|联系(人|电话)"
    r"|\S{0,6}负责人|\S{0,6}领导|单位)\s*(（\S*）|\(\S*\))?\s*[:：]"
)


@dataclass(frozen=True)
class Row:
    """`number` as the sheet itself counts it; `cells` are raw, by header."""

    number: int
    cells: dict


@dataclass(frozen=True)
class Sheet:
    """`missing`: headers looked for in vain. `unknown`: columns nobody asked for."""

    name: str
    rows: list
    missing: list
    unknown: list


@dataclass(frozen=True)
class _Header:
    """Where the header of a table was found, and under which columns."""

    table: object = None
    below: int = 0
    titles: list = field(default_factory=list)
    columns: list = field(default_factory=list)

    @property
    def score(self):
        return len({name for name in self.columns if name})


SCORE = attrgetter("score")


def read(data, name, headers, aliases=None):
    """The sheet that has these headers, from the bytes of an xlsx, xls or csv file of this name.

    `aliases`: other name -> header. Raises ValueError with a Chinese sentence.
    """
    headers = list(headers)
    names = {_key(header): header for header in headers}
    names |= {_key(other): header for other, header in (aliases or {}).items()}
    sheets = [table for table in tables(data, name) if table.name not in (GUIDE, CODES)]
    header = max((_header(table, names) for table in sheets), key=SCORE, default=_Header())
    if header.score < min(2, len(headers)):
        raise ValueError(f"没有找到表头。表头一行应有这些列：{'、'.join(headers)}。")
    _refuse_repeated(header)
    return Sheet(
        name=header.table.name,
        rows=_rows(header),
        missing=[name for name in headers if name not in header.columns],
        unknown=_unknown(header),
    )


def _key(written):
    """A header for comparing: no blanks, stars, bracketed notes; full-width made plain."""
    plain = re.sub(r"[\s*]", "", unicodedata.normalize("NFKC", text(written)))
    return NOTE.sub("", plain).casefold()


def _header(table, names):
    """The best row of headers near the top; of equally good ones the first, on one line."""
    found = _Header(table)
    for number, row in enumerate(table.rows[:SEARCHED_ROWS]):
        titles = [text(cell) for cell in row]
        one = [names.get(_key(title)) for title in titles]
        found = max(found, _Header(table, number + 1, titles, one), key=SCORE)
        if number + 1 < len(table.rows):
            titles, two = _two_lines(titles, table.rows[number + 1], names)
            found = max(found, _Header(table, number + 2, titles, two), key=SCORE)
    return found


def _two_lines(upper, row, names):
    """A header on two lines: 全日制教育 above 学历 is asked for as 全日制教育学历, then as 学历."""
    titles, columns, group = [], [], ""
    for place in range(max(len(upper), len(row))):
        above = upper[place] if place < len(upper) else ""
        below = text(row[place]) if place < len(row) else ""
        group = above or (group if below else "")
        tried = [group + below, below] if below else [above]
        titles.append(below or above)
        columns.append(next((names[_key(t)] for t in tried if _key(t) in names), None))
    return titles, columns


def _refuse_repeated(header):
    for name, times in Counter(filter(None, header.columns)).items():
        if times > 1:
            places = [n for n, column in enumerate(header.columns) if column == name]
            shown = "、".join(f"{xl_col_to_name(n)} 列" for n in places)
            raise ValueError(f"“{name}”这一列出现了 {times} 次（{shown}），请只留一列。")


def _unknown(header):
    pairs = zip(header.titles, header.columns, strict=True)
    return [t for t, column in pairs if t and not column and _key(t) not in (ORDER, REASON)]


def _rows(header):
    rows = _without_footer(header.table.rows[header.below :])
    places = {name: place for place, name in enumerate(header.columns) if name}
    order = next((n for n, title in enumerate(header.titles) if _key(title) == ORDER), None)
    telling = [place for place in places.values() if place != order]
    found = []
    for number, row in enumerate(rows, header.below + 1):
        if any(text(_at(row, place)) for place in telling) and not _example(row, order):
            found.append(Row(number, {name: _at(row, place) for name, place in places.items()}))
    if len(found) > MOST_ROWS:
        raise ValueError(f"最多 {MOST_ROWS} 行，现有 {len(found)} 行。请分成几个文件上传。")
    return found


def _at(row, place):
    """A row of a CSV file ends where its last comma stood."""
    return row[place] if place < len(row) else ""


def _example(row, order):
    marks = [next((cell for cell in row if text(cell)), "")]
    if order is not None:
        marks.append(_at(row, order))
    return any(EXAMPLE.match(text(mark)) for mark in marks)


def _without_footer(rows):
    """Without the total, the signatures and the notes under a table.

    Searched from the end upwards, while rows begin like one or have no more than two cells.
    """
    end = len(rows)
    for place in range(len(rows) - 1, -1, -1):
        said = [t for t in map(text, rows[place]) if t]
        if said and FOOTER.match(said[0]):
            end = place
        elif len(said) > 2:
            break
    return rows[:end]
