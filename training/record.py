"""What this app adds to the weekly record: what was learnt and asked for, by one query."""

from django.db.models import CharField, F, Value
from django.urls import reverse

from fushan.kit.entries import Entry
from training.models import Attendance, ExchangeMember, Need, TripMember, Turnout

# rows, path to the day, path to the words, path to what is opened, what it is called, its address
ATTENDED = Attendance.objects.filter(turnout=Turnout.ATTENDED, session__cancelled_reason="")
KINDS = {
    "培训": (ATTENDED, "session__began_on", "session__theme", "session_id", "training:session"),
    "外出学习": (TripMember.objects, "trip__began_on", "trip__theme", "trip_id", "training:trip"),
    "经验交流会": (
        ExchangeMember.objects,
        "exchange__held_on",
        "exchange__theme",
        "exchange_id",
        "training:exchange",
    ),
    "点题": (Need.objects, "raised_on", "text", "pk", "training:need"),
}


def learning(postings, first, last):
    cadres = {posting.cadre_id for posting in postings}
    parts = [
        rows.filter(cadre__in=cadres, **{f"{day}__range": (first, last)})
        .annotate(what=Value(kind, CharField()), on=F(day), words=F(words), opens=F(opened))
        .values_list("what", "on", "words", "opens", "cadre_id", "village_id")
        for kind, (rows, day, words, opened, _) in KINDS.items()
    ]
    return [
        Entry(
            day,
            kind,
            text,
            reverse(KINDS[kind][-1], args=[opened]),
            cadre_id=cadre_id,
            village_id=village_id,
        )
        for kind, day, text, opened, cadre_id, village_id in parts[0].union(*parts[1:], all=True)
    ]


PARTS = [learning]
