"""How a bulletin comes to be and moves: drafted by one, checked by another, then it stands."""

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import now

from fushan.inbox.models import Notice, tell
from fushan.org.models import Role, User
from fushan.reports.bulletins.drawing import drawn
from fushan.reports.bulletins.overdue import outdated, still_verified
from fushan.reports.bulletins.telling import period_of
from fushan.reports.bulletins.words import ready
from fushan.reports.models import Bulletin, BulletinState, Paragraph

WRITERS = (Role.STAFF, Role.TOWNSHIP)
READERS = (*WRITERS, Role.LEADER)
PAGE = "bulletins:bulletin"


def is_its_office(user, bulletin):
    return user.role in WRITERS and user.area_code == bulletin.area_id


def may_write(user, bulletin):
    """Its drafter, while it is a draft."""
    return (
        is_its_office(user, bulletin)
        and bulletin.state == BulletinState.DRAFT
        and bulletin.drafted_by_id == user.pk
    )


def may_take_over(user, bulletin):
    return (
        is_its_office(user, bulletin)
        and bulletin.state == BulletinState.DRAFT
        and bulletin.drafted_by_id != user.pk
    )


def may_withdraw(user, bulletin):
    return bulletin.state == BulletinState.REVIEW and bulletin.drafted_by_id == user.pk


def may_check(user, bulletin):
    return (
        is_its_office(user, bulletin)
        and bulletin.state == BulletinState.REVIEW
        and bulletin.drafted_by_id != user.pk
    )


@transaction.atomic
def begin(bulletin, sections):
    """Save it with the sentences it begins with."""
    bulletin.save()
    Paragraph.objects.bulk_create(
        Paragraph(
            bulletin=bulletin,
            area_id=bulletin.area_id,
            section=section,
            text=ready(section, notice=bulletin.is_notice),
        )
        for section in sections
    )


@transaction.atomic
def send(bulletin):
    """To be checked by somebody else of the office, as it is drawn now; all of them are told."""
    rows = Bulletin.objects.select_for_update(of=("self",))
    bulletin.refresh_from_db(from_queryset=rows)  # nobody saves a text while it is drawn
    bulletin.verified = still_verified(bulletin, outdated(bulletin))
    bulletin.sent_back, bulletin.snapshot = "", drawn(bulletin)
    _moved(bulletin, BulletinState.REVIEW)
    office = User.objects.filter(area_code=bulletin.area_id, role__in=WRITERS, is_active=True)
    for user in office.exclude(pk=bulletin.drafted_by_id).order_by("pk"):
        tell(user, asks_to_check(bulletin), PAGE, bulletin.pk)


def asks_to_check(bulletin):
    return f"{bulletin}待审核。"


def _ask_no_more(bulletin):
    """It is checked by nobody now: what asked them to is put away for all."""
    asked = Notice.objects.filter(
        url=reverse(PAGE, args=[bulletin.pk]), text=asks_to_check(bulletin), read_at=None
    )
    asked.update(read_at=now())


@transaction.atomic
def send_back(bulletin, reason):
    bulletin.sent_back, bulletin.snapshot = reason, None
    _moved(bulletin, BulletinState.DRAFT)
    _ask_no_more(bulletin)
    if bulletin.drafted_by:
        said = f"{bulletin}退回修改：{reason}"
        tell(bulletin.drafted_by, said, PAGE, bulletin.pk)


@transaction.atomic
def withdraw(bulletin):
    """The drafter goes on writing, and the numbers are those of the day again."""
    bulletin.snapshot = None
    _moved(bulletin, BulletinState.DRAFT)
    _ask_no_more(bulletin)


@transaction.atomic
def make_final(bulletin, *, by):
    """What was checked stands: the paper as it was sent, up to the day it was sent."""
    bulletin.until = period_of(bulletin).last
    bulletin.state = BulletinState.FINAL
    bulletin.checked_by, bulletin.final_at = by, now()
    bulletin.save()
    _ask_no_more(bulletin)
    if bulletin.drafted_by:
        tell(bulletin.drafted_by, f"{bulletin}已定稿。", PAGE, bulletin.pk)


def take_over(bulletin, *, by):
    bulletin.drafted_by = by
    bulletin.save()


def _moved(bulletin, to):
    bulletin.state = to
    bulletin.save()
