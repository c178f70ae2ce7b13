"""What this app adds to the weekly record: what was learnt and asked for."""

from functools import partial

from fushan.kit.entries import Part
from training.models import Attendance, ExchangeMember, Need, TripMember, Turnout

ATTENDED = Attendance.objects.filter(turnout=Turnout.ATTENDED, session__cancelled_reason="")


def _of_cadres(rows, day, asked):
    inside = {f"{day}__range": (asked.first, asked.last)}
    return rows.filter(cadre__in=asked.cadres, **inside)


def _part(kind, rows, day, words, page, opens):
    told = partial(_of_cadres, rows, day)
    return Part(kind, told, day, words, f"training:{page}", opens, cadre="cadre_id")


PARTS = [
    _part("培训", ATTENDED, "session__began_on", "session__theme", "session", "session_id"),
    _part("外出学习", TripMember.objects, "trip__began_on", "trip__theme", "trip", "trip_id"),
    _part(
        "经验交流会",
        ExchangeMember.objects,
        "exchange__held_on",
        "exchange__theme",
        "exchange",
        "exchange_id",
    ),
    _part("点题", Need.objects, "raised_on", "text", "need", "pk"),
]
