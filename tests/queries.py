"""Counting what a page asks. Opening and closing the reach is not counted, as DESIGN.md says."""

from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


@contextmanager
def at_most(ceiling):
    """Fail where the page asks more than this, and say what it asked."""
    with CaptureQueriesContext(connection) as caught:
        yield
    asked = [q["sql"] for q in caught if "set_config('fushan." not in q["sql"]]
    assert len(asked) <= ceiling, "\n".join([f"{len(asked)} queries:", *asked])
