"""Periods as one says them: the table that is wanted each month is about the month just over."""

from fushan.kit.periods import Period

PERIODS = [
    ("month", "本月"),
    ("last_month", "上月"),
    ("quarter", "本季"),
    ("last_quarter", "上季"),
    ("half", "本半年"),
    ("year", "本年"),
    ("last_year", "上年"),
    ("term", "任职以来"),
]


def period_called(word, today, term=None):
    """The period of this word on this day. `term`: since the batch began; else this year."""
    if word == "term":
        return term or Period.of("year", today)
    if word.startswith("last_"):
        return Period.of(word.removeprefix("last_"), today).previous
    return Period.of(word, today)
