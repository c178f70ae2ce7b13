"""Finding a place by name, pinyin, initials, code, or a name it had before."""

from itertools import chain

from django.db.models import Q

from fushan.kit import pinyin
from fushan.org.models import Area, FormerName, Village

MOST = 30


def _matches(words):
    """Each by the start of an indexed column; letters are pinyin, figures a code."""
    if words.isdigit():
        return Q(pk__startswith=words)
    if words.isascii():
        spelt, small = pinyin.spelt(words), words.lower()
        return Q(pinyin__regex=spelt) | Q(initials__startswith=small)
    return Q(name__startswith=words)


def villages(words):
    """Up to 30 villages in the reach."""
    rows = Village.objects.filter(_matches(words)).select_related("township")
    return list(rows.order_by("pk")[:MOST])


def areas(words):
    """Up to 30 areas, found by today's name or a former one, which is then told."""
    found = list(Area.objects.filter(_matches(words)).order_by("pk")[:MOST])
    known = {area.pk for area in found}
    former = FormerName.objects.filter(name__startswith=words).order_by("code", "name")[:MOST]
    former = {name.code: name for name in former if name.code not in known}
    return list(chain(found, _renamed(former)))


def _renamed(former):
    for area in Area.objects.filter(pk__in=former).order_by("pk"):
        area.formerly = former[area.pk]
        yield area
