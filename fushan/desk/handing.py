"""What hangs on a person, line by line, to be passed on when they go (人员变动)."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Hanging:
    """`takers`: [(value, label)] of who may take it. `ends`: how it ends where nobody may.

    `ways`: [(value, label)] of how it may end, the first where nothing is said; it is nobody's to
    take. `url`: where it stands. `settle(taker, on, reason)` does it, `taker` a value or "", and
    says in words what became of it.
    """

    key: str
    what: str
    settle: Callable[..., str]
    takers: list = field(default_factory=list)
    ends: str = ""
    ways: list = field(default_factory=list)
    url: str = ""


@dataclass(frozen=True)
class Leaver:
    """A kind of person who can go. `hanging(person, on)`: [Hanging] of every app that has any.

    `place(person)`: (code, words) of where they stand. `go(person, on, reason)`: what is left to do
    once every line is settled.
    """

    kind: str
    label: str
    model: type
    place: Callable
    hanging: Callable
    go: Callable
    reasons: tuple
