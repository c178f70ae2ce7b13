"""What the three matters are made of."""

from petitions.models.matters import Matter, MatterStep, Raiser
from petitions.models.meetings import Deliberation, Transfer
from petitions.models.moves import (
    MOVES,
    SETTLED,
    Answer,
    Category,
    Channel,
    Deed,
    MatterKind,
    State,
    Upper,
    Way,
)
from petitions.models.people import Household, HouseholdLink, PartyMember
from petitions.models.review import Review

__all__ = [
    "MOVES",
    "SETTLED",
    "Answer",
    "Category",
    "Channel",
    "Deed",
    "Deliberation",
    "Household",
    "HouseholdLink",
    "Matter",
    "MatterKind",
    "MatterStep",
    "PartyMember",
    "Raiser",
    "Review",
    "State",
    "Transfer",
    "Upper",
    "Way",
]
