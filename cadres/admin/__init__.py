"""The department's desk: what is registered when these are imported."""

from cadres.admin import days, people

__all__ = ["days", "people"]
