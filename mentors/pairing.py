"""Pairing a cadre with a mentor, changing and ending it."""

from django.db import transaction
from django.utils.formats import date_format

from fushan.inbox.models import tell
from fushan.org.roles import Role
from mentors.models import Pairing

PAIRERS = (Role.TOWNSHIP, Role.STAFF)


@transaction.atomic
def pair(pairing, *, instead_of=None, reason=""):
    """Begin it; the one it takes the place of ends that day. The cadre is told."""
    if instead_of:
        end(instead_of, on=pairing.began_on, reason=reason)
    pairing.save()
    if pairing.cadre.user:
        told = f"自{date_format(pairing.began_on, 'Y年n月j日')}起，{pairing.mentor}是您的导师。"
        tell(pairing.cadre.user, told, "mentors:pairing", pairing.pk)
    return pairing


def end(pairing, *, on, reason):
    """From that day on; one that was still to begin ends before it has."""
    pairing.ended_on, pairing.reason = max(on, pairing.began_on), reason
    pairing.save()


def open_pairing(cadre_id, day):
    rows = Pairing.objects.on(day).filter(cadre=cadre_id).select_related("mentor", "cadre")
    return rows.first()


def may_write(user, pairing):
    """The cadre while they are guided there, and whoever may write on behalf."""
    if user.role == Role.VILLAGE:
        return user.cadre_id == pairing.cadre_id and user.area_code == pairing.village_id
    return user.role in PAIRERS
