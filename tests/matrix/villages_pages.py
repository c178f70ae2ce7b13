"""The addresses of talk rooms, chat groups and village years, and who gets in."""

from fushan.org.models import Role, Village
from tests.matrix.page import Page, always, plain
from villages.models import ChatGroup, PartyActivity, TalkRoom, VillageYear


def own_village(user, village):
    return 200 if user.role != Role.VILLAGE or village.pk == user.area_code else 403


def _own_village_posts(user, village):
    return 302 if own_village(user, village) == 200 else 403


ADDRESSES = {
    "party:activities": [plain()],
    "party:record-activity": [Page(Village, answer=always(403))],  # only where a setting allows
    "party:edit-activity": [Page(PartyActivity, answer=always(403))],
    "talk:talk": [plain()],
    "talk:talk-of": [Page(Village)],
    "talk:add-room": [Page(Village, answer=own_village)],
    "talk:edit-room": [Page(TalkRoom)],
    "talk:add-group": [Page(Village, answer=own_village)],
    "talk:edit-group": [Page(ChatGroup)],
    "years:years": [plain()],
    "years:years-of": [Page(Village)],
    "years:record-year": [Page(Village, answer=own_village)],
    "years:same-as-before": [Page(Village, answer=_own_village_posts, method="post")],
    "years:edit-year": [Page(VillageYear)],
}
