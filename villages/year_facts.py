"""What a village's fact sheet says of its last year."""

from django.db.models.functions import JSONObject

from fushan.kit.facts import Section
from fushan.kit.money import in_words
from villages.models import SNAPSHOT, Demonstration, VillageYear


def _years(villages, day):
    rows = VillageYear.objects.latest(day.year).filter(village__in=villages)
    return rows.annotate(fact=JSONObject(year="year", **dict(zip(SNAPSHOT, SNAPSHOT, strict=True))))


def _lines(fact):
    row = VillageYear(**fact)
    told = [("年度", f"{row.year}年")]
    if row.households is not None or row.people is not None:
        counts = ((row.households, "户"), (row.people, "人"))
        told.append(("户数人口", "，".join(f"{n} {unit}" for n, unit in counts if n is not None)))
    if row.total is not None:
        told.append(("集体收入", in_words(row.total)))
    told.append(("支部", f"{row.get_grade_display()}；活动场所{row.get_premises_display()}"))
    if row.demonstration != Demonstration.NONE:
        told.append(("示范", row.get_demonstration_display()))
    return told


YEAR = Section("村情", nothing="还没有填", narrow=True, rows=_years, says=_lines)
