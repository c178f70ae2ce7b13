"""What an address asks for: an area in the reach and a period."""

from dataclasses import dataclass
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

    def url(self, name, *args, **changes):
        """The address of a page about the same area and period, or about what is changed."""
        query = {"area": self.area, "period": self.period.code} | changes
        return f"{reverse(name, args=args)}?{urlencode(query, safe='~')}"

    def ledger(self, figure, **changes):
        return self.url("ledger", figure, **changes)


def asked(request, *, kind="month"):
    """Read area and period from the address; out of reach or misspelt is 404."""
    today = localdate()
    try:
        code = request.GET.get("period")
        period = (
            Period.parse(code, today=today, term_start=term_start())
            if code
            else Period.of(kind, today)
        )
    except ValueError as error:
        raise Http404(str(error)) from error
    return Asked(place_of(request.GET.get("area") or request.user.area_code), period)


def place_of(code):
    """The area or village of this code, where it lies in the reach that is open."""
    if len(code) not in LENGTHS or not within(code):
        raise Http404("没有这个地方。")
    model = Village if len(code) == 12 else Area
    place = model.objects.filter(pk=code).first()
    if place is None:
        raise Http404("没有这个地方。")
    return place


def term_start():
    return Batch.objects.order_by("-began_on").values_list("began_on", flat=True).first()


def choices(asked, name, *args):
    """The pills of parts/period.html, for a page of this name."""
    today = localdate()
    offered = [
        ("本周", Period.of("week", today)),
        (f"{today.month}月", Period.of("month", today)),
        ("本季", Period.of("quarter", today)),
        ("本年", Period.of("year", today)),
    ]
    if start := term_start():
        offered.append(("任职以来", Period.term(start, today)))
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
        if period
    }


def crumbs(asked, name, *args):
    """The path from the top of the reader's reach down to the place asked for."""
    lengths = [n for n in (6, 9, 12) if n <= len(asked.area)]
    codes = [asked.area[:n] for n in lengths if within(asked.area[:n])]
    names = dict(Area.objects.filter(pk__in=codes).values_list("pk", "name"))
    names |= {asked.area: asked.place.name}
    return [
        {"label": names[code], "url": asked.url(name, *args, area=code)}
        for code in codes
        if code in names
    ]
