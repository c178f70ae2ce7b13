"""Finding anything in the reach, and what is known of a unit."""

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate

from cadres.models import Posting
from fushan.dashboards.finding import found
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.models import Unit
from villages.models import BoardSeat, Project, Support

MOST = 60
TOO_SHORT = "一个字太少，只找名字以它开头的，没有找到。请多写一两个字。"
NO_LETTERS = (
    "没有找到拼音或首字母是“{words}”的。县乡、村、人、单位、项目可以用拼音找；"
    "诉求和到村记录请写汉字。"
)
NO_CODE = "没有以“{words}”开头的区划代码。按名字找，请写汉字或拼音。"
NO_WORDS = (
    "没有找到“{words}”。请看看有没有错字；记不清全名的，换其中连着的两三个字，或者写拼音首字母。"
)


@for_roles(*COUNTY_AND_BELOW)
def search(request):
    words = request.GET.get("q", "").strip()
    context = {"words": words, "groups": found(words, request.user)}
    context["advice"] = _advice(words)
    return render(request, "dashboards/search.html", context)


def _advice(words):
    """What to try, where nothing was found: it depends on what was tried."""
    if words.isdigit():
        return NO_CODE.format(words=words)
    if len(words) == 1:
        return TOO_SHORT
    return (NO_LETTERS if words.isascii() else NO_WORDS).format(words=words)


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
