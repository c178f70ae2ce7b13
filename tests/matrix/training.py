"""Of training: who sees which record, and one of each in every place."""

from datetime import date, timedelta

from cadres.models import Cadre
from fushan.org.models import Area, Village
from tests.matrix.seen import Seen
from training.models import (
    Attendance,
    Exchange,
    ExchangeMember,
    Feedback,
    Need,
    NeedRound,
    RoundAnswer,
    Second,
    SessionNeed,
    StudyTrip,
    TrainingSession,
    TripMember,
    TripPlace,
)


def _own(record):
    return record.cadre_id


def _in_village(record):
    return record.village_id


OFFICES = Seen(lambda record: record.area_id, above=True)
TRIPS = Seen(lambda record: record.area_code, above=True)
A_CADRES = Seen(_in_village, own=_own)
ONES_OWN = Seen(_in_village, own=_own, personal=True)

SEEN = {
    NeedRound: OFFICES,
    Need: Seen(_in_village, own=_own, asked=lambda need: need.area_id),
    Second: A_CADRES,
    RoundAnswer: ONES_OWN,
    TrainingSession: OFFICES,
    SessionNeed: OFFICES,
    Attendance: ONES_OWN,
    Feedback: ONES_OWN,
    Exchange: OFFICES,
    ExchangeMember: A_CADRES,
    StudyTrip: TRIPS,
    TripPlace: TRIPS,
    TripMember: A_CADRES,
}


def learning(county, spot):
    """What the office of a place does, and in a village what its cadre does with it."""
    if not spot.person:
        _offered(county, spot)
    if len(spot.code) == 12:
        _taken(county, spot)


def _offered(county, spot):
    area, day = {"area_id": spot.area_code}, county.today - timedelta(days=1)
    asked = {"opened_on": day, "ends_on": county.today + timedelta(days=7)}
    month = date(2020, len(county.spots) + 1, 1)
    county.made(spot, NeedRound, question=..., topics=[], month=month, **asked, **area)
    dates = {"began_on": day, "ended_on": day}
    fields = {"theme": ..., "notes": ..., "place": ..., "trainer": ...}
    county.made(spot, TrainingSession, form="both", **fields, **dates, **area)
    county.made(spot, Exchange, theme=..., notes=..., place=..., held_on=day, **area)
    code = {"area_code": spot.code}
    county.made(spot, StudyTrip, theme=..., notes=..., organiser="self", **dates, **code)
    place = {"place": Area.objects.get(pk=spot.area_code), "began_on": day}
    county.made(spot, TripPlace, trip=spot[StudyTrip], **place, **code)


def _taken(county, spot):
    there = county.spots["colleague"] if spot.person else spot
    mine = {"cadre": spot[Cadre], "village": spot[Village]}
    day = county.today - timedelta(days=1)
    county.made(spot, Need, text=..., area_id=spot.area_code, raised_on=day, **mine)
    county.made(spot, Second, need=spot[Need], **mine)
    county.made(spot, RoundAnswer, round=there[NeedRound], **mine)
    session = {"session": there[TrainingSession]}
    county.made(spot, Attendance, turnout="attended", explanation=..., **session, **mine)
    county.made(spot, Feedback, rating="used", words=..., wish=..., **session, **mine)
    county.made(spot, ExchangeMember, exchange=there[Exchange], **mine)
    county.made(spot, TripMember, trip=there[StudyTrip], **mine)
    county.made(spot, SessionNeed, need=spot[Need], area_id=spot.area_code, **session)
