"""Of talk rooms, chat groups, village years and branch life: one of each in every village."""

from fushan.org.models import User, Village
from tests.matrix.seen import Seen
from villages.models import ChatGroup, PartyActivity, TalkRoom, VillageYear

OURS = (TalkRoom, ChatGroup, VillageYear, PartyActivity)
SEEN = dict.fromkeys(OURS, Seen(lambda record: record.village_id))


def village_life(county, spot):
    if len(spot.code) < 12 or spot.person:
        return
    there = {"village": spot[Village], "entered_by": spot[User]}
    county.made(spot, TalkRoom, place=..., hours=..., duty=..., **there)
    county.made(spot, ChatGroup, name=..., owner=..., **there)
    year = {"year": county.today.year - 2, "income_own": 60000}
    county.made(spot, VillageYear, grade="benchmark", premises="met", **year, **there)
    held = {"happened_on": county.today, "kind": "day", "by_hand": True}
    county.made(spot, PartyActivity, theme=..., **held, **there)
