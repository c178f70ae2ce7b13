"""The form of one appraisal (考评表), for three signatures."""

from django.shortcuts import get_object_or_404
from django.utils.formats import date_format

from evaluation.appraising import SPEAKERS
from evaluation.listing import ROWS
from evaluation.models import Judge, Source, tidy
from evaluation.reckoning import days_of
from evaluation.sheets import level_of, sheet_of
from fushan.org.doors import for_roles, internal_only
from fushan.reports.paper import Paper, handed_out


@for_roles(*SPEAKERS)
@internal_only()
def appraisal_paper(request, appraisal_id):
    appraisal = get_object_or_404(ROWS.select_related("cadre__unit"), pk=appraisal_id)
    return handed_out(request, paper_of(appraisal), f"{appraisal.cadre}{appraisal.label}考评表")


def paper_of(appraisal):
    sheet = sheet_of(appraisal) if appraisal.is_year else None
    return Paper(
        "appraisal.typ",
        {
            "title": f"选派干部{appraisal.label}考评表",
            "scheme": str(appraisal.scheme),
            "sample": appraisal.scheme.is_sample,
            "facts": _facts(appraisal),
            "indicators": [_indicator(one) for one in sheet.indicators] if sheet else [],
            "total": _total(appraisal, sheet) if sheet else "",
            "results": _results(appraisal),
            "words": _words(appraisal),
        },
    )


def _total(appraisal, sheet):
    return _points(sheet.total) if appraisal.shown_on else "还没有评完"


def _facts(appraisal):
    days = days_of(appraisal)
    first, last = (date_format(day, "Y年n月j日") for day in (days.first, days.last))
    return [
        ("姓名", appraisal.cadre.name),
        ("派出单位", f"{appraisal.cadre.unit or ''}"),
        ("任职村", f"{appraisal.village.township}{appraisal.village}"),
        ("村内职务", appraisal.posting.get_post_display()),
        ("考评时间", f"{first}至{last}"),
        ("办理状态", appraisal.get_state_display()),
    ]


def _results(appraisal):
    told = [
        ("显绩", appraisal.get_visible_display()),
        ("潜绩", appraisal.get_potential_display()),
        ("季度等次", appraisal.get_level_display()),
        ("年度等次", appraisal.grade_word),
        ("申诉", appraisal.get_outcome_display()),
    ]
    return [(label, said) for label, said in told if said]


def _indicator(one):
    return {
        "name": one.name,
        "seen": one.seen_label,
        "points": _points(one.points),
        "whole": tidy(one.whole),
        "parts": [(part.name, _how(part), _earned(part)) for part in one.parts if _told(part)],
    }


def _told(part):
    return part.points or part.off


def _how(part):
    if part.deducts:
        return f"{len(part.cases)} 条，至多扣 {tidy(part.cap)}"
    if not part.is_assessed:
        return _why_not(part)
    if part.source == Source.FIGURE:
        short = f"，{len(part.missed)} 条没有计满" if part.missed else ""
        return f"{_number(part.numerator)} / {_number(part.denominator)}{short}"
    if part.judge == Judge.PUBLIC:
        return f"{len(part.cases)} 次评事平均"
    said = f"{Judge(part.judge).label}：{level_of(part)}"
    return f"{said}，{part.note}" if part.note else said


def _why_not(part):
    """What kept a part from being judged."""
    if part.figure:
        return f"没有评，其余折算：{_number(part.denominator)} 件，不足 {part.least} 件"
    return f"没有评，其余折算：{part.note}" if part.note else "没有评，其余折算"


def _earned(part):
    if part.deducts and not part.points:
        return f"−{tidy(part.off)}"
    return f"{tidy(part.earned)} / {tidy(part.points)}" if part.is_assessed else "未评"


def _points(points):
    return "未评" if points is None else tidy(points)


def _number(value):
    return tidy(round(value, 2))


def _words(appraisal):
    steps = appraisal.steps.exclude(note="").select_related("made_by", "cadre").order_by("pk")
    return [(date_format(step.happened_on, "n月j日"), step.deed, step.note) for step in steps]
