"""What a cadre's file (一人一档) tells of the three matters while they were in the village."""

from django.db.models.functions import JSONObject
from django.urls import reverse

from fushan.kit.dossier import Line, Section, full, spoken
from petitions.models import Review


def _reviews(asked):
    rows = Review.objects.filter(asked.during("held_on", "held_on"))
    of = {"pk": "pk", "on": "held_on", "month": "month", "village": "village__name"}
    return rows.annotate(fact=JSONObject(**of))


def _review(fact):
    told = f"{fact['village']}{full(fact['month'], 'n月')}群众评事"
    return Line(spoken(fact["on"]), told, reverse("petitions:review", args=[fact["pk"]]))


MATTERS = Section("群众诉求", lambda asked: asked.of("群众诉求"))
REVIEWS = Section("群众评事", rows=_reviews, says=_review)
