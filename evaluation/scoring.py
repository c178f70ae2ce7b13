"""The arithmetic of a year: from cases to parts, from parts to indicators, to a hundred.

It knows no database and no scheme: what it is given is either reckoned today or frozen long ago,
and comes to the same. Nothing depends on an order. What was not assessed takes nothing from
anybody: the rest of its indicator is scaled up to the whole, and so is the rest of the hundred.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property

from evaluation.models import Seen, Source

CENT, NOTHING, HUNDRED = Decimal("0.01"), Decimal(0), 100


@dataclass(frozen=True)
class Case:
    """What one record counts for. Of a hint, `met` is what it costs under the rule `key`."""

    counted: Decimal
    met: Decimal
    key: str = ""
    cap: Decimal | None = None
    record: object = None


@dataclass(frozen=True)
class Part:
    """A component and its cases. `least`: so many must be counted, or it is not assessed."""

    component_id: int
    indicator: str
    indicator_name: str
    seen: str
    whole: Decimal
    name: str
    source: str
    points: Decimal
    judge: str = ""
    figure: str = ""
    cap: Decimal | None = None
    least: int = 1
    note: str = ""
    cases: tuple = ()

    @property
    def deducts(self):
        return self.source == Source.DEDUCTION

    @cached_property
    def numerator(self):
        if self.deducts:
            return self._taken()
        return sum((case.met for case in self.cases), NOTHING)

    @cached_property
    def denominator(self):
        return sum((case.counted for case in self.cases), NOTHING)

    @property
    def is_assessed(self):
        return self.deducts or self.denominator >= self.least

    @property
    def off(self):
        return min(self.numerator, self.cap) if self.deducts else NOTHING

    @property
    def earned(self):
        if self.deducts:
            return self.points - self.off
        if not self.is_assessed:
            return NOTHING
        share = Fraction(self.numerator) / Fraction(self.denominator)
        return cents(Fraction(self.points) * min(max(share, Fraction(0)), Fraction(1)))

    @property
    def missing(self):
        """What it has not come to, where it was assessed."""
        return self.points - self.earned if self.is_assessed else NOTHING

    @property
    def missed(self):
        """The cases that did not count in full."""
        return [case for case in self.cases if self.deducts or case.met < case.counted]

    def _taken(self):
        """Each rule at most its own cap; where two versions of it differ, the lower."""
        by_rule, caps = defaultdict(Decimal), {}
        for case in self.cases:
            by_rule[case.key] += case.met
            if case.cap is not None:
                caps[case.key] = min(case.cap, caps.get(case.key, case.cap))
        return sum((min(taken, caps.get(k, taken)) for k, taken in by_rule.items()), NOTHING)


@dataclass(frozen=True)
class Indicator:
    """One of the scheme's, with its parts. `points` is None where nothing of it was assessed."""

    code: str
    name: str
    seen: str
    whole: Decimal
    parts: tuple

    @property
    def seen_label(self):
        return Seen(self.seen).label

    @cached_property
    def base(self):
        """The points of the parts that were assessed: they stand for the whole."""
        giving = [part for part in self.parts if part.is_assessed and part.points]
        return sum((Fraction(part.points) for part in giving), Fraction(0))

    @cached_property
    def points(self):
        giving, base = [p for p in self.parts if p.is_assessed and p.points], self.base
        if not base:
            return None
        got = sum(Fraction(p.points if p.deducts else p.earned) for p in giving)
        off = sum((part.off for part in self.parts), NOTHING)
        return min(max(cents(Fraction(self.whole) * got / base) - off, NOTHING), self.whole)

    def cost_of(self, part):
        """What this part took from the indicator; a deduction is not scaled."""
        lost = Fraction(part.missing)
        return lost if part.deducts else lost * Fraction(self.whole) / self.base

    @property
    def is_scaled(self):
        """Whether parts of it were not assessed, so that the rest counts for more."""
        left_out = any(part.points and not part.is_assessed for part in self.parts)
        return self.points is not None and left_out


@dataclass(frozen=True)
class Score:
    indicators: tuple

    @property
    def assessed(self):
        return [indicator for indicator in self.indicators if indicator.points is not None]

    @cached_property
    def total(self):
        """Of a hundred; None where nothing at all was assessed."""
        return _scaled(self.assessed)

    def of(self, seen):
        """The near or the lasting results alone, of a hundred."""
        return _scaled([one for one in self.assessed if one.seen == seen])

    @property
    def missing(self):
        """[(Part, points of the hundred)] that fell short: scaled like what they are part of."""
        whole = sum((Fraction(one.whole) for one in self.assessed), Fraction(0))
        return [
            (part, cents(one.cost_of(part) * HUNDRED / whole))
            for one in self.assessed
            for part in one.parts
            if part.missing > 0
        ]

    @property
    def left_out(self):
        """[Part] that were not assessed."""
        return [p for one in self.indicators for p in one.parts if p.points and not p.is_assessed]


def score(parts):
    """The same for the same parts, in whatever order they come."""
    by_indicator = defaultdict(list)
    for part in parts:
        by_indicator[part.indicator].append(part)
    return Score(
        tuple(
            Indicator(code, some[0].indicator_name, some[0].seen, some[0].whole, _sorted(some))
            for code, some in sorted(by_indicator.items())
        )
    )


def cents(points):
    """A fraction to the cent, half up."""
    exact = Decimal(points.numerator) / Decimal(points.denominator)
    return exact.quantize(CENT, ROUND_HALF_UP)


def _sorted(parts):
    return tuple(sorted(parts, key=lambda part: part.component_id))


def _scaled(indicators):
    whole = sum((Fraction(one.whole) for one in indicators), Fraction(0))
    if not whole:
        return None
    return cents(sum(Fraction(one.points) for one in indicators) * HUNDRED / whole)
