"""The share of cadres in post whose wall was made, once they had the time for it."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from cadres.models import Posting, Wall
from fushan.desk.models import number
from fushan.org.figures import Column, Figure, Ratio, as_of


def _settled(period):
    day = as_of(period)
    rows = Posting.objects.on(day).filter(began_on__lte=day - timedelta(days=number("wall_days")))
    return rows.select_related("cadre", "village__township")


def _walled(period):
    walls = Wall.objects.filter(made_on__lte=as_of(period), cadre=OuterRef("cadre"))
    return Q(Exists(walls.filter(village=OuterRef("village"))))


SETTLED = Figure(
    "cadres_settled",
    "到村满期限的选派干部",
    unit="人",
    definition="期末在村任职、到村已满“到村几天内做好初心墙”（见设置）的选派干部。",
    records=_settled,
    cadre="cadre_id",
    columns=[
        Column("乡镇", "village.township.name"),
        Column("村", "village.name"),
        Column("选派干部", "cadre.name"),
        Column("到村日期", "began_on"),
    ],
    url=lambda posting: reverse("village", args=[posting.village_id]),
)
FIGURES = [
    SETTLED,
    Ratio(
        "walls_made",
        "初心墙已公示",
        definition="已有初心墙的 / 到村已满期限的选派干部，按期末算。",
        denominator=SETTLED,
        met=_walled,
    ),
]
