"""How cadres are judged: schemes and their rules, and what records seem to show."""

from evaluation.models.appraisal_parts import AppraisalMark, AppraisalPart, AppraisalRecord
from evaluation.models.appraisal_steps import AppraisalStep
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
from evaluation.models.appraisals import Appraisal, label_of
from evaluation.models.findings import (
    FINDING_TO,
    Finding,
    FindingState,
    Owner,
    Talk,
)
from evaluation.models.hint_words import (
    JUDGED,
    MOVES,
    OPEN,
    Behalf,
    HintState,
    Outcome,
    ToldHow,
)
from evaluation.models.hints import Hint, HintStep
from evaluation.models.inspections import (
    METHODS,
    WIDE,
    WORTH,
    Inspection,
    InspectionMember,
    InspectionSheet,
)
from evaluation.models.parts import Component, Indicator, Rule
from evaluation.models.potential import Came, Horizon, Potential, PotentialCitation, Tag
from evaluation.models.schemes import Scheme
from evaluation.models.scores import InspectionScore
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
    "FINDING_TO",
    "JUDGED",
    "METHODS",
    "MOVES",
    "NEEDS_A_WORD",
    "OPEN",
    "SAMPLE",
    "SHOWN_STATES",
    "WHOLE",
    "WIDE",
    "WORTH",
    "AppealOutcome",
    "Appraisal",
    "AppraisalKind",
    "AppraisalMark",
    "AppraisalPart",
    "AppraisalRecord",
    "AppraisalState",
    "AppraisalStep",
    "Behalf",
    "Bound",
    "Came",
    "Component",
    "Finding",
    "FindingState",
    "Grade",
    "Hint",
    "HintState",
    "HintStep",
    "Horizon",
    "Indicator",
    "Inspection",
    "InspectionMember",
    "InspectionScore",
    "InspectionSheet",
    "Judge",
    "Level",
    "Limit",
    "Outcome",
    "Owner",
    "Potential",
    "PotentialCitation",
    "Rule",
    "Scheme",
    "Seen",
    "Shown",
    "Source",
    "Stage",
    "Tag",
    "Talk",
    "ToldHow",
    "label_of",
    "tidy",
]
