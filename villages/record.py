"""What this app adds to the weekly record: who came to guide."""

from django.contrib.postgres.aggregates import StringAgg

from fushan.kit.entries import Part
from villages.models import Visit

NAMES = StringAgg("visitors__official__name", "、", order_by="visitors", default="")


def _visits(asked):
    return Visit.objects.filter(
        village__in=asked.villages, happened_on__range=(asked.first, asked.last)
    )


PARTS = [
    Part(
        "到村指导",
        _visits,
        "happened_on",
        "text",
        "villages:visit",
        mark=NAMES,
        says=lambda text, names: f"{names}：{text}",
    )
]
