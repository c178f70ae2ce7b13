"""The desk's registers: what is registered when these are imported."""

from villages.admin import boards, plans, projects, talking, years

__all__ = ["boards", "plans", "projects", "talking", "years"]
