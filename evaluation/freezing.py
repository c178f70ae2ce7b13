"""What a year came to, written down with the records behind it, and reckoned anew from that."""

from django.apps import apps
from django.db.models import Max
from django.urls import reverse
from django.utils.formats import date_format

from evaluation.models import AppraisalPart, AppraisalRecord, Judge, Level, Source, tidy
from evaluation.reckoning import SHARES, cases_of, parts_of
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
    """A figure's records are asked once more, now as the records they are."""
    if part.source == Source.FIGURE:
        figure = SHARES[part.figure]
        for record in cases_of(figure, appraisal).order_by("pk"):
            case = Case(record.case_counted, record.case_met, record=record)
            yield _record(appraisal, kept, case, _told(figure, record), figure.url(record))
        return
    for case in part.cases:
        yield _record(appraisal, kept, case, *SAYING[_kind(part)](case))


def _record(appraisal, kept, case, label, url):
    return AppraisalRecord(
        **_of(appraisal),
        part=kept,
        model=case.record._meta.label_lower,
        record=str(case.record.pk),
        label=label[:LONGEST],
        url=url[:LONGEST],
        key=case.key,
        cap=case.cap,
        counted=case.counted,
        met=case.met,
    )


def _told(figure, record):
    """The kind of record and its day: never free words, which may have to be forgotten one day."""
    day = figure.on and Column("", figure.on.replace("__", ".")).of(record)
    return " ".join(filter(None, [str(record._meta.verbose_name), day]))


def _said_by_people(case):
    mark = case.record
    return f"评为“{Level(mark.level).label}”", ""


def _said_by_villagers(case):
    review = case.record
    held = date_format(review.held_on, "Y年n月j日")
    return f"{held}群众评事", reverse("petitions:review", args=[review.pk])


def _said_by_hint(case):
    hint = case.record
    return f"{case.key} 扣 {tidy(case.met)} 分", reverse("hints:hint", args=[hint.pk])


SAYING = {"people": _said_by_people, "public": _said_by_villagers, "hint": _said_by_hint}


def _kind(part):
    if part.source == Source.DEDUCTION:
        return "hint"
    return "public" if part.judge == Judge.PUBLIC else "people"


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
