"""Beyond the branch: received and passed on above, or handed to the petition office (信访转办)."""

from django.db import transaction

from fushan.org.roles import Role
from petitions.models import SETTLED, Deed, State, Upper
from petitions.moving import SPEAKERS, has_it, move, step

# A matter settled by the petition office goes this way, whatever it was waiting for here.
TO_THE_END = {
    State.RAISED: State.ACCEPTED,
    State.ACCEPTED: State.IN_HAND,
    State.REOPENED: State.IN_HAND,
    State.IN_HAND: State.DONE,
    State.UPWARD: State.DONE,
}


@transaction.atomic
def receive(matter, *, by, on, way="", note=""):
    """The office above has it: from now on it answers for it."""
    matter.received_on = on
    matter.save()
    told = {"way": way, "note": note, "unit": matter.upper_unit}
    return _stayed(matter, Deed.RECEIVED, by=by, on=on, **told)


@transaction.atomic
def pass_on(matter, unit, *, by, on, way="", note=""):
    """From the township to a department. The days go on: sixty in all."""
    matter.upper, matter.upper_unit, matter.received_on = Upper.COUNTY, unit, None
    matter.save()
    return _stayed(matter, Deed.PASSED_ON, by=by, on=on, way=way, note=note, unit=unit)


@transaction.atomic
def hand_over(transfer, *, by):
    """To the petition office: no limit of ours runs any more."""
    matter = transfer.matter
    transfer.save()
    matter.due_on = None
    matter.save()
    note = f"转{transfer.office}"
    return _stayed(matter, Deed.HANDED_OVER, by=by, on=transfer.transferred_on, note=note)


@transaction.atomic
def settle(transfer, *, by):
    """Settled on its day: the matter is done, and the person is to be told."""
    matter = transfer.matter
    transfer.save()
    while matter.state in TO_THE_END:
        to = TO_THE_END[State(matter.state)]
        note = transfer.outcome if to == State.DONE else "信访转办"
        move(matter, to, by=by, on=transfer.settled_on, note=note)


def deeds_of(user, matter):
    """[(label, page)] of what leaves the state as it is, for this person now."""
    asked = {
        ("接收", "receive-matter"): has_it(user, matter) and matter.received_on is None,
        ("转县级部门", "pass-on-matter"): has_it(user, matter) and matter.upper == Upper.TOWNSHIP,
        ("延期", "extend-matter"): may_extend(user, matter),
        ("转信访", "transfer-matter"): may_go(user, matter),
    }
    return [deed for deed, may in asked.items() if may]


def may_extend(user, matter):
    """The township grants it, once, to what has a day."""
    running = matter.state not in SETTLED and matter.due_on and not matter.extended
    return bool(running) and user.role in (Role.TOWNSHIP, Role.STAFF)


def may_go(user, matter):
    """Whether it can be handed to the petition office as it stands."""
    stands = matter.state in TO_THE_END and not hasattr(matter, "transfer")
    theirs = has_it(user, matter) if matter.state == State.UPWARD else user.role in SPEAKERS
    return stands and theirs


def _stayed(matter, deed, *, by, on, **told):
    return step(matter, matter.state, deed=deed, by=by, on=on, **told)
