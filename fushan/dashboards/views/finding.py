"""Finding anything in the reach, and what is known of a unit."""

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate

from cadres.models import Posting
from fushan.dashboards.finding import found
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.models import Unit
from villages.models import BoardSeat, Project, Support

MOST = 60


@for_roles(*COUNTY_AND_BELOW)
def search(request):
    words = request.GET.get("q", "").strip()
    context = {"words": words, "groups": found(words, request.user)}
    return render(request, "dashboards/search.html", context)


@for_roles(*COUNTY_AND_BELOW)
def unit(request, unit_id):
    """Whom it sent, where it is paired, what it gave: of what the reader may see."""
    today = localdate()
    unit = get_object_or_404(Unit.objects.select_related("area"), pk=unit_id)
    sent = Posting.objects.on(today).filter(cadre__unit=unit).order_by("village_id", "pk")
    seats = BoardSeat.objects.on(today).filter(official__unit=unit).order_by("village_id", "seat")
    given = Support.objects.filter(unit=unit).order_by("-happened_on", "-pk")
    led = Project.objects.filter(pk__in=given.values("project")).order_by("-began_on", "-pk")
    context = {
        "unit": unit,
        "names": unit.other_names.order_by("kind", "pk"),
        "sent": sent.select_related("cadre", "village__township")[:MOST],
        "seats": seats.select_related("official", "village__township")[:MOST],
        "given": given.select_related("village", "project")[:MOST],
        "projects": led.select_related("village")[:MOST],
    }
    return render(request, "dashboards/unit.html", context)
