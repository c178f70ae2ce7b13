"""The addresses of mentors, and who gets in."""

from cadres.models import Cadre
from fushan.org.models import Role
from mentors.models import Mentor, MentoringNote, Pairing
from tests.matrix.page import Page, plain


def _own_or_pool(user, record):
    """A cadre who has a mentor is led to them."""
    return 302 if user.role == Role.VILLAGE and len(user.area_code) == 12 else 200


def _own(user, record):
    if user.role != Role.VILLAGE:
        return 200
    mine = record.cadre_id == user.cadre_id and record.village_id == user.area_code
    return 200 if mine else 403


def _ours(user, mentor):
    return 200 if mentor.area_id.startswith(user.area_code) else 403


def _in_a_village(user, cadre):
    return 200 if len(cadre.area_code) == 12 else 403


def _ceremony(pairing):
    return {"area": pairing.village_id, "day": f"{pairing.began_on}"}


ADDRESSES = {
    "mentors:mentors": [plain(_own_or_pool)],
    "mentors:mentor": [Page(Mentor)],
    "mentors:add-mentor": [plain()],
    "mentors:ceremony": [plain(), Page(Pairing, lambda pairing: [], _ceremony)],
    "mentors:hold-ceremony": [plain()],
    "ceremony-paper": [Page(Pairing, lambda pairing: [], _ceremony)],
    "mentors:edit-mentor": [Page(Mentor, answer=_ours)],
    "mentors:pair": [Page(Cadre, answer=_in_a_village)],
    "mentors:pairing": [Page(Pairing)],
    "mentors:end-pairing": [Page(Pairing)],
    "mentors:record-note": [Page(Pairing, answer=_own)],
    "mentors:write-word": [Page(Pairing)],
    "mentors:edit-note": [Page(MentoringNote, answer=_own)],
    "pairing-paper": [Page(Pairing)],
}
