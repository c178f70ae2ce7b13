"""One way to open an address, and what is right then."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.matrix.rules import SEEN, sees


def always(status):
    return lambda user, record: status


YES = always(200)


def without_private(user, record):
    return sees(user, record) and not SEEN[type(record)].private


@dataclass(frozen=True)
class Page:
    """One way to open an address. `about`: the model whose record in each place is asked for.

    `answer`: the status for somebody of a right role who sees that record; without `about` it gets
    None as the record. `seen`: where not the record alone decides whether it is shown. `tells`:
    whose words may stand on it, of those whom the person may see. `lets`: who may see any such
    record at all; the others ask once.
    """

    about: type | None = None
    args: Callable = lambda record: [record.pk]
    query: Callable = lambda record: {}
    answer: Callable = YES
    seen: Callable = sees
    tells: Callable = without_private
    lets: Callable = lambda user: True
    method: str = "get"


def plain(answer=YES, *args, tells=without_private, **query):
    """An address that is about no record."""
    return Page(None, lambda _: args, lambda _: query, answer=answer, tells=tells)
