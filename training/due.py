"""What is owed about training: a month's answer, a claim, who came, why one did not."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.formats import date_format

from fushan.desk.models import setting
from fushan.org.due import Kind
from fushan.org.roles import Role
from training.models import Attendance, Need, NeedRound, RoundAnswer, TrainingSession, Turnout

DAY = timedelta(days=1)
EXPLAIN_DAYS, ATTENDANCE_DAYS = 5, 3


def _days(key):
    return timedelta(days=int(setting(key)))


def _unanswered(day):
    """Open questions that this cadre, the only one in reach with a posting of theirs, is asked."""
    answered = RoundAnswer.objects.filter(round=OuterRef("pk"))
    return NeedRound.objects.open_on(day).exclude(Exists(answered))


def _unclaimed(length):
    """Asked of the county or of townships; claimed within the days set."""

    def rows(day):
        found = Need.objects.unclaimed().filter(area__code__regex=rf"^\d{{{length}}}$")
        return found.annotate(claim_by=F("raised_on") + _days("need_claim_days"))

    return rows


def _unnoted(length):
    """Over, and nobody has said who came."""

    def rows(day):
        noted = Attendance.objects.filter(session=OuterRef("pk"))
        found = TrainingSession.objects.standing().filter(
            ended_on__lt=day, area__code__regex=rf"^\d{{{length}}}$"
        )
        return found.exclude(Exists(noted))

    return rows


def _unexplained(day):
    rows = Attendance.objects.filter(turnout=Turnout.ABSENT, explanation="")
    return rows.filter(session__cancelled_reason="")


def _claim(code, role, length):
    return Kind(
        code,
        "点题待领",
        roles=(role,),
        rows=_unclaimed(length),
        place="area_id",
        who="cadre__name",
        said="text",
        due_on="claim_by",
        text=lambda row: f"领题：{row.said}",
        note=lambda row: f"{row.township} · {row.who}点的题",
        url=lambda row: reverse("training:need", args=[row.record]),
        near=7,
    )


def _note(code, role, length):
    return Kind(
        code,
        "登记到场情况",
        roles=(role,),
        rows=_unnoted(length),
        place="area_id",
        township="area__name",
        said="theme",
        due_on=F("ended_on") + ATTENDANCE_DAYS * DAY,
        text=lambda row: f"登记到场情况：{row.said}",
        note=lambda row: f"{row.township} · 默认都到了，只改没到的",
        url=lambda row: reverse("training:attendance", args=[row.record]),
    )


DUES = [
    Kind(
        "round",
        "征求待答",
        roles=(Role.VILLAGE,),
        rows=_unanswered,
        place="area_id",
        township="area__name",
        said="question",
        due_on="ends_on",
        text=lambda row: row.said,
        note=lambda row: (
            f"{row.township}征求 · {date_format(row.due_on, 'n月j日')}截止，可点“本月无”"
        ),
        url=lambda row: reverse("training:answer-round", args=[row.record]),
        near=2,
    ),
    _claim("need_county", Role.STAFF, 6),
    _claim("need_township", Role.TOWNSHIP, 9),
    _note("attendance_county", Role.STAFF, 6),
    _note("attendance_township", Role.TOWNSHIP, 9),
    Kind(
        "absence",
        "缺席待说明",
        roles=(Role.VILLAGE,),
        rows=_unexplained,
        who="cadre__name",
        said="session__theme",
        due_on=F("session__ended_on") + EXPLAIN_DAYS * DAY,
        text=lambda row: f"说明没有参加“{row.said}”的原因",
        note=lambda row: f"{row.township} · {row.who}",
        url=lambda row: reverse("training:explain", args=[row.record]),
    ),
]
