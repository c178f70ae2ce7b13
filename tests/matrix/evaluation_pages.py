"""The addresses of hints and schemes, and who gets in."""

from cadres.models import Borrowing, TownshipMeeting
from evaluation.models import Hint
from fushan.org.models import Role, Village
from tests.matrix.page import Page, plain
from villages.models import Incident


def _verifies(user, hint):
    """The township and the department verify; whom it is about may not."""
    return 403 if user.role == Role.VILLAGE else 200


def _own_village(user, village):
    return 200 if user.role != Role.VILLAGE or village.pk == user.area_code else 403


def _speaks(user, borrowing):
    """Who left the village reads it and writes it no more."""
    left = user.role == Role.VILLAGE and borrowing.village_id != user.area_code
    return 403 if left else 200


ADDRESSES = {
    "incidents:incidents": [plain()],
    "incidents:record-incident": [Page(Village, answer=_own_village)],
    "incidents:edit-incident": [Page(Incident)],
    "borrowings:borrowings": [plain()],
    "borrowings:record-borrowing": [plain()],
    "borrowings:edit-borrowing": [Page(Borrowing, answer=_speaks)],
    "meetings:meetings": [plain()],
    "meetings:record-meeting": [plain()],
    "meetings:edit-meeting": [Page(TownshipMeeting)],
    "hints:hints": [plain()],
    "hints:write-hint": [plain()],
    "hints:scheme": [plain()],
    "hints:hint": [Page(Hint)],
    "hints:move-hint": [Page(Hint, lambda hint: [hint.pk, "verified"], answer=_verifies)],
}
