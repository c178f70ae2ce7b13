"""Of inspections and of what shows in years: who sees it; one of each in every place."""

from cadres.models import Cadre
from evaluation.models import (
    Finding,
    Inspection,
    InspectionMember,
    InspectionScore,
    InspectionSheet,
    Potential,
    PotentialCitation,
    Talk,
)
from fushan.org.models import User, Village
from tests.matrix.seen import Seen

OF_THE_TEAM = (Inspection, InspectionMember, InspectionSheet, InspectionScore)
SEEN = {
    **dict.fromkeys(OF_THE_TEAM, Seen(lambda record: record.area_id)),
    Finding: Seen(lambda finding: finding.village_id),
    Talk: Seen(lambda talk: talk.inspection.room),  # no account's place ever begins so
    **dict.fromkeys(
        (Potential, PotentialCitation),
        Seen(lambda claim: claim.village_id, own=lambda claim: claim.cadre_id, personal=True),
    ),
}


def inspected(county, spot):
    """An inspection of each village, with all it leads to; of each cadre a claim due today."""
    if len(spot.code) < 12:
        return
    if not spot.person:
        _inspection(county, spot)
    mine = {"cadre": spot[Cadre], "village": spot[Village]}
    day = county.today.replace(year=county.today.year - 1, day=min(county.today.day, 28))
    told = {"tag": "base", "horizon": 1, "claimed_on": day, "entered_by": spot[User]}
    county.made(spot, Potential, text=..., sign=..., evidence=..., **told, **mine)
    cites = {"figure": "logs", "record_id": "0"}
    county.made(spot, PotentialCitation, claim=spot[Potential], label=..., **cites, **mine)


def _inspection(county, spot):
    place = {"area_id": spot.area_code}
    drawn = {"drawn": 1, "seed": "7", "weights": [[spot.code, 1]], "apart": True}
    days = {"began_on": county.today, "ends_on": county.today, "entered_by": spot[User]}
    row = county.made(spot, Inspection, name=..., **days, **drawn, **place)
    county.made(spot, InspectionMember, inspection=row, user=spot[User], **place)
    there = {"village": spot[Village]}
    looked = {"looked_on": county.today, "looked_by": spot[User]}
    notes = dict.fromkeys(("logs", "report", "duty", "talk", "public"), ...)
    sheet = county.made(spot, InspectionSheet, inspection=row, **notes, **looked, **place, **there)
    levels = {"scorer": spot[User], "visible": "good", "potential": "fair"}
    county.made(spot, InspectionScore, sheet=sheet, why=..., **levels, **place, **there)
    InspectionSheet.objects.filter(pk=sheet.pk).update(scored=2)  # so that both may be seen
    talked = {"talked_on": county.today, "made_by": spot[User]}
    county.made(spot, Talk, inspection=row, who=..., notes=..., **talked, **there)
    found = {"found_on": county.today, "due_on": county.today, "entered_by": spot[User]}
    county.made(spot, Finding, sheet=sheet, text=..., **found, **there)
