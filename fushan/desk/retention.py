"""What is kept how long, and clearing at night what is over.

Nothing here is a record of anybody's work, and no history: those stay. What was cleared is told to
the auditor, who finds the periods among the settings.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pgtrigger
from axes.models import AccessAttempt, AccessFailureLog
from axes.models import AccessLog as AxesLog
from django.contrib.sessions.models import Session
from django.db import transaction

from fushan.desk.models import (
    KNOWN,
    AccessLog,
    Deed,
    ImportBatch,
    KeptCopy,
    Submission,
    number,
)
from fushan.desk.models.imports import ImportState
from fushan.desk.registers import Settled, drop
from fushan.inbox.models import Notice

DAYS = {"天": 1, "个月": 31}
AT_THE_DOOR = (Deed.SIGN_IN, Deed.WRONG, Deed.LOCKED)


@dataclass(frozen=True)
class Kept:
    """`key`: of the setting. `clear`: lets go of what is older than a moment, says how many."""

    key: str
    clear: Callable

    @property
    def what(self):
        return KNOWN[self.key][0].partition("：")[2]

    @property
    def period(self):
        return f"{number(self.key)} {KNOWN[self.key][1]}"

    def since(self, moment):
        return moment - timedelta(days=number(self.key) * DAYS[KNOWN[self.key][1]])


def _sign_ins(since):
    kept_by_axes = (AccessAttempt, AccessFailureLog, AxesLog)
    cleared = [m.objects.filter(attempt_time__lt=since).delete()[0] for m in kept_by_axes]
    return sum(cleared) + _logged(since, deed__in=AT_THE_DOOR)


def _access(since):
    return _logged(since, deed__in=set(Deed) - set(AT_THE_DOOR))


def _logged(since, **what):
    """Nothing else gets past the trigger that makes this log append-only."""
    with pgtrigger.ignore("desk.AccessLog:append_only"):
        return AccessLog.objects.filter(happened_at__lt=since, **what).delete()[0]


def _submissions(since):
    return Submission.objects.filter(made_at__lt=since).delete()[0]


def _copies(since):
    return KeptCopy.objects.filter(made_at__lt=since).delete()[0]


def _uploads(since):
    """The batch stays and says that it was dropped; the sealed file goes."""
    waiting = ImportBatch.objects.filter(state=ImportState.CHECKED, made_at__lt=since)
    return sum(_dropped(batch) for batch in waiting)


def _dropped(batch):
    try:
        drop(batch)
    except Settled:  # confirmed at this very moment
        return False
    return True


def _notices(since):
    return Notice.objects.filter(read_at__lt=since).delete()[0]


KEPT = [
    Kept("keep_sign_ins", _sign_ins),
    Kept("keep_access", _access),
    Kept("keep_submissions", _submissions),
    Kept("keep_copies", _copies),
    Kept("keep_uploads", _uploads),
    Kept("keep_notices", _notices),
]


def clear_what_is_over(moment):
    """[(what, how many)] of what was kept long enough by this moment; sessions that ran out too."""
    cleared = [_cleared(kept, moment) for kept in KEPT]
    Session.objects.filter(expire_date__lt=moment).delete()
    return [(what, count) for what, count in cleared if count]


@transaction.atomic
def _cleared(kept, moment):
    if count := kept.clear(kept.since(moment)):
        AccessLog.objects.create(
            who="系统",
            deed=Deed.CLEAR,
            what=f"{kept.what}（保存期限 {kept.period}）",
            page="manage.py nightly",
            rows=count,
        )
    return kept.what, count
