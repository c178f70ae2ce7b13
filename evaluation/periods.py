"""Which quarters and years are appraised: those over lately, and for who left the running ones."""

from calendar import monthrange
from datetime import date

from evaluation.models import AppraisalKind, label_of
from fushan.desk.models import number
from fushan.kit.periods import Period

QUARTERS_BACK, YEARS_BACK = 3, 1


def year_of(day):
    """(first, last) of the appraisal year around this day: it may end in another month than 12."""
    month = number("appraisal_year_month")
    year = day.year if day.month <= month else day.year + 1
    last = date(year, month, monthrange(year, month)[1])
    if month == 12:
        return date(year, 1, 1), last
    return date(year - 1, month + 1, 1), last


def offered(day):
    """[(kind, first, last)]: those that are over first, of each the latest first."""
    found = []
    first, last = year_of(day)
    for _ in range(YEARS_BACK + 1):
        found.append((AppraisalKind.YEAR, first, last))
        first, last = year_of(date.fromordinal(first.toordinal() - 1))
    quarter = Period.of("quarter", day)
    for _ in range(QUARTERS_BACK + 1):
        found.append((AppraisalKind.QUARTER, quarter.first, quarter.last))
        quarter = quarter.previous
    return sorted(found, key=lambda about: about[2] >= day)


def said(kind, first, last, day):
    """How it is offered: one that still runs is only for who has left."""
    span = f"（{first:%Y.%m.%d}—{last:%Y.%m.%d}）"
    running = "，还没过完，只评已经离村的" if day <= last else ""
    return f"{label_of(kind, last)}{span}{running}"
