"""Who answers for a village (五方责任), with the secretary read from the posting where seconded."""

from collections import defaultdict
from dataclasses import dataclass

from cadres.models import Posting
from villages.models import PARTIES, BoardSeat, Seat


@dataclass(frozen=True)
class Holding:
    """One of the five parties. Nobody holds an empty one: no name, no record."""

    seat: Seat
    name: str = ""
    unit: object = None
    record: object = None


def boards(villages, day, postings=None):
    """{village code: its five Holdings}. `postings`: those of the day, where known already."""
    if postings is None:
        postings = Posting.objects.on(day).secretaries().filter(village__in=villages)
        postings = postings.select_related("cadre__unit")
    held = defaultdict(dict)
    rows = BoardSeat.objects.on(day).filter(village__in=villages)
    for row in rows.select_related("official__unit"):
        unit = row.official and row.official.unit
        held[row.village_id][row.seat] = Holding(Seat(row.seat), row.holder, unit, row)
    for posting in postings:
        if posting.post == Seat.SECRETARY:
            cadre = posting.cadre
            holding = Holding(Seat.SECRETARY, cadre.name, cadre.unit, posting)
            held[posting.village_id][Seat.SECRETARY] = holding
    return {
        village.pk: [held[village.pk].get(seat, Holding(seat)) for seat in PARTIES]
        for village in villages
    }
