"""Every address of our own and what it is about. A new one must be added, or a test says so."""

from dataclasses import replace

from django.utils.timezone import localdate

from cadres.models import Cadre, Difficulty, Handover, Leave, Posting, WorkLog
from evaluation.models import Talk
from fushan.audit.history import tracked_models
from fushan.catalogue.figures import FIGURES
from fushan.desk.models import Attachment, ClosedMonth, KeptCopy
from fushan.inbox.models import Notice
from fushan.kit.periods import Period
from fushan.org.models import Role, Unit, Village
from mentors.models import Mentor
from petitions.models import Matter
from tests.matrix.bulletins_pages import ADDRESSES as BULLETINS
from tests.matrix.desk import DESK, holders
from tests.matrix.evaluation_pages import ADDRESSES as EVALUATION
from tests.matrix.files_pages import ADDRESSES as FILES
from tests.matrix.imports import IMPORTS
from tests.matrix.inspections_pages import ADDRESSES as INSPECTIONS
from tests.matrix.mentors_pages import ADDRESSES as MENTORS
from tests.matrix.page import Page, always, plain
from tests.matrix.petitions_pages import ADDRESSES as PETITIONS
from tests.matrix.plans_pages import ADDRESSES as PLANS
from tests.matrix.projects_pages import ADDRESSES as PROJECTS
from tests.matrix.rules import SEEN, reaches_anything, sees
from tests.matrix.tables_pages import ADDRESSES as TABLES
from tests.matrix.training_pages import ADDRESSES as TRAINING
from tests.matrix.villages_pages import ADDRESSES as VILLAGES
from tests.matrix.walls_pages import ADDRESSES as WALLS
from villages.models import Official, Project, Visit

PERIOD = "2020-01-01~2035-12-31"
MONTH = "2021-03"  # over, and open
WEEK = Period.of("week", localdate()).code
TOLD_TO_ALL = (
    "evaluation.potential",
    "villages.visit",
    "villages.boardseat",
    "villages.support",
    "villages.project",
    "villages.plan",
    "villages.accountcheck",
    "villages.partyactivity",
    "villages.publication",
    "villages.reserve",
    "cadres.wall",
    "petitions.deliberation",
    "petitions.review",
    "cadres.worklog",
    "cadres.posting",
    "cadres.leave",
    "cadres.presence",
    "cadres.difficulty",
    "org.selection",
)


def asked(model, key, value=lambda record: record.pk, *args, seen=sees, **more):
    """An address that is told in its query what it is about."""

    def query(record):
        return {key: value(record), "period": PERIOD} | more

    return Page(model, lambda record: args, query, seen=seen)


def _home(user, record):
    return 302 if user.role in (Role.ADMIN, Role.AUDITOR) else 200


def _may_edit_log(user, record):
    mine = record.cadre_id == user.cadre_id and record.village_id == user.area_code
    return 200 if mine or user.role != Role.VILLAGE else 403


def _may_remove(user, attachment):
    return 403 if user.role == Role.VILLAGE and attachment.made_by_id != user.pk else 302


def _in_a_village(user, record):
    """Who is between two villages has nothing to write about."""
    return 200 if reaches_anything(user) else 403


def _own_or_seen(user, record):
    """A cadre's own log page is theirs, whomever the address names."""
    return user.role == Role.VILLAGE or sees(user, record)


def within(length):
    """[(value, seen)] of the area around a village: its first so many figures."""

    def value(village):
        return village.code[:length]

    def seen(user, village):
        return value(village).startswith(user.area_code) and reaches_anything(user)

    return value, seen


def around(*args, **more):
    """The same page about a village, its township and its county."""
    for length in (12, 9, 6):
        value, seen = within(length)
        yield asked(Village, "area", value, *args, seen=seen, **more)


def _of_a_month(query):
    return lambda record: query(record) | {"period": "2026-11"}


def _ledgers():
    """Each figure about a county, one of them about every place and in every form."""
    for code in FIGURES:
        *_, county = around(code)
        yield county
    for form in ("", "json", "xlsx"):
        yield from around("visits", format=form)


def _history(model):
    """Of what happens in a village to whoever sees it; of other registers to who keeps them."""
    label = model._meta.label_lower
    told = label in TOLD_TO_ALL
    keepers = holders(model, "view")

    def lets(user):
        return told or user.role in keepers

    return Page(
        model,
        args=lambda record: [label, record.pk],
        seen=lambda user, record: lets(user) and sees(user, record),
        lets=lets,
    )


def all_but_private(user, record):
    """What happened to whatever record, for the auditor."""
    return not SEEN[type(record)].private


def _event(model):
    label, events = model._meta.label_lower, model.pgh_event_model.objects
    return Page(
        model,
        args=lambda record: [label, events.filter(pgh_obj=record.pk)[0].pk],
        seen=always(True),
        answer=always(404 if model is Talk else 200),  # what is said in a talk, not even there
        tells=all_but_private,
    )


def _may_record_visit(user, village):
    return 403 if user.role == Role.VILLAGE and village.code != user.area_code else 200


def _not_in_a_village(status):
    """A cadre changes what they wrote down themselves; none of these is theirs."""
    return lambda user, visit: 403 if user.role == Role.VILLAGE else status


def _with_itself(visit):
    return [visit.pk, visit.pk]


def _may_decide(user, leave):
    """Short leave is the township approver's, which ours is not; staff are asked what they say."""
    return 403 if user.role == Role.TOWNSHIP else 200


def _posted_now(user, posting):
    return sees(user, posting) and posting.ended_on is None


def _closing():
    """A month is closed township by township."""
    village, township, county = around(period=MONTH)
    for page, status in ((village, 302), (township, 302), (county, 404)):
        yield replace(page, answer=always(status), method="post")


def _somewhere(user, record):
    """Who is between two villages has no place to ask about."""
    return 200 if reaches_anything(user) else 404


def _below_the_county(user, record):
    return 200 if len(user.area_code) >= 9 else 404


def _month_papers():
    village, township, county = around(period=Period.of("month", localdate()).code)
    return [village, township, replace(county, answer=always(404))]


def _packs():
    """A township's month, and nobody else's."""
    village, township, county = around(period=Period.of("month", localdate()).code)
    return [replace(village, answer=always(404)), township, replace(county, answer=always(404))]


def _below_a_county(*args):
    """A paper of a village or a township; of a county there is none."""
    village, township, county = (replace(page, args=lambda _: args) for page in around())
    return [village, township, replace(county, answer=always(404))]


def _blank_papers():
    for kind in ("visits", "logs"):
        yield plain(_below_the_county, kind)
        yield from _below_a_county(kind)


def found():
    """Each kind that can be found, by the first characters of its own words."""
    for model in (Village, Cadre, Unit, Project):
        yield asked(model, "q", lambda record: record.name[:8], seen=always(True))
    for model in (Matter, Visit):
        yield asked(model, "q", lambda record: record.text[:8], seen=always(True))


FOR_OTHERS = [
    plain(_in_a_village),
    replace(asked(Cadre, "cadre", seen=_own_or_seen), answer=_in_a_village),
]

FRONT = {
    "change-password": [plain()],
    "home": [plain(_home)],
    "due": [plain()],
    "handovers": [plain()],
    "handover": [Page(Handover)],
    "handover-paper": [Page(Handover)],
    "hand-over": [
        Page(Cadre, lambda cadre: ["cadre", cadre.pk]),
        Page(Official, lambda official: ["official", official.pk]),
        Page(Mentor, lambda mentor: ["mentor", mentor.pk]),
    ],
    "steps": [plain()],
    "me": [plain()],
    "read-notice": [Page(Notice, method="post", answer=always(302))],
    "settle-copy": [Page(KeptCopy, method="post", answer=always(302))],
    "overview": [plain(), *around()],
    "ledger": [*_ledgers()],
    "burden": [plain(), *(replace(page, query=_of_a_month(page.query)) for page in around())],
    "villages": [plain(), asked(Village, "q", lambda village: village.name[:8], seen=always(True))],
    "search": [plain(), *found()],
    "unit": [Page(Unit)],
    "village": [Page(Village)],
    "villages:visits": [plain()],
    "villages:visit": [Page(Visit)],
    "villages:pick-village": [plain()],
    "villages:enter-sheet": [plain(), *around()],
    "villages:record-visit": [Page(Village, answer=_may_record_visit)],
    "villages:edit-visit": [Page(Visit, answer=_not_in_a_village(200))],
    "villages:withdraw-visit": [Page(Visit, answer=_not_in_a_village(200))],
    "villages:join-visits": [Page(Visit, _with_itself, answer=always(404), method="post")],
    "weekly": [plain(_somewhere), *around(period=WEEK)],
    "papers": [plain(_somewhere), *around()],
    "blank-paper": [*_blank_papers()],
    "facts-paper": [plain(_below_the_county), *_below_a_county()],
    "weekly-paper": [plain(_below_the_county), *_month_papers()],
    "pack-paper": [*_packs()],
    "cadres:logs": [plain()],
    "cadres:log": [Page(WorkLog)],
    "cadres:enter-sheet": [plain(), *around()],
    "record-log": FOR_OTHERS,
    "record-several-logs": FOR_OTHERS,
    "edit-log": [Page(WorkLog, answer=_may_edit_log)],
    "cadres:withdraw-log": [Page(WorkLog, answer=_may_edit_log)],
    "leave:leaves": [plain()],
    "leave:ask-leave": FOR_OTHERS,
    "leave:leave": [Page(Leave)],
    "leave:extend-leave": [Page(Leave, answer=always(302))],
    "leave:decide-leave": [Page(Leave, answer=_may_decide, method="post")],
    "leave:note-return": [Page(Leave, answer=always(302))],
    "leave:withdraw-leave": [Page(Leave, answer=always(302), method="post")],
    "difficulties:difficulties": [plain(), plain(state="waiting")],
    "difficulties:raise-difficulty": FOR_OTHERS,
    "difficulties:difficulty": [Page(Difficulty)],
    "difficulties:answer-difficulty": [Page(Difficulty)],
    "difficulties:confirm-difficulty": [Page(Difficulty)],
    "difficulties:drop-difficulty": [Page(Difficulty)],
    "difficulties:claim-difficulty": [Page(Difficulty, answer=always(302), method="post")],
    "month": [plain(), *around(period=MONTH)],
    "close-month": [*_closing()],
    "presence": [Page(Posting, seen=_posted_now)],
    "reopen-month": [Page(ClosedMonth, answer=always(404))],
    "photo": [Page(Attachment)],
    "small-photo": [Page(Attachment)],
    "document": [Page(Attachment, answer=always(404))],  # those of the matrix are photos
    "history": [_history(model) for model in tracked_models().values()],
    "trail": [plain(), *(plain(register=label) for label in tracked_models())],
    "access-log": [plain(tells=all_but_private)],
    "event": [_event(model) for model in tracked_models().values()],
    **TRAINING,
    **MENTORS,
    **EVALUATION,
    **INSPECTIONS,
    **BULLETINS,
    **WALLS,
    **FILES,
    **PETITIONS,
    **PLANS,
    **PROJECTS,
    **TABLES,
    **VILLAGES,
    "remove-photo": [Page(Attachment, method="post", answer=_may_remove)],  # last: files stay gone
}

ADDRESSES = FRONT | IMPORTS | DESK

# Open to whoever is not signed in. Address: (status for them, status for everybody else).
OPEN = {
    "sign-in": (200, 302),
    "sign-out": (405, 405),
    "healthz": (200, 200),
    "suggestions": (200, 200),
    "training:feed": (404, 404),
    "admin:login": (302, 302),
    "admin:logout": (302, 302),
    "admin:password_change": (302, 302),
    "admin:password_change_done": (302, 302),
}
