"""What this app adds to the weekly record: logs, difficulties, leave, coming and going."""

from datetime import date, timedelta
from functools import partial

from django.db.models import DateField, F, Q, TextField, Value
from django.db.models.functions import Cast, Concat, Greatest, Least
from django.urls import reverse

from cadres.models import Difficulty, Leave, LeaveKind, WorkLog
from fushan.kit.entries import Entry, Part

LAST = Least("last_on", Cast(F("returned_on") - Value(timedelta(days=1)), DateField()))
SPAN = Concat(
    Cast("first_on", TextField()), Value(" "), Cast(LAST, TextField()), output_field=TextField()
)


def _on(day, model, asked):
    inside = {f"{day}__range": (asked.first, asked.last)}
    return model.objects.filter(cadre__in=asked.cadres, **inside)


def _leaves(asked):
    """Told on its first day in the period, with all its days."""
    rows = Leave.objects.approved().filter(cadre__in=asked.cadres)
    rows = rows.touching(asked.first, asked.last)
    rows = rows.filter(Q(returned_on=None) | Q(returned_on__gt=asked.first))
    return rows.annotate(begins=Greatest("first_on", Value(asked.first, DateField())))


def _leave(kind, span):
    first, last = map(date.fromisoformat, span.split())
    began = f"{first.month}月{first.day}日"
    days = began if last <= first else f"{began}至{last.month}月{last.day}日"
    return f"{LeaveKind(kind).label}，{days}"


def moves(postings, first, last):
    """The postings themselves say when they began and ended."""
    for posting in postings:
        told = {
            posting.began_on: f"到{posting.village}任{posting.get_post_display()}",
            posting.ended_on: f"离任{f'：{posting.reason}' if posting.reason else ''}",
        }
        for day, text in told.items():
            if day and first <= day <= last:
                yield Entry(
                    day,
                    "任职",
                    text,
                    reverse("village", args=[posting.village_id]),
                    cadre_id=posting.cadre_id,
                    village_id=posting.village_id,
                )


LOGS = partial(_on, "happened_on", WorkLog)
RAISED, SOLVED = (partial(_on, day, Difficulty) for day in ("raised_on", "solved_on"))
DIFFICULTY = {"words": "text", "page": "difficulties:difficulty", "cadre": "cadre_id"}

PARTS = [
    Part("日志", LOGS, "happened_on", "text", "cadres:log", cadre="cadre_id"),
    Part("提出急难事", RAISED, "raised_on", **DIFFICULTY),
    Part("急难事解决", SOLVED, "solved_on", **DIFFICULTY),
    Part(
        "请假", _leaves, "begins", "kind", "leave:leave", cadre="cadre_id", mark=SPAN, says=_leave
    ),
]
