"""What is owed about appraisals: a township's part, the county's, a cadre's word, a decision."""

from datetime import date

from django.db.models import CharField, DateField, F, Min, Q, Value
from django.db.models.functions import Cast, Concat, Left
from django.urls import reverse

from evaluation.models import Appraisal, AppraisalKind, AppraisalState, label_of
from evaluation.rules.asking import working_setting
from fushan.org.due import ONESELF, Kind
from fushan.org.roles import Role

S = AppraisalState


def _one_each(rows, length):
    """One line for all of a period in a township, or in the county: they are done in one go."""
    place = rows.annotate(at=Left("village", length)).order_by()
    firsts = place.values("at", "kind", "first_on").annotate(one=Min("pk")).values("one")
    return Appraisal.objects.filter(pk__in=firsts)


def _to_judge(day):
    return _one_each(Appraisal.objects.filter(state=S.TOWNSHIP), 9)


def _to_read(day):
    return Appraisal.objects.filter(state=S.SHOWN, cadre_id=ONESELF)


def _of_the_county(day):
    return _with_a_day(_one_each(Appraisal.objects.filter(state=S.COUNTY), 6), day)


def _to_settle(day):
    heard = Q(state__in=[S.REPLIED, S.DECIDED]) | Q(state=S.SHOWN, reply_by__lt=day)
    return _with_a_day(_one_each(Appraisal.objects.filter(heard), 6), day)


def _appealed(day):
    return _with_a_day(Appraisal.objects.filter(state=S.APPEALED), day)


def _with_a_day(rows, day):
    """The department has no limit in the rules; it is reminded for the days ahead."""
    ahead = working_setting(day, "appraisal_fill_days")
    return rows.annotate(decide_by=Cast(Value(ahead), DateField()))


def _list(row):
    return reverse("appraisals:appraisals")


def _page(row):
    return reverse("appraisals:appraisal", args=[row.record])


def _kind(code, label, role, rows, due_on, *, url=_list, who=None):
    return Kind(
        code,
        label,
        roles=(role,),
        rows=rows,
        who=who or WHICH,
        said="scheme__name",
        due_on=due_on,
        text=lambda row: f"{_about(row.who)}{label}",
        note=lambda row: f"{row.township if role != Role.STAFF else ''} {row.said}".strip()[:80],
        url=url,
    )


def _about(who):
    """A period as people call it; of an appeal the name, as it is."""
    kind, _, last = who.partition(" ")
    return label_of(kind, date.fromisoformat(last)) if kind in AppraisalKind.values else who


WHICH = Concat("kind", Value(" "), Cast("last_on", CharField()))
DUES = [
    _kind("appraisal_judge", "考评待乡镇评", Role.TOWNSHIP, _to_judge, "fill_by"),
    _kind("appraisal_county", "考评待县里评", Role.STAFF, _of_the_county, "decide_by"),
    _kind("appraisal_reply", "考评待看", Role.VILLAGE, _to_read, "reply_by", url=_page),
    _kind("appraisal_settle", "考评待认定、办结", Role.STAFF, _to_settle, "decide_by"),
    _kind(
        "appraisal_appeal",
        "考评申诉待认定",
        Role.STAFF,
        _appealed,
        "decide_by",
        url=_page,
        who=F("cadre__name"),
    ),
]
