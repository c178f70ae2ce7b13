"""Who sees which record, said once more and apart from the policies, for pages to agree with."""

from cadres.models import (
    Cadre,
    CadrePrivate,
    Difficulty,
    Handover,
    Leave,
    Posting,
    Presence,
    WorkLog,
)
from fushan.desk.models import (
    AccessLog,
    Attachment,
    ClosedMonth,
    Holiday,
    ImportBatch,
    ImportChange,
    KeptCopy,
    SearchEntry,
    Setting,
    Submission,
    Suggestion,
    SuggestionAnswer,
    WorkWeek,
)
from fushan.inbox.models import Notice
from fushan.org.models import (
    Area,
    Batch,
    FormerName,
    Role,
    Selection,
    Unit,
    UnitName,
    User,
    Village,
)
from tests.matrix.bulletins import SEEN as OF_BULLETINS
from tests.matrix.evaluation import SEEN as OF_EVALUATION
from tests.matrix.files import SEEN as OF_FILES
from tests.matrix.inspections import SEEN as OF_INSPECTIONS
from tests.matrix.mentors import SEEN as OF_MENTORS
from tests.matrix.petitions import SEEN as OF_PETITIONS
from tests.matrix.plans import SEEN as OF_PLANS
from tests.matrix.projects import SEEN as OF_PROJECTS
from tests.matrix.seen import Seen
from tests.matrix.tables import SEEN as OF_TABLES
from tests.matrix.training import SEEN as OF_TRAINING
from tests.matrix.villages import SEEN as OF_VILLAGES
from tests.matrix.walls import SEEN as OF_WALLS
from villages.models import (
    BoardSeat,
    HeardDifficulty,
    Leadership,
    Mention,
    Official,
    OfficialPrivate,
    Vacancy,
    VillageWeek,
    Visit,
    VisitedWeek,
    Visitor,
)


def _village(record):
    return record.village_id


def _area(record):
    return record.area_id


def _code(record):
    return record.area_code


def _cadre(record):
    return record.cadre_id


def _lived(village):
    return getattr(village, "lived_in_by", None)


def _public(place=lambda record: ""):
    return Seen(place, public=True, to=(Role.ADMIN,))


SEEN = (
    {
        Area: _public(lambda area: area.code),
        FormerName: _public(lambda name: name.code),
        Holiday: _public(),
        SearchEntry: _public(),
        Setting: _public(),
        WorkWeek: _public(),
        Village: Seen(lambda village: village.code, own=_lived),
        Unit: Seen(_area, above=True),
        UnitName: Seen(_area, above=True),
        Batch: Seen(_area, above=True),
        Selection: Seen(_village),
        User: Seen(_code, above=True, to=(Role.ADMIN,)),
        Notice: Seen(_code, author=True),
        AccessLog: Seen(_code, to=(Role.AUDITOR,)),
        Attachment: Seen(_code),
        ImportBatch: Seen(_code),
        ImportChange: Seen(_code),
        KeptCopy: Seen(_code, author=True),
        Submission: Seen(_code),
        Suggestion: Seen(_area, above=True),
        SuggestionAnswer: Seen(_area, above=True),
        Cadre: Seen(_code, own=lambda cadre: cadre.pk),
        CadrePrivate: Seen(_code, own=_cadre, private=True),
        Posting: Seen(_village, own=_cadre),
        WorkLog: Seen(_village, own=_cadre),
        Handover: Seen(_code),
        Difficulty: Seen(_village, own=_cadre, personal=True),
        Leave: Seen(_village, own=_cadre, personal=True),
        Presence: Seen(_village, own=_cadre, personal=True),
        ClosedMonth: Seen(_area, above=True),
        Vacancy: Seen(_village),
        BoardSeat: Seen(_village),
        VillageWeek: Seen(_village),
        VisitedWeek: Seen(_village),
        Visit: Seen(_village),
        Visitor: Seen(_village),
        Mention: Seen(_village),
        HeardDifficulty: Seen(_village),
        Official: Seen(_area, above=True),
        OfficialPrivate: Seen(_area, above=True, private=True),
        Leadership: Seen(_area, above=True),
    }
    | OF_TRAINING
    | OF_MENTORS
    | OF_WALLS
    | OF_FILES
    | OF_PETITIONS
    | OF_PLANS
    | OF_PROJECTS
    | OF_VILLAGES
    | OF_EVALUATION
    | OF_INSPECTIONS
    | OF_TABLES
    | OF_BULLETINS
)


def sees(user, record):
    """Whether this record may be shown to this person, on some page."""
    seen = SEEN[type(record)]
    if not user.area_code:
        return user.role in seen.to
    if seen.public:
        return True
    if seen.author:
        return record.user_id == user.pk
    if seen.private and user.role != Role.STAFF:
        return False
    if user.role == Role.VILLAGE and (seen.personal or seen.own(record) == user.cadre_id):
        return seen.own(record) == user.cadre_id
    return _lies_with(user, seen, record) or _was_asked(user, seen.asked(record))


def reaches_anything(user):
    """A cadre between two villages stands at the county and reaches nothing but what is open."""
    return user.role != Role.VILLAGE or len(user.area_code) == 12


def _was_asked(user, office):
    """What was asked of an office, everybody below it may second."""
    return bool(office) and reaches_anything(user) and user.area_code.startswith(office)


def _lies_with(user, seen, record):
    code = seen.place(record)
    return (user.area_code == code or not seen.office) and _reaches(user, code, seen.above)


def _reaches(user, code, above):
    inside = code.startswith(user.area_code)
    return reaches_anything(user) and (inside or (above and user.area_code.startswith(code)))
