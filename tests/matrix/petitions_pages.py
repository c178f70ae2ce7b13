"""The addresses of the three matters, and who gets in."""

from fushan.org.models import Role, Village
from petitions.models import Deliberation, Household, Matter, PartyMember, Review, Transfer
from tests.matrix.page import Page, always, plain


def _pick(user, record):
    return 302 if user.role == Role.VILLAGE else 200


def _own_village(user, village):
    return 200 if user.role != Role.VILLAGE or village.pk == user.area_code else 403


ADDRESSES = {
    "petitions:matters": [plain()],
    "petitions:pick-village": [plain(_pick)],
    "petitions:record-matter": [Page(Village, answer=_own_village)],
    "petitions:matter": [Page(Matter)],
    "petitions:extend-matter": [Page(Matter)],
    "petitions:move-matter": [
        Page(Matter, lambda matter: [matter.pk, "accepted"]),
        Page(Matter, lambda matter: [matter.pk, "done"], answer=always(302)),
    ],
    "petitions:answer-matter": [Page(Matter, answer=always(302), method="post")],
    "petitions:receive-matter": [Page(Matter, answer=always(302))],
    "petitions:pass-on-matter": [Page(Matter, answer=always(302))],
    "petitions:deliberate": [Page(Matter, answer=always(302))],
    "petitions:transfer-matter": [Page(Matter, answer=always(302))],
    "petitions:settle-transfer": [Page(Transfer)],
    "petitions:deliberations": [plain()],
    "petitions:record-deliberation": [Page(Village, answer=_own_village)],
    "petitions:deliberation": [Page(Deliberation)],
    "petitions:edit-deliberation": [Page(Deliberation)],
    "petitions:people": [Page(Village, answer=_own_village)],
    "petitions:add-member": [Page(Village, answer=_own_village)],
    "petitions:link-household": [Page(Village, answer=_own_village)],
    "petitions:edit-member": [Page(PartyMember)],
    "petitions:similar": [Page(Village, answer=_own_village)],
    "petitions:quiet": [Page(Village, answer=_own_village)],
    "petitions:heard": [Page(Household, answer=always(302), method="post")],
    "petitions:judge-matters": [Page(Review, answer=always(302), method="post")],
    "petitions:reviews": [plain()],
    "petitions:record-review": [Page(Village, answer=_own_village)],
    "petitions:review": [Page(Review)],
    "petitions:edit-review": [Page(Review)],
    "petitions:publish-review": [Page(Review, answer=always(302))],
    "petitions:confirm-review": [Page(Review, answer=always(302), method="post")],
    "cards-paper": [Page(Village, answer=_own_village)],
    "slips-paper": [Page(Village, answer=_own_village)],
    "minutes-paper": [Page(Deliberation)],
    "notice-paper": [Page(Review)],
    "notice-text": [Page(Review)],
}
