"""How cadres are judged: schemes and their rules, and what records seem to show."""

from evaluation.models.hints import (
    JUDGED,
    MOVES,
    OPEN,
    Hint,
    HintState,
    HintStep,
    Outcome,
)
from evaluation.models.parts import Component, Indicator, Rule
from evaluation.models.schemes import Scheme
from evaluation.models.words import (
    COSTLY,
    SAMPLE,
    WHOLE,
    Bound,
    Judge,
    Limit,
    Seen,
    Shown,
    Source,
    tidy,
)

__all__ = [
    "COSTLY",
    "JUDGED",
    "MOVES",
    "OPEN",
    "SAMPLE",
    "WHOLE",
    "Bound",
    "Component",
    "Hint",
    "HintState",
    "HintStep",
    "Indicator",
    "Judge",
    "Limit",
    "Outcome",
    "Rule",
    "Scheme",
    "Seen",
    "Shown",
    "Source",
    "tidy",
]
