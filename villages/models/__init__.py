"""What happens in a village: who is responsible for it, and who comes to guide."""

from villages.models.boards import PARTIES, BoardSeat, Seat
from villages.models.hearing import WITH_HEARD, HeardDifficulty, Hearing
from villages.models.mentions import Mention
from villages.models.officials import Leadership, Official, OfficialPrivate
from villages.models.prints import BoardPrint, PhoneConsent
from villages.models.projects import (
    Organised,
    Project,
    ProjectKind,
    ProjectState,
    Support,
    SupportKind,
)
from villages.models.vacancies import Vacancy
from villages.models.visits import WITH_NAMES, Visit, VisitKind, VisitLevel, Visitor
from villages.models.weeks import VillageWeek

__all__ = [
    "PARTIES",
    "WITH_HEARD",
    "WITH_NAMES",
    "BoardPrint",
    "BoardSeat",
    "HeardDifficulty",
    "Hearing",
    "Leadership",
    "Mention",
    "Official",
    "OfficialPrivate",
    "Organised",
    "PhoneConsent",
    "Project",
    "ProjectKind",
    "ProjectState",
    "Seat",
    "Support",
    "SupportKind",
    "Vacancy",
    "VillageWeek",
    "Visit",
    "VisitKind",
    "VisitLevel",
    "Visitor",
]
