"""Papers that leave the system."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from cadres.models import Handover
from fushan.catalogue.record import postings_in
from fushan.desk.models import setting
from fushan.org.asked import asked
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.roles import Role
from fushan.reports.accounts import issue_again, never_signed_in, open_accounts
from fushan.reports.choosing import Choice
from fushan.reports.handovers import handover_paper as paper_of_handover
from fushan.reports.paper import handed_out
from fushan.reports.slips import slips_paper
from fushan.reports.weekly import month_paper

MOST = 200  # cadres on one paper
NOBODY = "没有要发的密码条：请先勾选；已发过的在下面可以重发。"


@for_roles(Role.STAFF)
@never_cache
def password_slips(request):
    """Tick, read how many it will be, confirm; the answer to that is the slips, this once."""
    choice = Choice(request.POST)
    if request.method != "POST" or choice.whole:
        context = {"choice": choice, "groups": choice.groups()}
        return render(request, "imports/password_slips.html", context)
    if not choice.people and not choice.users:
        messages.warning(request, NOBODY)
        return redirect("password-slips")
    if "sure" not in request.POST:
        return render(request, "imports/password_slips_confirm.html", {"choice": choice})
    return _issue(request, choice)


def _issue(request, choice):
    slips = open_accounts(choice.people)
    slips += issue_again(never_signed_in().filter(pk__in=[user.pk for user in choice.users]))
    if not slips:  # someone else was quicker
        messages.warning(request, NOBODY)
        return redirect("password-slips")
    address = request.build_absolute_uri("/")
    paper = slips_paper(slips, title=setting("county_label"), address=address)
    return handed_out(request, paper, "初始密码条", rows=len(slips), inline=False)


@for_roles(Role.STAFF)
def handover_paper(request, handover_id):
    handover = get_object_or_404(Handover, pk=handover_id)
    paper = paper_of_handover(handover, title=setting("county_label"))
    return handed_out(request, paper, f"{handover.name}交接清单")


@for_roles(*COUNTY_AND_BELOW)
def weekly_paper(request):
    """A month of one township's or village's cadres, or of one of them."""
    asks = asked(request)
    if asks.period.kind != "month" or len(asks.area) < 9:
        raise Http404("工作纪实按月、按乡镇或村打印。")
    rows = postings_in(asks.area, asks.period.first, asks.period.last)
    if (cadre := request.GET.get("cadre", "")).isdecimal():
        rows = rows.filter(cadre=cadre)
    postings = list(rows.order_by("village_id", "cadre__pinyin", "pk")[:MOST])
    name = f"{asks.place}{asks.period.label}工作纪实"
    paper = month_paper(postings, asks.period, title=setting("county_label"))
    return handed_out(request, paper, name, rows=len(postings))
