"""What the department owes those who made a suggestion."""

from datetime import timedelta

from django.urls import reverse
from django.utils.formats import date_format

from fushan.desk.models import Suggestion, overrides
from fushan.kit.workdays import add_working_days
from fushan.org.due import Due

DAYS_TO_ANSWER = 5  # working days
MOST = 50


def suggestions_due(day):
    """Answers owed to suggestions, those that have waited longest first."""
    rows = Suggestion.objects.unanswered().order_by("made_on", "pk")[:MOST]
    holidays = overrides() if rows else {}
    return [_due(row, add_working_days(row.made_on, DAYS_TO_ANSWER, holidays), day) for row in rows]


def _due(row, due_on, day):
    near = day >= due_on - timedelta(days=1)
    over = day > due_on
    return Due(
        village="",
        text=row.text,
        note=f"{date_format(row.made_on, 'n月j日')}提 · {row.where or '没有说是哪一页'}",
        due_on=due_on,
        url=reverse("admin:desk_suggestion_change", args=[row.pk]),
        word=f"{date_format(due_on, 'n月j日')}{'已过' if over else '前答复'}",
        urgency="bad" if over else "warn" if near else "",
    )
