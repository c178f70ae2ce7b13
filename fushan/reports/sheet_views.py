"""Paper for a village: blank sheets to write on, and what is known of it on one page."""

from django.http import Http404
from django.shortcuts import render
from django.utils.timezone import localdate

from fushan.catalogue.facts import villages_in
from fushan.desk.models import setting
from fushan.kit.periods import Period
from fushan.org.asked import place_of
from fushan.org.choosing import pick_township, township_of
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.models import Area, Village
from fushan.org.roles import Role
from fushan.reports.blanks import BLANKS, with_cadres
from fushan.reports.facts import facts_paper
from fushan.reports.paper import handed_out
from fushan.reports.townships import township_page
from villages.models import BoardSeat

WRITERS = (Role.VILLAGE, Role.TOWNSHIP, Role.STAFF)
MOST = 200  # villages on one paper
OWN_DAYS = "工作日志只列您能看到的"  # a cadre sees no colleague's


@for_roles(*WRITERS)
def papers(request):
    """What can be printed and written on, village by village."""
    place = _place(request) if request.user.role == Role.VILLAGE else township_of(request)
    if place is None:
        return pick_township(request, "papers", "哪个乡镇的纸质表格")
    villages = with_cadres(villages_in(place.pk, localdate()), localdate())
    month = Period.of("month", localdate())
    context = {"place": place, "villages": villages[:MOST], "months": [month.previous, month]}
    return render(request, "papers/papers.html", context)


@for_roles(*WRITERS)
def blank_paper(request, kind):
    """The sheets of a township or a village; `cadre`: only those of one."""
    if kind not in BLANKS:
        raise Http404("没有这种表。")
    place = _place(request)
    name, made = BLANKS[kind]
    more = {"cadre": request.GET.get("cadre", "")} if kind == "logs" else {}
    villages = with_cadres(villages_in(place.pk, localdate()), localdate())[:MOST]
    paper = made(villages, title=setting("county_label"), **more)
    return handed_out(request, paper, f"{place}{name}", rows=len(paper.data["sheets"]))


@for_roles(*COUNTY_AND_BELOW)
def facts(request):
    """The fact sheets of a village, of a township, or (`mine`) of whatever one answers for."""
    today = localdate()
    if "mine" in request.GET:
        seats = BoardSeat.objects.on(today).filter(official__user=request.user)
        place, rows = "包联村", Village.objects.select_related("township").order_by("pk")
        rows = rows.filter(pk__in=seats.values("village"))
    else:
        place = _place(request)
        rows = villages_in(place.pk, today)
    if not (villages := list(rows[:MOST])):
        raise Http404("这里没有选派村。")
    note = OWN_DAYS if request.user.role == Role.VILLAGE else ""
    about = {"note": note, "township": township_page(place, today) if _is_township(place) else None}
    paper = facts_paper(villages, today, title=setting("county_label"), **about)
    return handed_out(request, paper, f"{place}村情一页纸", rows=len(villages))


def _is_township(place):
    return isinstance(place, Area)


def _place(request):
    """The township or village asked for, or one's own; of a county there is no paper."""
    code = request.GET.get("area") or request.user.area_code
    if len(code) < 9:
        raise Http404("请按乡镇或村打印。")
    return place_of(code)
