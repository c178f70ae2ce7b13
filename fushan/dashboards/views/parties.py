"""Five-party ledger (五方履职台账): what each of the five did for a village this quarter."""

from collections import defaultdict

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.catalogue.facts import villages_in
from fushan.org.asked import asked, crumbs
from fushan.org.doors import for_roles
from fushan.org.figures import as_of
from fushan.org.roles import Role
from villages.boards import boards
from villages.models import Seat, Visitor

MOST = 60  # villages


@for_roles(Role.STAFF)
def parties(request):
    """Read from the records there are; nothing is asked of anybody for it."""
    asks = asked(request, kind="quarter")
    if asks.period.kind != "quarter":
        raise Http404("五方履职按季看。")
    leaders = request.GET.get("leaders") == "1"
    villages = list(villages_in(asks.area, as_of(asks.period))[:MOST])
    today = localdate()
    near = [p for p in (asks.period.previous, asks.period.next) if p and p.first <= today]
    context = {
        "asked": asks,
        "crumbs": crumbs(asks, "parties"),
        "beside": [{"label": p.label, "url": asks.url("parties", period=p.code)} for p in near],
        "rows": _rows(villages, asks.period, leaders),
        "leaders": leaders,
        "other": asks.url("parties", leaders="0" if leaders else "1"),
    }
    return render(request, "dashboards/parties.html", context)


def _rows(villages, period, leaders):
    """[(village, [(party, name, [(text, address)])])]; two queries for what was done."""
    held, done = boards(villages, as_of(period)), _done(villages, period)
    wanted = [seat for seat in Seat if leaders or seat != Seat.COUNTY_LEADER]
    return [
        (village, [_cell(village, h, done, period) for h in held[village.pk] if h.seat in wanted])
        for village in villages
    ]


def _cell(village, holding, done, period):
    """The secretary's own work stands in the weekly record and is only pointed to."""
    if holding.seat == Seat.SECRETARY and holding.name:
        week = f"{reverse('weekly')}?area={village.pk}"
        return holding.seat.label, holding.name, [("工作纪实", week)]
    official = getattr(holding.record, "official_id", None)
    return holding.seat.label, holding.name, done[village.pk, official]


def _done(villages, period):
    """{(village, official): [(text, address)]}"""
    rows = Visitor.objects.filter(
        village__in=villages, happened_on__range=(period.first, period.last)
    )
    found = defaultdict(list)
    for row in rows.select_related("visit").order_by("happened_on", "pk"):
        day = f"{row.happened_on.month}月{row.happened_on.day}日"
        told = f"{day}{'、'.join(row.visit.kind_labels())}"
        address = reverse("villages:visit", args=[row.visit_id])
        found[row.village_id, row.official_id].append((told, address))
    return found
