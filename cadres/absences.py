"""Leaves that meet are one absence, whether they were asked for at once or one after another."""

from datetime import timedelta
from itertools import groupby

from fushan.kit.workdays import working_days

DAY = timedelta(days=1)
NEAR = timedelta(days=120)  # how far around a leave those that belong to one absence are looked for


def gone(leave):
    """From the first day away to the last; who came back early was away no longer."""
    back = leave.returned_on and leave.returned_on - DAY
    return leave.first_on, min(back or leave.last_on, leave.last_on)


def meets(one, other, corrected):
    """No working day lies between."""
    (_, ended), (begins, _) = sorted([one, other])
    return not working_days(ended + DAY, begins - DAY, corrected)


def absences(leaves, corrected):
    """[[leave]] of several cadres, in the order of their days; each inner list is one absence."""
    ordered = sorted(leaves, key=lambda leave: (leave.cadre_id, leave.first_on, leave.pk))
    found = []
    for _, of_one in groupby(ordered, key=lambda leave: leave.cadre_id):
        first, *rest = of_one
        found.append([first])
        for leave in rest:
            if meets(gone(found[-1][-1]), gone(leave), corrected):
                found[-1].append(leave)
            else:
                found.append([leave])
    return found
