"""What a rule is asked and what it answers, and who was in post where, asked once for all rules."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Q

from cadres.models import Post, Posting
from evaluation.models import Bound
from fushan.desk.models import number, overrides
from fushan.kit.periods import Period
from fushan.kit.workdays import add_working_days
from fushan.org.models import Selection


@dataclass(frozen=True)
class Found:
    """What records seem to show. `key`: the same for the same thing, on whichever day it is found.

    `shown`: the records, [(record, label)]. `times`: how often the rule's points apply to it.
    """

    key: str
    village_id: str
    bound: Bound
    happened_on: date
    text: str
    shown: list
    cadre_id: int | None = None
    times: int = 1

    def records(self):
        """The records as a hint keeps them: the record may go, what was shown stays."""
        return [
            {"model": record._meta.label_lower, "id": str(record.pk), "label": label}
            for record, label in self.shown
        ]


class Asked:
    """An area from `since` to `day`. What is not over by `day` is nobody's fault yet."""

    def __init__(self, area, since, day):
        self.area, self.since, self.day = area, since, day

    def here(self, rows, path="village"):
        return rows.filter(**{f"{path}__gte": self.area, f"{path}__lt": f"{self.area}:"})

    def over(self, limit):
        """Whether a limit passed between the two days: the last day itself is still in time."""
        return limit is not None and self.since <= limit < self.day

    @property
    def window(self):
        return self.since, self.day - timedelta(days=1)

    @cached_property
    def postings(self):
        rows = Posting.objects.filter(
            Q(ended_on=None) | Q(ended_on__gt=self.since), began_on__lte=self.day
        )
        rows = self.here(rows).select_related("cadre", "village")
        return list(rows.order_by("village", "began_on", "pk"))

    def posting_of(self, cadre_id, village_id, first, last):
        """The posting in which this cadre was there the whole time, or None."""
        mine = (p for p in self.postings if (p.cadre_id, p.village_id) == (cadre_id, village_id))
        return next((p for p in mine if _covers(p, first, last)), None)

    def answerable(self, village_id, first, last):
        """{bound, cadre_id}: the secretary who was there the whole time, else the township.

        A village between two cadres is its township's, and nothing counts against who left.
        """
        there = (p for p in self.postings if p.village_id == village_id)
        for posting in there:
            if posting.post == Post.SECRETARY and _covers(posting, first, last):
                return {"bound": Bound.BRANCH, "cadre_id": posting.cadre_id}
        return {"bound": Bound.TOWNSHIP}

    def selected(self, day):
        return self.here(Selection.objects.on(day)).select_related("village").order_by("village")

    def periods_over(self, kind, after=0):
        """The months or quarters that are over, and some days more, since the first day."""
        period = Period.of(kind, self.since)
        while period.last + timedelta(days=after) < self.day:
            if period.first >= self.since:
                yield period
            period = period.next


def _covers(posting, first, last):
    return posting.began_on <= first and (posting.ended_on is None or posting.ended_on > last)


def working(day, count):
    """The day so many working days after this one."""
    return add_working_days(day, count, overrides())


def working_setting(day, key):
    return working(day, number(key))


def spoken(day):
    return f"{day.month}月{day.day}日"
