"""Working days of the mainland, make-up days (调休) among them.

The library knows the statutory days of a coming year before its make-up days are announced, so the
caller gives `overrides`: day -> whether it is worked.
"""

from datetime import timedelta
from functools import cache
from types import MappingProxyType

from holidays import country_holidays

NO_OVERRIDES = MappingProxyType({})


@cache
def _calendar(year):
    """The days off and the worked weekends of a year; 31 December can be moved by next January."""
    known = country_holidays("CN", years=(year, year + 1), expand=False)
    return frozenset(known), frozenset(known.weekend_workdays)


def is_working(day, overrides=NO_OVERRIDES):
    if day in overrides:
        return overrides[day]
    off, made_up = _calendar(day.year)
    return day in made_up or (day.weekday() < 5 and day not in off)


def working_days(first, last, overrides=NO_OVERRIDES):
    """How many days from first to last are worked, both counted."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(is_working(day, overrides) for day in days)


def add_working_days(day, n, overrides=NO_OVERRIDES):
    """The n-th working day after this one (before it, if n is negative); the day itself for 0."""
    step = timedelta(days=1 if n > 0 else -1)
    left = abs(n)
    while left:
        day += step
        left -= is_working(day, overrides)
    return day
