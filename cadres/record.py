"""What this app adds to the weekly record: logs, leave, difficulties, coming and going."""

from datetime import timedelta

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse

from cadres.models import Difficulty, Leave, WorkLog
from fushan.kit.entries import Entry


def written(postings, first, last):
    """Logs, and difficulties on the day they were raised and on the day they were solved."""
    cadres = {posting.cadre_id for posting in postings}
    logs = WorkLog.objects.filter(cadre__in=cadres, happened_on__range=(first, last))
    parts = [_lines(logs, "日志", "happened_on")]
    for kind, day in (("提出急难事", "raised_on"), ("急难事解决", "solved_on")):
        rows = Difficulty.objects.filter(cadre__in=cadres, **{f"{day}__range": (first, last)})
        parts.append(_lines(rows, kind, day))
    rows = parts[0].union(*parts[1:], all=True).order_by("on", "pk")
    for kind, day, text, pk, cadre_id, village_id in rows:
        page = "cadres:log" if kind == "日志" else "difficulties:difficulty"
        url = reverse(page, args=[pk])
        yield Entry(day, kind, text, url, cadre_id=cadre_id, village_id=village_id)


def _lines(rows, kind, day):
    rows = rows.annotate(
        what=Value(kind, TextField()), on=F(day), words=Cast("text", TextField())
    ).order_by()
    return rows.values_list("what", "on", "words", "pk", "cadre_id", "village_id")


def leaves(postings, first, last):
    """Told on its first day in the period, with all its days."""
    rows = Leave.objects.approved().filter(cadre__in={posting.cadre_id for posting in postings})
    return [
        Entry(
            max(leave.first_on, first),
            "请假",
            f"{leave.get_kind_display()}，{_days(leave)}",
            reverse("leave:leave", args=[leave.pk]),
            cadre_id=leave.cadre_id,
            village_id=leave.village_id,
        )
        for leave in rows.touching(first, last).order_by("first_on", "pk")
        if leave.returned_on is None or leave.returned_on > first
    ]


def _days(leave):
    last = leave.last_on
    if leave.returned_on:
        last = min(last, leave.returned_on - timedelta(days=1))
    began = f"{leave.first_on.month}月{leave.first_on.day}日"
    return began if last <= leave.first_on else f"{began}至{last.month}月{last.day}日"


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


PARTS = [moves, written, leaves]
