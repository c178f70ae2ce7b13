"""What a village's fact sheet says of matters: those that are open, soonest due first."""

from django.utils.formats import date_format
from django.utils.text import Truncator

from fushan.kit.facts import LAST, Section, by_village
from petitions.models import Matter

LONGEST = 34  # characters: one line of paper with the day


def _open(villages, day):
    rows = Matter.objects.open_on(day).filter(village__in=villages).order_by("due_on", "pk")
    return {village: lines[:LAST] for village, lines in by_village(rows, _line).items()}


def _line(matter):
    due = f"（{date_format(matter.due_on, 'n月j日')}以前）" if matter.due_on else ""
    text = Truncator(" ".join(matter.text.split())).chars(LONGEST)
    return matter.get_state_display(), f"{text}{due}"


OPEN = Section("在办的群众诉求", _open, "没有在办的")
