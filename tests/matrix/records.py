"""One record of each model for a spot, in the order in which they need one another."""

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.timezone import now

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
    Deed,
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
    attach,
)
from fushan.inbox.models import Notice
from fushan.kit import crypto
from fushan.kit.periods import week_of
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
from tests.matrix.bulletins import told
from tests.matrix.evaluation import judging
from tests.matrix.files import handed_in
from tests.matrix.inspections import inspected
from tests.matrix.mentors import mentoring
from tests.matrix.petitions import three_matters
from tests.matrix.plans import plans
from tests.matrix.projects import projects
from tests.matrix.tables import tabled
from tests.matrix.training import learning
from tests.matrix.villages import village_life
from tests.matrix.walls import hung
from villages.models import (
    BoardSeat,
    HeardDifficulty,
    Leadership,
    Mention,
    Official,
    OfficialPrivate,
    Seat,
    Vacancy,
    VillageWeek,
    Visit,
    VisitedWeek,
    VisitLevel,
    Visitor,
)

LONG_AGO = date(2020, 1, 1)


def places(county, spot):
    if spot.person:
        return
    began = county.today - timedelta(weeks=8)
    spot.made[Area] = Area.objects.get(pk=spot.area_code)
    area = {"area_id": spot.area_code}
    county.made(spot, Unit, name=..., **area)
    county.made(spot, UnitName, unit=spot[Unit], name=..., **area)
    county.made(spot, Batch, name=..., began_on=began, **area)
    county.made(spot, FormerName, code=spot.code, name=f"示例旧名{spot.code}")
    if len(spot.code) == 12:
        township = {"township_id": spot.area_code}
        county.made(spot, Village, code=spot.code, name=..., official_name=..., **township)
        county.made(spot, Selection, village=spot[Village], batch=spot[Batch], since=began)


def officials(county, spot):
    if spot.person:
        return
    unit = {"unit": spot[Unit]}
    official = county.made(spot, Official, name=..., post=..., **unit)
    county.made(spot, Leadership, official=official, area_id=spot.area_code, since=county.today)
    county.made(spot, OfficialPrivate, official=official, area_id=spot.area_code, phone=...)


def account(county, spot):
    """Above a village an account of the department's, in a village a cadre's."""
    number = len(county.spots)
    role = Role.VILLAGE if len(spot.code) == 12 else Role.STAFF
    fields = {"username": ..., "name": ..., "role": role, "area_code": spot.code}
    county.made(spot, User, **fields)
    if role == Role.VILLAGE:
        _cadre(county, spot)
    if number == 0:
        county.made(spot, Setting, key="supervision_phone", value="1")
        spot.made[WorkWeek] = WorkWeek.objects.first()
        spot.made[SearchEntry] = SearchEntry.objects.first()
    county.made(
        spot, Holiday, day=county.today - timedelta(days=number), is_working=True, name="示例"
    )


def _cadre(county, spot):
    user = spot[User]
    cadre = county.made(spot, Cadre, name=..., remark=..., area_code=spot.code, user=user)
    user.cadre_id = cadre.pk
    user.save()
    private = {"cadre": cadre, "area_code": spot.code}
    county.made(spot, CadrePrivate, phone=..., family=..., id_number=..., **private)


def desk(county, spot):
    """What an account leaves behind it, wherever it stands."""
    user = spot[User]
    at = {"user": user, "area_code": spot.code}
    county.made(spot, Notice, text=..., **at)
    county.made(spot, AccessLog, who=..., what=..., page=..., deed=Deed.EXPORT, **at)
    batch = {"register": "visits", "area_code": spot.code, "made_by": user, "state": "undone"}
    county.made(spot, ImportBatch, file_name=..., **batch)
    change = {"record": "villages.visit", "record_id": "1", "event_id": 1, "added": True}
    county.made(spot, ImportChange, batch=spot[ImportBatch], area_code=spot.code, **change)
    sent = UUID(int=len(county.spots) + 1)
    county.made(spot, Submission, id=sent, digest="0", record="villages.visit", **at)
    _kept(county, spot, at)
    _went(county, spot)
    _suggestion(county, spot, user)


def _kept(county, spot, at):
    key, word = crypto.new_key(), county.word()
    sealed = crypto.seal(key, f"text={word}", about="desk_keptcopy.sealed")
    sealed = f"{crypto.wrap(settings.FIELD_KEY, key)} {sealed}"
    fields = {"record": "villages.visit", "record_id": "1", "sealed": sealed}
    county.marks[word] = county.made(spot, KeptCopy, **fields, **at)


def _suggestion(county, spot, user):
    """Of the county around; kept from the public page, where whoever comes by may read it."""
    area = {"area_id": spot.code[:6]}
    county.made(spot, Suggestion, text=..., **area)
    by = {"suggestion": spot[Suggestion], "answered_by": user, "is_public": False}
    county.made(spot, SuggestionAnswer, text=..., **by, **area)


def work(county, spot):
    """What happened in a village, and to whom."""
    if len(spot.code) < 12:
        return
    where = {"village": spot[Village], "happened_on": county.today}
    batch = county.spots["colleague"][Batch] if spot.person else spot[Batch]
    began = {"batch": batch, "began_on": county.today - timedelta(weeks=8)}
    post = "member" if spot.person else "secretary"
    posting = {"cadre": spot[Cadre], "village": spot[Village], "post": post, **began}
    county.made(spot, Posting, reason=..., **posting)
    mine = {"cadre": spot[Cadre], "entered_by": spot[User]}
    log = county.made(spot, WorkLog, text=..., **mine, **where)
    attachment = attach(log, county.photo, area_code=spot.code, user=spot[User])
    spot.made[Attachment] = attachment
    _away(county, spot, mine)
    if not spot.person:
        _visit(county, spot, where)
        _month(county, spot)


def _away(county, spot, mine):
    days = {"first_on": county.today, "last_on": county.today, "days": 1, "total_days": 1}
    leave = {"kind": "personal", "level": "township", "village": spot[Village]}
    county.made(spot, Leave, reason=..., **leave, **days, **mine)
    raised = {"raised_on": county.today, "village": spot[Village]}
    county.made(spot, Difficulty, text=..., **raised, **mine)
    month = county.today.replace(day=1)
    there = {"cadre": spot[Cadre], "village": spot[Village], "month": month}
    confirmed = {"confirmed_by": spot[User], "confirmed_at": now()}
    county.made(spot, Presence, note=..., working_days=20, days=20, **confirmed, **there)


def _went(county, spot):
    """Somebody who went, from this place."""
    went = {"person": "cadre", "person_id": len(county.spots) + 1, "happened_on": county.today}
    told = {"name": ..., "place": ..., "reason": ..., "receiver": ..., "witness": ...}
    county.made(spot, Handover, area_code=spot.code, **went, **told)


def _month(county, spot):
    """A month long closed, and a village that was selected before anybody came."""
    closed = {"area_id": spot.area_code, "month": LONG_AGO}
    again = {"reopened_by": spot[User], "reopened_at": now()}
    county.made(spot, ClosedMonth, reopen_reason=..., **again, **closed)
    spot[Selection].since -= timedelta(weeks=1)
    spot[Selection].save()
    spot.made[Vacancy] = Vacancy.objects.filter(village=spot[Village]).first()


def _visit(county, spot, where):
    kind = {"kinds": ["guidance"], "level": VisitLevel.TOWNSHIP, "entered_by": spot[User]}
    visit = county.made(spot, Visit, text=..., **kind, **where)
    heard = {"village": spot[Village], "difficulty": spot[Difficulty], "deed": "raised"}
    county.made(spot, HeardDifficulty, visit=visit, **heard)
    county.made(spot, Visitor, visit=visit, official=spot[Official], **where)
    since = {"since": county.today - timedelta(weeks=8)}
    seat = {"seat": Seat.PARTY_GUIDE, "official": spot[Official]}
    county.made(spot, BoardSeat, village=spot[Village], **seat, **since)
    spot.made[Mention] = Mention.objects.get(village=spot[Village])
    spot.made[VisitedWeek] = VisitedWeek.objects.get(village=spot[Village])
    monday, _ = week_of(county.today)
    weeks = VillageWeek.objects.filter(village=spot[Village], monday__lt=monday)
    spot.made[VillageWeek] = weeks.order_by("monday").first()


def past(county, spot):
    """A village where the cadre of "own" was before, and what they wrote there."""
    own, there = county.spots["own"], county.spots["township"]
    where = {"cadre": own[Cadre], "village": there[Village]}
    began, ended = (county.today - timedelta(weeks=weeks) for weeks in (20, 10))
    dates = {"began_on": began, "ended_on": ended}
    county.made(spot, Posting, post="member", batch=there[Batch], reason=..., **where, **dates)
    there[Village].lived_in_by = own[Cadre].pk
    wrote = {"entered_by": own[User], "happened_on": began}
    county.made(spot, WorkLog, text=..., **where, **wrote)
    return spot


MAKERS = [
    places,
    officials,
    account,
    desk,
    work,
    learning,
    hung,
    handed_in,
    mentoring,
    three_matters,
    plans,
    projects,
    village_life,
    judging,
    inspected,
    tabled,
    told,
]
