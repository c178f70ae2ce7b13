"""The addresses of training, and who gets in."""

from fushan.org.models import Role
from tests.matrix.page import Page, always, plain
from training.models import Attendance, Exchange, Need, NeedRound, StudyTrip, TrainingSession


def _may_teach(status):
    def answer(user, row):
        return status if row.area_id.startswith(user.area_code) else 403

    return answer


def _in_a_village(user, record):
    return 403 if user.role == Role.VILLAGE and len(user.area_code) < 12 else 200


def _asks_whom(user, row):
    """An office says first for whom it answers."""
    return 200 if user.role == Role.VILLAGE else 302


def _was_there(user, session):
    came = session.attendances.filter(cadre=user.cadre_id, turnout="attended")
    return 200 if came.exists() else 403


def _may_edit_trip(user, trip):
    return 200 if trip.area_code.startswith(user.area_code) else 403


ADDRESSES = {
    "training:training": [plain()],
    "training:calendar": [plain()],
    "training:subscribe": [plain()],
    "training:rounds": [plain()],
    "training:open-round": [plain()],
    "training:round": [Page(NeedRound)],
    "training:edit-round": [Page(NeedRound, answer=_may_teach(200))],
    "training:answer-round": [Page(NeedRound, answer=_asks_whom)],
    "training:needs": [plain()],
    "training:raise-need": [plain(_in_a_village)],
    "training:need": [Page(Need)],
    "training:second-need": [Page(Need, answer=always(302), method="post")],
    "training:claim-need": [Page(Need, answer=_may_teach(302), method="post")],
    "training:drop-need": [Page(Need, answer=_may_teach(200))],
    "training:plan-session": [plain()],
    "training:session": [Page(TrainingSession)],
    "training:edit-session": [Page(TrainingSession, answer=_may_teach(200))],
    "training:cancel-session": [Page(TrainingSession, answer=_may_teach(200))],
    "training:attendance": [Page(TrainingSession, answer=_may_teach(200))],
    "training:rate": [Page(TrainingSession, answer=_was_there)],
    "training:explain": [Page(Attendance, answer=always(302))],
    "training:trips": [plain()],
    "training:record-trip": [plain(_in_a_village)],
    "training:trip": [Page(StudyTrip)],
    "training:edit-trip": [Page(StudyTrip, answer=_may_edit_trip)],
    "training:exchanges": [plain()],
    "training:record-exchange": [plain()],
    "training:exchange": [Page(Exchange)],
    "training:edit-exchange": [Page(Exchange, answer=_may_teach(200))],
    "signin-paper": [Page(TrainingSession)],
}
