"""Stretches of days that a page can be about: a week, a month, a quarter, a term, any span."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 2000, 2100
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
QUARTERS = "一二三四"
HALVES = "上下"


def week_of(day):
    """The Monday and the Sunday around this day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both counted. Make one by `of`, `span`, `term` or `parse`."""

    first: date
    last: date
    kind: str

    def __post_init__(self):
        if self.first > self.last:
            raise ValueError("起始日期不能晚于结束日期。")

    @classmethod
    def of(cls, kind, day):
        """The week, month, quarter, half or year around this day."""
        if kind == "week":
            return cls(*week_of(day), kind)
        months = MONTHS_IN[kind]
        first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
        end = first.month + months - 1
        return cls(first, date(first.year, end, monthrange(first.year, end)[1]), kind)

    @classmethod
    def span(cls, first, last):
        return cls(first, last, "span")

    @classmethod
    def term(cls, start, today):
        """From the batch's first day to today; a batch yet to begin has its first day only."""
        return cls(start, max(start, today), "term")

    @classmethod
    def parse(cls, text, *, today, term_start=None):
        """What an address says. ValueError with a Chinese sentence for anything else."""
        if text == "term":
            if term_start is None:
                raise ValueError("还没有设定任职的起始日期，不能按“任职以来”查看。")
            return cls.term(term_start, today)
        for form, read in FORMS:
            if match := re.fullmatch(form, text):
                return _checked(read(*match.groups()))
        raise ValueError(
            "时间段写法不对，应如 2026-11、2026-Q4、2026-H2、2026 或 2026-04-15~2026-11-23。"
        )

    @property
    def code(self):
        """The form that stands in an address; `parse` reads it back."""
        return CODES[self.kind](self)

    @property
    def label(self):
        """For the reader, in Chinese. A week is told by its dates, never by a number."""
        return LABELS[self.kind](self)

    @property
    def days(self):
        return (self.last - self.first).days + 1

    @property
    def previous(self):
        """The neighbour before; None for a term and where the calendar of the system ends."""
        return self._neighbour(-1)

    @property
    def next(self):
        """The neighbour after; None for a term and where the calendar of the system ends."""
        return self._neighbour(1)

    def weeks(self):
        """All weeks that have a day in this period."""
        monday = week_of(self.first)[0]
        count = (self.last - monday).days // 7 + 1
        return [Period.of("week", monday + timedelta(weeks=n)) for n in range(count)]

    def _neighbour(self, way):
        if self.kind == "term":
            return None
        if self.kind == "span":
            shift = timedelta(days=way * self.days)
            beside = Period.span(self.first + shift, self.last + shift)
        else:
            edge = self.first if way < 0 else self.last
            beside = Period.of(self.kind, edge + timedelta(days=way))
        return beside if _within(beside) else None

    def __contains__(self, day):
        return self.first <= day <= self.last

    def __str__(self):
        return self.code


def _years(period):
    """The years it is counted to; a week belongs to one year, that of its Thursday."""
    if period.kind == "week":
        return [period.first.isocalendar().year]
    return [period.first.year, period.last.year]


def _within(period):
    return all(FIRST_YEAR <= year <= LAST_YEAR for year in _years(period))


def _checked(period):
    if not _within(period):
        raise ValueError(f"年份应在 {FIRST_YEAR} 年到 {LAST_YEAR} 年之间。")
    return period


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"没有 {text} 这一天。") from None


def _week(year, week):
    try:
        return Period.of("week", date.fromisocalendar(int(year), int(week), 1))
    except ValueError:
        raise ValueError(f"{year}年没有这一周。") from None


def _months(kind):
    def read(year, number="1"):
        month = (int(number) - 1) * MONTHS_IN[kind] + 1
        if not (1 <= month <= 12 and int(year)):
            raise ValueError("时间段不对：一年有 12 个月、4 个季度、2 个半年。")
        return Period.of(kind, date(int(year), month, 1))

    return read


FORMS = [
    (r"([0-9]{4})-W([0-9]{2})", _week),
    (r"([0-9]{4})-([0-9]{2})", _months("month")),
    (r"([0-9]{4})-Q([0-9])", _months("quarter")),
    (r"([0-9]{4})-H([0-9])", _months("half")),
    (r"([0-9]{4})", _months("year")),
    (
        r"([0-9]{4}-[0-9]{2}-[0-9]{2})~([0-9]{4}-[0-9]{2}-[0-9]{2})",
        lambda first, last: Period.span(_day(first), _day(last)),
    ),
]


def _week_code(period):
    year, week, _ = period.first.isocalendar()
    return f"{year}-W{week:02}"


def _number(period):
    """Which quarter or half of its year, from 1."""
    return (period.first.month - 1) // MONTHS_IN[period.kind] + 1


CODES = {
    "week": _week_code,
    "month": lambda p: f"{p.first.year}-{p.first.month:02}",
    "quarter": lambda p: f"{p.first.year}-Q{_number(p)}",
    "half": lambda p: f"{p.first.year}-H{_number(p)}",
    "year": lambda p: f"{p.first.year}",
    "term": lambda p: "term",
    "span": lambda p: f"{p.first}~{p.last}",
}


def _written(day, *, year=True, month=True):
    return (f"{day.year}年" if year else "") + (f"{day.month}月" if month else "") + f"{day.day}日"


def _from_to(period, *, year):
    """Both ends, the second without what it shares with the first."""
    first, last = period.first, period.last
    if first == last:
        return _written(first, year=year)
    other_year = first.year != last.year
    other_month = other_year or first.month != last.month
    start = _written(first, year=year or other_year)
    return f"{start}—{_written(last, year=other_year, month=other_month)}"


LABELS = {
    "week": lambda p: _from_to(p, year=False),
    "month": lambda p: f"{p.first.year}年{p.first.month}月",
    "quarter": lambda p: f"{p.first.year}年第{QUARTERS[_number(p) - 1]}季度",
    "half": lambda p: f"{p.first.year}年{HALVES[_number(p) - 1]}半年",
    "year": lambda p: f"{p.first.year}年",
    "term": lambda p: f"任职以来（{_written(p.first)}起）",
    "span": lambda p: _from_to(p, year=True),
}
