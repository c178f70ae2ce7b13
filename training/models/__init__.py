from training.models.attendance import Attendance, Feedback, Rating, Turnout
from training.models.needs import Need, NeedRound, RoundAnswer, Second
from training.models.sessions import (
    Exchange,
    ExchangeMember,
    Form,
    SessionNeed,
    TrainingSession,
)
from training.models.trips import Organiser, StudyTrip, TripMember, TripPlace

__all__ = [
    "Attendance",
    "Exchange",
    "ExchangeMember",
    "Feedback",
    "Form",
    "Need",
    "NeedRound",
    "Organiser",
    "Rating",
    "RoundAnswer",
    "Second",
    "SessionNeed",
    "StudyTrip",
    "TrainingSession",
    "TripMember",
    "TripPlace",
    "Turnout",
]
