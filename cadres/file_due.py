"""What the department owes about files: terms that end, two years full, corrections asked."""

from django.db.models import Value
from django.urls import reverse

from cadres.models import Correction, Posting
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
]
