"""A county with its scheme in use, and one secretary in a selected village."""

from datetime import date

import pytest

from tests.factories import PostingFactory, SelectionFactory
from tests.factories.evaluation import sample_scheme

BEGAN = date(2025, 4, 15)


@pytest.fixture
def scheme(db):
    return sample_scheme(date(2025, 8, 1))


@pytest.fixture
def posting(secretary, village):
    """Long enough in the village to have settled, with all that a notice asks for."""
    SelectionFactory(village=village, since=BEGAN)
    return PostingFactory(
        cadre=secretary.cadre,
        village=village,
        began_on=BEGAN,
        reported_on=BEGAN,
        party_moved_on=BEGAN,
        handed_over_on=BEGAN,
    )
