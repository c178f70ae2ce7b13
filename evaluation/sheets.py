"""What an appraisal's sheet shows: the score, what is missing, and where each point comes from."""

from dataclasses import dataclass

from django.urls import reverse

from evaluation.freezing import ASKED, SAYING, frozen, kind_of
from evaluation.models import Component, Judge, Level, Source, Stage
from evaluation.models.appraisal_words import SHOWN_STATES, AppraisalState
from evaluation.reckoning import parts_of
from evaluation.scoring import score

S = AppraisalState
# Where what a figure counts is written down, for who wants more of it next year.
PLACES = {
    "party_days_held": "party:activities",
    "walls_made": "walls",
    "income_over_line": "years:years",
    "milestones_in_time": "projects:projects",
    "projects_told": "projects:publications",
    "response_rate": "petitions:matters",
    "solved_rate": "petitions:matters",
    "in_time_rate": "petitions:matters",
    "due_progress": "plans:plans",
    "five_year_plans": "plans:plans",
    "training_attendance": "training:training",
}


def stage_of(appraisal):
    """Which of the written sheets holds; none while the offices are still at it."""
    if appraisal.state in (S.DECIDED, S.CLOSED):
        return Stage.FINAL
    return Stage.SHOWN if appraisal.state in SHOWN_STATES else None


def sheet_of(appraisal):
    """Score of a year: as it was shown or decided, else as the records stand now."""
    stage = stage_of(appraisal)
    return score(frozen(appraisal, stage) if stage else parts_of(appraisal))


@dataclass(frozen=True)
class Line:
    """One record behind a part. `share`: what it counts for, in words."""

    label: str
    url: str
    counted: object
    met: object

    @property
    def is_short(self):
        return self.met < self.counted


def lines_of(appraisal, component_id):
    """(Part, [Line]) of one component: the records it was reckoned from, and nothing else."""
    if stage := stage_of(appraisal):
        part = next((p for p in frozen(appraisal, stage) if p.component_id == component_id), None)
        return part, [_kept(case.record) for case in part.cases] if part else []
    component = Component.objects.select_related("indicator").filter(
        pk=component_id, scheme=appraisal.scheme_id
    )
    return _live(appraisal, component.first())


def _kept(row):
    return Line(row.label, row.url, row.counted, row.met)


def _live(appraisal, component):
    if component is None:
        return None, []
    part = next(p for p in parts_of(appraisal) if p.component_id == component.pk)
    kind = kind_of(part)
    if kind == "people":
        found = [(case.record, case.counted, case.met) for case in part.cases]
    else:
        rows = ASKED[kind](appraisal, part)
        found = [(row, row.case_counted, row.case_met) for row in rows]
    return part, [Line(*SAYING[kind](part, row), counted, met) for row, counted, met in found]


def why_not_more(appraisal, sheet):
    """[(Part, points, sentence, address)]: what was missing, part by part, and where it is seen."""
    return [(part, lost, _missing(part), _address(appraisal, part)) for part, lost in sheet.missing]


def _address(appraisal, part):
    return reverse("appraisals:part", args=[appraisal.pk, part.component_id])


def _missing(part):
    if part.deducts:
        return f"经认定的提示 {len(part.cases)} 条"
    if part.source == Source.FIGURE:
        return f"{len(part.cases)} 条记录，{len(part.missed)} 条没有计满"
    if part.judge == "public":
        return f"{len(part.cases)} 次群众评事平均"
    said = f"{Judge(part.judge).label}评为“{level_of(part)}”"
    return f"{said}：{part.note}" if part.note else said


def level_of(part):
    """The word of the level that people gave."""
    share = part.cases[0].met
    return next(level.label for level in Level if level.share == share)


def where(part):
    """The page on which what this part counts is written down, or ""."""
    name = PLACES.get(part.figure)
    return reverse(name) if name else ""
