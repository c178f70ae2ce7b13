"""Where a superior's empty table has its header, its rows, its total and what stands below."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from fushan.kit.sheets.reading import EXAMPLE, FOOTER, SEARCHED_ROWS

MOST_LINES = 4  # of one header
LONGEST_LABEL = 40
NO_HEADER = "没有找到表头：表里至少要有一行写着“姓名”“村名”这样的列名。"
TOTAL = re.compile(r"(全\S{0,3})?(合\s*计|总\s*计|小\s*计)[:：]?$")
TO_FILL_IN = re.compile(r"[:：]\s*$|^(填[报表]|报送|审核|制表|金额|计量|单位)\S{0,10}[:：]")
NUMBERING = re.compile(r"[甲乙丙丁戊己庚辛]|[(（]?\d{1,2}[)）]?|栏\s*次|[A-Z]|—+|-+")


@dataclass(frozen=True)
class Heading:
    """A header from row `top` to row `bottom`, from 1."""

    given: object
    top: int
    bottom: int

    @cached_property
    def paths(self):
        """{column: its headers from above, each once}; none that is hidden or has no word."""
        columns = range(1, self.given.width + 1)
        found = {n: self._path(n) for n in columns if self._is_column(n)}
        return {n: path for n, path in found.items() if path}

    def _is_column(self, column):
        """Of cells that the lowest header covers together, the first."""
        _, left = self.given.corners.get((self.bottom, column), (0, column))
        return left == column and column not in self.given.hidden

    def _path(self, column):
        lines = range(self.top, self.bottom + 1)
        parts = [self.given.at(row, column) or self._group(row, column) for row in lines]
        parts = [re.sub(r"\s+", "", part)[:LONGEST_LABEL] for part in parts if part]
        return tuple(dict.fromkeys(parts))

    def _group(self, row, column):
        """The header to the left that stands over this one too, where nobody merged the cells."""
        below = any(self.given.at(line, column) for line in range(row + 1, self.bottom + 1))
        if not below or (row, column) in self.given.corners:
            return ""
        for left in range(column - 1, 0, -1):
            if said := self.given.at(row, left):
                over = any(self.given.at(n, left) != said for n in range(row + 1, self.bottom + 1))
                return said if over and self.given.at(row + 1, left) else ""
        return ""


def find(given, score):
    """The best header near the top. `score`: of {column: path}, how many are known.

    Without any that is known, the row with the most words. ValueError where there is none.
    """
    rows = range(1, min(len(given.cells), SEARCHED_ROWS) + 1)
    tried = [
        Heading(given, top, bottom)
        for bottom in rows
        for top in range(bottom, max(0, bottom - MOST_LINES), -1)
    ]
    best = max(tried, key=lambda heading: _rank(heading, score), default=None)
    if best is None or _rank(best, score)[1] < 2:
        raise ValueError(NO_HEADER)
    return _whole(best)


def _rank(heading, score):
    """What is known first, then how many columns have words, then how few lines it takes."""
    paths = heading.paths
    words = len(set(paths.values()))
    titles = sum(_is_title(heading.given, row) for row in range(heading.top, heading.bottom + 1))
    written = sum(bool(said) for said in _row(heading.given, heading.bottom))
    if words < 2 or titles or written < 2:
        return (0, 0, 0)
    return (score(paths), words, heading.top - heading.bottom)


def _row(given, row):
    return [given.at(row, column) for column in range(1, given.width + 1)]


def _is_title(given, row):
    """One sentence over the whole width, or words to fill in: 填报单位："""
    said = [part for part in _row(given, row) if part]
    words = set(said)
    to_fill_in = any(TO_FILL_IN.search(word) for word in words)
    return to_fill_in or (len(words) == 1 and len(said) != 1)


def _whole(heading):
    """With what is merged into it from above, and what its merged cells reach below."""
    given, top, bottom = heading.given, heading.top, heading.bottom
    for upper, _, lower, _ in given.merged:
        if upper <= bottom and lower >= top and lower - upper < MOST_LINES:
            top, bottom = min(top, upper), max(bottom, lower)
    above = top - 1
    if above and not _is_title(given, above) and _groups(given, above) and bottom - above < 4:
        top = above
    return Heading(given, top, bottom)


def _groups(given, row):
    """Cells that are merged over several columns, but not over the whole table."""
    wide = [right - left + 1 for up, left, low, right in given.merged if up <= row <= low]
    return any(1 < width < given.width * 0.8 for width in wide)


@dataclass(frozen=True)
class Region:
    """`rows`: those to be filled, in order; `totals`: rows of sums. `ends`: the row of what stands
    below the table, None where it is open to the end.
    """

    rows: list = field(default_factory=list)
    totals: list = field(default_factory=list)
    ends: int | None = None


def region(heading):
    """What lies under a header. An example, and a row of column numbers, is no row.

    Nor is an empty row without lines below those that were ruled for it.
    """
    found = _under(heading)
    ruled = heading.given.ruled
    rows = [row for row in found.rows if row in ruled or any(_row(heading.given, row))]
    if ruled.isdisjoint(found.rows) or rows == found.rows:
        return found
    last = max(rows)
    bare = [row for row in found.rows if row > last]
    kept = [row for row in found.rows if row <= last]
    return Region(kept, found.totals, bare[0] if bare else found.ends)


def _under(heading):
    given, rows, totals = heading.given, [], []
    for row in range(heading.bottom + 1, len(given.cells) + 1):
        said = [part for part in _row(given, row) if part]
        first = said[0] if said else ""
        if TOTAL.match(first):
            totals.append(row)
            if rows:
                return Region(rows, totals, row)
        elif _is_below(given, row, said):
            return Region(rows, totals, row)
        elif not EXAMPLE.match(first) and not (not rows and _is_numbering(said)):
            rows.append(row)
    return Region(rows, totals, None)


def _is_numbering(said):
    return len(said) >= 3 and all(NUMBERING.fullmatch(part) for part in said)


def _is_below(given, row, said):
    """Signatures and notes: words before a colon, or a sentence over half the width."""
    if not said:
        return False
    counted = Counter(said)
    wide = counted[said[0]] > max(2, given.width / 2)
    return bool(FOOTER.match(said[0])) or (wide and len(counted) == 1)
