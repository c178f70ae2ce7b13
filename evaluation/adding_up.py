"""What decided hints come to: by rule at most its cap, by indicator at most its part's."""

from collections import defaultdict
from decimal import Decimal

from evaluation.models import Source


def taken_off(hints):
    """{indicator's id: points} of these hints of one cadre and one year, each rule capped.

    `hints`: with their rules. The order they were found or decided in makes no difference.
    """
    by_rule = defaultdict(Decimal)
    for hint in hints:
        by_rule[hint.rule] += Decimal(hint.costs)
    by_indicator = defaultdict(Decimal)
    for rule, points in by_rule.items():
        if rule.indicator_id and points:
            capped = points if rule.cap is None else min(points, rule.cap)
            by_indicator[rule.indicator_id] += capped
    return dict(by_indicator)


def left_of(component, taken):
    """What is left of a part from which hints are deducted; it never goes below what it may cost.

    Negative where the part itself is worth nothing: it is then taken off the rest of the indicator.
    """
    assert component.source == Source.DEDUCTION
    off = taken.get(component.indicator_id, Decimal(0))
    return component.points - min(off, component.cap)


def limit_of(hints):
    """The best grade left open by these hints, or "": the strictest of all the rules."""
    counted = defaultdict(int)
    for hint in hints:
        if hint.costs:
            counted[hint.rule] += 1
    strictness = ("", "good", "basic", "fail")
    reached = [
        rule.limits[min(n, len(rule.limits)) - 1] for rule, n in counted.items() if rule.limits
    ]
    return max(reached, key=strictness.index, default="")
