"""What filling in costs (减负台账): each form, what it asks, how often it is owed, for how long.

Nobody's time is taken. The seconds are a keystroke-level standard (Card, Moran and Newell 1980: to
think 1.35 s, to reach 1.1 s, to press 0.2 s), the taps are those the browser tests measure where
`measured`, else counted on the page, and a sentence is twenty characters at thirty a minute.
"""

from dataclasses import dataclass

from fushan.dashboards.costs.anyone import ANYONE
from fushan.dashboards.costs.cadre import CADRE
from fushan.dashboards.costs.kinds import Cost
from fushan.dashboards.costs.staff import STAFF
from fushan.dashboards.costs.township import TOWNSHIP

COSTS = {"选派干部": CADRE, "乡镇干部": TOWNSHIP, "组织部干部": STAFF, "所有人": ANYONE}


@dataclass(frozen=True)
class Line:
    """A form in a month: how many are owed in all, how many of them by one person."""

    cost: Cost
    owed: int = 0
    people: int = 0

    @property
    def each(self):
        return self.owed / self.people if self.people else 0

    @property
    def minutes(self):
        return self.each * self.cost.seconds / 60


def burden(area, month):
    """{who: [Line]} of a month, each form where it stands."""
    return {
        who: [Line(cost, *(cost.owed(area, month) if cost.owed else ())) for cost in costs]
        for who, costs in COSTS.items()
    }


def cost_of(form):
    """The standard of a form, for the browser test that measures it."""
    return next(cost for costs in COSTS.values() for cost in costs if cost.form is form)
