"""A township's month: how many days each cadre was there, and the settling of it all."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import now

from cadres.absences import gone
from cadres.models import Leave, LeaveState, Posting, Presence
from fushan.desk.models import ClosedMonth, overrides, setting
from fushan.inbox.models import tell
from fushan.kit.periods import Period
from fushan.kit.workdays import is_working


@dataclass(frozen=True)
class Share:
    """A posting's part of a month, with its presence: as kept, or as reckoned and not yet kept."""

    posting: Posting
    presence: Presence
    floor: int  # days: rule R02

    @property
    def is_below(self):
        return self.presence.days < self.floor


def shares(area, month, *, anew=False):
    """[Share] of every cadre who had days in these villages in this month, by village and name.

    `anew`: working days and leave are reckoned again; what the township said of weekends and
    absences stays. The number of queries does not depend on the cadres.
    """
    postings = _postings(area, month)
    cadres = {posting.cadre_id for posting in postings}
    rows = Presence.objects.filter(cadre__in=cadres, month=month.first)
    known = {(row.cadre_id, row.village_id): row for row in rows}
    away, worked = _away(cadres, month), _worked(month)
    least, found = int(setting("presence_floor")), []
    for posting in postings:
        presence = known.get((posting.cadre_id, posting.village_id))
        if presence is None or anew:
            presence = _reckoned(posting, presence, month, worked, away[posting.cadre_id])
        due = presence.working_days - presence.leave_days
        found.append(Share(posting, presence, min(least, due)))
    return found


def _postings(area, month):
    """One for a cadre and village: who left and came back within the month is one."""
    rows = Posting.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=month.first),
        began_on__lte=month.last,
        village__gte=area,
        village__lt=f"{area}:",
    )
    rows = rows.select_related("cadre", "village__township").order_by(
        "village", "cadre__pinyin", "cadre", "began_on"
    )
    found = {}
    for posting in rows:
        first = found.setdefault((posting.village_id, posting.cadre_id), posting)
        first.spans = [*getattr(first, "spans", []), (posting.began_on, posting.ended_on)]
    return list(found.values())


def _worked(month):
    corrected = overrides()
    days = (month.first + timedelta(days=n) for n in range(month.days))
    return [day for day in days if is_working(day, corrected)]


def _away(cadres, month):
    """{cadre: [(first, last)]} of approved leave."""
    rows = Leave.objects.approved().filter(cadre__in=cadres)
    away = defaultdict(list)
    for leave in rows.touching(month.first, month.last):
        away[leave.cadre_id].append(gone(leave))
    return away


def _reckoned(posting, known, month, worked, away):
    """The presence of these days; a row that is kept already keeps what people said."""
    presence = known or Presence(cadre=posting.cadre, village=posting.village, month=month.first)
    mine = [
        day
        for day in worked
        if any(began <= day and (ended is None or day < ended) for began, ended in posting.spans)
    ]
    presence.working_days = len(mine)
    presence.leave_days = sum(any(first <= d <= last for first, last in away) for d in mine)
    there = presence.working_days - presence.leave_days + presence.weekend_days
    presence.absent_days = min(presence.absent_days, there)
    presence.days = there - presence.absent_days
    return presence


def undecided(area, month):
    """Leave in this month that nobody has decided yet."""
    rows = Leave.objects.filter(
        state=LeaveState.ASKED, village__gte=area, village__lt=f"{area}:"
    ).touching(month.first, month.last)
    return rows.select_related("cadre", "village").order_by("first_on", "pk")


def open_leaves(area, month, day):
    """Leave of this month that nobody has decided, or from which nobody has said they are back."""
    over = min(month.last, day - timedelta(days=1))
    waiting = Q(state=LeaveState.ASKED, first_on__lte=month.last, last_on__gte=month.first)
    gone = Q(
        state=LeaveState.APPROVED,
        returned_on=None,
        last_on__range=(month.first, over),
    )
    rows = Leave.objects.last_of_all().filter(
        waiting | gone, village__gte=area, village__lt=f"{area}:"
    )
    return rows.select_related("cadre", "village").order_by("first_on", "pk")


def may_be_closed(month, day):
    """From the last working day of the month on."""
    return day >= (_worked(month) or [month.last])[-1]


@transaction.atomic
def close_month(township, month, *, by=None):
    """Confirm every presence and close the month. Closed already, it stays as it is.

    `by`: who does it; nobody where it closes by itself.
    """
    _wait_for_records(township, month)
    standing = ClosedMonth.objects.of(township, month.first).first()
    if standing:
        return standing
    confirmed = {"confirmed_by": by, "confirmed_at": now()}
    for share in shares(township, month, anew=True):
        for name, value in confirmed.items():
            setattr(share.presence, name, value)
        share.presence.save()
    return ClosedMonth.objects.create(area_id=township, month=month.first, closed_by=by)


def closes_on(month):
    """The day on which this month closes by itself."""
    return month.next.first.replace(day=int(setting("month_closes_on")))


def month_due(day):
    """The latest month that closes by itself by this day."""
    month = Period.of("month", day).previous
    return month if day.day >= int(setting("month_closes_on")) else month.previous


def _wait_for_records(township, month):
    """What is being written into the month ends first; what comes later is refused."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(1027, hashtext(%s))", [f"{township}{month.first}"]
        )


@transaction.atomic
def reopen_month(closed, *, by, reason):
    """Open it again; whoever closed it is told why."""
    closed.reopened_by, closed.reopened_at, closed.reopen_reason = by, now(), reason
    closed.save()
    if closed.closed_by:
        month = date_format(closed.month, "Y年n月")
        asked = {"area": closed.area_id, "period": f"{closed.month:%Y-%m}"}
        said = f"{month}已由组织部重新打开：{reason}"
        tell(closed.closed_by, said, "month", query=asked)
    return closed


def close_what_is_over(day):
    """Close the month that is due by this day wherever cadres were posted and nobody has: how many.

    A month that was reopened is left open for some days more.
    """
    month = month_due(day)
    since = day - timedelta(days=int(setting("month_reopened_days")))
    closings = ClosedMonth.objects.filter(month=month.first)
    spared = closings.filter(Q(reopened_at=None) | Q(reopened_at__date__gt=since))
    posted = Posting.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=month.first), began_on__lte=month.last
    )
    townships = set(posted.values_list("village__township", flat=True))
    townships -= set(spared.values_list("area", flat=True))
    for township in sorted(townships):
        close_month(township, month)
    return len(townships)
