"""Finding by a few characters: places, people, units by name or pinyin; records by their words."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import and_, itemgetter

from django.db.models import CharField, F, OuterRef, Q, Subquery, TextChoices, Value
from django.db.models.functions import Cast, Coalesce, Concat, Substr
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localdate

from cadres.models import Cadre, Posting
from fushan.desk.models import Found
from fushan.desk.searching import MOST, wanted
from fushan.kit import pinyin
from fushan.org.models import Area, Unit, UnitName, Village
from fushan.org.roles import Role
from petitions.models import Matter
from villages.models import Project, Visit

SHOWN, LONGEST = 10, 60
SHORTEST = 2  # of what is looked for amid a name and not at its start


class Places(TextChoices):
    """What is found by its name alone."""

    AREA = "area", "县和乡镇"


@dataclass(frozen=True)
class Hit:
    """`url`: empty where there is nothing to open, as of a cadre who is posted nowhere now."""

    title: str
    note: str
    url: str


@dataclass(frozen=True)
class Text:
    """A kind of record that is found by its words: its day, what was written, its page."""

    kind: Found
    model: type
    day: str
    words: str
    page: str


TEXTS = [
    Text(Found.MATTER, Matter, "raised_on", "text", "petitions:matter"),
    Text(Found.PROJECT, Project, "began_on", "name", "projects:project"),
    Text(Found.VISIT, Visit, "happened_on", "text", "villages:visit"),
]


def found(words, user):
    """[(kind, [Hit])] of what is found in the reach, up to ten of a kind; three queries, or four
    of letters.
    """
    words = words.strip()[:LONGEST]
    if not words:
        return []
    by_words, pages = wanted([*Found], words), _pages(user)
    hits = {kind: [] for kind in (*Places, *Found)}
    for kind, key, village, name, note in sorted(_union(_named(words, by_words, user))):
        hits[kind].append(Hit(name, note, _url(kind, key, village, pages)))
    spelt = _spelt(words)
    written = _union(_written(words, by_words, spelt))
    written = sorted(written, key=itemgetter(-1), reverse=True)
    for kind, key, text, village, day in written:
        note = f"{village} · {date_format(day, 'Y年n月j日')}"
        url = reverse(pages[kind], args=[key])
        hits[kind].append(Hit(Truncator(text).chars(LONGEST), note, url))
    return [(kind, some) for kind, some in hits.items() if some]


def _union(parts):
    return reduce(lambda rows, more: rows.union(more, all=True), parts) if parts else []


def _url(kind, key, village, pages):
    if kind == Places.AREA:
        return f"{reverse('overview')}?area={key}"
    at = village if pages[kind] == "village" else key
    return at and reverse(pages[kind], args=[at])


def _has_letters(words):
    return words.isascii() and not words.isdigit() and any(map(str.isalpha, words))


def _spelt(words):
    """The projects that are spelt so, of the latest thousand: their names are kept in characters
    alone.
    """
    small = "".join(words.lower().split())
    if not _has_letters(words) or len(small) < SHORTEST:
        return []
    pattern = re.compile(pinyin.spelt(small, anywhere=True))
    names = Project.objects.order_by("-began_on", "-pk").values_list("pk", "name")[:MOST]
    return [
        key
        for key, name in names
        if pattern.search(pinyin.spaced(name)) or small in pinyin.initials(name)
    ]


def _amid(words):
    """Anywhere in a name, from where a syllable begins; what is too short, from its start."""
    small = "".join(words.lower().split())
    if len(small) < SHORTEST or words.isdigit():
        return _begins(words)
    if words.isascii():
        spelt = pinyin.spelt(small, anywhere=True)
        return Q(pinyin__regex=spelt) | Q(initials__contains=small)
    return Q(name__contains=words)


def _begins(words, *, code=""):
    """By the start of an indexed column: figures are a code, letters pinyin."""
    if words.isdigit():
        return Q(**{f"{code}__startswith": words}) if code else Q(pk__in=[])
    if words.isascii():
        small = "".join(words.lower().split())
        return Q(pinyin__regex=pinyin.spelt(small)) | Q(initials__startswith=small)
    return Q(name__startswith=words)


def _named(words, by_words, user):
    """(kind, key, village to open, name, note) of areas, villages, cadres and units."""
    today = localdate()
    areas = Area.objects.filter(pk__startswith=user.area_code).filter(_amid(words))
    above = Area.objects.filter(pk=Substr(OuterRef("pk"), 1, 6)).exclude(pk=OuterRef("pk"))
    county = Coalesce(Subquery(above.values("name")[:1]), Value(""))
    villages = Village.objects.filter(
        _begins(words, code="pk") | Q(pk__in=map(str, by_words[Found.VILLAGE] or ()))
    )
    posted = Posting.objects.on(today).filter(cadre=OuterRef("pk")).order_by("began_on", "pk")
    where = Concat("village__township__name", "village__name")
    cadres = Cadre.objects.filter(_begins(words) | Q(pk__in=by_words[Found.CADRE] or ()))
    at = Coalesce(Subquery(posted.values(at=where)[:1]), Value("现在没有任职"))
    other = UnitName.objects.filter(name__startswith=words).values("unit")
    units = Unit.objects.filter(
        _amid(words) | Q(pk__in=by_words[Found.UNIT] or ()) | Q(pk__in=other)
    )
    home = Coalesce(Subquery(posted.values("village_id")[:1]), Value(""))
    return [
        _columns(areas, Places.AREA, Value(""), county),
        _columns(villages, Found.VILLAGE, F("pk"), F("township__name")),
        _columns(cadres, Found.CADRE, home, at),
        _columns(units, Found.UNIT, Value(""), F("area__name")),
    ]


def _columns(rows, kind, village, note):
    """Names have no stroke order in the database: by key, as places and people were entered."""
    text = CharField(max_length=200, db_collation="C")
    made = {
        "found_kind": Value(kind.value, text),
        "found_key": Cast("pk", text),
        "found_village": Cast(village, text),
        "found_name": Cast("name", text),
        "found_note": Cast(note, text),
    }
    return rows.annotate(**made).order_by("pk").values_list(*made)[:SHOWN]


def _written(words, by_words, spelt):
    """(kind, key, text, village, day) of records, the latest first; of one character none."""
    spelt = {Found.PROJECT: spelt}
    return [
        _lines(text, words, by_words[text.kind], spelt.get(text.kind, []))
        for text in TEXTS
        if by_words[text.kind] != [] or spelt.get(text.kind)
    ]


def _lines(text, words, records, spelt):
    """Of a word that a thousand records have, the latest are met soon on the way down the dates."""
    spoken = reduce(and_, (Q(**{f"{text.words}__icontains": word}) for word in words.split()))
    if records is not None:
        spoken &= Q(pk__in=records)
    rows = text.model.objects.filter(spoken | Q(pk__in=spelt) if spelt else spoken)
    plain = CharField(max_length=2000)
    made = {
        "found_kind": Value(text.kind.value, plain),
        "found_key": Cast("pk", plain),
        "found_text": Cast(text.words, plain),
        "found_village": Cast("village__name", plain),
        "found_day": F(text.day),
    }
    rows = rows.annotate(**made).order_by(f"-{text.day}", "-pk")
    return rows.values_list(*made)[:SHOWN]


def _pages(user):
    """A cadre is met in their village; the department opens their record."""
    people = "dossier" if user.role == Role.STAFF else "village"
    named = {Found.VILLAGE: "village", Found.CADRE: people, Found.UNIT: "unit"}
    return named | {text.kind: text.page for text in TEXTS}
