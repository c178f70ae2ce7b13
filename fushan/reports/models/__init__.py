"""What papers keep: bulletins, and the layouts of tables."""

from fushan.reports.models.bulletins import Bulletin, Paragraph
from fushan.reports.models.tables import TableLayout
from fushan.reports.models.templates import WordTemplate
from fushan.reports.models.words import MOVES, BulletinKind, BulletinState, Section

__all__ = [
    "MOVES",
    "Bulletin",
    "BulletinKind",
    "BulletinState",
    "Paragraph",
    "Section",
    "TableLayout",
    "WordTemplate",
]
