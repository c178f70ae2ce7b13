"""What this app adds to the weekly record: who came to guide."""

from django.contrib.postgres.aggregates import StringAgg
from django.urls import reverse

from fushan.kit.entries import Entry
from villages.models import Visit

NAMES = StringAgg("visitors__official__name", "、", order_by="visitors", default="")


def visits(postings, first, last):
    rows = Visit.objects.filter(
        village__in={posting.village_id for posting in postings}, happened_on__range=(first, last)
    )
    return [
        Entry(
            visit.happened_on,
            "到村指导",
            f"{visit.names}：{visit.text}",
            reverse("villages:visit", args=[visit.pk]),
            village_id=visit.village_id,
        )
        for visit in rows.annotate(names=NAMES).order_by("happened_on", "pk")
    ]


PARTS = [visits]
