"""What a village's fact sheet says of its branch's life this year."""

from datetime import date

from django.db.models import Count, F, Max
from django.db.models.functions import JSONObject
from django.utils.formats import date_format

from fushan.kit.facts import Section
from villages.models import PartyActivity, PartyKind


def _of_this_year(villages, day):
    rows = PartyActivity.objects.filter(village__in=villages)
    rows = rows.filter(happened_on__range=(date(day.year, 1, 1), day)).values("village_id", "kind")
    return rows.annotate(
        fact=JSONObject(order=F("kind"), times=Count("pk"), last=Max("happened_on"))
    )


def _line(fact):
    last = date_format(date.fromisoformat(fact["last"]), "n月j日")
    return [(PartyKind(fact["order"]).label, f"今年 {fact['times']} 次，最近 {last}")]


ACTIVITIES = Section(
    "组织生活", nothing="今年没有导入，不评", narrow=True, rows=_of_this_year, says=_line
)
