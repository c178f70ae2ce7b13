"""Of tables for superiors: who sees which layout, and one in every place with every column."""

from fushan.catalogue.tables import FIGURE, KINDS, figures_of
from fushan.org.models import User
from fushan.reports.models import TableLayout
from tests.matrix.seen import Seen

SEEN = {TableLayout: Seen(lambda row: row.area_code)}


def tabled(county, spot):
    """All four kinds of rows in turn, each with as many columns as a table may have."""
    kind = list(KINDS.values())[len(county.spots) % len(KINDS)]
    figures = [f"{FIGURE}{figure.code}" for figure in figures_of(kind)]
    fields = sorted(kind.by_code, key=lambda code: not kind.by_code[code].private)
    columns = [{"code": code, "title": ""} for code in [*fields, *figures][:30]]
    about = {"kind": kind.code, "period": "year", "columns": columns, "entered_by": spot[User]}
    county.made(spot, TableLayout, name=..., area_code=spot.code, **about)
