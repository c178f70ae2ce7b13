"""Points are said in at most two decimals, and what is rounded says so."""

from decimal import Decimal

import pytest

from evaluation.templatetags.points import about


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (Decimal("5.439564"), "约 5.44"),
        (Decimal("0.927273"), "约 0.93"),
        (Decimal("0.999"), "约 1"),
        (Decimal("6.00"), "6"),
        (Decimal("0.5"), "0.5"),
        (Decimal("0.25"), "0.25"),
        (0.1, "0.1"),
        (6, "6"),
    ],
    ids=str,
)
def test_points_are_said_in_two_decimals(points, said):
    assert about(points) == said
