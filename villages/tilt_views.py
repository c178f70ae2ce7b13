"""Which departments leaned which way (项目倾斜): money from plan to spending, things in kind."""

from django.db.models import Count, Q, Sum
from django.shortcuts import render

from fushan.org.asked import asked, choices, crumbs
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.figures import as_of
from fushan.org.models import Selection
from villages.models import Support, SupportKind

MOST = 100
AMOUNTS = ("to_come", "came", "used", "reached")


@for_roles(*COUNTY_AND_BELOW)
def tilt(request):
    """By department: planned, arrived, spent, and how much of it reached selected villages."""
    here = asked(request, kind="year")
    rows = Support.objects.filter(
        village__gte=here.area,
        village__lt=f"{here.area}:",
        happened_on__range=(here.period.first, here.period.last),
    )
    money = [_with_share(row) for row in _money(rows, as_of(here.period))]
    context = {
        "asked": here,
        "crumbs": crumbs(here, "projects:tilt"),
        "money": money,
        "departments": _summed(row for row in money if row["unit__name"]),
        "whole": _summed(money),
        "things": _things(rows)[:MOST],
        "ledgers": {code: here.ledger(code) for code in LEDGERS},
        **choices(here, "projects:tilt"),
    }
    return render(request, "villages/tilt.html", context)


LEDGERS = ("funds_planned", "funds_arrived", "funds_spent", "funds_invested", "facilities")


def _money(rows, day):
    """By department, those of the village's own last."""
    chosen = Selection.objects.on(day).values("village")
    found = rows.filter(kind=SupportKind.MONEY).values("unit__name", "unit__pinyin")
    found = found.annotate(
        to_come=Sum("planned"),
        came=Sum("arrived"),
        used=Sum("spent"),
        reached=Sum("arrived", filter=Q(village__in=chosen)),
    )
    return found.order_by("unit__pinyin", "unit__name")[:MOST]


def _things(rows):
    """What was given in kind: the same thing of the same kind together, with how many villages."""
    found = rows.exclude(kind=SupportKind.MONEY).values("kind", "what", "measure")
    found = found.annotate(
        n=Sum("count"), times=Count("pk"), places=Count("village", distinct=True)
    )
    return [
        row | {"label": SupportKind(row["kind"]).label}
        for row in found.order_by("kind", "what", "measure")
    ]


def _with_share(row):
    """Every amount a number, and the share of what arrived that reached selected villages."""
    row |= {name: row[name] or 0 for name in AMOUNTS}
    return row | {"share": row["came"] and round(100 * row["reached"] / row["came"])}


def _summed(rows):
    rows = list(rows)
    return _with_share({name: sum(row[name] for row in rows) for name in AMOUNTS})
