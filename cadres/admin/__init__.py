"""The department's desk: what is registered when these are imported."""

from cadres.admin import days, difficulties, files, people

__all__ = ["days", "difficulties", "files", "people"]
from cadres.admin import borrowings, days, difficulties, people
from cadres.admin import days, difficulties, kept, people

__all__ = ["days", "difficulties", "kept", "people"]
