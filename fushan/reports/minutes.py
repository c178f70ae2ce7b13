"""Minutes of a meeting of the branch (会议记录), as a Word file that the village completes."""

from io import BytesIO

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from fushan.desk.models import Deed, note_access
from fushan.org.doors import for_roles
from fushan.reports.paper import PAPERS
from petitions.models import Deliberation
from petitions.moving import SPEAKERS

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NUMBERS = "一二三四五六七八九十"
MOST = len(NUMBERS)  # things that one meeting decides


def minutes(meeting):
    """All that the branch decided that day, in one file. Its template is an office's to change."""
    same_day = Deliberation.objects.filter(village=meeting.village_id, held_on=meeting.held_on)
    items = zip(NUMBERS, same_day.order_by("pk")[:MOST], strict=False)
    written = DocxTemplate(PAPERS / "minutes.docx")
    data = {
        "village": f"{meeting.village.township}{meeting.village}",
        "held_on": date_format(meeting.held_on, "Y年n月j日"),
        "expected": meeting.expected,
        "present": meeting.present,
        "chair": meeting.chair,
        "recorder": meeting.recorder,
        "items": [_item(number, decided) for number, decided in items],
    }
    # What a template says is never run as Python, and what was typed is never markup.
    written.render(data, jinja_env=SandboxedEnvironment(autoescape=True), autoescape=True)
    file = BytesIO()
    written.save(file)
    return file.getvalue()


def _item(number, decided):
    due = date_format(decided.due_on, "，n月j日以前办结") if decided.due_on else ""
    return {
        "number": number,
        "subject": decided.subject,
        "discussed": decided.discussed,
        "decision": decided.decision,
        "owner": decided.owner,
        "due": due,
    }


@for_roles(*SPEAKERS)
def minutes_paper(request, deliberation_id):
    rows = Deliberation.objects.select_related("village__township")
    meeting = get_object_or_404(rows, pk=deliberation_id)
    name = f"{meeting.village}{meeting.held_on:%Y-%m-%d}支部议事会议记录"
    note_access(request, Deed.PRINT, name)
    disposition = content_disposition_header(True, f"{name}.docx")
    return HttpResponse(minutes(meeting), WORD, headers={"Content-Disposition": disposition})
