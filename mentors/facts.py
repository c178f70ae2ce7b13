"""What a village's fact sheet says of mentors."""

from django.utils.formats import date_format

from fushan.kit.facts import Section, by_village
from mentors.models import Pairing


def _pairings(villages, day):
    rows = Pairing.objects.on(day).filter(village__in=villages)
    rows = rows.select_related("mentor", "cadre").order_by("began_on", "pk")
    return by_village(rows, _pairing)


def _pairing(pairing):
    since = date_format(pairing.began_on, "Y年n月")
    mentor = pairing.mentor
    told = [mentor.name, mentor.get_kind_display(), f"{since}结对"]
    return pairing.cadre.name, " · ".join(told)


MENTORS = Section("导师", _pairings, "还没有结对", narrow=True)
