"""Cadres sent to villages: who they are, where they are posted, what they write there."""

from cadres.models.borrowings import Borrowing
from cadres.models.cadres import Cadre, CadrePrivate
from cadres.models.difficulties import Answered, Difficulty, DifficultyState, Office
from cadres.models.files import AppointmentForm, Correction
from cadres.models.handovers import Handover, Leaves
from cadres.models.honours import Award, Care, CareKind, CaseResult
from cadres.models.leave import STANDING, Leave, LeaveKind, LeaveLevel, LeaveState
from cadres.models.logs import LogKind, WorkLog
from cadres.models.meetings import MeetingAbsence, TownshipMeeting, WorkReport
from cadres.models.postings import Post, Posting
from cadres.models.presence import Presence
from cadres.models.recalls import Recall
from cadres.models.walls import Citation, Hung, Pledge, PledgeState, Shape, Wall

__all__ = [
    "STANDING",
    "Answered",
    "AppointmentForm",
    "Award",
    "Borrowing",
    "Cadre",
    "CadrePrivate",
    "Care",
    "CareKind",
    "CaseResult",
    "Citation",
    "Correction",
    "Difficulty",
    "DifficultyState",
    "Handover",
    "Hung",
    "Leave",
    "LeaveKind",
    "LeaveLevel",
    "LeaveState",
    "Leaves",
    "LogKind",
    "MeetingAbsence",
    "Office",
    "Pledge",
    "PledgeState",
    "Post",
    "Posting",
    "Presence",
    "Recall",
    "Shape",
    "TownshipMeeting",
    "Wall",
    "WorkLog",
    "WorkReport",
]
