"""Of the three matters: who sees which record, and one of each in every village."""

from datetime import timedelta

from fushan.org.models import User, Village
from petitions.models import (
    Deliberation,
    Household,
    HouseholdLink,
    Matter,
    MatterStep,
    PartyMember,
    Raiser,
    Review,
    Transfer,
)
from tests.matrix.seen import Seen

OF_A_VILLAGE = Seen(lambda record: record.village_id)
MODELS = (
    PartyMember,
    Household,
    HouseholdLink,
    Matter,
    MatterStep,
    Raiser,
    Deliberation,
    Transfer,
    Review,
)
SEEN = dict.fromkeys(MODELS, OF_A_VILLAGE)


def three_matters(county, spot):
    """A matter with its step and whose it is, a member with a household, a review."""
    if len(spot.code) < 12 or spot.person:
        return
    there, day = {"village": spot[Village]}, county.today - timedelta(days=2)
    county.made(spot, PartyMember, name=..., duty=..., **there)
    county.made(spot, Household, number=..., **there)
    pair = {"member": spot[PartyMember], "household": spot[Household]}
    county.made(spot, HouseholdLink, since=day, **pair, **there)
    kind = {"category": "road", "channel": "room", "raised_on": day, "due_on": day}
    words = {"text": ..., "taker": ..., "owner": ...}
    days = dict.fromkeys(("respond_by", "responded_on", "done_by", "done_on", "told_on"), day)
    days |= {"reviewed_on": day, "answer": "good", "is_legacy": True}
    county.made(spot, Matter, entered_by=spot[User], **words, **kind, **days, **there)
    matter = {"matter": spot[Matter]}
    county.made(spot, Raiser, name=..., **matter, **there)
    step = {"moved_to": "raised", "happened_on": day, "note": ..., "made_by": spot[User]}
    county.made(spot, MatterStep, **step, **matter, **there)
    meeting = {"held_on": day, "expected": 5, "present": 4, "entered_by": spot[User]}
    said = dict.fromkeys(("subject", "chair", "recorder", "discussed", "decision", "owner"), ...)
    county.made(spot, Deliberation, **said, **meeting, **matter, **there)
    gone = {"office": ..., "helped": ..., "transferred_on": day, "entered_by": spot[User]}
    county.made(spot, Transfer, **gone, **matter, **there)
    counts = {"households": 20, "present": 16, "issued": 16, "returned": 16, "remarks": ...}
    counts |= {"said_unsure": 16, "held_unsure": 16}
    month = {"month": day.replace(day=1), "held_on": day}
    county.made(spot, Review, **counts, **month, **there)
