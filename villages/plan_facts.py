"""What a village's fact sheet says of its plans."""

from datetime import date

from django.db.models import F, Sum
from django.db.models.functions import JSONObject

from fushan.kit.facts import Section
from villages.models import Plan, PlanTask


def _plans(villages, day):
    """Those that are running and have tasks, summed up by weight."""
    tasks = PlanTask.objects.standing(day).so_far(day).filter(village__in=villages)
    tasks = tasks.filter(plan__began_on__lte=day, plan__ends_on__gte=day)
    by_plan = tasks.values("village_id", "plan__kind", "plan__began_on", "plan__ends_on")
    return by_plan.annotate(
        fact=JSONObject(
            order=F("plan__ends_on"),
            kind=F("plan__kind"),
            first=F("plan__began_on"),
            weight=Sum("weight"),
            done=Sum(F("weight") * F("percent")),
            due=Sum(F("weight") * F("expected")),
        )
    )


def _line(fact):
    first, last = (date.fromisoformat(fact[name]) for name in ("first", "order"))
    plan = Plan(kind=fact["kind"], began_on=first, ends_on=last)
    done, due = (round(fact[name] / fact["weight"]) for name in ("done", "due"))
    return [(str(plan), f"完成 {done}%，序时应到 {due}%")]


PLANS = Section("规划", nothing="还没有写规划", narrow=True, rows=_plans, says=_line)
