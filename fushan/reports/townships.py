"""A township on one page (乡镇一页纸): before the pages of its villages."""

from django.db.models import Q

from fushan.catalogue.figures import FIGURES
from fushan.catalogue.tables import KINDS, Asking, Chosen
from fushan.kit.periods import Period
from fushan.org.figures import values
from villages.models import Leadership

NUMBERS = (
    "villages cadres leader_visits matters_raised matters_open matters_over "
    "difficulties_raised difficulties_solved"
)
COLUMNS = (
    "name secretary cadres seat_county seat_township households people income "
    "figure:leader_visits figure:matters_open"
)


def township_page(township, day):
    """What stands on it; numbers are those of the month so far."""
    month = Period.of("month", day)
    figures = [FIGURES[code] for code in NUMBERS.split()]
    found = values(figures, township.pk, month)
    kind, columns = KINDS["villages"], [Chosen(c, wan=c == "income") for c in COLUMNS.split()]
    told = Asking(kind, columns, township.pk, month).told()
    return {
        "name": township.name,
        "month": month.label,
        "leaders": _leaders(township, day),
        "numbers": [[f.label, f"{found[f.code][0].number}", f.unit] for f in figures],
        "head": [column.heading(kind) for column in columns],
        "widths": [max(8, min(column.width(kind), 14)) for column in columns],
        "rows": [
            ["" if cell.value is None else str(cell.value) for cell in row.cells]
            for row in told.rows
        ],
    }


def _leaders(township, day):
    rows = Leadership.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day)
    told = rows.filter(area=township).select_related("official")
    told = told.order_by("since", "official__pinyin", "pk")
    return [[row.official.name, row.official.post] for row in told]
