"""Of projects: who sees which record, one of each in every village, and their addresses."""

from fushan.kit.periods import Period
from fushan.org.models import Unit, User, Village
from tests.matrix.seen import Seen
from villages.models import Milestone, Project, Publication, Support

OURS = (Project, Milestone, Support, Publication)
SEEN = dict.fromkeys(OURS, Seen(lambda record: record.village_id))


def projects(county, spot):
    """A project and the money that one department put into it."""
    if len(spot.code) < 12 or spot.person:
        return
    there, day = {"village": spot[Village]}, county.today
    kind = {"kind": "industry", "organised": "coop", "began_on": day, "state": "running"}
    kind |= {"applied_on": day, "approved_on": day}
    words = {"name": ..., "pulls": ..., "notes": ..., "decision": ..., "decided_on": day}
    county.made(spot, Project, entered_by=spot[User], **words, **kind, **there)
    money = {"kind": "money", "planned": 10, "happened_on": day, "unit": spot[Unit]}
    county.made(spot, Support, project=spot[Project], what=..., **money, **there)
    step = {"project": spot[Project], "due_on": day}
    county.made(spot, Milestone, name=..., **step, **there)
    told = {"quarter": Period.of("quarter", day).first, "shown_on": day}
    county.made(spot, Publication, where=..., **told, **there)
