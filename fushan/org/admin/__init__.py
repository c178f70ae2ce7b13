"""The desk's registers of places, units, selected villages and accounts."""

from fushan.org.admin.accounts import UserAdmin
from fushan.org.admin.places import AreaAdmin, FormerNameAdmin, VillageAdmin
from fushan.org.admin.selection import BatchAdmin, SelectionAdmin
from fushan.org.admin.units import UnitAdmin

__all__ = [
    "AreaAdmin",
    "BatchAdmin",
    "FormerNameAdmin",
    "SelectionAdmin",
    "UnitAdmin",
    "UserAdmin",
    "VillageAdmin",
]
