"""What a village's own records raise before an inspection, by method; and what it comes to."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse

from cadres.models import Difficulty, Pledge, PledgeState, Posting
from evaluation.drawing import draw
from evaluation.models import (
    METHODS,
    WIDE,
    WORTH,
    Finding,
    Hint,
    Inspection,
    InspectionMember,
    InspectionSheet,
    Potential,
    Talk,
)
from fushan.org.models import Selection
from fushan.org.reach import reach
from petitions.models import Matter, Review
from villages.models import PlanKind, PlanTask, Vacancy

LOOKED_BACK = 180  # days of reviews
FAR_BEHIND = 20  # per cent of its time
MOST = 400


@dataclass(frozen=True)
class Raises:
    """One kind of record. `rows(day)`: those that raise something; `record`: of which page."""

    method: str
    label: str
    rows: object
    text: str
    day: str
    url: str
    record: str = "pk"

    def lines(self, code, asked):
        made = {
            "rise_kind": Value(code, TextField()),
            "rise_record": Cast(self.record, TextField()),
            "rise_in": Cast("village_id", CharField(db_collation="C")),
            "rise_text": Cast(self.text, TextField()) if self.text else Value("", TextField()),
            "rise_on": Cast(self.day, DateField()),
        }
        return asked.annotate(**made).order_by().values_list(*made)

    def address(self, record):
        return reverse(self.url, args=[record] if self.record else [])


def _unkept(day):
    late = Q(state=PledgeState.OPEN, due_on__lt=day)
    return Pledge.objects.filter(late | Q(state=PledgeState.UNKEPT))


def _behind(day):
    """Of the year's plan those behind at all; of a longer one those that are far behind."""
    rows = PlanTask.objects.unfinished(day).filter(percent__lt=F("expected"))
    far = Q(percent__lte=F("expected") - FAR_BEHIND)
    return rows.filter(Q(plan__kind=PlanKind.YEAR) | far, plan__ends_on__gte=day)


def _discontent(day):
    rows = Review.objects.filter(held_on__range=(day - timedelta(days=LOOKED_BACK), day))
    return rows.filter(Q(said_bad__gt=0) | Q(held_bad__gt=0))


RAISED = {
    "plan": Raises("report", "任务慢于进度", _behind, "name", "due_on", "plans:plan", "plan_id"),
    "pledge": Raises("report", "承诺没有兑现", _unkept, "text", "due_on", "wall", "wall_id"),
    "finding": Raises(
        "report",
        "问题还没有改好",
        lambda day: Finding.objects.open(),
        "text",
        "due_on",
        "inspections:finding",
    ),
    "potential": Raises(
        "report",
        "潜绩事项到期待核实",
        lambda day: Potential.objects.due(day),
        "text",
        "due_on",
        "potential",
    ),
    "hint": Raises(
        "duty", "待核实提示", lambda day: Hint.objects.open(), "text", "happened_on", "hints:hint"
    ),
    "vacancy": Raises(
        "duty",
        "村里空缺",
        lambda day: Vacancy.objects.on(day),
        "",
        "since",
        "village",
        "village_id",
    ),
    "difficulty": Raises(
        "talk",
        "急难事还没有解决",
        lambda day: Difficulty.objects.open(),
        "text",
        "raised_on",
        "difficulties:difficulty",
    ),
    "matter": Raises(
        "public",
        "诉求过了期限",
        lambda day: Matter.objects.unsettled().filter(due_on__lt=day),
        "text",
        "due_on",
        "petitions:matter",
    ),
    "review": Raises("public", "评事有不满意票", _discontent, "", "held_on", "petitions:review"),
}


@dataclass(frozen=True)
class Raised:
    label: str
    text: str
    day: object
    url: str


def _asked(day, **where):
    """The lines of all kinds, in one query."""
    first, *others = (
        kind.lines(code, kind.rows(day).filter(**where)) for code, kind in RAISED.items()
    )
    return first.union(*others, all=True)


def raised_by(village_id, day):
    """{method: [Raised]}: each a door to its record."""
    found = {method: [] for method in METHODS}
    lines = _asked(day, village=village_id).order_by("rise_on", "rise_record")[:MOST]
    for code, record, _, text, on in lines:
        kind = RAISED[code]
        found[kind.method].append(Raised(kind.label, text, on, kind.address(record)))
    return found


def weights_of(codes, day):
    """[[code, weight]]: one, and one more for each record that raises something."""
    weights = dict.fromkeys(sorted(codes), 1)
    for _, _, place, *_ in _asked(day, village__in=list(weights)):
        weights[place] += 1
    return [[code, weight] for code, weight in weights.items()]


def selected_in(area, day):
    """[code] of the villages that cadres are selected for."""
    chosen = Selection.objects.on(day).filter(village__gte=area, village__lt=f"{area}:")
    return sorted(set(chosen.values_list("village", flat=True)))


@transaction.atomic
def open_inspection(inspection, team, day):
    """The inspection with its team and a sheet for each of its villages."""
    codes = selected_in(inspection.area_id, day)
    if inspection.drawn:
        inspection.weights = weights_of(codes, day)
        codes = draw(inspection.seed, inspection.weights, inspection.drawn)
    inspection.save()
    place = {"inspection": inspection, "area_id": inspection.area_id}
    InspectionMember.objects.bulk_create(InspectionMember(user=user, **place) for user in team)
    InspectionSheet.objects.bulk_create(
        InspectionSheet(village_id=code, **place) for code in sorted(codes)
    )
    return inspection


def gap_of(scores):
    """How far apart, in per cent, the scores of one sheet are: the wider of the two kinds."""
    if len(scores) < 2:
        return 0
    kinds = ([WORTH[getattr(score, kind)] for score in scores] for kind in ("visible", "potential"))
    return max(max(worths) - min(worths) for worths in kinds)


def is_wide(scores):
    return gap_of(scores) > WIDE


def scores_for(user, sheet):
    """What this person may see: before both have scored the database shows nobody but one's own.

    Who scores nothing sees them when the sheet is settled.
    """
    scores = list(sheet.scores.select_related("scorer").order_by("pk"))
    mine = any(score.scorer_id == user.pk for score in scores)
    return scores if sheet.visible or mine else []


def levels_of(cadre, period):
    """The sheet with the levels of the latest closed inspection in a village while posted there.

    None where no inspection of this period is closed, or none has looked at this cadre's village.
    """
    posted = Posting.objects.filter(
        cadre=cadre, village=OuterRef("village"), began_on__lte=OuterRef("looked_on")
    ).exclude(ended_on__lte=OuterRef("looked_on"))
    rows = InspectionSheet.objects.filter(Exists(posted), inspection__closed_on__isnull=False)
    rows = rows.filter(looked_on__range=(period.first, period.last)).exclude(visible="")
    return rows.select_related("inspection").order_by("-looked_on", "-pk").first()


def is_on_team(user, inspection):
    return inspection.members.filter(user=user).exists()


def is_untouched(inspection):
    """Nobody has been anywhere: no sheet is filled, nothing scored, found or talked about.

    Whether anybody talked is asked in the room where talks lie, and nothing of them is read.
    """
    written = Q(looked_on__isnull=False) | Q(scored__gt=0) | Q(findings__isnull=False)
    for name in METHODS:
        written |= ~Q(**{name: ""})
    if inspection.closed_on or inspection.sheets.filter(written).exists():
        return False
    with reach(inspection.room):
        return not Talk.objects.filter(inspection=inspection.pk).exists()


@transaction.atomic
def withdraw(inspection):
    """Opened by mistake: it goes with its empty sheets; the history keeps that it was there."""
    if not is_untouched(inspection):
        return False
    inspection.sheets.all().delete()
    inspection.delete()
    return True


def close(inspection, day):
    """False where a village has not been looked at and judged yet."""
    if inspection.sheets.filter(visible="").exists():
        return False
    Inspection.objects.filter(pk=inspection.pk).update(closed_on=day)
    return True
