"""The desk's registers: what is registered when these are imported."""

from villages.admin import boards, party, plans, projects, talking, years

__all__ = ["boards", "party", "plans", "projects", "talking", "years"]
