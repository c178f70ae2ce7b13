"""The weekly record, village by village: what there is, told by itself; nothing is counted."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import render
from django.utils.timezone import localdate

from fushan.catalogue.record import postings_in, records
from fushan.kit.paging import Page
from fushan.kit.periods import Period
from fushan.org.asked import asked, crumbs
from fushan.org.doors import COUNTY_AND_BELOW, for_roles


@for_roles(*COUNTY_AND_BELOW)
def weekly(request):
    asks = _asked_week(request)
    week = asks.period
    rows = postings_in(asks.area, week.first, week.last)
    page = Page(
        rows,
        by=("village_id", "cadre__pinyin", "pk"),
        latest_first=False,
        after=request.GET.get("after"),
    )
    context = {
        "asked": asks,
        "page": page,
        "records": records(page, week.first, week.last),
        "crumbs": crumbs(asks, "weekly"),
        "beside": _beside(asks),
        "today": localdate(),
        "month": Period.of("month", week.last),
        "more": page.after and asks.url("weekly", after=page.after),
    }
    return render(request, "dashboards/weekly.html", context)


def _asked_week(request):
    """The week by its code, or that of a day (`on`) which somebody picked."""
    asks = asked(request, kind="week")
    if on := request.GET.get("on"):
        try:
            day = Period.parse(f"{on}~{on}", today=localdate()).first
        except ValueError as error:
            raise Http404(str(error)) from error
        return replace(asks, period=Period.of("week", day))
    if asks.period.kind != "week":
        raise Http404("工作纪实按周看。")
    return asks


def _beside(asks):
    """The weeks before and after, none that has not begun."""
    near = [asks.period.previous, asks.period.next]
    return [
        {"label": week.label, "url": asks.url("weekly", period=week.code)}
        for week in near
        if week and week.first <= localdate()
    ]
