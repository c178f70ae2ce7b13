"""How a hint moves: who may, by which day, and who is told. People decide; nothing by itself."""

from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.utils.formats import date_format

from cadres.models import Cadre
from evaluation.checking import hint_at
from evaluation.models import Behalf, Bound, HintState, HintStep, Outcome
from evaluation.models.hint_words import DONE
from evaluation.models.hints import ANOTHER
from evaluation.rules import Found
from evaluation.rules.asking import working_setting
from fushan.inbox.models import tell
from fushan.org.models import User
from fushan.org.roles import Role

S = HintState
TOWNSHIP = 9  # digits of a township's code
BY_HANDS, CADRES_WORD = (S.VERIFIED, S.UNTRUE), (S.EXPLAINED, S.APPEALED)
OFFICES = (Role.TOWNSHIP, Role.STAFF)
SPEAKERS = (*OFFICES, Role.VILLAGE)


@dataclass(frozen=True)
class Move:
    """What the button says, and what is to be written."""

    label: str
    note: str
    judges: bool = False


TO = {
    S.VERIFIED: Move(DONE[S.VERIFIED], "怎么核实的"),
    S.UNTRUE: Move(DONE[S.UNTRUE], "实际情况是什么"),
    S.EXPLAINED: Move(DONE[S.EXPLAINED], "本人怎么说"),
    S.DECIDED: Move(DONE[S.DECIDED], "认定的理由", judges=True),
    S.APPEALED: Move(DONE[S.APPEALED], "申诉的理由"),
    S.CLOSED: Move(DONE[S.CLOSED], "复核的理由", judges=True),
}


def moves_of(user, hint, day):
    """[(state, Move)] that this person may make today, and that no rule keeps for another."""
    found = [(to, TO[to]) for to in _open_to(user, hint, day)]
    return [(to, move) for to, move in found if not another_must(user, hint, to)]


def another_must(user, hint, to):
    """The sentence of why this step is for somebody else to write, "" where it is not."""
    if to in BY_HANDS and _registered(user, hint) and _others(user, hint):
        return "这条提示是您登记的，请乡镇的另一位同志核实。"
    if to in CADRES_WORD and not is_ones_own(user, hint) and _wrote(user, hint, S.VERIFIED):
        return HintStep.refusals[ANOTHER]
    if to == S.CLOSED and _wrote(user, hint, S.DECIDED) and user.colleagues().exists():
        return "这条提示是您认定的，申诉请另一位同志复核。"
    return ""


def waits_for_another(user, hint, day):
    """Why nothing is offered of what would else be this person's to do."""
    found = (another_must(user, hint, to) for to in _open_to(user, hint, day))
    return next(filter(None, found), "")


def _registered(user, hint):
    return hint.entered_by_id is not None and hint.entered_by_id == user.pk


def _others(user, hint):
    """Accounts of the hint's township that may verify it besides this one."""
    rows = User.objects.filter(role=Role.TOWNSHIP, is_active=True).exclude(pk=user.pk)
    return rows.filter(area_code=hint.village_id[:TOWNSHIP]).exists()


def _wrote(user, hint, to):
    return hint.steps.filter(moved_to=to, made_by=user).exists()


def behalf_of(user, hint, to):
    """In whose place this person writes that step: the cadre's, the township's, or nobody's."""
    if to in CADRES_WORD and not is_ones_own(user, hint):
        return Behalf.CADRE
    if to in BY_HANDS and user.role == Role.STAFF and hint.bound != Bound.TOWNSHIP:
        return Behalf.TOWNSHIP
    return ""


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
        _tell(hint, f"有一条提示请您说明，{date_format(hint.explain_by, 'n月j日')}前：{hint.text}")
    return _move(hint, S.VERIFIED, by=by, on=on, note=note)


def explain(hint, *, by, on, note, how=""):
    """`how`: where somebody else writes it for the cadre, how the cadre said it."""
    return _move(hint, S.EXPLAINED, by=by, on=on, note=note, how=how)


@transaction.atomic
def decide(hint, *, outcome, by, on, note, points=0):
    """Points, none, or excused. The day until which it may be appealed begins to run."""
    hint.outcome, hint.points = outcome, points if outcome == Outcome.POINTS else 0
    hint.decided_on, hint.appeal_by = on, working_setting(on, "hint_appeal_days")
    _tell(hint, f"提示已认定“{hint.get_outcome_display()}”，不服可以申诉：{hint.text}")
    return _move(hint, S.DECIDED, by=by, on=on, note=note)


def appeal(hint, *, by, on, note, how=""):
    hint.appealed_on = on
    return _move(hint, S.APPEALED, by=by, on=on, note=note, how=how)


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
def _move(hint, to, *, by, on, note, how=""):
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
        on_behalf=behalf_of(by, hint, to),
        how=how,
        outcome=hint.outcome if TO[to].judges else "",
        points=hint.points if TO[to].judges else 0,
        made_by=by,
    )


def _tell(hint, text):
    cadre = hint.cadre_id and Cadre.objects.select_related("user").get(pk=hint.cadre_id)
    if cadre and cadre.user:
        tell(cadre.user, text, "hints:hint", hint.pk)
