"""The one shape of what is owed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Due:
    """`urgency`: "" while there is time, "warn" when it is near, "bad" only once it is over."""

    village: str
    text: str
    note: str
    due_on: date
    url: str
    word: str
    urgency: str = ""
