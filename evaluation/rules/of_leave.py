"""R03, R04: leave asked for first and decided in time, and coming back from it.

Leaves that meet are one absence: asked for first at its beginning, then in time for each further
part, and ended once, by coming back from the last of them.
"""

from itertools import pairwise

from django.utils.timezone import localdate

from cadres.absences import NEAR, absences
from cadres.models import STANDING, Leave, LeaveLevel, LeaveState
from evaluation.models import Bound
from evaluation.rules.asking import Found, spoken, working
from fushan.desk.models import overrides


def leave_asked_first(asked):
    """Asked by the cadre only once it had begun; or asked in time and decided too late."""
    for absence in _absences(asked):
        first = absence[0]
        if _asked_late(asked, first):
            text = f"{_label(first)}，登记比假期晚，请核实是否先口头请过假。"
            yield _of_cadre(f"asked {first.pk}", first, first.first_on, text)
        for leave in absence:
            if _decided_late(asked, leave):
                yield _of_office(leave)


def back_in_time(asked):
    """By the first working day after the last of it; each further part is asked for in time."""
    refused = _refused(asked)
    for absence in _absences(asked):
        for before, leave in pairwise(absence):
            if _asked_late(asked, leave):
                text = f"假期到{spoken(before.last_on)}，续到{spoken(leave.last_on)}的假登记得晚。"
                yield _of_cadre(f"more {leave.pk}", leave, leave.first_on, text)
        yield from _not_back(asked, absence[-1], refused)


def _absences(asked):
    """Whoever asked in time for more and waits for an answer is not late: it stands as leave."""
    rows = Leave.objects.filter(state__in=STANDING, last_on__gte=asked.since - NEAR)
    rows = asked.here(rows.filter(first_on__lt=asked.day))
    return absences(rows.select_related("cadre", "entered_by", "village"), overrides())


def _refused(asked):
    """{leave: the day its extension was refused}, where it was asked for before the leave ended."""
    rows = Leave.objects.filter(state=LeaveState.REFUSED, extends__isnull=False)
    rows = asked.here(rows.filter(last_on__gte=asked.since - NEAR)).select_related("extends")
    in_time = (row for row in rows if localdate(row.entered_at) <= row.extends.last_on)
    return {row.extends_id: localdate(row.decided_at) for row in in_time}


def _asked_late(asked, leave):
    """Written down by somebody else, nobody knows when the cadre asked."""
    own = not leave.on_behalf and leave.state == LeaveState.APPROVED
    return own and leave.asked_late and asked.over(leave.first_on)


def _decided_late(asked, leave):
    in_time = leave.state == LeaveState.APPROVED and not leave.asked_late
    late = in_time and localdate(leave.decided_at) > leave.first_on
    return late and asked.over(leave.first_on)


def _not_back(asked, leave, refused):
    if leave.state != LeaveState.APPROVED:
        return
    ended = max(leave.last_on, refused.get(leave.pk, leave.last_on))
    limit = working(ended, 1)
    late = leave.returned_on is None or leave.returned_on > limit
    there = asked.posting_of(leave.cadre_id, leave.village_id, leave.first_on, limit)
    if late and there and asked.over(limit):
        told = f"{spoken(leave.returned_on)}回村" if leave.returned_on else "没有销假的记录"
        yield _of_cadre(f"{leave.pk}", leave, limit, f"假期到{spoken(leave.last_on)}，{told}。")


def _of_cadre(key, leave, day, text):
    shown = [(leave, _label(leave))]
    return Found(key, leave.village_id, Bound.CADRE, day, text, shown, leave.cadre_id)


def _of_office(leave):
    bound = Bound.TOWNSHIP if leave.level == LeaveLevel.TOWNSHIP else Bound.COUNTY
    text = f"{_label(leave)}，假期开始以后才批，不扣本人。"
    shown = [(leave, _label(leave))]
    return Found(f"decided {leave.pk}", leave.village_id, bound, leave.first_on, text, shown)


def _label(leave):
    return f"{spoken(leave.first_on)}起的{leave.get_kind_display()}"
