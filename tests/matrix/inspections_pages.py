"""The addresses of inspections and of what shows in years, and who gets in."""

from evaluation.models import Finding, Inspection, InspectionSheet, Potential
from fushan.org.models import Role
from petitions.models import Review
from tests.matrix.page import Page, always, plain


def of_the_team(model=InspectionSheet, **more):
    """Nobody of the cast is on the team of any."""
    return Page(model, answer=always(403), **more)


def _claims(user, _):
    """Who is between two villages has nothing to claim there."""
    return 403 if user.role == Role.VILLAGE and len(user.area_code) < 12 else 200


def _of_today(user, claim):
    left = user.role == Role.VILLAGE and claim.village_id != user.area_code
    return 403 if left else 200


def _discontent(user, review):
    """Where nobody was discontent there is nothing to mend."""
    if not review.confirmed_at:
        return 404
    return 302 if review.said_bad or review.held_bad else 403


ADDRESSES = {
    "inspections:inspections": [plain()],
    "inspections:open-inspection": [plain()],
    "inspections:inspection": [Page(Inspection)],
    "inspections:drawing": [Page(Inspection)],
    "inspections:close-inspection": [of_the_team(Inspection, method="post")],
    "inspections:withdraw-inspection": [of_the_team(Inspection, method="post")],
    "inspections:sheet": [Page(InspectionSheet)],
    "inspections:write-sheet": [of_the_team()],
    "inspections:score": [of_the_team()],
    "inspections:settle": [of_the_team()],
    "inspections:alike": [of_the_team()],
    "inspections:talks": [of_the_team()],
    "inspections:write-talk": [of_the_team()],
    "inspections:write-finding": [of_the_team()],
    "inspections:findings": [plain()],
    "inspections:finding": [Page(Finding)],
    "inspections:move-finding": [Page(Finding, lambda finding: [finding.pk, "done"])],
    "inspections:finding-of-review": [Page(Review, answer=_discontent, method="post")],
    "potentials": [plain()],
    "claim-potential": [plain(_claims)],
    "potential": [Page(Potential)],
    "edit-potential": [Page(Potential, answer=_of_today)],
    "verify-potential": [Page(Potential)],
}
