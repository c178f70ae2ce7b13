"""Of walls and boards: who sees which record, and one of each in every place."""

from datetime import timedelta

from cadres.models import Cadre, Citation, Pledge, Wall
from fushan.org.models import User, Village
from tests.matrix.seen import Seen
from villages.models import BoardPrint, PhoneConsent

A_CADRES = Seen(lambda record: record.village_id, own=lambda record: record.cadre_id)

SEEN = {
    Wall: A_CADRES,
    Pledge: A_CADRES,
    Citation: A_CADRES,
    BoardPrint: Seen(lambda record: record.village_id),
    PhoneConsent: Seen(
        lambda record: record.area_code, above=True, own=lambda record: record.cadre_id
    ),
}


def hung(county, spot):
    """A wall with a promise that points to something, and in a village its board."""
    if len(spot.code) < 12:
        return
    mine = {"cadre": spot[Cadre], "village": spot[Village]}
    words = {"aspiration": ..., "goal": ..., "verse": ...}
    day = county.today - timedelta(days=3)
    county.made(spot, Wall, made_on=day, entered_by=spot[User], **words, **mine)
    county.made(spot, Pledge, wall=spot[Wall], text=..., **mine)
    cited = {"figure": "visits", "record_id": "1", "label": ...}
    county.made(spot, Citation, pledge=spot[Pledge], **cited, **mine)
    given = {"given_on": day, "noted_by": spot[User], "area_code": spot.code}
    county.made(spot, PhoneConsent, cadre=spot[Cadre], **given)
    if not spot.person:
        county.made(spot, BoardPrint, village=spot[Village], made_on=day, size=..., content=[])
