"""What an address asks for: an area in the reach and a period."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.kit.periods import Period
from fushan.org.models import Area, Batch, Village
from fushan.org.reach import within

LENGTHS = {2, 4, 6, 9, 12}


@dataclass(frozen=True)
class Asked:
    """`place`: the Area or Village asked for."""

    place: object
    period: Period

    @property
    def area(self):
        return self.place.pk

    @cached_property
    def term(self):
        """From the latest batch's first day to today; None where there is no batch."""
        start = _term_start()
        return start and Period.term(start, localdate())

    def url(self, name, *args, **changes):
        """The address of a page about the same area and period, or about what is changed."""
        query = {"area": self.area, "period": self.period.code} | changes
        return f"{reverse(name, args=args)}?{urlencode(query, safe='~')}"

    def ledger(self, figure, **changes):
        return self.url("ledger", figure, **changes)


def asked(request, *, kind="month"):
    """Read area and period from the address; out of reach or misspelt is 404."""
    today = localdate()
    code = request.GET.get("period") or Period.of(kind, today).code
    start = _term_start() if code == "term" else None
    try:
        period = Period.parse(code, today=today, term_start=start)
    except ValueError as error:
        raise Http404(str(error)) from error
    place = place_of(request.GET.get("area") or request.user.area_code)
    return Asked(place, period)


def _term_start():
    return Batch.objects.order_by("-began_on").values_list("began_on", flat=True).first()


def place_of(code):
    """The area or village of this code, where it lies in the reach that is open."""
    if len(code) not in LENGTHS or not within(code):
        raise Http404("没有这个地方。")
    model = Village if len(code) == 12 else Area
    place = model.objects.filter(pk=code).first()
    if place is None:
        raise Http404("没有这个地方。")
    return place


def choices(asked, name, *args):
    """The pills of parts/period.html, for a page of this name."""
    today = localdate()
    offered = [
        ("本周", Period.of("week", today)),
        (f"{today.month}月", Period.of("month", today)),
        ("本季", Period.of("quarter", today)),
        ("本年", Period.of("year", today)),
    ]
    if asked.term:
        offered.append(("任职以来", asked.term))
    pills = [
        {
            "label": label,
            "url": asked.url(name, *args, period=period.code),
            "current": period == asked.period,
        }
        for label, period in offered
    ]
    beside = {"previous": asked.period.previous, "next": asked.period.next}
    return {"periods": pills} | {
        way: {"label": period.label, "url": asked.url(name, *args, period=period.code)}
        for way, period in beside.items()
        if period and period.first <= today
    }


def crumbs(asked, name, *args):
    """The path from the top of the reader's reach down to the place asked for."""
    lengths = [n for n in (6, 9, 12) if n <= len(asked.area)]
    codes = [asked.area[:n] for n in lengths if within(asked.area[:n])]
    above = [code for code in codes if code != asked.area]
    names = dict(Area.objects.filter(pk__in=above).values_list("pk", "name")) if above else {}
    names |= {asked.area: asked.place.name}
    return [
        {"label": names[code], "url": asked.url(name, *args, area=code)}
        for code in codes
        if code in names
    ]
