"""Parses one workbook in a process of its own: bytes in, pickled tables out.

The parser lays out each sheet as a full rectangle, so one cell at XFD1048576 asks for 500 GB, and a
broken old file can send it round in circles. Here that ends this process and not the server.
"""

import io
import pickle
import resource
import sys

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MEMORY = 2**30
SECONDS = 30
MOST_ROWS, MOST_COLUMNS = 30_000, 200
BROKEN, TOO_LARGE = 3, 4


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        sys.stdout.buffer.write(pickle.dumps([(name, rows(book, name)) for name in shown(book)]))
    except CalamineError:
        sys.exit(BROKEN)


def shown(book):
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]


def rows(book, name):
    """All cells from A1 on."""
    sheet = book.get_sheet_by_name(name)
    # Both totals are the number of the last one, counted from 0.
    if sheet.total_height >= MOST_ROWS or sheet.total_width >= MOST_COLUMNS:
        sys.exit(TOO_LARGE)
    return sheet.to_python(skip_empty_area=False)


if __name__ == "__main__":
    main()
