"""The township's mentors: the pool, who guides whom, and whose turn it is to have one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from cadres.models import Posting
from fushan.desk.forms import draft_of
from fushan.desk.models import Attachment
from fushan.kit import ids
from fushan.kit.paging import Page
from fushan.org.choosing import pick_township, township_of
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.reach import within
from fushan.org.roles import Role
from mentors.forms import MentorForm
from mentors.models import Mentor, Pairing
from mentors.pairing import PAIRERS, open_pairing

MENTORS = Mentor.objects.select_related("area")
WRITERS = (Role.VILLAGE, *PAIRERS)
MOST = 50


@for_roles(*COUNTY_AND_BELOW)
def mentors(request):
    """The pool; for a cadre, their own mentor, or those whom they may come to have."""
    today = localdate()
    mine = request.user.role == Role.VILLAGE and open_pairing(request.user.cadre_id, today)
    if mine:
        return redirect("mentors:pairing", mine.pk)
    rows, home = MENTORS.with_load(today), request.user.area_code[:9]
    context = {"today": today, "may_pair": request.user.role in PAIRERS}
    if request.user.role == Role.TOWNSHIP:
        others = rows.serving(today).filter(offered_beyond=True).exclude(area=home)
        context["others"] = others.order_by("area", "pinyin", "pk")[:MOST]
        rows = rows.filter(area=home)
    by = ("area_id", "pinyin", "pk")
    context["page"] = Page(rows, by=by, latest_first=False, after=request.GET.get("after"))
    if request.user.role == Role.VILLAGE:
        context["past"] = Pairing.objects.filter(cadre=request.user.cadre_id or 0)
    else:
        context["without"] = without_mentor(today)[:MOST]
    return render(request, "mentors/mentors.html", context)


def without_mentor(day):
    """Open postings whose cadre nobody guides, by village and name."""
    guided = Pairing.objects.on(day).filter(cadre=OuterRef("cadre"))
    rows = Posting.objects.on(day).exclude(Exists(guided))
    rows = rows.select_related("cadre", "village__township")
    return rows.order_by("village", "cadre__pinyin", "pk")


@for_roles(*COUNTY_AND_BELOW)
def mentor(request, mentor_id):
    row = get_object_or_404(MENTORS.with_load(localdate()), pk=mentor_id)
    pairings = row.pairings.select_related("cadre", "village__township")
    context = {
        "mentor": row,
        "photos": Attachment.objects.of(row),
        "phone": ids.masked_phone(row.phone) if within(row.area_id) else "",
        "pairings": pairings.order_by("-began_on", "-pk")[:MOST],
        "may_edit": may_edit(request.user, row),
    }
    return render(request, "mentors/mentor.html", context)


@for_roles(*PAIRERS)
def add_mentor(request):
    township = township_of(request)
    if township is None:
        return pick_township(request, "mentors:add-mentor", "哪个乡镇的导师")
    return _form(request, Mentor(area=township), f"加一名导师 · {township}")


@for_roles(*PAIRERS)
def edit_mentor(request, mentor_id):
    row = get_object_or_404(MENTORS, pk=mentor_id)
    if not may_edit(request.user, row):
        raise PermissionDenied
    return _form(request, row, f"修改{row}")


def may_edit(user, mentor):
    return user.role in PAIRERS and within(mentor.area_id)


def _form(request, mentor, title):
    if len(mentor.area_id) != 9:
        raise Http404("导师库按乡镇建。")
    form = MentorForm(
        request.POST or None, request.FILES or None, instance=mentor, user=request.user
    )
    if form.saved():
        messages.success(request, "导师已保存。", extra_tags=draft_of(request))
        return redirect("mentors:mentor", form.instance.pk)
    context = {"form": form, "title": title, "button": "保存", "draft": draft_of(request)}
    return render(request, "parts/form_page.html", context)
