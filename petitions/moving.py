"""How a matter moves: who may, what must be said, by which day it must move on."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate

from fushan.desk.models import overrides, setting
from fushan.kit.workdays import add_working_days
from fushan.org.roles import Role
from petitions.models import MOVES, Deed, Matter, MatterKind, MatterStep, State, Upper

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
    State.DELIBERATED: Move("支部议定"),  # by the record of the meeting
    State.UPWARD: Move("上报乡镇", (), "请求什么", note_required=True),
    State.DONE: Move("办结", (), "办成了什么", note_required=True),
    State.TOLD: Move("回告本人", ("answer",), "怎么回告的、本人怎么说"),
    State.REVIEWED: Move("已评事", (), "评事会上怎么说"),
    State.REOPENED: Move("本人要求重办", (), "本人为什么不满意", note_required=True),
    State.NOT_TAKEN: Move("不予受理", ("place",), "为什么、怎么跟本人说的", note_required=True),
}
# From above the same states are an answer; for a department it is said how the answer came.
FROM_ABOVE = {
    State.IN_HAND: Move("退回村里", ("way", "owner"), "为什么退回、怎么办", note_required=True),
    State.DONE: Move("办结", ("way",), "办成了什么", note_required=True),
}
# Where an official's visit may be what moved it on.
ON_A_VISIT = {State.ACCEPTED, State.ANSWERED, State.IN_HAND, State.DONE, State.TOLD}


def about(matter, to):
    """What the move is called and asks, from where the matter stands."""
    return (FROM_ABOVE if matter.state == State.UPWARD else TO)[to]


def moves_of(user, matter):
    """[(state, Move)] that this person may make now."""
    if user.role not in SPEAKERS:
        return []
    if matter.state == State.UPWARD and not has_it(user, matter):
        return []
    if user.role == Role.VILLAGE and user.area_code != matter.village_id:
        return []
    return [(state, about(matter, state)) for state in MOVES[State(matter.state)]]


def has_it(user, matter):
    """Whether a matter that went up lies with this person. The desk writes for departments."""
    townships = user.role == Role.TOWNSHIP and matter.upper == Upper.TOWNSHIP
    return matter.state == State.UPWARD and (townships or user.role == Role.STAFF)


def due_after(matter, day):
    """The day by which the next move is to be made; None once all is settled."""
    days, working = LIMITS[State(matter.state)]
    if days is None or hasattr(matter, "transfer"):  # the petition office has limits of its own
        return None
    if State(matter.state) == State.IN_HAND and matter.kind == MatterKind.HARD:
        days = "matter_hard_days"
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
    State.REOPENED: ("matter_reopened_days", False),
    State.NOT_TAKEN: (None, False),
}


@transaction.atomic
def move(matter, to, *, by, on, note="", visit=None, way="", **said):
    """Make a move and write the step. Where somebody was quicker, the database refuses it.

    `said`: taker, owner or answer, where the move asks for them.
    """
    before, unit = matter.state, matter.upper_unit if matter.state == State.UPWARD else None
    said |= _dated(to, on, matter.due_on)
    if before == State.RAISED:
        said["responded_on"] = on
    matter.state = to
    for name, value in said.items():
        setattr(matter, name, value)
    matter.due_on = _agreed(matter, before) or due_after(matter, on)
    matter.save()
    return step(matter, before, by=by, on=on, note=note, visit=visit, way=way, unit=unit)


def _agreed(matter, before):
    """The day the branch set, where it is its decision that is carried out."""
    if (before, matter.state) != (State.DELIBERATED, State.IN_HAND):
        return None
    meeting = matter.deliberations.order_by("held_on", "pk").last()
    return meeting and meeting.due_on


def _dated(to, on, due_on):
    """What a move itself writes on the matter."""
    done = {"done_on": on, "done_by": due_on}
    again = dict.fromkeys(("done_on", "done_by", "told_on", "reviewed_on"))
    return {
        State.ANSWERED: done,
        State.DONE: done,
        State.TOLD: {"told_on": on},
        State.REVIEWED: {"reviewed_on": on},
        State.UPWARD: {"upper": Upper.TOWNSHIP, "upper_unit": None, "received_on": None},
        State.REOPENED: again | {"reopened_on": on, "answer": ""},
    }.get(to, {})


def answer_at_once(matter, *, by, on, note="当场答复"):
    """One tap: answered and told in the same breath."""
    with transaction.atomic():
        move(matter, State.ANSWERED, by=by, on=on, note=note)
        move(matter, State.TOLD, by=by, on=on, note="当场答复")


@transaction.atomic
def begin(matter, *, by):
    """Save a matter with its first step and the day by which it is to be answered."""
    matter.due_on = matter.respond_by = due_after(matter, matter.raised_on)
    matter.save()
    return step(matter, "", by=by, on=matter.raised_on)


@transaction.atomic
def extend(matter, *, by, until, note):
    """Once, and the person is told why."""
    matter.due_on, matter.extended = until, True
    matter.save()
    told = {"by": by, "on": localdate(), "note": note, "due_on": until}
    return step(matter, matter.state, deed=Deed.EXTENDED, **told)


def step(matter, before, *, by, on, **told):
    """Write down that the matter came from `before` to where it is now, or stayed there."""
    return MatterStep.objects.create(
        matter=matter,
        village_id=matter.village_id,
        moved_from=before,
        moved_to=matter.state,
        happened_on=on,
        made_by=by,
        **told,
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
