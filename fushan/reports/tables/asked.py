"""A layout with the area and the period that the address asks for."""

from dataclasses import replace

from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from fushan.catalogue.tables import PERIODS, period_called
from fushan.org.asked import asked
from fushan.reports.models import TableLayout

WHO = ("entered_by", "used_by")


def layout_of(layout_id):
    return get_object_or_404(TableLayout.objects.select_related(*WHO), pk=layout_id)


def asked_with(request, layout):
    """The period of the address, else the layout's own one, reckoned from today."""
    asks = asked(request)
    if "period" in request.GET:
        return asks
    term = asks.term if layout.period == "term" else None
    return replace(asks, period=period_called(layout.period, localdate(), term))


def pills(asks, layout):
    """The periods to choose from, as parts/period.html wants them."""
    today = localdate()
    periods = [(label, period_called(word, today, asks.term)) for word, label in PERIODS]
    return [
        {
            "label": label,
            "url": asks.url("table", layout.pk, period=period.code),
            "current": period == asks.period,
        }
        for label, period in periods
    ]
