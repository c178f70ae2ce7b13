"""What the list of matters is narrowed to by its address: a state, a place, an age."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from fushan.org.asked import place_of
from petitions.models import State

# Code: (words, days since it was raised, from and to).
AGES = {
    "week": ("7 天以内", 0, 7),
    "month": ("8 到 30 天", 8, 30),
    "older": ("30 天以上", 31, 36500),
}


def of_age(age, today):
    _, least, most = AGES[age]
    return Q(raised_on__range=(today - timedelta(days=most), today - timedelta(days=least)))


@dataclass(frozen=True)
class Narrowed:
    """`state`, `age`: codes, "" for all; `place`: an Area or Village, None for the whole reach."""

    state: str = ""
    place: object = None
    age: str = ""

    @classmethod
    def by(cls, asked):
        """As the address has it; what is misspelt narrows nothing, a place out of reach is 404."""
        state, age, area = (asked.get(name, "") for name in ("state", "age", "area"))
        return cls(
            state if state in State.values else "",
            place_of(area) if area else None,
            age if age in AGES else "",
        )

    def of(self, rows, today, *, every_state=False):
        """Of these rows those that are meant; all states of them for the strip of states."""
        if self.place:
            rows = rows.filter(village__gte=self.place.pk, village__lt=f"{self.place.pk}:")
        if self.age:
            rows = rows.filter(of_age(self.age, today))
        return rows if every_state or not self.state else rows.filter(state=self.state)

    def url(self, state):
        """The same list at this state, or at all of them."""
        place = self.place.pk if self.place else ""
        asked = {"state": state, "area": place, "age": self.age}
        told = urlencode({name: value for name, value in asked.items() if value})
        return reverse("petitions:matters") + (f"?{told}" if told else "")

    @property
    def words(self):
        """张庄镇，7 天以内提出的; "" where only a state is chosen."""
        age = f"{AGES[self.age][0]}提出的" if self.age else ""
        return "，".join(filter(None, [f"{self.place or ''}", age]))
