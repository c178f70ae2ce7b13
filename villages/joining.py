"""Two wrote down the same visit: joined, both texts and all visitors are kept."""

import pghistory
from django.db import transaction

from fushan.desk.models import Attachment
from villages.hearing import pass_on
from villages.models import WITH_NAMES, Visit, VisitLevel, Visitor


def same_day(visit):
    """The others of that village and day."""
    rows = Visit.objects.filter(village=visit.village_id, happened_on=visit.happened_on)
    rows = rows.exclude(pk=visit.pk) if visit.pk else rows
    return rows.select_related("entered_by").prefetch_related(WITH_NAMES).order_by("pk")


def fold_in(into, *, text, kinds, officials, by):
    """Add to a visit what another account of the same day says. `by`: whose words they are."""
    into = Visit.objects.select_for_update(of=("self",)).get(pk=into.pk)
    said = f"{by.name}：{text}" if by else text
    if text not in into.text:
        into.text = f"{into.text}\n{said}"
    into.kinds = [*into.kinds, *(kind for kind in kinds if kind not in into.kinds)]
    if any(len(official.area_id) <= 6 for official in officials):
        into.level = VisitLevel.COUNTY
    into.save()
    known = set(into.visitors.values_list("official", flat=True))
    Visitor.objects.bulk_create(
        Visitor(
            visit=into,
            village_id=into.village_id,
            happened_on=into.happened_on,
            official=official,
        )
        for official in officials
        if official.pk not in known
    )
    return into


@transaction.atomic
def join_visits(visit, *, into):
    """One of two that are on record goes into the other; its pictures go along."""
    visitors = list(visit.visitors.select_related("official"))
    words = {"text": visit.text, "kinds": visit.kinds, "by": visit.entered_by}
    with pghistory.context(reason=f"并入当天另一条（编号 {into.pk}）"):
        Attachment.objects.of(visit).update(record_id=into.pk)
        visit.visitors.all().delete()
        pass_on(visit, into=into)
        visit.delete()
        return fold_in(into, officials=[visitor.official for visitor in visitors], **words)
