"""How a matter moves: who may, what must be said, by which day it must move on."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate

from fushan.desk.models import overrides, setting
from fushan.kit.workdays import add_working_days
from fushan.org.roles import Role
from petitions.models import MOVES, Matter, MatterKind, MatterStep, State

SPEAKERS = (Role.VILLAGE, Role.TOWNSHIP, Role.STAFF)


@dataclass(frozen=True)
class Move:
    """What the button says; `asks`: the fields of the form besides the day and the note."""

    label: str
    asks: tuple = ()
    note: str = "怎么办的"
    note_required: bool = False


TO = {
    State.ACCEPTED: Move("受理", ("taker",), "怎么答应的"),
    State.ANSWERED: Move("当场答复", ("taker",), "怎么答复的", note_required=True),
    State.IN_HAND: Move("办理", ("owner",), "打算怎么办"),
    State.ESCALATED: Move("提交支部议事", (), "为什么提交", note_required=True),
    State.DELIBERATED: Move("支部议定", ("owner",), "几人到会、怎么定的", note_required=True),
    State.UPWARD: Move("上报乡镇、部门", ("owner",), "报给谁、请求什么", note_required=True),
    State.DONE: Move("办结", (), "办成了什么", note_required=True),
    State.TOLD: Move("回告本人", ("answer",), "怎么回告的、本人怎么说"),
    State.REVIEWED: Move("已评事", (), "评事会上怎么说"),
    State.REOPENED: Move("重办", (), "本人为什么不满意", note_required=True),
    State.NOT_TAKEN: Move("不予受理", (), "为什么、该到哪里去说", note_required=True),
}
# What only the township and above do, once it has come to them.
UPPER = {State.UPWARD}


def moves_of(user, matter):
    """[(state, Move)] that this person may make now."""
    if user.role not in SPEAKERS:
        return []
    if user.role == Role.VILLAGE and (user.area_code != matter.village_id or matter.state in UPPER):
        return []
    return [(state, TO[state]) for state in MOVES[State(matter.state)]]


def due_after(matter, day):
    """The day by which the next move is to be made; None once all is settled."""
    days, working = LIMITS[State(matter.state)]
    if days is None:
        return None
    if State(matter.state) in (State.IN_HAND, State.REOPENED):
        days = days if matter.kind == MatterKind.SMALL else "matter_hard_days"
    count = int(setting(days))
    if working:
        return add_working_days(day, count, overrides())
    return day + timedelta(days=count)


LIMITS = {
    State.RAISED: ("matter_accept_days", True),
    State.ACCEPTED: ("matter_accept_days", True),
    State.ANSWERED: ("matter_tell_days", True),
    State.IN_HAND: ("matter_small_days", False),
    State.ESCALATED: ("matter_deliberate_days", True),
    State.DELIBERATED: ("matter_accept_days", True),
    State.UPWARD: ("matter_upward_days", False),
    State.DONE: ("matter_tell_days", True),
    State.TOLD: (None, False),
    State.REVIEWED: (None, False),
    State.REOPENED: ("matter_small_days", False),
    State.NOT_TAKEN: (None, False),
}


@transaction.atomic
def move(matter, to, *, by, on, note="", visit=None, **said):
    """Make a move and write the step. Where somebody was quicker, the database refuses it.

    `said`: taker, owner or answer, where the move asks for them.
    """
    before = matter.state
    matter.state = to
    for name, value in said.items():
        setattr(matter, name, value)
    if to in (State.DONE, State.ANSWERED):
        matter.done_on = on
    if to == State.TOLD:
        matter.told_on = on
    if to == State.REVIEWED:
        matter.reviewed_on = on
    if to == State.REOPENED:
        matter.done_on = matter.told_on = matter.reviewed_on = None
    matter.due_on, matter.extended = due_after(matter, on), False
    matter.save()
    return _step(matter, before, to, by=by, on=on, note=note, visit=visit)


def begin(matter, *, by):
    """The first step of a matter that has just been saved."""
    return _step(matter, "", matter.state, by=by, on=matter.raised_on)


@transaction.atomic
def extend(matter, *, by, until, note):
    """Once for a state, and the person is told why."""
    matter.due_on, matter.extended = until, True
    matter.save()
    told = {"by": by, "on": localdate(), "note": note, "due_on": until}
    return _step(matter, matter.state, matter.state, **told)


def _step(matter, before, to, *, by, on, note="", visit=None, due_on=None):
    return MatterStep.objects.create(
        matter=matter,
        village_id=matter.village_id,
        moved_from=before,
        moved_to=to,
        happened_on=on,
        note=note,
        visit=visit,
        due_on=due_on,
        made_by=by,
    )


def similar(matter):
    """Open matters of the same village whose words mostly are the same, the likest first."""
    mine, found = _grams(matter.text), []
    rows = Matter.objects.filter(village=matter.village_id).unsettled()
    for other in rows.order_by("-raised_on")[:NEAR]:
        theirs = _grams(other.text)
        alike = len(mine & theirs) / (len(mine | theirs) or 1)
        if alike >= ALIKE:
            found.append((alike, other))
    return [other for _, other in sorted(found, key=lambda pair: -pair[0])][:3]


NEAR, ALIKE = 200, 0.4


def _grams(text):
    words = "".join(text.split())
    return {words[n : n + 2] for n in range(len(words) - 1)}
