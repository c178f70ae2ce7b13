"""What a village's fact sheet says of its projects."""

from datetime import timedelta

from django.db.models import F, Q, Sum
from django.db.models.functions import JSONObject
from django.utils.text import Truncator

from fushan.kit.facts import Section
from fushan.kit.money import in_words
from villages.models import Project, ProjectState

LATELY, LONGEST = timedelta(days=365), 20


def _projects(villages, day):
    """Those that are going on, and those finished within a year."""
    rows = Project.objects.filter(village__in=villages).exclude(state=ProjectState.DROPPED)
    rows = rows.filter(Q(finished_on=None) | Q(finished_on__gt=day - LATELY))
    told = {name: F(name) for name in ("name", "state", "approved")}
    return rows.values("village_id", "pk").annotate(
        fact=JSONObject(order=F("began_on"), spent=Sum("supports__spent"), **told)
    )


def _line(fact):
    project = Project(state=fact["state"])
    money = [("批复", fact["approved"]), ("已支出", fact["spent"])]
    told = [
        Truncator(fact["name"]).chars(LONGEST),
        *(f"{word} {in_words(n)}" for word, n in money if n is not None),
    ]
    return [(project.get_state_display(), "，".join(told))]


PROJECTS = Section("项目", nothing="还没有登记", narrow=True, rows=_projects, says=_line)
