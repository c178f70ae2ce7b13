"""What the department owes about files: terms, two years full, corrections, a last look."""

from datetime import timedelta

from django.db.models import F, Value
from django.urls import reverse

from cadres.models import Correction, Posting, Recall
from cadres.models.recalls import MEND_DAYS
from cadres.terms import Full, in_state, soon
from fushan.org.due import Kind
from fushan.org.roles import Role


def _ending(day):
    """Open postings whose term is over, or soon will be."""
    return in_state(Posting.objects.filter(ended_on=None), "ending", day)


def _two_years(day):
    """Told before the day, and gone after it: nothing has to be done about it."""
    rows = Posting.objects.filter(ended_on=None).annotate(full_on=Full("began_on"))
    return rows.filter(full_on__range=(day, soon(day)))


def _asked(day):
    return Correction.objects.open()


def _warned(day):
    """Told in writing to mend something, and not looked at again yet."""
    rows = Recall.objects.open().filter(warned_on__isnull=False, checked_on=None)
    return rows.annotate(mend_by=F("warned_on") + timedelta(days=MEND_DAYS))


def _of_posting(code, label, rows, due_on, text, note):
    return Kind(
        code,
        label,
        roles=(Role.STAFF,),
        rows=rows,
        who="cadre__name",
        said="cadre_id",
        due_on=due_on,
        text=lambda row: f"{row.who}{text}",
        note=lambda row: f"{row.township} · {note}",
        url=lambda row: reverse("dossier", args=[row.said]),
        near=30,
    )


DUES = [
    _of_posting(
        "term_ends",
        "任期届满",
        _ending,
        "planned_end_on",
        "任期届满",
        "留任的改“任期至”，离任的办交接",
    ),
    _of_posting("two_years", "任满两年", _two_years, "full_on", "任满两年", "够一期的时间，供研究"),
    Kind(
        "correction",
        "更正申请待答复",
        roles=(Role.STAFF,),
        rows=_asked,
        place="area_code",
        township=Value(""),
        who="cadre__name",
        due_on="answer_by",
        text=lambda row: f"{row.who}申请更正档案",
        note=lambda row: "核对后答复本人，改不改都说明理由",
        url=lambda row: reverse("correction", args=[row.record]),
    ),
    Kind(
        "recall_check",
        "整改期满复查",
        roles=(Role.STAFF,),
        rows=_warned,
        who="cadre__name",
        due_on="mend_by",
        text=lambda row: f"复查{row.who}整改得怎么样",
        note=lambda row: f"{row.township} · 到位的到此为止，不到位的按程序召回",
        url=lambda row: reverse("recall", args=[row.record]),
    ),
]
