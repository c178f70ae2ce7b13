"""Which bulletins a person is shown."""

from django.shortcuts import get_object_or_404

from fushan.reports.bulletins.moving import WRITERS
from fushan.reports.models import Bulletin

ROWS = Bulletin.objects.select_related("area", "about", "drafted_by", "checked_by")


def shown_to(user, rows):
    """Another office's drafts are out of reach; those of one's own are nothing for leaders yet."""
    return rows if user.role in WRITERS else rows.sent()


def bulletin_for(user, pk):
    """404 where it is not shown to this person."""
    return get_object_or_404(shown_to(user, ROWS), pk=pk)
