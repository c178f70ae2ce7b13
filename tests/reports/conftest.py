"""Who writes and checks bulletins."""

import pytest

from fushan.org.models import Role
from tests.factories import CountyFactory, UserFactory


@pytest.fixture
def county(db):
    return CountyFactory()


@pytest.fixture
def other(db):
    return UserFactory(role=Role.STAFF, area_code="141027", name="另一名科员")
