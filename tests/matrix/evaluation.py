"""Of step four: who sees schemes, hints and what they read; one of each in every place."""

from datetime import timedelta

from django.utils.timezone import now

from cadres.models import (
    Award,
    Borrowing,
    Cadre,
    Care,
    CaseResult,
    MeetingAbsence,
    Posting,
    TownshipMeeting,
    WorkReport,
)
from evaluation.models import (
    Appraisal,
    AppraisalMark,
    AppraisalPart,
    AppraisalRecord,
    AppraisalStep,
    Component,
    Hint,
    HintStep,
    Indicator,
    Rule,
    Scheme,
)
from fushan.kit.periods import Period
from fushan.org.models import User, Village
from tests.matrix.seen import Seen
from villages.models import AccountCheck, Incident, Reserve


def _village(record):
    return record.village_id


def _cadre(record):
    return record.cadre_id


ONES_OWN = Seen(_village, own=_cadre, personal=True)
SCHEMES = Seen(lambda record: record.area_id, above=True)
APPRAISED = (Appraisal, AppraisalStep, AppraisalMark, AppraisalPart, AppraisalRecord)
OF_CADRES = (Award, Care, CaseResult, MeetingAbsence, WorkReport)
SEEN = {
    **dict.fromkeys((Scheme, Indicator, Component, Rule), SCHEMES),
    **dict.fromkeys((Hint, HintStep, Borrowing, *OF_CADRES, *APPRAISED), ONES_OWN),
    TownshipMeeting: Seen(lambda record: record.area_id),
    **dict.fromkeys((AccountCheck, Incident, Reserve), Seen(_village)),
}


def judging(county, spot):
    """A scheme's draft in each place that may have one; in a village a hint and what it reads."""
    if len(spot.code) < 12:
        return
    there = county.spots["colleague"] if spot.person else spot
    if not spot.person:
        _scheme(county, spot)
        _of_the_village(county, spot)
    mine = {"cadre": spot[Cadre], "village": spot[Village]}
    day = county.today - timedelta(days=1)
    county.made(spot, Borrowing, office=..., why=..., approval=..., began_on=day, **mine)
    _of_the_cadre(county, spot, day, mine)
    rule = there[Rule]
    days = {"happened_on": day, "found_on": day, "verify_by": county.today}
    key = {"code": rule.code, "key": f"matrix {spot.code} {mine['cadre'].pk}"}
    of = {"scheme": rule.scheme, "rule": rule, "bound": "cadre", **key, **days, **mine}
    county.made(spot, Hint, text=..., **of)
    step = {"hint": spot[Hint], "moved_to": "seen", "happened_on": day, **mine}
    county.made(spot, HintStep, note=..., **step)
    _appraised(county, spot, there[Component], day, mine)


def _appraised(county, spot, component, day, mine):
    """A year's that was shown: what the offices are still at is the cadre's not to see."""
    of = {"posting": spot[Posting], "scheme": component.scheme, **mine}
    shown = {"state": "shown", "shown_on": day, "reply_by": day + timedelta(days=5)}
    about = {"kind": "year", "first_on": day, "last_on": day, "fill_by": day}
    county.made(spot, Appraisal, **about, **shown, **of)
    whole = {"appraisal": spot[Appraisal], **mine}
    county.made(spot, AppraisalStep, moved_to="shown", happened_on=day, note=..., **whole)
    county.made(spot, AppraisalMark, component=component, level="good", note=..., **whole)
    part = {"component_id": component.pk, "indicator": "I1", "seen": "visible", "stage": "shown"}
    part |= {"source": "manual", "judge": "county", "whole": 100, "points": 100, "earned": 90}
    part |= {"numerator": 0, "denominator": 0, "is_assessed": False, "indicator_name": ...}
    county.made(spot, AppraisalPart, name=..., note=..., **part, **whole)
    kept = {"model": "cadres.worklog", "record": "1", "counted": 1, "met": 1}
    county.made(spot, AppraisalRecord, part=spot[AppraisalPart], label=..., **kept, **whole)


def _scheme(county, spot):
    place = {"area_id": spot.area_code}
    county.made(spot, Scheme, name=..., version=spot.code[:20], began_on=county.today, **place)
    of = {"scheme": spot[Scheme], **place}
    county.made(spot, Indicator, code="I1", name=..., seen="visible", points=100, **of)
    of["indicator"] = spot[Indicator]
    judged = {"source": "manual", "points": 100, "judge": "county"}
    county.made(spot, Component, name=..., note=..., **judged, **of)
    told = {"code": "R01", "shown": "people", "binds": ["cadre"]}
    county.made(spot, Rule, name=..., text=..., shown_by=..., consequence=..., **told, **of)


def _of_the_village(county, spot):
    there = {"village": spot[Village], "entered_by": spot[User]}
    county.made(spot, Reserve, note=..., year=county.today.year, planned=2, **there)
    day = {"checked_on": county.today, "what": "accounts"}
    county.made(spot, AccountCheck, checker=..., found=..., **day, **there)
    at = {"occurred_at": now(), "kind": "fire"}
    county.made(spot, Incident, text=..., handling=..., reported_how=..., **at, **there)


def _of_the_cadre(county, spot, day, mine):
    """What is written down of one cadre by the offices above; a meeting of their township."""
    county.made(spot, Award, name=..., giver=..., document=..., awarded_on=day, **mine)
    county.made(spot, Care, giver=..., text=..., happened_on=day, kind="call", **mine)
    county.made(spot, CaseResult, organ=..., document=..., text=..., told_on=day, **mine)
    quarter = Period.of("quarter", day).first
    county.made(spot, WorkReport, quarter=quarter, reported_on=day, **mine)
    held_on = county.today - timedelta(days=1 + TownshipMeeting.objects.count())
    held = {"area": mine["village"].township, "held_on": held_on}
    meeting = county.made(spot, TownshipMeeting, about=..., **held)
    county.made(spot, MeetingAbsence, meeting=meeting, **mine)
