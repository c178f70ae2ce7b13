"""The addresses of hints and schemes, and who gets in."""

from dataclasses import replace

from cadres.models import Borrowing, TownshipMeeting
from evaluation.models import Appraisal, AppraisalPart, Hint
from fushan.org.models import Role, Village
from tests.matrix.page import YES, Page, always, plain
from tests.matrix.rules import reaches_anything
from tests.matrix.training_pages import _in_a_village
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


def _somewhere(user, record):
    """Who is between two villages has no place to ask about."""
    return 200 if reaches_anything(user) else 404


def _of_part(part):
    return [part.appraisal_id, part.component_id]


NOT_NOW = {"answer": always(403)}  # it waits for the cadre's word
ADDRESSES = {
    "appraisals:appraisals": [plain(), plain(format="xlsx")],
    "appraisals:open": [plain()],
    "appraisals:overview": [plain(_somewhere)],
    "appraisals:bands": [plain()],
    "appraisals:band": [plain(YES, "good", "fair")],
    "appraisals:judge-rest": [replace(plain(always(302)), method="post")],
    "appraisals:settle-rest": [replace(plain(always(302)), method="post")],
    "appraisals:appraisal": [Page(Appraisal)],
    "appraisals:part": [Page(AppraisalPart, _of_part)],
    "appraisals:judge": [Page(Appraisal, **NOT_NOW)],
    "appraisals:back": [Page(Appraisal, **NOT_NOW)],
    "appraisals:decide": [Page(Appraisal, **NOT_NOW)],
    "appraisals:close": [Page(Appraisal, method="post", **NOT_NOW)],
    "appraisals:reply": [Page(Appraisal)],
    "appraisals:appeal": [Page(Appraisal)],
    "appraisal-paper": [Page(Appraisal)],
    "incidents:incidents": [plain()],
    "incidents:record-incident": [Page(Village, answer=_own_village)],
    "incidents:edit-incident": [Page(Incident)],
    "borrowings:borrowings": [plain()],
    "borrowings:record-borrowing": [plain(_in_a_village)],
    "borrowings:edit-borrowing": [Page(Borrowing, answer=_speaks)],
    "meetings:meetings": [plain()],
    "meetings:record-meeting": [plain()],
    "meetings:meeting": [Page(TownshipMeeting)],
    "meetings:edit-meeting": [Page(TownshipMeeting)],
    "hints:hints": [plain()],
    "hints:write-hint": [plain()],
    "hints:scheme": [plain()],
    "hints:hint": [Page(Hint)],
    "hints:move-hint": [Page(Hint, lambda hint: [hint.pk, "verified"], answer=_verifies)],
}
