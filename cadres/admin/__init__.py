"""The department's desk: what is registered when these are imported."""

from cadres.admin import days, difficulties, files, kept, people

__all__ = ["days", "difficulties", "files", "kept", "people"]
