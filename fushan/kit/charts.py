"""Small charts as SVG, drawn on the server: every mark a link with a title, no script, no style.

Numbers come beside them in words; the shades of a palette differ in lightness, so that they can be
told apart on a black-and-white print. What is missing is drawn dashed, and never as zero.
"""

from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from django.utils.html import format_html, format_html_join

GROUND, EDGE, INK, NOTHING = "#f1ede5", "#958a7a", "#221f1b", "暂无数据"
PALETTES = {
    "ok": ["#2a7147", "#e6a98a", "#ddd2c2", "#ffffff"],
    "info": ["#2c5f8a", "#a9c3d8", "#dfe9f1", "#ffffff"],
}
DOT, MARGIN = 3, 6


@dataclass(frozen=True)
class Mark:
    """One number: a part of a bar or a point of a line. `value` None: not known."""

    label: str
    value: float | None
    url: str = ""


@dataclass(frozen=True)
class Cell:
    """For templates/parts/heat_grid.html. `kind`: hit, miss, off, now or wait."""

    text: str
    url: str
    kind: str
    title: str


@dataclass(frozen=True)
class GridRow:
    label: str
    url: str
    cells: list


def stacked_bar(parts, *, label, whole=None, palette="ok", width=400, height=16):
    """Parts side by side. `whole`: what the full width stands for, if more than their sum."""
    known = [float(part.value or 0) for part in parts]
    full = max(float(whole or 0), sum(known))
    if not full:
        return _svg(label, width, height, _dashed(label, width, height))
    ends = [width * total / full for total in accumulate(known, initial=0)]
    marks = [
        _rect(part, start, end - start, height, shade)
        for part, (start, end), shade in zip(parts, pairwise(ends), PALETTES[palette], strict=False)
        if part.value
    ]
    return _svg(label, width, height, _ground(width, height), *marks)


def swatch(number, palette="ok"):
    """The shade of the part of this number, for the key below a bar."""
    shade = PALETTES[palette][number]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="swatch" aria-hidden="true" width="18"'
        ' height="14"><rect x="0.5" y="0.5" width="17" height="13" fill="{}" stroke="{}"/></svg>',
        shade,
        EDGE,
    )


def progress(done, whole, *, label, url="", expected=None, width=400, height=16):
    """How much of a whole is done. `expected`: the share due by now, 0 to 1, drawn as a line."""
    if not whole:
        return _svg(label, width, height, _dashed(label, width, height))
    mark = Mark(f"{label}（共 {whole}）", done, url)
    marks = [
        _ground(width, height),
        _rect(mark, 0, width * min(float(done / whole), 1), height, "#2a7147"),
    ]
    if expected is not None:
        marks.append(
            format_html(
                '<path d="M{0} 0V{1}" stroke="{2}" stroke-width="2"><title>{3}</title></path>',
                _px(width * min(max(expected, 0), 1)),
                height,
                INK,
                f"序时进度 {expected:.0%}",
            )
        )
    return _svg(label, width, height, *marks)


def line(points, *, label, width=400, height=60):
    """Points from left to right, the line broken where a value is not known."""
    values = [float(point.value) for point in points if point.value is not None]
    if not values:
        return _svg(label, width, height, _dashed(label, width, height))
    low, high = min(0, *values), max(0, *values)
    span, room = (high - low) or 1, height - 2 * MARGIN
    step = (width - 2 * MARGIN) / max(len(points) - 1, 1)
    placed = [
        (point, MARGIN + n * step, MARGIN + (high - float(point.value or 0)) / span * room)
        for n, point in enumerate(points)
    ]
    zero = MARGIN + high / span * room
    base = _stroke([(0, zero), (width, zero)], EDGE)
    return _svg(label, width, height, base, *_lines(placed), *_dots(placed))


def _lines(placed):
    for known, run in groupby(placed, key=lambda place: place[0].value is not None):
        if known:
            yield _stroke([(x, y) for _, x, y in run], PALETTES["info"][0], width=2)


def _dots(placed):
    for point, x, y in placed:
        if point.value is not None:
            yield _linked(
                point,
                format_html(
                    '<circle cx="{}" cy="{}" r="{}" fill="{}"/>',
                    _px(x),
                    _px(y),
                    DOT,
                    PALETTES["info"][0],
                ),
            )


def _stroke(places, colour, width=1):
    path = "M" + "L".join(f"{_px(x)} {_px(y)}" for x, y in places)
    return format_html(
        '<path d="{}" fill="none" stroke="{}" stroke-width="{}"/>', path, colour, width
    )


def _rect(mark, start, width, height, colour):
    """A hair narrower than its share, so that neighbours stay apart without colour."""
    return _linked(
        mark,
        format_html(
            '<rect x="{}" y="0.5" width="{}" height="{}" fill="{}" stroke="{}"'
            ' vector-effect="non-scaling-stroke"/>',
            _px(start + 0.5),
            _px(max(width - 1.5, 0.5)),
            height - 1,
            colour,
            EDGE,
        ),
    )


def _linked(mark, shape):
    title = f"{mark.label}：{mark.value:.15g}"
    if not mark.url:
        return format_html("<g><title>{}</title>{}</g>", title, shape)
    return format_html('<a href="{}"><title>{}</title>{}</a>', mark.url, title, shape)


def _ground(width, height):
    return format_html('<rect width="{}" height="{}" fill="{}"/>', width, height, GROUND)


def _dashed(label, width, height):
    return format_html(
        '<rect x="0.5" y="0.5" width="{}" height="{}" fill="none" stroke="{}"'
        ' stroke-dasharray="4 3"><title>{}：{}</title></rect>',
        width - 1,
        height - 1,
        EDGE,
        label,
        NOTHING,
    )


def _svg(label, width, height, *marks):
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="group" aria-label="{label}"'
        ' viewBox="0 0 {width} {height}" width="{width}" height="{height}">{marks}</svg>',
        label=label,
        width=width,
        height=height,
        marks=format_html_join("", "{}", ([mark] for mark in marks)),
    )


def _px(number):
    return f"{number:.1f}"
