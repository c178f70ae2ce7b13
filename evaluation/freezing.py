"""What a year came to, written down with the records behind it, and reckoned anew from that."""

from django.apps import apps
from django.db.models import Max
from django.urls import reverse
from django.utils.formats import date_format

from evaluation.models import (
    AppraisalPart,
    AppraisalRecord,
    Judge,
    Level,
    Source,
    tidy,
)
from evaluation.reckoned import SHARES
from evaluation.reckoning import cases_of, costs_of, parts_of, reviews_of
from evaluation.scoring import Case, Part, score
from fushan.org.figures import Column

ASPECTS = (
    *("component_id", "indicator", "indicator_name", "seen", "whole", "name", "source"),
    *("points", "judge", "figure", "cap", "least", "note"),
)
LONGEST = 120


def freeze(appraisal, stage):
    """Write the parts and their records down as they stand now. The score they come to."""
    parts = parts_of(appraisal)
    made = AppraisalPart.objects.bulk_create(_row(appraisal, stage, part) for part in parts)
    rows = [
        row
        for part, kept in zip(parts, made, strict=True)
        for row in _records(appraisal, part, kept)
    ]
    _put_events(rows)
    AppraisalRecord.objects.bulk_create(rows)
    return score(parts)


def frozen(appraisal, stage):
    """[Part] from the rows that were written down, and from nothing else; by two queries."""
    kept, cases = AppraisalPart.objects.filter(appraisal=appraisal, stage=stage), {}
    for row in AppraisalRecord.objects.filter(part__in=kept).order_by("pk"):
        case = Case(row.counted, row.met, row.key, row.cap, record=row)
        cases.setdefault(row.part_id, []).append(case)
    return [
        Part(**{name: getattr(row, name) for name in ASPECTS}, cases=tuple(cases.get(row.pk, ())))
        for row in kept.order_by("component_id")
    ]


def _row(appraisal, stage, part):
    return AppraisalPart(
        **_of(appraisal),
        **{name: getattr(part, name) for name in ASPECTS},
        stage=stage,
        numerator=part.numerator,
        denominator=part.denominator,
        is_assessed=part.is_assessed,
        earned=part.earned,
    )


def _of(appraisal):
    return {
        "appraisal": appraisal,
        "village_id": appraisal.village_id,
        "cadre_id": appraisal.cadre_id,
    }


def _records(appraisal, part, kept):
    """The same cases once more, now with the records that they are."""
    if not part.cases:
        return
    kind = kind_of(part)
    if kind == "people":
        found = [(case.record, case) for case in part.cases]
    else:
        found = _cases(ASKED[kind](appraisal, part))
    for record, case in found:
        yield _record(appraisal, kept, record, case, *SAYING[kind](part, record))


def _cases(rows):
    for row in rows:
        key, cap = getattr(row, "case_key", ""), getattr(row, "case_cap", None)
        yield row, Case(row.case_counted, row.case_met, key, cap)


def _record(appraisal, kept, record, case, label, url):
    return AppraisalRecord(
        **_of(appraisal),
        part=kept,
        model=record._meta.label_lower,
        record=str(record.pk),
        label=label[:LONGEST],
        url=url[:LONGEST],
        key=case.key,
        cap=case.cap,
        counted=case.counted,
        met=case.met,
    )


def _told(part, record):
    """The kind of record and its day: never free words, which may have to be forgotten one day."""
    figure = SHARES[part.figure]
    if figure.called:
        return figure.called(record), figure.url(record)
    day = figure.on and Column("", figure.on.replace("__", ".")).of(record)
    return " ".join(filter(None, [str(record._meta.verbose_name), day])), figure.url(record)


def _said_by_people(part, mark):
    return f"{Judge(part.judge).label}评为“{Level(mark.level).label}”", ""


def _said_by_villagers(part, review):
    held = date_format(review.held_on, "Y年n月j日")
    return f"{held}群众评事", reverse("petitions:review", args=[review.pk])


def _said_by_hint(part, hint):
    said = f"{hint.case_key} {hint.rule.name}，扣 {tidy(hint.points)} 分"
    return said, reverse("hints:hint", args=[hint.pk])


SAYING = {
    "figure": _told,
    "people": _said_by_people,
    "public": _said_by_villagers,
    "hint": _said_by_hint,
}
ASKED = {
    "figure": lambda appraisal, part: cases_of(SHARES[part.figure], appraisal).order_by("pk"),
    "public": lambda appraisal, part: reviews_of(appraisal).order_by("pk"),
    "hint": lambda appraisal, part: costs_of(appraisal, part.indicator).order_by("pk"),
}


def kind_of(part):
    if part.source == Source.MANUAL:
        return "public" if part.judge == Judge.PUBLIC else "people"
    return "hint" if part.deducts else "figure"


def _put_events(rows):
    """The latest line of each record's history; a view's lines have none."""
    by_model = {}
    for row in rows:
        by_model.setdefault(row.model, []).append(row)
    for label, some in by_model.items():
        latest = _latest(label, [row.record for row in some])
        for row in some:
            row.event = latest.get(row.record)


def _latest(label, keys):
    events = getattr(apps.get_model(label), "pgh_event_model", None)
    if events is None:
        return {}
    rows = events.objects.filter(pgh_obj_id__in=keys).order_by()
    found = rows.values_list("pgh_obj_id").annotate(last=Max("pgh_id"))
    return {str(key): last for key, last in found}
