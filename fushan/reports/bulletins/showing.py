"""Which bulletins a person is shown."""

from django.shortcuts import get_object_or_404

from fushan.reports.bulletins.moving import is_its_office
from fushan.reports.models import Bulletin, BulletinState

ROWS = Bulletin.objects.select_related("area", "about", "drafted_by", "checked_by")


def shown_to(user, rows):
    """Drafts stay with their office: the reach shows a county the townships' too."""
    return rows.filter(area=user.area_code) | rows.sent() if writes(user) else rows.sent()


def writes(user):
    return is_its_office(user, Bulletin(area_id=user.area_code))


def bulletin_for(user, pk):
    """404 where it is not shown to this person."""
    return get_object_or_404(shown_to(user, ROWS), pk=pk)


def is_open(bulletin):
    return bulletin.state != BulletinState.FINAL
