"""A workbook as a superior gave it: looked at, and filled without changing how it looks."""

import io
import pickle
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from fushan.kit.cells import text
from fushan.kit.sheets import painter
from fushan.kit.sheets.opening import BROKEN, TOO_WIDE, ZIP, tables

OLD = "只能往 xlsx 表格里填。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（xlsx）”再上传。"
MACROS = "这个工作簿带有宏，为了安全不收。请另存为 xlsx 再上传。"
SHAPE = re.compile(rb"<xdr:(sp|cxnSp|grpSp)\b")
CONTROLS = ("xl/ctrlProps/", "xl/activeX/")
TOO_MUCH = (
    f"空表太大：最多 {painter.MOST_LOOKED_AT} 行、{painter.MOST_COLUMNS} 列。"
    "请删去下面和右边多余的行列再上传。"
)


@dataclass(frozen=True)
class Given:
    """One sheet. `cells`: rows of text from A1 on; `merged`: (top, left, bottom, right), from 1.

    `ruled`: the rows that have lines.
    """

    name: str
    cells: list
    merged: list = field(default_factory=list)
    formulas: frozenset = frozenset()
    hidden: frozenset = frozenset()
    ruled: frozenset = frozenset()

    def at(self, row, column):
        """What is read at a place, from 1: in a merged cell wherever it is looked at."""
        top, left = self.corners.get((row, column), (row, column))
        inside = top <= len(self.cells) and left <= len(self.cells[top - 1])
        return self.cells[top - 1][left - 1] if inside else ""

    @cached_property
    def corners(self):
        """{place inside a merged cell: its upper left}"""
        return {
            (row, column): (top, left)
            for top, left, bottom, right in self.merged
            for row in range(top, min(bottom, len(self.cells)) + 1)
            for column in range(left, right + 1)
        }

    @property
    def width(self):
        return max((len(row) for row in self.cells), default=0)


def look(data, name):
    """The visible sheets of an xlsx. ValueError with a Chinese sentence for everything else."""
    tables(data, name)  # whatever is no table, too large or locked is refused here
    if not data.startswith(ZIP):
        raise ValueError(OLD)
    if b"xl/vbaProject.bin" in data:
        raise ValueError(MACROS)
    found = [
        Given(title, _texts(rows), merged, *map(frozenset, about))
        for title, rows, merged, *about in _asked("look", data)
    ]
    if not found:
        raise ValueError("工作簿里没有可见的工作表。")
    return found


def loses(data):
    """Whether it has drawn things that do not come through: text boxes, shapes, controls."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        drawn = [name for name in names if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name)]
        shapes = any(SHAPE.search(archive.read(name)) for name in drawn)
    return shapes or any(name.startswith(CONTROLS) for name in names)


def fill(data, sheet, cells, *, more=None):
    """The workbook with these cells: (row, column, text or number).

    `more`: (row, how many rows like it are put in before it).
    """
    return _asked("fill", data, sheet, more, cells)


def _texts(rows):
    return [[text(cell) for cell in row] for row in rows]


def _asked(deed, *job):
    command = [sys.executable, "-I", str(Path(painter.__file__))]
    given = pickle.dumps((deed, *job))
    done = subprocess.run(command, input=given, capture_output=True, check=False)
    if done.returncode == 0:
        return pickle.loads(done.stdout)
    if done.returncode == painter.TOO_LARGE:
        raise ValueError(TOO_MUCH)
    if done.returncode < 0:
        raise ValueError(TOO_WIDE)
    raise ValueError(BROKEN)
