"""The addresses of projects, and who gets in."""

from fushan.org.models import Role, Village
from tests.matrix.page import Page, plain
from villages.models import Milestone, Project, Publication, Support


def _own_village(user, village):
    return 200 if user.role != Role.VILLAGE or village.pk == user.area_code else 403


def _somewhere(user, record):
    """Who is between two villages has no place to ask about."""
    return 404 if user.role == Role.VILLAGE and len(user.area_code) < 12 else 200


ADDRESSES = {
    "projects:projects": [plain()],
    "projects:tilt": [plain(_somewhere)],
    "projects:project": [Page(Project)],
    "projects:record-project": [Page(Village, answer=_own_village)],
    "projects:edit-project": [Page(Project)],
    "projects:add-milestone": [Page(Project)],
    "projects:edit-milestone": [Page(Milestone)],
    "projects:publications": [plain()],
    "projects:publish": [Page(Village, answer=_own_village)],
    "projects:edit-publication": [Page(Publication)],
    "projects:record-support": [Page(Village, answer=_own_village)],
    "projects:edit-support": [Page(Support)],
}
