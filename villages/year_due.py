"""What is owed about villages' years: last year's numbers, in spring."""

from datetime import date

from django.db.models import DateField, Exists, OuterRef, Value
from django.urls import reverse

from fushan.desk.models import number
from fushan.kit.periods import Period
from fushan.org.due import Kind
from fushan.org.models import Selection
from fushan.org.roles import Role
from villages.models import VillageYear


def _without_year(day):
    """Villages selected before the year began that have not told the last one."""
    told = VillageYear.objects.filter(village=OuterRef("village"), year=day.year - 1)
    rows = Selection.objects.on(day).filter(since__lt=date(day.year, 1, 1))
    last = Period.of("month", date(day.year, number("village_year_month"), 1)).last
    return rows.exclude(Exists(told)).annotate(tell_by=Value(last, DateField()))


DUES = [
    Kind(
        "village_year",
        "村情",
        roles=(Role.VILLAGE,),
        rows=_without_year,
        who="village__name",
        due_on="tell_by",
        text=lambda row: f"填{row.due_on.year - 1}年的村情",
        note=lambda row: f"{row.who} · 没有变化就点一下“与上年相同”",
        url=lambda row: reverse("years:years-of", args=[row.place]),
        near=7,
    ),
]
