"""What a village's fact sheet says of its branch's life this year."""

from datetime import date

from django.db.models import Count, Max, Q
from django.db.models.functions import JSONObject
from django.utils.formats import date_format

from fushan.kit.facts import Section
from villages.models import PartyActivity, PartyKind


def _of_this_year(villages, day):
    rows = PartyActivity.objects.filter(village__in=villages)
    rows = rows.filter(happened_on__range=(date(day.year, 1, 1), day)).values("village_id")
    by_kind = {kind: Count("pk", filter=Q(kind=kind)) for kind in PartyKind.values}
    return rows.annotate(fact=JSONObject(last=Max("happened_on"), **by_kind))


def _lines(fact):
    last = date_format(date.fromisoformat(fact["last"]), "n月j日")
    held = [(kind.label, fact[kind]) for kind in PartyKind if fact[kind]]
    return [
        ("今年", f"{sum(times for _, times in held)} 次，最近 {last}"),
        ("其中", "、".join(f"{label} {times} 次" for label, times in held)),
    ]


ACTIVITIES = Section(
    "组织生活", nothing="今年没有导入，不评", narrow=True, rows=_of_this_year, says=_lines
)
