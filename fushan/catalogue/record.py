"""The weekly record (工作纪实): assembled by itself from what every app has of these days."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q

from cadres.models import Posting
from cadres.record import PARTS as OF_CADRES
from cadres.record import moves
from fushan.kit.entries import Asked, entries
from mentors.record import PARTS as OF_MENTORS
from petitions.record import PARTS as OF_PETITIONS
from training.record import PARTS as OF_TRAINING
from villages.record import PARTS as OF_VILLAGES

PARTS = [*OF_CADRES, *OF_VILLAGES, *OF_TRAINING, *OF_PETITIONS, *OF_MENTORS]


@dataclass(frozen=True)
class Record:
    """One posting's days: [(day, [Entry])]; only days on which something happened."""

    posting: Posting
    days: list


def postings_in(area, first, last):
    """Those with a day in this period, to page by village and name."""
    rows = Posting.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=first),
        began_on__lte=last,
        village__gte=area,
        village__lt=f"{area}:",
    )
    return rows.select_related("cadre__unit", "village__township")


def records(postings, first, last):
    """[Record] of these postings, by one query more than theirs."""
    postings = list(postings)
    cadres = {posting.cadre_id for posting in postings}
    asked = Asked(cadres, {posting.village_id for posting in postings}, first, last)
    told = [*moves(postings, first, last), *entries(PARTS, asked)]
    return [Record(posting, _by_day(posting, told)) for posting in postings]


def _by_day(posting, entries):
    mine = sorted((e for e in entries if e.is_of(posting)), key=lambda entry: entry.day)
    return [(day, list(of_day)) for day, of_day in groupby(mine, key=lambda entry: entry.day)]
