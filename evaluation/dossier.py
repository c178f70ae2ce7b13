"""What a cadre's file (一人一档) tells of what was judged, and of what was claimed for years."""

from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.db.models.functions import JSONObject
from django.urls import reverse

from evaluation.models import (
    Appraisal,
    Came,
    Finding,
    FindingState,
    Grade,
    Hint,
    HintState,
    InspectionSheet,
    Level,
    Outcome,
    Potential,
    Tag,
    label_of,
    tidy,
)
from fushan.kit.dossier import Line, Section, full, spoken

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


def _claimed(asked):
    """Each year from the claim to the look back, wherever the cadre is by then."""
    rows = Potential.objects.filter(cadre=asked.cadre, claimed_on__lte=asked.last)
    rows = rows.filter(Q(verified_on=None) | Q(verified_on__gte=asked.first))
    facts = {name: name for name in ("pk", "text", "tag", "due_on", "came")}
    return rows.annotate(fact=JSONObject(on="claimed_on", **facts))


def _claim(fact):
    came = Came(fact["came"]).label if fact["came"] else f"{full(fact['due_on'])}回头看"
    said = f"{fact['text']}（{Tag(fact['tag']).label}，{came}）"
    return Line(f"{full(fact['on'])}申报", said, reverse("potential", args=[fact["pk"]]))


def _judged(asked):
    rows = Hint.objects.judged().filter(
        cadre=asked.cadre, decided_on__range=(asked.first, asked.last)
    )
    facts = {name: name for name in ("pk", "text", "state", "outcome", "points")}
    return rows.annotate(fact=JSONObject(on="decided_on", of="rule__name", **facts))


def _decision(fact):
    told = Outcome(fact["outcome"]).label
    if fact["outcome"] == Outcome.POINTS:
        told += f" {tidy(Decimal(str(fact['points'])))} 分"
    if fact["state"] != HintState.DECIDED:
        told += f"，{HintState(fact['state']).label}"
    said = f"{fact['of']}：{fact['text']}（{told}）"
    return Line(f"{spoken(fact['on'])}认定", said, reverse("hints:hint", args=[fact["pk"]]))


POTENTIALS = Section("潜绩事项", rows=_claimed, says=_claim)
HINTS = Section("待核实提示（已认定的）", rows=_judged, says=_decision)
FINDINGS = Section("任职期间村里发现的问题", rows=_found, says=_problem)
