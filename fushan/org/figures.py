"""A number, what it means, and the records behind it. Readers ask figures and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce

from django.db.models import Aggregate, Count, IntegerField, Q, QuerySet
from django.db.models import Value as DbValue
from django.db.models.functions import JSONObject, Left, TruncWeek
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime

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
        if isinstance(value, datetime):
            value = localtime(value)
        if hasattr(value, "isocalendar"):
            return date_format(value, "Y-m-d")
        if isinstance(value, list):
            return "、".join(map(str, value))
        return "" if value is None else str(value)


class Median(Aggregate):
    """The middle one of whole numbers; of two in the middle, the smaller."""

    function = "PERCENTILE_DISC"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = IntegerField()


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
    once: str = ""  # how the records are counted where the number is less than they are
    measure: object = field(default_factory=lambda: Count("pk"))
    url: Callable[[object], str] = lambda record: ""
    wanting: Callable[[str, Period], str] | None = None  # what it does not tell yet, in words
    called: Callable[[object], str] | None = None  # a record on an appraisal, without free words

    is_ratio = False

    def wants(self, area, period):
        """A sentence on what is still to come, 在村天数只到9月：…; nothing where all is told."""
        said = self.wanting(area, period) if self.wanting else ""
        return f"{self.label}{said}" if said else ""

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
        rows = self.rows(area, period).annotate(told_at=place).order_by()
        return dict(rows.values_list("told_at").annotate(n=self.measure))

    def by_week(self, area, period):
        """{Monday: value} of every week that has any. For flows."""
        rows = self.rows(area, period).annotate(monday=TruncWeek(self.on)).order_by()
        return dict(rows.values_list("monday").annotate(n=self.measure))


def values(figures, area, period):
    """{code: (Value, Value of the period before or None)}; all of them by one query.

    A flow is set against as much of the period before as has gone by of this one; a stock against
    that period's last day. There is no period before all that has ever been.
    """
    groups = {}
    for figure in figures:
        rows = figure.denominator if figure.is_ratio else figure
        groups.setdefault((rows.records, rows.on, rows.village), []).append(figure)
    asked = [part for shared in groups.values() for part in _parts(shared, area, period)]
    numbered = [_numbered(n, *part) for n, part in enumerate(asked)]
    numbers = {}
    for _, told in numbered[0].union(*numbered[1:], all=True) if numbered else ():
        numbers |= told
    return {figure.code: _paired(figure, numbers, period) for figure in figures}


def _parts(shared, area, period):
    """[(rows, {code_now, code_now_met, code_before …: aggregate})] of figures that read the same.

    Both periods of a flow are read in one go; a stock is taken on two days.
    """
    rows, before = _read(shared[0]), period_before(period)
    if not rows.on:
        spans = {"now": period} | ({"before": period.previous} if before else {})
        return [
            (rows.rows(area, span), _told(shared, span, name, Q())) for name, span in spans.items()
        ]
    told = _told(shared, period, "now", _dated(rows, period) if before else Q())
    if before:
        told |= _told(shared, before, "before", _dated(rows, before))
    span = Period.span(before.first, period.last) if before else period
    return [(rows.rows(area, span), told)]


def _read(figure):
    return figure.denominator if figure.is_ratio else figure


def _told(shared, period, name, inside):
    asked = {f"{figure.code}_{name}": only(figure.measure, inside) for figure in shared}
    for figure in shared:
        if figure.is_ratio:
            asked[f"{figure.code}_{name}_met"] = figure.measure_met(period, inside)
    return asked


def _numbered(n, rows, asked):
    """The rows' numbers as one row of the union: (n, {name: number})."""
    found = rows.order_by().select_related(None).prefetch_related(None)
    named = {"told_by": DbValue(n, IntegerField())}
    return found.values(**named).annotate(told=JSONObject(**asked)).values_list("told_by", "told")


def period_before(period):
    """What a period is set against: its neighbour, as far as the running one has come."""
    before, today = period.previous, localdate()
    if before is None or today not in period:
        return before
    return Period.span(before.first, min(before.last, before.first + (today - period.first)))


def _dated(figure, period):
    return Q(**{f"{figure.on}__range": (period.first, period.last)})


def only(measure, condition):
    measure = measure.copy()
    measure.filter = condition or None
    return measure


def _paired(figure, numbers, period):
    """Nothing was told of rows that are not there."""
    now = _value(figure, numbers, "now")
    return now, _value(figure, numbers, "before") if period_before(period) else None


def _value(figure, numbers, name):
    number = numbers.get(f"{figure.code}_{name}") or 0
    if not figure.is_ratio:
        return Value(number)
    return Value(round(numbers.get(f"{figure.code}_{name}_met") or 0), number)


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
    """How many of a figure's records meet a condition: `met(period)`, a Q over them.

    Its ledger is that of all the records, so that those not met are seen too. `part`: what is
    measured of those that meet it, where that is not what is measured of all.
    """

    code: str
    label: str
    definition: str
    denominator: Figure
    met: Callable[..., Q]
    missed: str = ""  # the code of the figure of those that do not meet it
    unit: str = "%"
    part: object = None

    is_ratio = True

    def __getattr__(self, name):
        """Records, columns, key and measure are the denominator's."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.denominator, name)

    def measure_met(self, period, *inside):
        """The aggregate over the records that meet the condition, and those `inside` beside."""
        return only(self.part or self.measure, Q(self.met(period), *inside))

    def met_only(self, code, label, definition, *, opposite=False):
        """The figure of the records that meet the condition, or of those that do not."""
        meeting = QuerySet.exclude if opposite else QuerySet.filter
        return replace(
            self.denominator,
            code=code,
            label=label,
            definition=definition,
            records=lambda period: meeting(self.denominator.records(period), self.met(period)),
        )

    def value(self, area, period):
        rows = self.denominator.rows(area, period)
        numbers = rows.aggregate(n=self.measure, met=self.measure_met(period))
        return Value(round(numbers["met"] or 0), numbers["n"] or 0)

    def by_area(self, level, area, period):
        """{code: Value} of every place that has any."""
        place = Left(self.village, CODE_LENGTH[level])
        rows = self.denominator.rows(area, period).annotate(told_at=place).order_by()
        rows = rows.values_list("told_at").annotate(met=self.measure_met(period), n=self.measure)
        return {place: Value(round(met or 0), due or 0) for place, met, due in rows}
