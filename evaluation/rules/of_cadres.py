"""R01, R02, R06, R07: arriving, being there, being called away, and the record of a week."""

from collections import defaultdict
from datetime import timedelta

from cadres.absences import gone
from cadres.models import Borrowing, Leave, Presence
from cadres.record import PARTS as OF_CADRES
from evaluation.models import Bound
from evaluation.rules.asking import Found, spoken, working
from fushan.desk.models import number, overrides
from fushan.kit.entries import Asked as Entries
from fushan.kit.entries import entries
from fushan.kit.periods import Period
from fushan.kit.workdays import is_working
from mentors.record import PARTS as OF_MENTORS
from petitions.record import PARTS as OF_PETITIONS
from training.record import PARTS as OF_TRAINING
from villages.record import PARTS as OF_VILLAGES

REPORTING_DAYS, HANDING_OVER_DAYS = 7, 15
PARTS = [*OF_CADRES, *OF_VILLAGES, *OF_TRAINING, *OF_PETITIONS, *OF_MENTORS]
ITEMS = (
    ("reported_on", "到村报到", REPORTING_DAYS),
    ("party_moved_on", "组织关系转入", HANDING_OVER_DAYS),
    ("handed_over_on", "原单位工作移交", HANDING_OVER_DAYS),
)
WEEK = timedelta(days=7)


def reporting_in(asked):
    """Reckoned from the notice; where none was written down, from the day of arrival."""
    for posting in asked.postings:
        for name, label, days in ITEMS:
            done = getattr(posting, name)
            if name == "reported_on":
                done = done or posting.began_on
            limit = working(posting.noticed_on or posting.began_on, days)
            if not asked.over(limit) or (done and done <= limit):
                continue
            told = f"{spoken(done)}才办" if done else "还没有记录"
            yield Found(
                f"{posting.pk} {name}",
                posting.village_id,
                Bound.CADRE,
                limit,
                f"{label}应在{spoken(limit)}以前，{told}。",
                [(posting, f"{posting}任职记录")],
                posting.cadre_id,
            )


def presence_floor(asked):
    """The month that the township confirmed, against the floor less what leave took."""
    rows = Presence.objects.filter(confirmed_at__isnull=False, month__gte=asked.since)
    for row in asked.here(rows).select_related("cadre", "village").order_by("pk"):
        month = Period.of("month", row.month)
        floor = min(number("presence_floor"), row.working_days - row.leave_days)
        if asked.over(month.last) and row.days < floor:
            yield Found(
                f"{row.pk}",
                row.village_id,
                Bound.CADRE,
                month.last,
                f"{month.label}在村 {row.days} 天，应不少于 {floor} 天。",
                [(row, f"{month.label}在村天数，乡镇已确认")],
                row.cadre_id,
                floor - row.days,
            )


def not_borrowed(asked):
    """It protects the cadre: the office that called them away is asked."""
    rows = Borrowing.objects.unapproved().filter(began_on__range=asked.window)
    for row in asked.here(rows).select_related("cadre").order_by("pk"):
        yield Found(
            f"{row.pk}",
            row.village_id,
            Bound.UNIT,
            row.began_on,
            f"{row.office}自{spoken(row.began_on)}起抽调{row.cadre}，没有县委组织部同意的文号。",
            [(row, str(row))],
        )


def something_each_fortnight(asked):
    """Two weeks one after the other without a record of any kind, where most of them was worked.

    A week is looked at once the next is over: what was done may be written down till then.
    """
    monday = Period.of("week", asked.since + WEEK - timedelta(days=1)).first
    weeks = max(0, (asked.day - monday).days // 7 - 1)
    mondays = [monday + n * WEEK for n in range(weeks)]
    if not mondays:
        return
    told, away = _told(asked, mondays), _away(asked)
    for posting in asked.postings:
        quiet = [m for m in mondays if _is_quiet(posting, m, told, away[posting.cadre_id])]
        yield from _fortnights(posting, quiet)


def _told(asked, mondays):
    cadres = {posting.cadre_id for posting in asked.postings}
    villages = {posting.village_id for posting in asked.postings}
    last = mondays[-1] + WEEK - timedelta(days=1)
    return entries(PARTS, Entries(cadres, villages, mondays[0], last))


def _away(asked):
    away = defaultdict(list)
    cadres = {posting.cadre_id for posting in asked.postings}
    for leave in Leave.objects.approved().filter(cadre__in=cadres, last_on__gte=asked.since):
        away[leave.cadre_id].append(gone(leave))
    return away


def _is_quiet(posting, monday, told, away):
    """In post all week, at work most of it, and nothing is known of any day."""
    sunday = monday + WEEK - timedelta(days=1)
    if posting.began_on > monday or (posting.ended_on and posting.ended_on <= sunday):
        return False
    days = (monday + timedelta(days=n) for n in range(7))
    there = [
        day
        for day in days
        if is_working(day, overrides()) and not any(first <= day <= last for first, last in away)
    ]
    if len(there) < number("week_least_working_days"):
        return False
    return not any(monday <= entry.day <= sunday and entry.is_of(posting) for entry in told)


def _fortnights(posting, quiet):
    before = None
    for monday in quiet:
        if before is None or monday - before != WEEK:
            before = monday
            continue
        last = monday + WEEK - timedelta(days=1)
        yield Found(
            f"{posting.pk} {monday}",
            posting.village_id,
            Bound.CADRE,
            last,
            f"{spoken(before)}到{spoken(last)}两周没有任何工作记录。",
            [(posting, f"{posting}工作纪实")],
            posting.cadre_id,
        )
        before = None
