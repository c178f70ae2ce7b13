"""Tables that a superior wants: rows, columns, and what their headers mean."""

from fushan.catalogue.tables.asking import (
    FIGURE,
    KINDS,
    MOST,
    SEALED,
    Asking,
    Cell,
    Chosen,
    figures_of,
)
from fushan.catalogue.tables.groups import groups
from fushan.catalogue.tables.matching import is_order, matched, plain, score, unit_of
from fushan.catalogue.tables.periods import PERIODS, period_called

__all__ = [
    "FIGURE",
    "KINDS",
    "MOST",
    "PERIODS",
    "SEALED",
    "Asking",
    "Cell",
    "Chosen",
    "figures_of",
    "groups",
    "is_order",
    "matched",
    "period_called",
    "plain",
    "score",
    "unit_of",
]
