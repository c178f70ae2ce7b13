"""A column of a table for a superior: its name, what else it is called, and what it tells."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import reduce

TEN_THOUSAND = 10_000
UNSET = object()


@dataclass(frozen=True)
class Column:
    """`told`: the path from a row to the value, or a function of (row, what `uses` found).

    `uses`: the loader whose answer is needed. `also`: what superiors call it, blank between.
    `private`: only for a reason that is kept. `money`: whole yuan, told in 万元 where it is asked.
    `plain`: it is never missing, an empty cell is an answer. `summed`: adding it up makes sense.
    """

    code: str
    label: str
    told: str | Callable
    group: str = "基本情况"
    also: str = ""
    uses: str = ""
    width: int = 12
    private: bool = False
    money: bool = False
    number: bool = False
    summed: bool = False
    plain: bool = False

    @property
    def is_number(self):
        return self.number or self.summed or self.money

    def value(self, row, found):
        """Text or number; None where there is nothing."""
        if self.uses:
            return shown(self.told(row, found[self.uses]))
        return shown(reduce(_step, self.told.split("."), row))


NUMBER = "order"
ROW_NUMBER = Column(NUMBER, "序号", "pk", width=6, number=True, plain=True)  # one row, one more


def _step(at, name):
    value = getattr(at, name, None)
    return value() if callable(value) else value


def shown(value):
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if value is None or value == "":
        return None
    return value if isinstance(value, int) else str(value)


def month(name):
    """Of a month kept as 198803: 1988.03; other words as they stand."""

    def told(row, _):
        written = reduce(_step, name.split("."), row) or ""
        return (
            f"{written[:4]}.{written[4:]}" if written.isdigit() and len(written) == 6 else written
        )

    return told


def joined(*paths, apart=""):
    """Several values in one cell."""

    def told(row, _):
        parts = [reduce(_step, path.split("."), row) for path in paths]
        return apart.join(str(part) for part in parts if part)

    return told


def in_unit(amount, wan):
    """Of yuan, as the table wants it: whole yuan, or 万元 with at most two places."""
    if not wan or not isinstance(amount, int):
        return amount
    told = round(amount / TEN_THOUSAND, 2)
    return int(told) if told == int(told) else told
