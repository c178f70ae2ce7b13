"""Cadres sent to villages: who they are, where they are posted, what they write there."""

from cadres.models.cadres import Cadre, CadrePrivate
from cadres.models.logs import LogKind, WorkLog
from cadres.models.postings import Post, Posting

__all__ = ["Cadre", "CadrePrivate", "LogKind", "Post", "Posting", "WorkLog"]
