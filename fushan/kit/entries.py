"""What happened on a day, in the one shape in which the weekly record tells it (工作纪实)."""

from dataclasses import dataclass
from datetime import date


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
