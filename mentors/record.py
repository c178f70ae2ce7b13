"""What this app adds to the weekly record: pairings and what was noted of them, by one query."""

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from fushan.kit.entries import Entry
from mentors.models import MentoringNote, Pairing


def guided(postings, first, last):
    cadres, week = {posting.cadre_id for posting in postings}, (first, last)
    notes = MentoringNote.objects.filter(cadre__in=cadres, happened_on__range=week)
    began = Pairing.objects.filter(cadre__in=cadres, began_on__range=week)
    told = Concat(Value("拜师："), F("mentor__name"), output_field=TextField())
    parts = [
        rows.annotate(on=F(day), said=Cast(words, TextField()), opens=F(opened))
        .order_by()
        .values_list("on", "said", "opens", "cadre_id", "village_id")
        for rows, day, words, opened in (
            (notes, "happened_on", "text", "pairing_id"),
            (began, "began_on", told, "pk"),
        )
    ]
    return [
        Entry(
            day,
            "导师帮带",
            text,
            reverse("mentors:pairing", args=[opened]),
            cadre_id=cadre_id,
            village_id=village_id,
        )
        for day, text, opened, cadre_id, village_id in parts[0].union(parts[1], all=True)
    ]


PARTS = [guided]
