"""The sign-in sheet of a training: names by village, room to write; and its page."""

from django.shortcuts import get_object_or_404
from django.utils.formats import date_format

from fushan.org.doors import for_roles
from fushan.reports.paper import Paper, handed_out
from training.asking import TEACHERS
from training.models import TrainingSession
from training.session_forms import expected


def signin_sheet(session):
    days = f"{date_format(session.began_on, 'Y年n月j日')}"
    if session.ended_on != session.began_on:
        days += f" 至 {date_format(session.ended_on, 'n月j日')}"
    facts = [("时间", days), ("地点", session.place), ("主讲", session.trainer)]
    rows = [
        [f"{posting.village.township}", f"{posting.village}", f"{posting.cadre}"]
        for posting in expected(session)
    ]
    data = {"area": f"{session.area}", "theme": session.theme, "facts": facts, "rows": rows}
    return Paper("signin.typ", data)


@for_roles(*TEACHERS)
def signin_paper(request, session_id):
    session = get_object_or_404(TrainingSession.objects.select_related("area"), pk=session_id)
    paper = signin_sheet(session)
    return handed_out(request, paper, f"{session.theme}签到表", rows=len(paper.data["rows"]))
