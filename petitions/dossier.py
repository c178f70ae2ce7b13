"""What a cadre's file (一人一档) tells of the three matters while they were in the village."""

from datetime import date

from django.db.models.functions import JSONObject
from django.urls import reverse

from fushan.kit.dossier import Line, Section, full, spoken
from petitions.models import Deed, Matter, MatterStep, Review, State


def _reviews(asked):
    rows = Review.objects.filter(asked.during("held_on", "held_on"))
    of = {"pk": "pk", "on": "held_on", "month": "month", "village": "village__name"}
    return rows.annotate(fact=JSONObject(**of))


def _review(fact):
    told = f"{fact['village']}{full(fact['month'], 'n月')}群众评事"
    return Line(spoken(fact["on"]), told, reverse("petitions:review", args=[fact["pk"]]))


def _matters(asked):
    """Each once, where a step of it fell into their days; the steps stand in the days."""
    steps = MatterStep.objects.filter(
        asked.during("happened_on", "happened_on"), deed=Deed.MOVED
    ).order_by()
    rows = Matter.objects.filter(pk__in=steps.values("matter"))
    facts = {name: name for name in ("pk", "text", "state", "done_on")}
    of = {"moved_to": "transfer__pk", "back_on": "transfer__settled_on"}
    return rows.annotate(fact=JSONObject(on="raised_on", **facts, **of))


def _matter(fact):
    told = State(fact["state"]).label
    if fact["moved_to"] and not fact["back_on"]:
        told = "信访转办"
    if fact["done_on"]:
        told += f"，{_took(date.fromisoformat(fact['on']), date.fromisoformat(fact['done_on']))}"
    url = reverse("petitions:matter", args=[fact["pk"]])
    return Line(full(fact["on"]), f"{fact['text']}（{told}）", url)


def _took(raised, done):
    days = (done - raised).days
    return f"{days} 天办结" if days else "当天办结"


MATTERS = Section("群众诉求", rows=_matters, says=_matter)
REVIEWS = Section("群众评事", rows=_reviews, says=_review)
