"""What a cadre who was moved still reads: their own records, and nothing of the village's."""

from django.shortcuts import render

from cadres.models import Posting, WorkLog
from fushan.inbox.models import Notice
from mentors.models import Pairing
from training.models import Attendance

LOGS, MEETINGS = 6, 24


def own_file(request):
    user = request.user
    cadre = user.cadre_id or 0
    mine = {"cadre_id": cadre}
    logs = WorkLog.objects.filter(**mine).select_related("village", "cadre")
    came = Attendance.objects.filter(**mine).select_related("session")
    context = {
        "notices": Notice.objects.unread_by(user)[:LOGS],
        "postings": Posting.objects.filter(**mine).select_related("village").order_by("-began_on"),
        "logs": logs.order_by("-happened_on", "-pk")[:LOGS],
        "attendances": came.order_by("-session__began_on", "-pk")[:MEETINGS],
        "pairings": Pairing.objects.filter(**mine).select_related("mentor").order_by("-began_on"),
    }
    return render(request, "dashboards/own_file.html", context)
