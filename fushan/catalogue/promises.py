"""A wall's promises with the records that show them kept, for the page and for paper."""

from django.db.models import Prefetch
from django.utils.timezone import localdate

from cadres.models import Citation, Posting
from fushan.catalogue.citations import resolve
from fushan.kit.periods import Period

CITED = Prefetch("citations", Citation.objects.order_by("pk"))


def with_records(wall):
    """[(pledge, [Cited])]"""
    pledges = list(wall.pledges.order_by("due_on", "pk").prefetch_related(CITED))
    found = resolve([c for pledge in pledges for c in pledge.citations.all()], since(wall))
    return [(pledge, [found[c.pk] for c in pledge.citations.all()]) for pledge in pledges]


def since(wall):
    """From the first day of the posting in which it was made, or the wall's own, to today."""
    postings = Posting.objects.filter(cadre=wall.cadre_id, village=wall.village_id)
    began = postings.order_by("began_on").values_list("began_on", flat=True).first()
    first = min(filter(None, [began, wall.made_on]))
    return Period.span(first, max(first, localdate()))
