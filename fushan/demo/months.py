"""Leave, presence and closed months of the invented county, written in bulk."""

from datetime import datetime, time, timedelta

from django.db.models import F
from django.utils.timezone import make_aware

from cadres.leaving import reckon
from cadres.models import (
    Handover,
    Leave,
    LeaveKind,
    LeaveLevel,
    Leaves,
    LeaveState,
    Presence,
)
from cadres.months import month_due, shares
from fushan.desk.models import ClosedMonth
from fushan.kit.periods import Period
from fushan.org.models import User

CHUNK = 5000
KINDS = [LeaveKind.PERSONAL, LeaveKind.ANNUAL, LeaveKind.SICK]
REASONS = {
    LeaveKind.PERSONAL: "家中有事",
    LeaveKind.ANNUAL: "休年假",
    LeaveKind.SICK: "看病",
}
EVERY = 45  # days between two leaves, about


def lay_leaves(county):
    """Now and then everybody is away for a day or a week; the demo's own secretary asks today."""
    staff = User.objects.filter(username="staff").first()
    rows = []
    for posting in county.postings:
        day = posting.began_on + timedelta(days=county.random.randrange(5, EVERY))
        while day + timedelta(days=8) < (posting.ended_on or county.on):
            rows.append(_leave(county, posting, day, staff))
            day += timedelta(days=county.random.randrange(30, 2 * EVERY))
    rows.append(_asked(county, county.home_posting))
    Leave.objects.bulk_create(filter(_takes_a_day, rows), batch_size=CHUNK)
    asked = {"entered_at": F("decided_at") - timedelta(hours=7)}
    Leave.objects.filter(decided_at__isnull=False).update(**asked)


def _leave(county, posting, day, staff):
    kind = county.random.choice(KINDS)
    leave = Leave(
        cadre=posting.cadre,
        village_id=posting.village_id,
        kind=kind,
        reason=REASONS[kind],
        first_on=day,
        last_on=day + timedelta(days=county.random.choice([0, 1, 1, 2, 6])),
        entered_by=posting.cadre.user,
    )
    reckon(leave)
    clerk = county.clerks[posting.village.township_id]
    leave.decided_level, leave.state = leave.level, LeaveState.APPROVED
    leave.decided_by = clerk if leave.level == LeaveLevel.TOWNSHIP else staff
    leave.decided_at = make_aware(datetime.combine(day - timedelta(days=1), time(16)))
    leave.returned_on = leave.last_on + timedelta(days=1)
    return leave


def _asked(county, posting):
    """One for next Monday and Tuesday that waits for the township's answer."""
    monday = county.on + timedelta(days=7 - county.on.weekday())
    leave = Leave(
        cadre=posting.cadre,
        village_id=posting.village_id,
        kind=LeaveKind.PERSONAL,
        reason=REASONS[LeaveKind.PERSONAL],
        first_on=monday,
        last_on=monday + timedelta(days=1),
        entered_by=posting.cadre.user,
    )
    reckon(leave)
    return leave


def _takes_a_day(leave):
    return leave.days > 0


def lay_handovers(county):
    """What was said on the day somebody left: to whom the post went, or to nobody."""
    staff = User.objects.filter(username="staff").first()
    gone = [posting for posting in county.postings if posting.ended_on]
    Handover.objects.bulk_create(_handed_over(county, posting, staff) for posting in gone)


def _handed_over(county, posting, staff):
    village, on = posting.village, posting.ended_on
    successor = next(
        (p for p in county.postings if p.village_id == village.pk and p.began_on == on), None
    )
    to = successor.cadre.name if successor else ""
    place = f"{village.township}{village}{posting.get_post_display()}"
    return Handover(
        person=Leaves.CADRE,
        person_id=posting.cadre_id,
        name=posting.cadre.name,
        place=place,
        area_code=village.pk,
        happened_on=on,
        reason="提拔交流",
        lines=[{"what": place, "to": to or "空缺"}],
        receiver=to,
        witness="示例监交人",
        entered_by=staff,
    )


def close_months(county):
    """Every month that is due by now; some closed by themselves."""
    month, last = Period.of("month", county.began_on), month_due(county.on)
    while month.first <= last.first:
        for township, clerk in county.clerks.items():
            _close(county, township, month, clerk)
        month = month.next


def _close(county, township, month, clerk):
    by = clerk if county.random.random() < 0.8 else None
    done = make_aware(datetime.combine(month.last + timedelta(days=1), time(9)))
    rows = [share.presence for share in shares(township, month)]
    for presence in rows:
        presence.confirmed_by, presence.confirmed_at = by, done
    Presence.objects.bulk_create(rows, batch_size=CHUNK)
    if rows:
        closed = ClosedMonth.objects.create(area_id=township, month=month.first, closed_by=by)
        ClosedMonth.objects.filter(pk=closed.pk).update(closed_at=done)
