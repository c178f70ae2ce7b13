"""潜绩事项: claimed with what shows it now, and looked at again when its years are over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from cadres.leaving import may_speak_for
from cadres.models import Posting
from cadres.on_behalf import mine, pick_cadre, whose
from evaluation.models import Potential
from evaluation.potential_forms import EvidenceForm, PotentialForm, VerifyForm
from fushan.catalogue.citations import citable, resolve
from fushan.desk.forms import draft_of
from fushan.kit.paging import Page
from fushan.kit.periods import Period
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.roles import Role

SPEAKERS = (Role.VILLAGE, Role.TOWNSHIP, Role.STAFF)
OFFICES = (Role.TOWNSHIP, Role.STAFF)
ROWS = Potential.objects.select_related("cadre", "village__township")
MOST = 200
KNOW = "三样里占一样：打基础、管大局、利长远。到期由乡镇或组织部回头看，人走了也看。"


@for_roles(*COUNTY_AND_BELOW)
def potentials(request):
    """Those to be looked at now, then all the others, the latest first."""
    today = localdate()
    due = list(ROWS.due(today).order_by("due_on", "village", "pk")[:MOST])
    rest = ROWS.exclude(pk__in=[row.pk for row in due])
    context = {
        "due": due,
        "page": Page(rest, by=("claimed_on", "pk"), after=request.GET.get("after")),
        "today": today,
        "know": KNOW,
        "may_claim": request.user.role in SPEAKERS,
    }
    return render(request, "evaluation/potential/potentials.html", context)


@for_roles(*COUNTY_AND_BELOW)
def potential(request, claim_id):
    row = get_object_or_404(ROWS.select_related("verified_by", "entered_by"), pk=claim_id)
    citations = list(row.citations.order_by("pk"))
    found, today = resolve(citations, _since(row)), localdate()
    waits = not row.came
    context = {
        "row": row,
        "cited": [found[citation.pk] for citation in citations],
        "may_edit": waits and request.user.role in SPEAKERS and may_speak_for(request.user, row),
        "may_verify": row.is_due(today) and request.user.role in OFFICES,
        "is_due": row.is_due(today),
        "has_left": row.cadre.area_code != row.village_id,
    }
    return render(request, "evaluation/potential/potential.html", context)


@for_roles(*SPEAKERS)
def claim_potential(request):
    if not whose(request):
        return pick_cadre(request, "claim-potential", "替谁申报潜绩事项")
    return _form(request, Potential(claimed_on=localdate(), **mine(request)), "申报潜绩事项")


@for_roles(*SPEAKERS)
def edit_potential(request, claim_id):
    row = get_object_or_404(ROWS, pk=claim_id)
    if not may_speak_for(request.user, row):
        raise PermissionDenied("您现在不在这个村任职。")
    return _form(request, row, "补凭据" if row.is_due(localdate()) else "修改潜绩事项")


def _form(request, row, title):
    found = citable(row, _since(row))
    labels = dict(found.records)
    records = [(value, labels[value]) for value in found.latest]
    is_due = bool(row.pk) and row.is_due(localdate())
    kind = EvidenceForm if is_due else PotentialForm
    form = kind(request.POST or None, instance=row, user=request.user, records=records)
    if form.saved():
        messages.success(request, "潜绩事项已保存，到期会提醒回头看。")
        return redirect("potential", form.instance.pk)
    know = f"{row.text} 先行指标：{row.sign} 到了回头看的那天，这些不再改。" if is_due else KNOW
    context = {"form": form, "title": title, "about": row.cadre, "know": know, "button": "保存"}
    return render(request, "parts/form_page.html", context)


@for_roles(*OFFICES)
def verify_potential(request, claim_id):
    row = get_object_or_404(ROWS, pk=claim_id)
    form = VerifyForm(request.POST or None, instance=row, user=request.user)
    if form.saved():
        said = f"已核实：{row.get_came_display()}。"
        messages.success(request, said, extra_tags=draft_of(request))
        return redirect("potential", row.pk)
    know = f"{row.text} 先行指标：{row.sign}"
    context = {"form": form, "title": "回头看", "about": row.cadre, "button": "核实", "know": know}
    return render(request, "parts/form_page.html", context | {"draft": draft_of(request)})


def _since(row):
    """From the first day of the cadre in that village to today."""
    posted = Posting.objects.filter(cadre=row.cadre_id, village=row.village_id)
    began = posted.order_by("began_on").values_list("began_on", flat=True).first()
    first = min(began or row.claimed_on, row.claimed_on)
    return Period.span(first, max(first, localdate()))
