from petitions.models.matters import (
    MOVES,
    SETTLED,
    Answer,
    Category,
    Channel,
    Matter,
    MatterKind,
    MatterStep,
    Raiser,
    State,
)
from petitions.models.people import Household, HouseholdLink, PartyMember
from petitions.models.review import Review

__all__ = [
    "MOVES",
    "SETTLED",
    "Answer",
    "Category",
    "Channel",
    "Household",
    "HouseholdLink",
    "Matter",
    "MatterKind",
    "MatterStep",
    "PartyMember",
    "Raiser",
    "Review",
    "State",
]
