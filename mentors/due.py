"""What is owed about mentors: one for whoever has none, and a word at the year's end."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Greatest
from django.urls import reverse

from cadres.models import Posting
from fushan.desk.models import setting
from fushan.org.due import Kind
from fushan.org.roles import Role
from mentors.models import MentorWord, Pairing

DECEMBER = 12


def without_mentor(day):
    """Longer than is set in their post, or since their last mentor, and nobody guides them."""
    days = timedelta(days=int(setting("mentor_days")))
    guided = Pairing.objects.on(day).filter(cadre=OuterRef("cadre"))
    before = Pairing.objects.filter(cadre=OuterRef("cadre"), ended_on__lte=day)
    before = before.order_by("-ended_on")
    rows = Posting.objects.on(day).exclude(Exists(guided))
    rows = rows.annotate(alone_from=Greatest("began_on", Subquery(before.values("ended_on")[:1])))
    return rows.filter(alone_from__lt=day - days).annotate(pair_by=F("alone_from") + days)


def _wordless(day):
    """In December, whom a mentor has guided this year without having said a word of it."""
    last = date(day.year, DECEMBER, 31)
    if day.month < DECEMBER:
        return Pairing.objects.none().annotate(say_by=Value(last))
    said = MentorWord.objects.filter(pairing=OuterRef("pk"), year=day.year)
    return Pairing.objects.on(day).exclude(Exists(said)).annotate(say_by=Value(last))


DUES = [
    Kind(
        "mentor",
        "还没有导师",
        roles=(Role.TOWNSHIP,),
        rows=without_mentor,
        who="cadre__name",
        said="cadre_id",
        due_on="pair_by",
        text=lambda row: f"给{row.who}配导师",
        note=lambda row: f"{row.township} · 打开就有推荐",
        url=lambda row: reverse("mentors:pair", args=[row.said]),
    ),
    Kind(
        "mentor_word",
        "导师年底的话",
        roles=(Role.TOWNSHIP,),
        rows=_wordless,
        who="cadre__name",
        said="mentor__name",
        due_on="say_by",
        text=lambda row: f"{row.said}说一说{row.who}这一年",
        note=lambda row: f"{row.township} · 几句话，加一件学到并用上的事",
        url=lambda row: reverse("mentors:write-word", args=[row.record]),
        near=7,
    ),
]
