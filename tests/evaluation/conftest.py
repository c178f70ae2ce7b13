"""A county with its scheme in use, and one secretary in a selected village."""

from datetime import date

import pytest

from fushan.org.models import Role
from tests.evaluation.inspected import opened
from tests.factories import PostingFactory, SelectionFactory, UserFactory
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


@pytest.fixture
def other(db):
    return UserFactory(role=Role.STAFF)


@pytest.fixture
def sheet(village, staff):
    return opened(village, staff).sheets.get()


@pytest.fixture
def apart(village, staff, other):
    return opened(village, staff, other, apart=True).sheets.get()
