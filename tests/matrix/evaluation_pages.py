"""The addresses of hints and schemes, and who gets in."""

from evaluation.models import Hint
from fushan.org.models import Role
from tests.matrix.page import Page, plain


def _verifies(user, hint):
    """The township and the department verify; whom it is about may not."""
    return 403 if user.role == Role.VILLAGE else 200


ADDRESSES = {
    "hints:hints": [plain()],
    "hints:write-hint": [plain()],
    "hints:scheme": [plain()],
    "hints:hint": [Page(Hint)],
    "hints:move-hint": [Page(Hint, lambda hint: [hint.pk, "verified"], answer=_verifies)],
}
