"""The addresses of plans, and who gets in."""

from fushan.org.models import Village
from tests.matrix.page import Page, plain
from tests.matrix.villages_pages import own_village
from villages.models import Plan, PlanTask

ADDRESSES = {
    "plans:plans": [plain(), plain(past="")],
    "plans:plan": [Page(Plan)],
    "plans:write-plan": [Page(Village, answer=own_village)],
    "plans:edit-plan": [Page(Plan)],
    "plans:report": [Page(Plan)],
    "plans:add-task": [Page(Plan)],
    "plans:edit-task": [Page(PlanTask)],
}
