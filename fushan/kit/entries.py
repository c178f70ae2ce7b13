"""What happened on a day, in the one shape in which the weekly record tells it (工作纪实).

Each app lists its kinds in `record.py`; the catalogue asks them together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import BigIntegerField, CharField, DateField, IntegerField, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """About a cadre wherever they were, or about a village whoever was posted there."""

    day: date
    kind: str
    text: str
    url: str
    cadre_id: int | None = None
    village_id: str | None = None

    def is_of(self, posting):
        """Whether it belongs to this posting's record."""
        if self.cadre_id is not None:
            return self.cadre_id == posting.cadre_id and self.village_id in (
                None,
                posting.village_id,
            )
        inside = posting.began_on <= self.day
        inside &= posting.ended_on is None or self.day < posting.ended_on
        return inside and self.village_id == posting.village_id


@dataclass(frozen=True)
class Asked:
    """Whose days are asked for: the cadres and villages of some postings, in a period."""

    cadres: set
    villages: set
    first: date
    last: date


@dataclass(frozen=True)
class Part:
    """One kind of thing that happens. `rows(asked)`: a queryset, one row for each.

    `day`, `words`, `mark`, `opens`, `cadre`: expressions or paths. `says(words, mark)`: what is
    read. `page`: the name of its address. Without `cadre` it is the village's, whoever was there.
    """

    kind: str
    rows: Callable
    day: object
    words: object
    page: str
    opens: object = "pk"
    cadre: object = None
    mark: object = None
    says: Callable = lambda words, mark: words

    def lines(self, asked, number):
        """The same columns of the same types for every part."""
        nobody = Value(None, BigIntegerField())
        made = {
            "told_on": Cast(self.day, DateField()),
            "told_by": Value(number, IntegerField()),
            "told_opens": Cast(self.opens, BigIntegerField()),
            "told_words": Cast(self.words, TextField()),
            "told_mark": Cast(self.mark, TextField()) if self.mark else Value("", TextField()),
            "told_cadre": Cast(self.cadre, BigIntegerField()) if self.cadre else nobody,
            "told_place": Cast("village_id", CharField(db_collation="C")),
        }
        return self.rows(asked).annotate(**made).order_by().values_list(*made)

    def made(self, day, opens, words, mark, cadre, place):
        url = reverse(self.page, args=[opens])
        return Entry(day, self.kind, self.says(words, mark), url, cadre, place)


def entries(parts, asked):
    """[Entry] of all parts by day, by one query."""
    first, *rest = (part.lines(asked, number) for number, part in enumerate(parts))
    rows = first.union(*rest, all=True).order_by("told_on", "told_by", "told_opens")
    return [parts[number].made(day, *line) for day, number, *line in rows]
