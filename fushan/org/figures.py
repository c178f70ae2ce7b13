"""A number, what it means, and the records behind it. Readers ask figures and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Left, TruncWeek
from django.utils.formats import date_format
from django.utils.timezone import localdate

from fushan.kit.periods import Period

LEAST_CASES = 5  # below this a ratio is shown as its two counts
CODE_LENGTH = {"county": 6, "township": 9, "village": 12}


def as_of(period):
    """The day a stock is taken on: the period's last, or today where that is still to come."""
    return min(period.last, localdate())


@dataclass(frozen=True)
class Column:
    """One column of a ledger: its heading and where a record keeps the value."""

    heading: str
    path: str

    def of(self, record):
        """The value as text; nothing where the path ends in nothing."""
        value = reduce(lambda at, name: getattr(at, name, None), self.path.split("."), record)
        value = value() if callable(value) else value
        if hasattr(value, "isocalendar"):
            return date_format(value, "Y-m-d")
        if isinstance(value, list):
            return "、".join(map(str, value))
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Figure:
    """`records(period)`: a queryset. A flow has `on`, the path to its date; a stock is taken on the
    period's last day (`as_of`), and its `records` says so. `village`: the path to the code.
    """

    code: str
    label: str
    unit: str
    definition: str
    records: Callable[..., QuerySet]
    columns: list[Column]
    village: str = "village_id"
    on: str = ""
    cadre: str = ""
    measure: object = field(default_factory=lambda: Count("pk"))
    url: Callable[[object], str] = lambda record: ""

    is_ratio = False

    @property
    def kind(self):
        return "flow" if self.on else "stock"

    @property
    def by(self):
        """The key its ledger is paged by."""
        return (self.on, "pk") if self.on else (self.village, "pk")

    def rows(self, area, period):
        """The records of this area and period, to narrow or to page."""
        rows = self.records(period).filter(
            **{f"{self.village}__gte": area, f"{self.village}__lt": f"{area}:"}
        )
        return (
            rows.filter(**{f"{self.on}__range": (period.first, period.last)}) if self.on else rows
        )

    def value(self, area, period):
        return Value(self.rows(area, period).aggregate(n=self.measure)["n"] or 0)

    def by_area(self, level, area, period):
        """{code: value} of every county, township or village in the area that has any."""
        place = Left(self.village, CODE_LENGTH[level])
        rows = self.rows(area, period).annotate(place=place).order_by()
        return dict(rows.values_list("place").annotate(n=self.measure))

    def by_week(self, area, period):
        """{Monday: value} of every week that has any. For flows."""
        rows = self.rows(area, period).annotate(monday=TruncWeek(self.on)).order_by()
        return dict(rows.values_list("monday").annotate(n=self.measure))


def values(figures, area, period):
    """{code: (Value, Value of the period before or None)}; the same rows are asked once.

    A stock has no period before to be set against here, nor has a ratio.
    """
    plain = [part for figure in figures for part in _parts(figure)]
    numbers = {}
    for shared in _sharing(plain):
        numbers |= _numbers(shared, area, period)
    return {figure.code: _paired(figure, numbers) for figure in figures}


def _parts(figure):
    return [figure.numerator, figure.denominator] if figure.is_ratio else [figure]


def _sharing(figures):
    groups = {}
    for figure in figures:
        groups.setdefault((figure.records, figure.on, figure.village), {})[figure.code] = figure
    return groups.values()


def _numbers(shared, area, period):
    first = next(iter(shared.values()))
    before = period.previous if first.on else None
    if not before:
        asked = {f"{code}_now": figure.measure for code, figure in shared.items()}
        return first.rows(area, period).aggregate(**asked)
    rows = first.rows(area, Period.span(before.first, period.last))
    asked = {}
    for code, figure in shared.items():
        asked[f"{code}_now"] = _within(figure, period)
        asked[f"{code}_before"] = _within(figure, before)
    return rows.aggregate(**asked)


def _within(figure, period):
    measure = figure.measure.copy()
    measure.filter = Q(**{f"{figure.on}__range": (period.first, period.last)})
    return measure


def _paired(figure, numbers):
    if figure.is_ratio:
        met, due = (numbers[f"{part.code}_now"] for part in _parts(figure))
        return Value(met, due), None
    before = numbers.get(f"{figure.code}_before")
    return Value(numbers[f"{figure.code}_now"]), None if before is None else Value(before)


@dataclass(frozen=True)
class Value:
    """A number; a ratio also has what it is out of."""

    number: int
    out_of: int | None = None

    @property
    def percent(self):
        """Whole per cent; None for a plain number and where the cases are too few to say."""
        if self.out_of is None or self.out_of < LEAST_CASES:
            return None
        return round(100 * self.number / self.out_of)


@dataclass(frozen=True)
class Ratio:
    """Two figures, one over the other. Its records are the denominator's, the met ones marked."""

    code: str
    label: str
    definition: str
    numerator: Figure
    denominator: Figure
    unit: str = "%"

    is_ratio = True

    def __getattr__(self, name):
        """Records, columns and key are the denominator's."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.denominator, name)

    def value(self, area, period):
        return Value(
            self.numerator.value(area, period).number,
            self.denominator.value(area, period).number,
        )

    def by_area(self, level, area, period):
        met = self.numerator.by_area(level, area, period)
        return {
            place: Value(met.get(place, 0), due)
            for place, due in self.denominator.by_area(level, area, period).items()
        }
