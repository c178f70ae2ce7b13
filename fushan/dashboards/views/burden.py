"""The burden page (减负台账): what the department asks of everybody, on one page."""

from django.http import Http404
from django.shortcuts import render
from django.utils.timezone import localdate

from fushan.dashboards.burden import burden as reckoned
from fushan.org.asked import asked, crumbs
from fushan.org.doors import for_roles
from fushan.org.roles import Role


@for_roles(Role.STAFF)
def burden(request):
    asks = asked(request, kind="month")
    if asks.period.kind != "month":
        raise Http404("减负台账按月看。")
    near = [asks.period.previous, asks.period.next]
    context = {
        "asked": asks,
        "crumbs": crumbs(asks, "burden"),
        "beside": [
            {"label": month.label, "url": asks.url("burden", period=month.code)}
            for month in near
            if month and month.first <= localdate()
        ],
        "roles": [
            (who, lines, sum(line.minutes for line in lines))
            for who, lines in reckoned(asks.area, asks.period).items()
        ],
    }
    return render(request, "dashboards/burden.html", context)
