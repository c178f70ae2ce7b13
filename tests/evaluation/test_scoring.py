"""The arithmetic of a year, for any cases whatever: bounds, order, and parts that were not used."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.models import Source
from evaluation.scoring import Case, Part, score

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
POINTS = st.decimals("0.5", 20, places=2)
SHARES = st.decimals(0, 1, places=4)
CASES = st.lists(
    st.builds(lambda n, share: Case(Decimal(n), n * share), st.integers(1, 9), SHARES), max_size=8
)
COSTS = st.lists(
    st.builds(
        lambda key, points: Case(Decimal(1), points, key, Decimal(2)),
        st.sampled_from(["R01", "R02", "R03"]),
        st.decimals(0, 3, places=1),
    ),
    max_size=6,
)
WHOLE = {"I1": Decimal(12), "I2": Decimal(40), "I3": Decimal(48)}


def part_of(number, indicator, points, cases, least):
    return Part(
        component_id=number,
        indicator=indicator,
        indicator_name=indicator,
        seen="visible" if indicator < "I3" else "potential",
        whole=WHOLE[indicator],
        name=f"第{number}项",
        source=Source.FIGURE,
        points=points,
        least=least,
        cases=tuple(cases),
    )


@st.composite
def sheets(draw):
    found = []
    for number in range(draw(st.integers(1, 9))):
        indicator = draw(st.sampled_from(sorted(WHOLE)))
        given_ = part_of(number, indicator, draw(POINTS), draw(CASES), draw(st.integers(1, 5)))
        if draw(st.booleans()):
            cap = draw(st.decimals(0, 8, places=1))
            found.append(
                replace(given_, source=Source.DEDUCTION, cap=cap, cases=tuple(draw(COSTS)))
            )
        else:
            found.append(given_)
    return found


@CALM
@given(sheets())
def test_nothing_goes_below_nought_or_above_what_it_is_worth(parts):
    result = score(parts)
    for indicator in result.indicators:
        assert indicator.points is None or 0 <= indicator.points <= indicator.whole
    for part in parts:
        assert part.deducts or 0 <= part.earned <= part.points
        assert not part.deducts or 0 <= part.off <= part.cap
    assert result.total is None or 0 <= result.total <= 100


@CALM
@given(sheets())
def test_what_was_missed_adds_up_to_what_the_hundred_lacks(parts):
    result = score([part for part in parts if not part.deducts])
    if result.total is not None:
        lost = sum(points for _, points in result.missing)
        rounding = Decimal("0.1") * (1 + len(result.indicators))
        assert abs(100 - result.total - lost) <= rounding


@CALM
@given(sheets(), st.randoms(use_true_random=False))
def test_the_order_makes_no_difference(parts, random):
    shuffled = [replace(p, cases=tuple(random.sample(p.cases, len(p.cases)))) for p in parts]
    random.shuffle(shuffled)
    assert score(shuffled).total == score(parts).total


@CALM
@given(sheets(), st.sampled_from(sorted(WHOLE)), POINTS, st.integers(1, 5))
def test_a_part_that_was_not_used_changes_nobodys_score(parts, indicator, points, least):
    unused = part_of(99, indicator, points, [Case(Decimal(1), Decimal(0))] * (least - 1), least)
    before, after = score(parts), score([*parts, unused])
    assert after.total == before.total
    assert {i.code: i.points for i in after.assessed} == {i.code: i.points for i in before.assessed}


@CALM
@given(sheets())
def test_who_meets_everything_has_the_whole(parts):
    best = [
        replace(
            p,
            cases=() if p.deducts else tuple(Case(case.counted, case.counted) for case in p.cases),
        )
        for p in parts
    ]
    assert score(best).total in (100, None)


@CALM
@given(sheets(), st.integers(0, 8))
def test_one_more_case_that_was_met_never_costs_anything(parts, which):
    at = which % len(parts)
    part = parts[at]
    if part.deducts or not part.is_assessed:
        return
    better = replace(part, cases=(*part.cases, Case(Decimal(1), Decimal(1))))
    assert score([*parts[:at], better, *parts[at + 1 :]]).total >= score(parts).total


def test_too_few_cases_are_not_assessed_and_the_rest_counts_for_more():
    met = Case(Decimal(1), Decimal(1))
    few = part_of(1, "I1", Decimal(5), [replace(met, met=Decimal(0))] * 2, 3)
    judged = part_of(2, "I1", Decimal(7), [Case(Decimal(1), Decimal("0.8"))], 1)
    [indicator] = score([few, judged]).indicators
    assert (indicator.points, indicator.is_scaled) == (Decimal("9.60"), True)
    assert score([few, judged]).left_out == [few]


def test_of_two_versions_of_a_rule_the_lower_cap_holds_in_whatever_order():
    taken = [Case(Decimal(1), Decimal(1), "R01", Decimal(cap)) for cap in (1, 2)]
    for cases in (taken, taken[::-1]):
        part = replace(part_of(1, "I1", Decimal(8), cases, 1), source=Source.DEDUCTION)
        assert part.numerator == 1


def test_each_rule_takes_at_most_its_cap_and_the_part_at_most_its_own():
    taken = [Case(Decimal(1), Decimal(3), key, Decimal(2)) for key in ("R01", "R01", "R02")]
    part = replace(part_of(1, "I1", Decimal(8), taken, 1), source=Source.DEDUCTION, cap=Decimal(3))
    assert (part.numerator, part.off, part.earned) == (4, 3, 5)
