"""Administrative areas, villages and units, which villages were selected, who signs in."""

from fushan.org.models.places import Area, FormerName, Village
from fushan.org.models.selection import Batch, Selection
from fushan.org.models.units import Unit, UnitName
from fushan.org.models.users import User
from fushan.org.roles import Duty, Role

__all__ = [
    "Area",
    "Batch",
    "Duty",
    "FormerName",
    "Role",
    "Selection",
    "Unit",
    "UnitName",
    "User",
    "Village",
]
