"""The addresses of cadres' files, and who gets in."""

from dataclasses import replace

from cadres.models import Cadre, Correction, Recall
from fushan.org.models import Role
from tests.matrix.page import Page, plain
from tests.matrix.rules import sees


def _ones_own(user, cadre):
    """Nobody is told that a colleague has a file."""
    return 200 if user.role == Role.STAFF or user.cadre_id == cadre.pk else 404


def _desk_and_oneself(user, record):
    """A request and a recall are private, and theirs whom they are about."""
    mine = isinstance(record, Correction | Recall) and record.cadre_id == user.cadre_id
    return mine or sees(user, record)


FILE = Page(Cadre, answer=_ones_own, tells=sees)
DESK = Page(Cadre, tells=sees)

ADDRESSES = {
    "terms": [plain(tells=sees), plain(tells=sees, format="xlsx")],
    "dossiers": [plain(tells=sees)],
    "dossier": [FILE],
    "dossier-paper": [FILE],
    "dossier-word": [FILE],
    "appointment-paper": [FILE],
    "appointment-form": [DESK],
    "take-form-over": [replace(DESK, method="post")],
    "send-form-out": [replace(DESK, method="post")],
    "ask-correction": [plain()],
    "correction": [Page(Correction, seen=_desk_and_oneself, tells=_desk_and_oneself)],
    "open-recall": [DESK],
    "recall": [Page(Recall, seen=_desk_and_oneself, tells=_desk_and_oneself)],
    "record-recall": [Page(Recall, tells=sees)],
    "withdraw-recall": [Page(Recall, tells=sees)],
    "answer-correction": [Page(Correction, tells=sees)],
}
