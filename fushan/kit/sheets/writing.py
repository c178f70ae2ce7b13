"""Sheets to fill in, and lists to take away."""

import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from fushan.kit.cells import text
from fushan.kit.sheets.reading import CODES, GUIDE, REASON

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
READY_ROWS = 1000
LONGEST_CELL = 32_767
RED, RED_WASH, GREY, HEAD_WASH = "#B5191F", "#FBEEEC", "#7D756A", "#F1EDE5"
A4 = 9

BASE = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}
BOXED = BASE | {"border": 1}
TEXT = BOXED | {"num_format": "@"}
HEAD = BOXED | {"bold": True, "align": "center", "bg_color": HEAD_WASH}
STYLES = {
    "title": BASE | {"font_size": 16, "bold": True, "align": "center"},
    "meta": BASE,
    "note": BASE | {"valign": "top"},
    "head": HEAD,
    "must": HEAD | {"font_color": RED},
    "text": TEXT,
    "number": BOXED,
    "yuan": BOXED | {"num_format": "#,##0"},
    "right": BOXED | {"num_format": "@", "align": "right"},
    "example text": TEXT | {"font_color": GREY, "italic": True},
    "example number": BOXED | {"font_color": GREY, "italic": True},
    "wrong text": TEXT | {"font_color": RED, "bg_color": RED_WASH},
    "wrong number": BOXED | {"font_color": RED, "bg_color": RED_WASH},
}


@dataclass(frozen=True)
class Column:
    """`kind`: text, date, number or choice; in a list to be read also yuan, or right for text that
    is read like a number. `width` in characters; `note` is shown at the cell.
    """

    header: str
    width: int = 12
    required: bool = False
    kind: str = "text"
    choices: tuple = ()
    note: str = ""
    example: object = ""

    @property
    def style(self):
        """Dates and ID numbers are text, so that Excel changes nothing of what is typed."""
        return self.kind if self.kind in ("number", "yuan", "right") else "text"


def write(target, *, title, columns, rows=(), notes=(), meta="", example=False, signed=""):
    """A workbook into a path or a file object.

    `rows`: values in the order of the columns. `notes`: lines of the sheet 填写说明; without notes
    there is none. `meta`: the line under the title, 填报单位：张庄镇. `example`: a row in grey that
    `read` passes over. `signed`: the line below the rows, 制表人： 审核人：
    """
    with Workbook(target, OPTIONS) as book:
        styles = _styles(book)
        if notes:
            _write_guide(book, styles, title, columns, notes)
        sheet = book.add_worksheet(_sheet_name(title))
        sheet.activate()
        top = _write_head(sheet, styles, title, columns, meta)
        _help_typing(sheet, columns, top)
        if example:
            _write_row(sheet, styles, top, columns, _example(columns), "example ")
            top += 1
        for row in rows:
            _write_row(sheet, styles, top, columns, row)
            top += 1
        if signed:
            _write_across(sheet, top, len(columns) - 1, signed, styles["meta"])
        _write_codes(book, columns)


def workbook(*, title, headings, rows, meta=""):
    """The bytes of a plain list: numbers as numbers, everything else as text."""
    columns = [
        Column(heading, max(12, 2 * len(heading) + 2), kind="number") for heading in headings
    ]
    target = io.BytesIO()
    write(target, title=title, columns=columns, rows=rows, meta=meta)
    return target.getvalue()


def write_marked(target, *, title, columns, rows, faults):
    """The rows as they were read, faults in red, and the reasons in a last column.

    `rows`: as `read` gave them. `faults`: (row number, header) -> sentence.
    """
    columns, reason, reasons = list(columns), Column(REASON, 50), {}
    for (number, header), sentence in faults.items():
        reasons.setdefault(number, []).append(f"{header}：{sentence}")
    with Workbook(target, OPTIONS) as book:
        styles = _styles(book)
        sheet = book.add_worksheet(_sheet_name(title))
        top = _write_head(sheet, styles, title, [*columns, reason], "")
        _help_typing(sheet, columns, top)
        for place, row in enumerate(rows, top):
            for n, column in enumerate(columns):
                mark = "wrong " if (row.number, column.header) in faults else ""
                value = row.cells.get(column.header, "")
                _write_cell(sheet, styles, (place, n), column, value, mark)
            said = "\n".join(reasons.get(row.number, []))
            _write_cell(sheet, styles, (place, len(columns)), reason, said)
        _write_codes(book, columns)


def _styles(book):
    return {name: book.add_format(style) for name, style in STYLES.items()}


def _sheet_name(title):
    """What Excel allows for a name, and never that of a sheet which `read` passes over."""
    name = re.sub(r"[\[\]:*?/\\']", "", title)[:31]
    return name if name and name not in (GUIDE, CODES) else "数据"


def _write_head(sheet, styles, title, columns, meta):
    """Title, who fills it in, headers; gives back the number of the row below, from 0."""
    for n, column in enumerate(columns):
        sheet.set_column(n, n, column.width, styles[column.style])
    last = len(columns) - 1
    _write_across(sheet, 0, last, title, styles["title"])
    sheet.set_row(0, 30)
    top = 1
    if meta:
        _write_across(sheet, 1, last, meta, styles["meta"])
        top = 2
    sheet.set_row(top, 32)
    for n, column in enumerate(columns):
        said, style = (f"{column.header}*", "must") if column.required else (column.header, "head")
        sheet.write_string(top, n, said, styles[style])
    _set_paper(sheet, top)
    return top + 1


def _write_across(sheet, row, last, said, style):
    if last:
        sheet.merge_range(row, 0, row, last, said, style)
    else:
        sheet.write_string(row, 0, said, style)


def _set_paper(sheet, header):
    """A4 across, all columns on one page, the header on each page."""
    sheet.freeze_panes(header + 1, 0)
    sheet.repeat_rows(header)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _help_typing(sheet, columns, top):
    """Drop-downs, and the note of a column at the cell one stands on."""
    for n, column in enumerate(columns):
        rule = _rule(column, columns)
        if rule:
            sheet.data_validation(top, n, top + READY_ROWS, n, rule)


def _rule(column, columns):
    rule = {"validate": "any"}
    if column.choices:
        place = _code_column(column, columns)
        rule = {
            "validate": "list",
            "source": f"='{CODES}'!${place}$2:${place}${len(column.choices) + 1}",
            "error_title": "请从列表中选择",
            "error_message": "这一格只能填下拉列表里的内容。",
        }
    if column.note:
        rule |= {"input_title": column.header[:32], "input_message": column.note[:255]}
    return rule if rule.keys() - {"validate"} else None


def _code_column(column, columns):
    listed = [c.header for c in columns if c.choices]
    return xl_col_to_name(listed.index(column.header))


def _write_codes(book, columns):
    """The hidden sheet behind the drop-downs."""
    listed = [column for column in columns if column.choices]
    if not listed:
        return
    sheet = book.add_worksheet(CODES)
    sheet.hide()
    sheet.write_row(0, 0, [column.header for column in listed])
    for row in range(max(len(column.choices) for column in listed)):
        for n, column in enumerate(listed):
            if row < len(column.choices):
                sheet.write_string(row + 1, n, str(column.choices[row]))


def _write_guide(book, styles, title, columns, notes):
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 100)
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, f"《{title}》填写说明", styles["title"])
    hints = [f"{c.header}：{c.note}" for c in columns if c.note]
    must = [c.header for c in columns if c.required]
    said = [*notes, *([f"红色带 * 的为必填：{'、'.join(must)}。"] if must else []), *hints]
    for number, line in enumerate(said, 1):
        sheet.write_string(number, 0, f"{number}. {line}", styles["note"])


def _example(columns):
    """The first cell says that it is an example; `read` looks for that word."""
    first, *others = [column.example for column in columns]
    return [f"示例：{text(first)}" if text(first) else "示例", *others]


def _write_row(sheet, styles, place, columns, row, mark=""):
    for n, (column, value) in enumerate(zip(columns, row, strict=True)):
        _write_cell(sheet, styles, (place, n), column, value, mark)


def _write_cell(sheet, styles, place, column, value, mark=""):
    style = styles[mark + column.style]
    number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    if number and column.kind in ("number", "yuan"):
        sheet.write_number(*place, value, style)
    elif value is None or value == "":
        sheet.write_blank(*place, None, style)
    else:
        sheet.write_string(*place, _said(value)[:LONGEST_CELL], style)


def _said(value):
    """Text as it stands, line breaks and all; other values as a person would write them."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date | bool | float):
        return text(value)
    return str(value)
