"""What the department owes: an answer to those who made a suggestion."""

from django.urls import reverse

from fushan.desk.models import Suggestion, page_in_words
from fushan.org.due import Kind
from fushan.org.roles import Role

SHOWN = 40  # characters


def _unanswered(day):
    return Suggestion.objects.unanswered()


def _shortened(row):
    return row.said if len(row.said) <= SHOWN else f"{row.said[:SHOWN]}…"


def _note(row):
    return f"减负建议 · {page_in_words(row.who) or '没有说是哪一页'}"


DUES = [
    Kind(
        "suggestion",
        "减负建议待答复",
        roles=(Role.STAFF,),
        rows=_unanswered,
        place="area_id",
        township="area__name",
        who="page",
        said="text",
        due_on="answer_by",
        text=_shortened,
        note=_note,
        url=lambda row: reverse("admin:desk_suggestion_change", args=[row.record]),
        near=1,
    ),
]
