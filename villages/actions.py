"""What touches more than one row of a village's people."""

from django.db import transaction
from django.db.models import Q


@transaction.atomic
def merge_officials(official, *, into):
    """Someone entered twice becomes one person: seats, visits, leadership, account and phone."""
    official.board_seats.update(official=into)
    taken = Q()
    for village, day in into.visiting.values_list("village", "happened_on"):
        taken |= Q(village=village, happened_on=day)
    if taken:
        official.visiting.filter(taken).delete()
    official.visiting.update(official=into)
    if into.leaderships.exists():
        official.leaderships.all().delete()
    else:
        official.leaderships.update(official=into)
    _pass_on(official, into)
    official.delete()


def _pass_on(official, into):
    """What a person has one of goes over where the other has none."""
    if official.user and not into.user:
        user, official.user = official.user, None
        official.save()
        into.user = user
        into.save()
    mine = type(official).private.related.related_model.objects
    if not mine.filter(official=into).exists():
        mine.filter(official=official).update(official=into, area=into.area)
