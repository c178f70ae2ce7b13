"""How many households somebody looks after."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from fushan.org.figures import Column, Figure, Ratio, as_of
from petitions.models import Household, HouseholdLink


def _households(period):
    day = as_of(period)
    links = HouseholdLink.objects.on(day).filter(household=OuterRef("pk"))
    rows = Household.objects.filter(Q(left_on=None) | Q(left_on__gt=day))
    return rows.annotate(linked=Exists(links)).select_related("village__township")


LINKED = Ratio(
    "households_linked",
    "有党员包联的农户",
    definition="期末有党员包联的 / 期末登记在册的农户。",
    denominator=Figure(
        "households",
        "农户",
        unit="户",
        definition="期末登记在册的农户。",
        records=_households,
        columns=[
            Column("乡镇", "village.township.name"),
            Column("村", "village.name"),
            Column("组和门牌", "number"),
        ],
        url=lambda household: reverse("petitions:people", args=[household.village_id]),
    ),
    met=lambda period: Q(linked=True),
    missed="households_not_linked",
)
FIGURES = [
    LINKED.denominator,
    LINKED,
    LINKED.met_only(
        "households_not_linked",
        "还没有党员包联的农户",
        "期末在册、还没有党员包联的农户。",
        opposite=True,
    ),
]
