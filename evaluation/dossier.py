"""What a cadre's file (一人一档) tells of appraisals: results only, once they are decided."""

from datetime import date

from django.db.models.functions import JSONObject
from django.urls import reverse

from evaluation.models import Appraisal, Grade, Level, label_of
from fushan.kit.dossier import Line, Section

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
