"""Accounts shut out after too many wrong passwords, and letting them in again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, Sum
from django.utils.timezone import now

from fushan.org.models import User

MOST = 100


@dataclass(frozen=True)
class Lockout:
    user: User
    address: str
    failures: int
    last: datetime


def lockouts():
    """Those in the reach that is open, the latest first. Names nobody has are no accounts."""
    since = now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    rows = (
        AccessAttempt.objects.filter(attempt_time__gte=since)
        .values("username", "ip_address")
        .annotate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
        .filter(failures__gte=settings.AXES_FAILURE_LIMIT)
        .order_by("-last")[:MOST]
    )
    users = {u.username: u for u in User.objects.filter(username__in=[r["username"] for r in rows])}
    return [
        Lockout(users[row["username"]], row["ip_address"], row["failures"], row["last"])
        for row in rows
        if row["username"] in users
    ]


def lift(user):
    """Let this account try again at once, from wherever. Who let it is kept in its history."""
    AccessAttempt.objects.filter(username=user.username).delete()
    user.lock_lifted_at = now()
    user.save(update_fields=["lock_lifted_at"])
