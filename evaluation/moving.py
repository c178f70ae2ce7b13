"""How a hint moves: who may, by which day, and who is told. People decide; nothing by itself."""

from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction

from cadres.models import Cadre
from evaluation.checking import hint_at
from evaluation.models import Bound, HintState, HintStep, Outcome
from evaluation.rules import Found
from evaluation.rules.asking import working_setting
from fushan.inbox.models import tell
from fushan.org.roles import Role

S = HintState
OFFICES = (Role.TOWNSHIP, Role.STAFF)
SPEAKERS = (*OFFICES, Role.VILLAGE)


@dataclass(frozen=True)
class Move:
    """What the button says, and what is to be written."""

    label: str
    note: str
    judges: bool = False


TO = {
    S.VERIFIED: Move("核实属实", "怎么核实的"),
    S.UNTRUE: Move("核实不属实", "实际情况是什么"),
    S.EXPLAINED: Move("本人说明", "本人怎么说"),
    S.DECIDED: Move("认定", "认定的理由", judges=True),
    S.APPEALED: Move("申诉", "申诉的理由"),
    S.CLOSED: Move("复核申诉", "复核的理由", judges=True),
}


def moves_of(user, hint, day):
    """[(state, Move)] that this person may make today."""
    return [(to, TO[to]) for to in _open_to(user, hint, day)]


def _open_to(user, hint, day):
    """Offices may write down what the cadre says, on their behalf; both names are kept."""
    speaks = user.role in OFFICES or is_ones_own(user, hint)
    decides = user.role == Role.STAFF
    if hint.state == S.SEEN:
        return [S.VERIFIED, S.UNTRUE] if user.role in OFFICES else []
    if hint.state == S.VERIFIED:
        explaining = [S.EXPLAINED] if speaks and hint.cadre_id else []
        return explaining + ([S.DECIDED] if decides and is_heard(hint, day) else [])
    if hint.state == S.EXPLAINED:
        return [S.DECIDED] if decides else []
    if hint.state == S.DECIDED:
        in_time = hint.cadre_id is not None and day <= hint.appeal_by
        return [S.APPEALED] if speaks and in_time else []
    return [S.CLOSED] if hint.state == S.APPEALED and decides else []


def is_ones_own(user, hint):
    return (
        user.role == Role.VILLAGE and hint.cadre_id is not None and (user.cadre_id == hint.cadre_id)
    )


def is_heard(hint, day):
    """The cadre has explained, or had the days to; a township or office is heard in verifying."""
    return hint.explain_by is None or day > hint.explain_by


@transaction.atomic
def verify(hint, *, true, by, on, note):
    if not true:
        return _move(hint, S.UNTRUE, by=by, on=on, note=note)
    if hint.cadre_id is not None:
        hint.explain_by = working_setting(on, "hint_explain_days")
        _tell(hint, f"有一条提示请您说明，{hint.explain_by:%m月%d日}前：{hint.text}")
    return _move(hint, S.VERIFIED, by=by, on=on, note=note)


def explain(hint, *, by, on, note):
    return _move(hint, S.EXPLAINED, by=by, on=on, note=note)


@transaction.atomic
def decide(hint, *, outcome, by, on, note, points=0):
    """Points, none, or excused. The day until which it may be appealed begins to run."""
    hint.outcome, hint.points = outcome, points if outcome == Outcome.POINTS else 0
    hint.decided_on, hint.appeal_by = on, working_setting(on, "hint_appeal_days")
    _tell(hint, f"提示已认定“{hint.get_outcome_display()}”，不服可以申诉：{hint.text}")
    return _move(hint, S.DECIDED, by=by, on=on, note=note)


def appeal(hint, *, by, on, note):
    hint.appealed_on = on
    return _move(hint, S.APPEALED, by=by, on=on, note=note)


@transaction.atomic
def close(hint, *, outcome, by, on, note, points=0):
    """The appeal was looked into: the outcome stands or is another. That is the end of it."""
    hint.outcome, hint.points = outcome, points if outcome == Outcome.POINTS else 0
    _tell(hint, f"申诉已复核，结果是“{hint.get_outcome_display()}”：{hint.text}")
    return _move(hint, S.CLOSED, by=by, on=on, note=note)


def write_down(rule, posting, *, by, on, happened_on, text, times=1):
    """What a person verified on the spot or was told by another organ: a hint like any other."""
    found = Found(
        f"hand {uuid4()}",
        posting.village_id,
        Bound.CADRE if Bound.CADRE in rule.binds else Bound.BRANCH,
        happened_on,
        text,
        [(posting, str(posting))],
        posting.cadre_id,
        times,
    )
    return hint_at(rule, found, on, by=by)


def make(hint, to, **told):
    """The move of the table by its state."""
    deeds = {
        S.VERIFIED: lambda: verify(hint, true=True, **told),
        S.UNTRUE: lambda: verify(hint, true=False, **told),
        S.EXPLAINED: lambda: explain(hint, **told),
        S.DECIDED: lambda: decide(hint, **told),
        S.APPEALED: lambda: appeal(hint, **told),
        S.CLOSED: lambda: close(hint, **told),
    }
    return deeds[to]()


@transaction.atomic
def _move(hint, to, *, by, on, note):
    before, hint.state = hint.state, to
    hint.save()
    return HintStep.objects.create(
        hint=hint,
        village_id=hint.village_id,
        cadre_id=hint.cadre_id,
        moved_from=before,
        moved_to=to,
        happened_on=on,
        note=note,
        outcome=hint.outcome if TO[to].judges else "",
        points=hint.points if TO[to].judges else 0,
        made_by=by,
    )


def _tell(hint, text):
    cadre = hint.cadre_id and Cadre.objects.select_related("user").get(pk=hint.cadre_id)
    if cadre and cadre.user:
        tell(cadre.user, text[:200])
