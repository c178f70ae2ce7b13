"""What a village's fact sheet says of matters: those that were open that day, soonest due first."""

from datetime import date

from django.db.models import F
from django.db.models.functions import JSONObject
from django.utils.formats import date_format
from django.utils.text import Truncator

from fushan.kit.facts import Section
from petitions.models import Matter

LONGEST = 34  # characters: one line of paper with the day


def _open(villages, day):
    rows = Matter.objects.open_on(day).filter(village__in=villages)
    told = {name: F(name) for name in ("state", "text", "due_on")}
    return rows.annotate(fact=JSONObject(order=F("due_on"), **told))


def _line(fact):
    due = fact["due_on"] and date_format(date.fromisoformat(fact["due_on"]), "n月j日")
    text = Truncator(" ".join(fact["text"].split())).chars(LONGEST)
    state = Matter(state=fact["state"]).get_state_display()
    return [(state, f"{text}（{due}以前）" if due else text)]


OPEN = Section("在办的群众诉求", nothing="没有在办的", rows=_open, says=_line)
