"""What this app adds to the weekly record: pairings and what was noted of them."""

from functools import partial

from django.db.models import F, TextField, Value
from django.db.models.functions import Concat

from fushan.kit.entries import Part
from mentors.models import MentoringNote, Pairing

PAIRED = Concat(Value("拜师："), F("mentor__name"), output_field=TextField())


def _on(day, model, asked):
    inside = {f"{day}__range": (asked.first, asked.last)}
    return model.objects.filter(cadre__in=asked.cadres, **inside)


def _part(model, day, words, opens):
    told = partial(_on, day, model)
    return Part("导师帮带", told, day, words, "mentors:pairing", opens, cadre="cadre_id")


PARTS = [
    _part(Pairing, "began_on", PAIRED, "pk"),
    _part(MentoringNote, "happened_on", "text", "pairing_id"),
]
