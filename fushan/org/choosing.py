"""Paper lies by township: one's own, or the one chosen first."""

from django.shortcuts import render

from fushan.org.asked import place_of
from fushan.org.models import Area

MOST = 300
TOWNSHIP = 9  # figures of its code


def township_of(request):
    """The township asked for or one's own, out of reach is 404; None where it must be chosen."""
    code = request.GET.get("area") or request.user.area_code
    place = place_of(code)
    if len(code) > TOWNSHIP:
        return place.township
    return place if len(code) == TOWNSHIP else None


def pick_township(request, onward, title):
    """Those in reach that have selected villages. `onward`: the URL's name."""
    rows = Area.objects.filter(villages__selections__isnull=False).distinct().order_by("pk")
    context = {"townships": rows[:MOST], "onward": onward, "title": title}
    return render(request, "org/pick_township.html", context)
