"""What touches more than one row of a village's people."""

from django.db import transaction
from django.utils.timezone import localdate

from fushan.desk.models import Attachment
from fushan.org.roles import Role
from villages.hearing import pass_on


@transaction.atomic
def merge_officials(official, *, into):
    """Someone entered twice becomes one person: seats, visits, terms, account, phone, photo."""
    official.board_seats.update(official=into)
    Attachment.objects.of(official).update(record_id=into.pk, area_code=into.area_id)
    for visitor in official.visiting.select_related("visit"):
        same_day = into.visiting.filter(village=visitor.village_id, happened_on=visitor.happened_on)
        kept = same_day.select_related("visit").first()
        if kept:
            _join(visitor, kept)
    official.visiting.update(official=into)
    for term in official.leaderships.all():
        later = into.leaderships.filter(until__gt=term.since) | into.leaderships.filter(until=None)
        if later.filter(since__lt=term.until).exists() if term.until else later.exists():
            term.delete()  # the other entry tells of the same time
        else:
            term.official = into
            term.save()
    _pass_on(official, into)
    official.delete()


def _join(visitor, kept):
    """Both entries were there that day. A visit left with nobody gives its words to the other."""
    visit = visitor.visit
    visitor.delete()
    if visit != kept.visit and not visit.visitors.exists():
        kept.visit.text = f"{kept.visit.text}\n{visit.text}"
        kept.visit.save()
        pass_on(visit, into=kept.visit)
        visit.delete()


def _pass_on(official, into):
    """What a person has one of goes over where the other has none; a second account is closed."""
    user, official.user = official.user, None
    official.save()
    if user and into.user:
        user.is_active = False
        user.save()
    elif user:
        into.user = user
        into.save()
    mine = type(official).private.related.related_model.objects
    if not mine.filter(official=into).exists():
        mine.filter(official=official).update(official=into, area=into.area)


def follow(official):
    """Account and photo stand where the official stands; who left the townships has no account."""
    Attachment.objects.of(official).update(area_code=official.area_id)
    user = official.user
    if user is None or user.role != Role.TOWNSHIP:
        return
    gone = official.left_on and official.left_on <= localdate()
    if gone or len(official.area_id) != 9:
        user.is_active = False
    else:
        user.area_code = official.area_id
    user.save()
