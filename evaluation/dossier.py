"""What a cadre's file (一人一档) tells of appraisals once decided, of inspections once closed."""

from datetime import date

from django.db.models.functions import JSONObject
from django.urls import reverse

from evaluation.models import (
    Appraisal,
    Finding,
    FindingState,
    Grade,
    InspectionSheet,
    Level,
    label_of,
)
from fushan.kit.dossier import Line, Section, spoken

FACTS = {"pk": "pk", "on": "last_on", "kind": "kind", "level": "level", "grade": "grade"}


def _decided(asked):
    rows = Appraisal.objects.filter(
        cadre=asked.cadre, decided_on__isnull=False, last_on__range=(asked.first, asked.last)
    )
    return rows.annotate(fact=JSONObject(status="cadre__status", **FACTS))


def _result(fact):
    level, grade = fact["level"], fact["grade"]
    word = Grade(grade).word_of(fact["status"]) if grade else Level(level).label
    url = reverse("appraisals:appraisal", args=[fact["pk"]])
    return Line(f"{label_of(fact['kind'], date.fromisoformat(fact['on']))}", word, url)


APPRAISALS = Section("季度、年度考评", rows=_decided, says=_result, nothing="还没有认定的考评")


def _looked(asked):
    """The sheets of closed inspections, which lie at the county: to the cadre there are none."""
    rows = InspectionSheet.objects.filter(
        asked.during("looked_on", "looked_on"), inspection__closed_on__isnull=False
    )
    facts = {name: name for name in ("pk", "visible", "potential")}
    return rows.annotate(fact=JSONObject(on="looked_on", of="inspection__name", **facts))


def _seen(fact):
    levels = f"显绩{Level(fact['visible']).label}，潜绩{Level(fact['potential']).label}"
    url = reverse("inspections:sheet", args=[fact["pk"]])
    return Line(spoken(fact["on"]), f"{fact['of']}：{levels}", url)


def _found(asked):
    rows = Finding.objects.filter(asked.during("found_on", "found_on"))
    return rows.annotate(fact=JSONObject(pk="pk", on="found_on", text="text", state="state"))


def _problem(fact):
    said = f"{fact['text']}（{FindingState(fact['state']).label}）"
    return Line(spoken(fact["on"]), said, reverse("inspections:finding", args=[fact["pk"]]))


INSPECTED = Section("专班调研", rows=_looked, says=_seen, nothing="没有，或者只有县委组织部看得到")
FINDINGS = Section("任职期间村里发现的问题", rows=_found, says=_problem)
