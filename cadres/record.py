"""What this app adds to the weekly record: logs, leave, coming to a village and leaving it."""

from datetime import timedelta

from django.urls import reverse

from cadres.models import Leave, WorkLog
from fushan.kit.entries import Entry


def logs(postings, first, last):
    rows = WorkLog.objects.filter(
        cadre__in={posting.cadre_id for posting in postings}, happened_on__range=(first, last)
    )
    return [
        Entry(
            log.happened_on,
            "日志",
            log.text,
            reverse("cadres:log", args=[log.pk]),
            cadre_id=log.cadre_id,
            village_id=log.village_id,
        )
        for log in rows.order_by("happened_on", "pk")
    ]


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


PARTS = [moves, logs, leaves]
