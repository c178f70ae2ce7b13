"""The clock of a posting: how long it has run, when two years are full, when the term ends."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import DateField, Func

from fushan.desk.models import number

FULL_YEARS = 2  # 每期一般不少于两年
STATES = {
    "": "全部在任",
    "ending": "快届满和已届满",
    "full": "已任满两年",
    "unset": "没有定任期",
}


class Full(Func):
    """The day on which a posting that began on this one has run its two years."""

    template = f"(%(expressions)s + interval '{FULL_YEARS} years')::date"
    output_field = DateField()


@dataclass(frozen=True)
class Term:
    """Of one posting. `ends_on`: None where no term was set. `ended_on`: set once it is over."""

    began_on: date
    full_on: date
    ends_on: date | None
    ended_on: date | None

    def is_full(self, day):
        """Whether two years are served by that day, or were when it ended."""
        return self.full_on <= min(day, self.ended_on or day)

    def days_left(self, day):
        """None where no term was set or the posting is over; below 0 once the term is over."""
        if self.ends_on is None or (self.ended_on and self.ended_on <= day):
            return None
        return (self.ends_on - day).days


def term_of(posting):
    full_on = years_after(posting.began_on, FULL_YEARS)
    return Term(posting.began_on, full_on, posting.planned_end_on, posting.ended_on)


def years_after(day, years):
    """The same day so many years on; of 29 February the 28th, as in the database."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


def soon(day):
    """The last day that counts as soon from this one."""
    return day + timedelta(days=number("term_days"))


def in_state(postings, state, day):
    """Of open postings those in one of STATES."""
    if state == "ending":
        return postings.filter(planned_end_on__lte=soon(day))
    if state == "full":
        return postings.alias(full_on=Full("began_on")).filter(full_on__lte=day)
    return postings.filter(planned_end_on=None) if state else postings
