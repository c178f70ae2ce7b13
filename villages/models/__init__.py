"""What happens in a village: who is responsible for it, and who comes to guide."""

from villages.models.boards import PARTIES, BoardSeat, Seat
from villages.models.foundations import AccountCheck, Checked, Reserve
from villages.models.hearing import WITH_HEARD, HeardDifficulty, Hearing
from villages.models.incidents import Incident, IncidentKind
from villages.models.mentions import Mention
from villages.models.officials import Leadership, Official, OfficialPrivate
from villages.models.party import PartyActivity, PartyKind
from villages.models.plans import NOBODY, Plan, PlanKind, PlanProgress, PlanTask
from villages.models.prints import BoardPrint, PhoneConsent
from villages.models.projects import (
    BEGUN,
    Milestone,
    Organised,
    Project,
    ProjectKind,
    ProjectState,
    Publication,
)
from villages.models.supports import OWN, Support, SupportKind
from villages.models.talking import ChatGroup, TalkRoom
from villages.models.vacancies import Vacancy
from villages.models.visits import WITH_NAMES, Visit, VisitKind, VisitLevel, Visitor
from villages.models.weeks import VillageWeek, VisitedWeek
from villages.models.years import SNAPSHOT, SOURCES, Demonstration, Grade, Premises, VillageYear

__all__ = [
    "BEGUN",
    "NOBODY",
    "OWN",
    "PARTIES",
    "SNAPSHOT",
    "SOURCES",
    "WITH_HEARD",
    "WITH_NAMES",
    "AccountCheck",
    "BoardPrint",
    "BoardSeat",
    "ChatGroup",
    "Checked",
    "Demonstration",
    "Grade",
    "HeardDifficulty",
    "Hearing",
    "Incident",
    "IncidentKind",
    "Leadership",
    "Mention",
    "Milestone",
    "Official",
    "OfficialPrivate",
    "Organised",
    "PartyActivity",
    "PartyKind",
    "PhoneConsent",
    "Plan",
    "PlanKind",
    "PlanProgress",
    "PlanTask",
    "Premises",
    "Project",
    "ProjectKind",
    "ProjectState",
    "Publication",
    "Reserve",
    "Seat",
    "Support",
    "SupportKind",
    "TalkRoom",
    "Vacancy",
    "VillageWeek",
    "VillageYear",
    "Visit",
    "VisitKind",
    "VisitLevel",
    "VisitedWeek",
    "Visitor",
]
