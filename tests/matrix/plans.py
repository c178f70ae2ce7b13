"""Of plans: who sees which record, and one of each in every village."""

from datetime import timedelta

from cadres.models import Cadre
from fushan.kit.periods import Period
from fushan.org.models import User, Village
from tests.matrix.seen import Seen
from villages.models import Plan, PlanProgress, PlanTask

SEEN = dict.fromkeys((Plan, PlanTask, PlanProgress), Seen(lambda record: record.village_id))


def plans(county, spot):
    """A plan of these weeks, one task of it and what was said of the task."""
    if len(spot.code) < 12 or spot.person:
        return
    there, by = {"village": spot[Village]}, {"entered_by": spot[User]}
    first = county.today - timedelta(days=30)
    days = {"began_on": first, "ends_on": county.today + timedelta(days=30)}
    plan = county.made(spot, Plan, kind="near", goal=..., **days, **there, **by)
    task = {"plan": plan, "began_on": first, "due_on": plan.ends_on, "owner": spot[Cadre]}
    task = county.made(spot, PlanTask, name=..., **task, **there, **by)
    quarter = Period.of("quarter", county.today).first
    told = {"task": task, "quarter": quarter, "percent": 40}
    county.made(spot, PlanProgress, word=..., **told, **there, **by)
