"""What is owed about appraisals and hints: to verify, to explain, to decide, to look again."""

from django.db.models import DateField, F, Value
from django.db.models.functions import Cast
from django.urls import reverse

from evaluation.appraisal_due import DUES as APPRAISALS
from evaluation.models import Hint, HintState
from evaluation.rules.asking import working_setting
from fushan.org.due import ONESELF, Kind
from fushan.org.roles import Role


def _at(state):
    return Hint.objects.filter(state=state)


def _to_explain(day):
    return _at(HintState.VERIFIED).filter(cadre_id=ONESELF)


def _to_decide(day):
    """Explained; or the days to explain are over; or there is nobody to explain."""
    rows = _at(HintState.EXPLAINED) | _at(HintState.VERIFIED).filter(explain_by__lt=day)
    rows |= _at(HintState.VERIFIED).filter(explain_by=None)
    return _with_a_day(rows, day)


def _appealed(day):
    return _with_a_day(_at(HintState.APPEALED), day)


def _with_a_day(rows, day):
    """The department has no limit in the rules; it is reminded for the days ahead."""
    ahead = working_setting(day, "hint_verify_days")
    return rows.annotate(decide_by=Cast(Value(ahead), DateField()))


def _url(row):
    return reverse("hints:hint", args=[row.record])


def _kind(code, label, role, rows, due_on, verb):
    return Kind(
        code,
        label,
        roles=(role,),
        rows=rows,
        who=F("rule__name"),
        said="text",
        due_on=due_on,
        text=lambda row: f"{verb}：{row.who}",
        note=lambda row: f"{row.township} · {row.said}"[:80],
        url=_url,
    )


DUES = [
    *APPRAISALS,
    _kind(
        "hint_verify",
        "提示待核实",
        Role.TOWNSHIP,
        lambda day: _at(HintState.SEEN),
        "verify_by",
        "核实提示",
    ),
    _kind("hint_explain", "提示待说明", Role.VILLAGE, _to_explain, "explain_by", "说明情况"),
    _kind("hint_decide", "提示待认定", Role.STAFF, _to_decide, "decide_by", "认定提示"),
    _kind("hint_appeal", "申诉待复核", Role.STAFF, _appealed, "decide_by", "复核申诉"),
]
