"""A table for a superior on A4: a title, who fills it in, a header on each page, signatures."""

from django.utils.timezone import localdate

from fushan.catalogue.tables import said, total_of
from fushan.reports.paper import Paper
from fushan.reports.tables.header import header_rows

UPRIGHT, ACROSS = 84, 170  # characters that stand side by side on A4 upright, and across
APART = "　　"


def table_paper(layout, asking, told):
    kind = asking.kind
    widths = widths_of(asking)
    data = {
        "title": layout.heading,
        "meta": meta_parts(layout, asking),
        "signed": signatures(layout),
        "widths": widths,
        "across": sum(widths) > UPRIGHT,
        "large": is_large(asking),
        "head": [
            [{"text": h.text, "across": h.across, "down": h.down} for h in line]
            for line in header_rows(asking)
        ],
        "right": [column.is_right(kind) for column in asking.columns],
        "rows": _rows(asking, told),
        "more": told.more,
        "wants": asking.wants(),
    }
    return Paper("table.typ", data)


def widths_of(asking):
    return [column.width(asking.kind) for column in asking.columns]


def is_large(asking):
    """Whether A4 is too small for its columns."""
    return sum(widths_of(asking)) > ACROSS


def _rows(asking, told):
    rows = [[cell.value for cell in row.cells] for row in told.rows]
    rows += [total] if (total := total_of(asking, told)) else []
    money = [column.is_money(asking.kind) for column in asking.columns]
    return [[said(v, money=m) for v, m in zip(row, money, strict=True)] for row in rows]


def meta_parts(layout, asking):
    """Who fills it in, when, about which days, in which unit."""
    today = localdate()
    parts = [f"填报单位：{layout.filled_by}", f"填报时间：{today:%Y}年{today.month}月{today.day}日"]
    parts.append(f"统计时间：{asking.period.label}")
    money = [c for c in asking.columns if c.is_money(asking.kind)]
    if money and len({c.wan for c in money}) == 1:
        parts.append(f"单位：{'万元' if money[0].wan else '元'}")
    return parts


def meta_of(layout, asking):
    return APART.join([*meta_parts(layout, asking), *asking.wants()])


def signatures(layout):
    return [f"制表人：{layout.maker}", f"审核人：{layout.checker}", f"负责人：{layout.head}"]


def signed_of(layout):
    return (APART * 4).join(signatures(layout))
