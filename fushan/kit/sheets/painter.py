"""Opens one workbook with all its looks in a process of its own, and writes into its cells.

A pickled job in, a pickled answer out. What the parser asks for too much of ends this process and
not the server.
"""

import io
import pickle
import resource
import sys
from copy import copy
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.utils.cell import column_index_from_string, get_column_letter
from openpyxl.worksheet.cell_range import CellRange

MEMORY = 3 * 2**29
SECONDS = 60
MOST_LOOKED_AT, MOST_COLUMNS = 5_000, 100
BROKEN, TOO_LARGE = 3, 4


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    deed, data, *job = pickle.loads(sys.stdin.buffer.read())
    try:
        book = load_workbook(io.BytesIO(data))
    except (BadZipFile, KeyError, ValueError, TypeError, OSError):
        sys.exit(BROKEN)
    except MemoryError:
        sys.exit(TOO_LARGE)
    answer = looked_at(book) if deed == "look" else filled(book, *job)
    sys.stdout.buffer.write(pickle.dumps(answer))


def looked_at(book):
    """[(name, rows from A1 on, merged ranges, places of formulas, hidden columns, ruled rows)]"""
    return [_sheet(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _sheet(sheet):
    if sheet.max_row > MOST_LOOKED_AT or sheet.max_column > MOST_COLUMNS:
        sys.exit(TOO_LARGE)
    cells = list(sheet.iter_rows())
    formulas = [(c.row, c.column) for row in cells for c in row if c.data_type == "f"]
    rows = [[None if c.data_type == "f" else c.value for c in row] for row in cells]
    merged = [(r.min_row, r.min_col, r.max_row, r.max_col) for r in sheet.merged_cells.ranges]
    hidden = [
        column_index_from_string(letter)
        for letter, about in sheet.column_dimensions.items()
        if about.hidden
    ]
    lines = {n for n, border in enumerate(sheet.parent._borders) if _has_lines(border)}
    marked = {(c.row, c._style.borderId) for row in cells for c in row if c.has_style}
    ruled = {row for row, border in marked if border in lines}
    return sheet.title, rows, merged, formulas, hidden, ruled


def _has_lines(border):
    """At the foot or at a side; one above may be the foot of the cell there."""
    return any(side and side.style for side in (border.bottom, border.left, border.right))


def filled(book, name, more, cells):
    """`more`: (row, how many rows like it are put in before it). `cells`: (row, column, value)."""
    sheet = book[name]
    if more:
        Widening(sheet, *more).carry_out()
    for row, column, value in cells:
        _write(sheet.cell(row, column), value)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write(cell, value):
    """Text is text, whatever it begins with."""
    if isinstance(cell, MergedCell):
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"


class Widening:
    """More rows for a table: everything below moves down, and a sum over the rows still is one."""

    def __init__(self, sheet, at, count):
        self.sheet, self.at, self.count = sheet, at, count

    def carry_out(self):
        sheet, at, count = self.sheet, self.at, self.count
        self.merged = [CellRange(r.coord) for r in sheet.merged_cells.ranges]
        for area in self.merged:
            sheet.unmerge_cells(area.coord)
        heights = {n: copy(d) for n, d in sheet.row_dimensions.items()}
        sheet.insert_rows(at, count)
        self._heights(heights)
        for row in range(at, at + count):
            self._as_the_row_below(row)
        self._merge_again()
        self._formulas()
        self._validations()
        self._print_area()

    def _heights(self, heights):
        rows = self.sheet.row_dimensions
        moved = {number: about for number, about in heights.items() if number >= self.at}
        for number in moved:  # none stays behind for a row that is put in
            rows[number].height, rows[number].hidden = None, False
        for number, about in moved.items():
            rows[number + self.count].height = about.height
            rows[number + self.count].hidden = about.hidden
        if self.at in heights:
            for number in range(self.at, self.at + self.count):
                rows[number].height = heights[self.at].height

    def _as_the_row_below(self, row):
        below = self.at + self.count
        for column in range(1, self.sheet.max_column + 1):
            source = self.sheet.cell(below, column)
            if source.has_style:
                self.sheet.cell(row, column)._style = copy(source._style)

    def _merge_again(self):
        """What lay across one row of the table lies across each of the new ones too."""
        for area in self.merged:
            self.sheet.merge_cells(self._moved(area).coord)
            if area.min_row == area.max_row == self.at:
                for number in range(self.count):
                    like = CellRange(area.coord)
                    like.shift(row_shift=number)
                    self.sheet.merge_cells(like.coord)

    def _moved(self, area):
        """Down, where it begins at the place or below; longer, where it goes over it."""
        top = area.min_row + (self.count if area.min_row >= self.at else 0)
        bottom = area.max_row + (self.count if area.max_row >= self.at else 0)
        return CellRange(min_row=top, max_row=bottom, min_col=area.min_col, max_col=area.max_col)

    def _formulas(self):
        for row in self.sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and isinstance(cell.value, str):
                    cell.value = self._formula(cell.value)

    def _formula(self, written):
        found = Tokenizer(written)
        for token in found.items:
            if token.type == Token.OPERAND and token.subtype == Token.RANGE:
                token.value = self._reference(token.value)
        return found.render()

    def _reference(self, written):
        """Other sheets' cells, whole columns and names stay as they are."""
        first, colon, last = written.partition(":")
        parts = [_parted(first), _parted(last) if colon else None]
        if "!" in written or parts[0] is None or (colon and parts[1] is None):
            return written
        # A sum that begins at this very row begins there still, and takes in the new ones.
        begins = self.at + 1 if colon else self.at
        moved = [_joined(parts[0], self.count if parts[0][3] >= begins else 0)]
        if colon:
            moved.append(_joined(parts[1], self.count if parts[1][3] >= self.at else 0))
        return ":".join(moved)

    def _validations(self):
        for rule in self.sheet.data_validations.dataValidation:
            moved = [self._moved(CellRange(area.coord)).coord for area in rule.sqref.ranges]
            rule.sqref = type(rule.sqref)(" ".join(moved))

    def _print_area(self):
        if areas := self.sheet.print_area:
            named = [area.rpartition("!")[2].replace("$", "") for area in areas.split(",")]
            moved = [self._moved(CellRange(area)) for area in named]
            self.sheet.print_area = [area.coord for area in moved]


def _parted(written):
    """(dollar, column, dollar, row) of A1; None for anything else."""
    plain = written.replace("$", "")
    letters = plain.rstrip("0123456789")
    digits = plain[len(letters) :]
    if not (letters.isalpha() and letters.isascii() and len(letters) <= 3 and digits):
        return None
    column = get_column_letter(column_index_from_string(letters.upper()))
    fixed_row = "$" if "$" in written[1:] else ""
    return ("$" if written.startswith("$") else ""), column, fixed_row, int(digits)


def _joined(parts, shift):
    fixed_column, column, fixed_row, row = parts
    return f"{fixed_column}{column}{fixed_row}{row + shift}"


if __name__ == "__main__":
    main()
