"""一人一档: what the system has of one cadre in a year, section by section, and day by day.

A file to follow somebody's work by, not the statutory personnel file. A further section is a
Section in that app's dossier.py, and its place in this list.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from cadres.dossier import (
    AWARDS,
    BASICS,
    CARES,
    CORRECTIONS,
    DIFFICULTIES,
    LEAVES,
    PLEDGES,
    POSTS,
    PRAISES,
    PRESENCES,
    RECALLS,
)
from cadres.models import Cadre, Posting
from evaluation.dossier import APPRAISALS, FINDINGS, HINTS, INSPECTED, POTENTIALS
from fushan.catalogue.record import records
from fushan.kit.dossier import Asked, told
from fushan.org.models import Batch
from fushan.org.roles import Role
from mentors.dossier import TEACHING
from petitions.dossier import MATTERS, REVIEWS
from villages.dossier import PLANS, PROJECTS

SECTIONS = [
    *(BASICS, POSTS, PLEDGES, PLANS, PRESENCES, LEAVES, TEACHING, PROJECTS),
    *(MATTERS, REVIEWS, DIFFICULTIES, INSPECTED, FINDINGS),
    *(POTENTIALS, HINTS, APPRAISALS),
    *(PRAISES, AWARDS, CARES, RECALLS, CORRECTIONS),
]

# Joined it would take the postings with it of whoever is in no village and sees no county's batch.
BATCH = Subquery(Batch.objects.filter(pk=OuterRef("batch")).values("name")[:1])


@dataclass(frozen=True)
class Dossier:
    """`sections`: [(Section, [Line])]. `days`: [(day, [Entry])] of the year, earliest first.

    `years`: those that can be opened. `is_posted`: in a village today.
    """

    cadre: object
    year: int
    years: list
    sections: list
    days: list
    is_posted: bool


def opened(user, cadre_id, year, today):
    """The dossier as this person may open it; somebody else's is told to no cadre.

    `year`: as it stands in the address.
    """
    if not may_open(user, cadre_id):
        raise Http404("没有这份档案。")
    cadres = Cadre.objects.select_related("unit", "private", "appointment_form")
    cadre = get_object_or_404(cadres, pk=cadre_id)
    return dossier(cadre, today, int(year[:4]) if year.isdecimal() else None)


def may_open(user, cadre_id):
    return user.role == Role.STAFF or bool(cadre_id and user.cadre_id == cadre_id)


def dossier(cadre, today, year=None):
    """The year asked for, else the last one with a day in a village."""
    posted = list(
        Posting.objects.filter(cadre=cadre)
        .select_related("cadre", "village__township")
        .annotate(batch_name=BATCH)
        .order_by("began_on", "pk")
    )
    years = _years(posted, today)
    year = year or years[-1]
    if year not in years:
        raise Http404(f"{year}年没有任职。")
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = _days(posted, first, last)
    there = [p for p in posted if p.began_on <= last and (not p.ended_on or p.ended_on > first)]
    entries = [entry for _, found in days for entry in found]
    asked = Asked(cadre, posted, there, first, last, today, entries)
    return Dossier(
        cadre, year, years, told(SECTIONS, asked), days, any(not p.ended_on for p in posted)
    )


def _years(postings, today):
    """Each with a day of a posting that has begun; this year where there is none."""
    found = {
        year
        for p in postings
        for year in range(p.began_on.year, min(p.ended_on or today, today).year + 1)
    }
    return sorted(found) or [today.year]


def _days(postings, first, last):
    """The weekly record's own entries: of each posting only what belongs to it."""
    if not postings:
        return []
    found = {}
    for record in records(postings, first, last):
        for day, entries in record.days:
            found.setdefault(day, []).extend(e for e in entries if e not in found[day])
    return sorted(found.items())
