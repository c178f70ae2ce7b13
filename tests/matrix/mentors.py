"""Of mentors: who sees which record, one of each in every place, and the addresses."""

from datetime import timedelta

from cadres.models import Cadre
from fushan.org.models import Village
from mentors.models import Mentor, MentoringNote, MentorWord, Pairing
from tests.matrix.seen import Seen


def _village(record):
    return record.village_id


def _cadre(record):
    return record.cadre_id


ONES_OWN = Seen(_village, own=_cadre, personal=True)
SEEN = {
    Mentor: Seen(lambda mentor: mentor.area_id, above=True),
    Pairing: Seen(_village, own=_cadre),
    MentoringNote: ONES_OWN,
    MentorWord: ONES_OWN,
}


def mentoring(county, spot):
    """A pool in each township, in a village a pairing and what was said of it."""
    if len(spot.code) < 12:
        return
    there = county.spots["colleague"] if spot.person else spot
    if not spot.person:
        fields = {"area_id": spot.area_code, "kind": "grower", "cap": 9}
        county.made(spot, Mentor, name=..., post=..., about=..., phone=..., **fields)
    mine = {"cadre": spot[Cadre], "village": spot[Village]}
    day = county.today - timedelta(days=1)
    pairing = {"mentor": there[Mentor], "began_on": day}
    county.made(spot, Pairing, choice_reason=..., place=..., **pairing, **mine)
    of = {"pairing": spot[Pairing], **mine}
    county.made(spot, MentoringNote, text=..., next_step=..., happened_on=day, **of)
    county.made(spot, MentorWord, text=..., example=..., year=county.today.year, **of)
