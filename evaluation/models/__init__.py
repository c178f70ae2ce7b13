"""How cadres are judged: schemes and their rules, and what records seem to show."""

from evaluation.models.appraisal_parts import AppraisalMark, AppraisalPart, AppraisalRecord
from evaluation.models.appraisal_words import (
    NEEDS_A_WORD,
    SHOWN_STATES,
    AppealOutcome,
    AppraisalKind,
    AppraisalState,
    Grade,
    Level,
    Stage,
)
from evaluation.models.appraisals import Appraisal, AppraisalStep, label_of
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
    "NEEDS_A_WORD",
    "OPEN",
    "SAMPLE",
    "SHOWN_STATES",
    "WHOLE",
    "AppealOutcome",
    "Appraisal",
    "AppraisalKind",
    "AppraisalMark",
    "AppraisalPart",
    "AppraisalRecord",
    "AppraisalState",
    "AppraisalStep",
    "Bound",
    "Component",
    "Grade",
    "Hint",
    "HintState",
    "HintStep",
    "Indicator",
    "Judge",
    "Level",
    "Limit",
    "Outcome",
    "Rule",
    "Scheme",
    "Seen",
    "Shown",
    "Source",
    "Stage",
    "label_of",
    "tidy",
]
