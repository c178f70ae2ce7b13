"""Tables that a superior wants: rows, columns, and what their headers mean."""

from fushan.catalogue.tables.asking import (
    APART,
    FIGURE,
    KINDS,
    MOST,
    SEALED,
    Asking,
    Cell,
    Chosen,
    figures_of,
    said,
    total_of,
)
from fushan.catalogue.tables.groups import groups
from fushan.catalogue.tables.matching import (
    known_elsewhere,
    matched,
    period_in,
    plain,
    score,
    unit_of,
)
from fushan.catalogue.tables.periods import PERIODS, period_called

__all__ = [
    "APART",
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
    "known_elsewhere",
    "matched",
    "period_called",
    "period_in",
    "plain",
    "said",
    "score",
    "total_of",
    "unit_of",
]
