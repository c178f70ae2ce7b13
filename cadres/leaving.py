"""Asking for leave, deciding it, coming back from it."""

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate, now

from cadres.absences import NEAR, gone, meets
from cadres.models import STANDING, Leave, LeaveLevel, LeaveState
from fushan.desk.models import overrides, setting
from fushan.inbox.models import tell
from fushan.kit.workdays import working_days
from fushan.org.models import Duty, Role

APPROVERS = {Duty.APPROVER, Duty.DEPUTY}


def reckon(leave):
    """Set what follows from the days asked for: working days, their total, whose it is."""
    leave.days = working_days(leave.first_on, leave.last_on, overrides())
    leave.total_days = leave.days + _days_around(leave)
    township = leave.total_days <= int(setting("leave_township_days"))
    leave.level = LeaveLevel.TOWNSHIP if township else LeaveLevel.COUNTY


def _days_around(leave):
    """Of the leaves that meet this one, no working day between, before and after: one absence."""
    near = leave.cadre.leaves.filter(state__in=STANDING).exclude(pk=leave.pk)
    near = near.filter(last_on__gte=leave.first_on - NEAR, first_on__lte=leave.last_on + NEAR)
    spans, corrected = [gone(row) for row in near], overrides()
    first, last, total, met = leave.first_on, leave.last_on, 0, True
    while met:
        met = [span for span in spans if meets(span, (first, last), corrected)]
        for span in met:
            spans.remove(span)
            first, last = min(first, span[0]), max(last, span[1])
            total += working_days(*span, corrected)
    return total


def may_decide(user, leave):
    """Short leave is the township approver's or deputy's, all leave the department's."""
    if leave.state != LeaveState.ASKED:
        return False
    if user.role == Role.TOWNSHIP:
        return leave.level == LeaveLevel.TOWNSHIP and bool(APPROVERS & set(user.duties))
    return user.role == Role.STAFF


def may_note_return(user, leave):
    """Of leave that was extended the return is noted on the last of it."""
    begun = leave.is_open and leave.first_on < localdate()
    return begun and may_speak_for(user, leave) and leave.extension is None


def may_extend(user, leave):
    return leave.may_be_extended(localdate()) and may_speak_for(user, leave)


def may_withdraw(user, leave):
    """While it is asked, and approved as long as it has not begun; a township only its own words.

    A cadre's own request is not the township's to take back, least of all one to the county.
    """
    ahead = leave.state == LeaveState.APPROVED and leave.first_on > localdate()
    theirs = user.role != Role.TOWNSHIP or leave.entered_by_id == user.pk
    return (ahead or leave.state == LeaveState.ASKED) and theirs and may_speak_for(user, leave)


def may_speak_for(user, leave):
    """The cadre in their village, and whoever may write on behalf."""
    if user.role == Role.VILLAGE:
        return user.cadre_id == leave.cadre_id and user.area_code == leave.village_id
    return user.role in (Role.TOWNSHIP, Role.STAFF)


@transaction.atomic
def withdraw(leave):
    """Take it back, and with it what was to follow on it."""
    if leave.extension:
        withdraw(leave.extension)
    leave.state = LeaveState.WITHDRAWN
    leave.save(update_fields=["state", "changed_at"])


@transaction.atomic
def decide(leave, *, approve, by, answer=""):
    """Approve or refuse; the cadre is told. Where somebody was quicker, theirs stands."""
    leave = Leave.objects.select_for_update(of=("self",)).get(pk=leave.pk)
    if leave.state != LeaveState.ASKED:
        return leave
    leave.state = LeaveState.APPROVED if approve else LeaveState.REFUSED
    leave.decided_level = LeaveLevel.TOWNSHIP if by.role == Role.TOWNSHIP else LeaveLevel.COUNTY
    leave.decided_by, leave.decided_at, leave.answer = by, now(), answer
    leave.save()
    if leave.cadre.user:
        days = "至".join(date_format(day, "n月j日") for day in (leave.first_on, leave.last_on))
        told = f"{days}的{leave.get_kind_display()}{leave.get_state_display()}。{answer}"
        tell(leave.cadre.user, told, "leave:leave", leave.pk)
    return leave
