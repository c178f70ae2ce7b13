"""Every change to a tracked table is kept by the database, whoever or whatever made it."""

import pghistory
from django.db.models import Index


def tracked(*, exclude=None):
    """Keep inserts, updates and deletions. The trail is read by time, so it is indexed by time."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=exclude,
        meta={
            "indexes": [Index(fields=["-pgh_created_at", "-pgh_id"])],
        },
    )
