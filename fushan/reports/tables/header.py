"""The header of a table as rows of cells, whether it has one line or groups above."""

from dataclasses import dataclass

from fushan.catalogue.tables import APART


@dataclass(frozen=True)
class Head:
    text: str
    across: int
    down: int


def header_rows(asking):
    """[[Head]] of a table's columns: 基本情况·姓名 stands under 基本情况."""
    paths = [tuple(c.heading(asking.kind).split(APART)) for c in asking.columns]
    depth = max((len(path) for path in paths), default=1)
    return [_line(paths, level, depth) for level in range(depth)]


def _line(paths, level, depth):
    found, place = [], 0
    while place < len(paths):
        path = paths[place]
        if level >= len(path):
            place += 1
            continue
        last = level == len(path) - 1
        across = 1 if last else _same(paths, place, level)
        found.append(Head(path[level], across, depth - level if last else 1))
        place += across
    return found


def _same(paths, place, level):
    """How many columns from here on stand under the same words, and have more below them."""
    group = paths[place][: level + 1]
    count = 0
    for path in paths[place:]:
        if path[: level + 1] != group or len(path) <= level + 1:
            break
        count += 1
    return count
