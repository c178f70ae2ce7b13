"""What is owed: the one shape of it, and one query over all kinds.

Each app lists its kinds in `due.py`; the catalogue asks them together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateField,
    Func,
    Min,
    Q,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Left
from django.utils.formats import date_format

# The signed-in cadre, for what is owed by one of several in a village.
ONESELF = Func(function="reach_person", output_field=BigIntegerField())
MOST = 200  # on one list; who owes more has other worries than the rest of it
COLUMNS = ("kind", "record", "place", "township", "who", "due_on", "said")


@dataclass(frozen=True)
class Due:
    """`urgency`: "" while there is time, "warn" when it is near, "bad" only once it is over."""

    kind: str
    village: str
    text: str
    note: str
    due_on: date
    url: str
    word: str
    urgency: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the union. `place`: the village's code, or the township's where it is hers."""

    kind: str
    record: str
    place: str
    township: str
    who: str
    due_on: date
    said: str


@dataclass(frozen=True)
class Kind:
    """One kind of duty. `rows(day)`: a queryset of what is owed on that day, in the reach.

    `place`, `township`, `who`, `due_on`, `said`: expressions or paths for the columns of `Row`.
    `text`, `note`, `url`: made of a Row. `duties`: those a township official needs, one of them.
    `near`: days before the last one on which it turns amber. `not_by`: path of the one account
    that may not do it, where another must.
    """

    code: str
    label: str
    roles: tuple
    rows: Callable
    text: Callable
    note: Callable
    url: Callable
    due_on: object
    place: str = "village_id"
    township: str = "village__township__name"
    who: object = ""
    said: object = ""
    duties: frozenset = frozenset()
    near: int = 3
    not_by: str = ""

    def owed(self, day, user):
        """What this account could do."""
        rows = self.rows(day)
        return rows.exclude(**{self.not_by: user.pk}) if self.not_by else rows

    def concerns(self, user):
        return user.role in self.roles and (not self.duties or bool(self.duties & set(user.duties)))

    def lines(self, rows):
        """The same columns of the same types for every kind."""
        made = {
            "owed_kind": Value(self.code, TextField()),
            "owed_record": Cast("pk", TextField()),
            "owed_place": Cast(self.place, CharField(db_collation="C")),
            "owed_township": Cast(self.township, TextField()),
            "owed_who": _text(self.who),
            "owed_on": Cast(self.due_on, DateField()),
            "owed_said": _text(self.said),
        }
        return rows.annotate(**made).order_by().values_list(*made)

    def made(self, row, day):
        over = row.due_on < day
        near = (row.due_on - day).days <= self.near
        return Due(
            self.code,
            row.place,
            self.text(row),
            self.note(row),
            row.due_on,
            self.url(row),
            _when(row.due_on, day),
            "bad" if over else "warn" if near else "",
        )


def _text(value):
    return Cast(value, TextField()) if value else Value("", TextField())


def _when(due_on, day):
    if due_on == day:
        return "今天"
    if due_on == day + timedelta(days=1):
        return "明天"
    dated = date_format(due_on, "n月j日" if due_on.year == day.year else "Y年n月j日")
    return f"{dated}已过" if due_on < day else f"{dated}前"


def ask(kinds, day, user, *, more=()):
    """[Due] of these kinds for a user, soonest first, in one query. `more`: other (kind, rows)."""
    asked = [(kind, kind.owed(day, user)) for kind in kinds] + list(more)
    if not asked:
        return []
    first, *others = (kind.lines(rows) for kind, rows in asked)
    lines = first.union(*others, all=True) if others else first
    by_code = {kind.code: kind for kind, _ in asked}
    rows = (Row(*line) for line in lines.order_by("owed_on", "owed_place", "owed_record")[:MOST])
    return [by_code[row.kind].made(row, day) for row in rows]


def by_township(kinds, day):
    """{township's code: [(kind, how many, how many over)]}, by one query."""
    counts = [
        kind.rows(day)
        .annotate(
            owed_kind=Value(kind.code, TextField()),
            owed_at=Left(kind.place, 9),
            owed_on=Cast(kind.due_on, DateField()),
        )
        .order_by()
        .values_list("owed_kind", "owed_at")
        .annotate(n=Count("pk"), over=Count("pk", filter=Q(owed_on__lt=day)), first=Min("owed_on"))
        for kind in kinds
    ]
    lines = counts[0].union(*counts[1:], all=True) if len(counts) > 1 else counts[0]
    by_code, found = {kind.code: kind for kind in kinds}, {}
    for code, place, n, over, _ in lines.order_by("owed_at", "owed_kind")[: MOST * len(kinds)]:
        found.setdefault(place, []).append((by_code[code], n, over))
    return found
