"""The addresses of bulletins, and who gets in."""

from dataclasses import replace

from fushan.org.models import Role
from fushan.reports.models import Bulletin
from tests.matrix.page import Page, always, plain


def _of_the_office(user, bulletin):
    """A draft is shown to those of its own office, and to no leader."""
    mine = user.area_code == bulletin.area_id
    return mine and user.role in (Role.STAFF, Role.TOWNSHIP)


DRAFT = Page(Bulletin, seen=_of_the_office)
ANOTHERS = replace(DRAFT, answer=always(403))  # its drafter writes it, and nobody else
ADDRESSES = {
    "bulletins:bulletins": [plain()],
    "bulletins:write-bulletin": [plain()],
    "bulletins:templates": [plain()],
    "bulletins:shipped-template": [plain()],
    "bulletins:drop-templates": [replace(plain(always(302)), method="post")],
    "bulletins:bulletin": [DRAFT],
    "bulletins:bulletin-paper": [DRAFT],
    "bulletins:bulletin-word": [DRAFT],
    "bulletins:edit-bulletin": [ANOTHERS],
    "bulletins:bulletin-head": [ANOTHERS],
    "bulletins:verify-overdue": [ANOTHERS],
    "bulletins:check-bulletin": [ANOTHERS],
    "bulletins:move-bulletin": [
        replace(ANOTHERS, args=lambda bulletin: [bulletin.pk, "send"], method="post")
    ],
}
