"""The desk's registers: what is registered when these are imported."""

from villages.admin import boards, foundations, incidents, party, plans, projects, talking, years

__all__ = ["boards", "foundations", "incidents", "party", "plans", "projects", "talking", "years"]
