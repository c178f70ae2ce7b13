"""The addresses of walls and boards, and who gets in."""

from cadres.models import Cadre, Pledge, Wall
from fushan.org.models import Role, Village
from tests.matrix.page import Page, always, plain
from villages.models import Official


def _has_one(user, record):
    """Who has a wall already mends it; who is between two villages has none to write."""
    if user.role != Role.VILLAGE:
        return 200
    return 302 if len(user.area_code) == 12 else 403


def _ones_own(user, row):
    return 200 if user.role != Role.VILLAGE or row.cadre_id == user.cadre_id else 403


def _of_ours(user, person):
    area = person.area_id if isinstance(person, Official) else person.area_code
    return 200 if area.startswith(user.area_code) else 403


def _about(village):
    return {"area": village.code}


ADDRESSES = {
    "walls": [plain()],
    "hang-wall": [plain(_has_one)],
    "wall": [Page(Wall)],
    "edit-wall": [Page(Wall, answer=_ones_own)],
    "reconcile": [Page(Wall)],
    "settle-pledge": [Page(Pledge, answer=_ones_own)],
    "wall-paper": [Page(Wall)],
    "reconcile-paper": [Page(Wall)],
    "boards": [plain(), Page(Village, lambda village: [], _about)],
    "board-paper": [plain(), Page(Village, lambda village: [], _about)],
    "board-picture": [plain(always(404))],
    "board-card": [
        Page(Cadre, lambda cadre: ["cadre", cadre.pk], answer=_of_ours),
        Page(Official, lambda official: ["official", official.pk], answer=_of_ours),
    ],
    "parties": [plain()],
    "seats": [Page(Village)],
}
