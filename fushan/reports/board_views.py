"""Boards: which hang as they should, one's photo and consent, and the paper to print."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from cadres.models import Cadre
from fushan.catalogue.facts import villages_in
from fushan.desk.models import Attachment, attach, setting
from fushan.org.asked import place_of
from fushan.org.doors import for_roles
from fushan.org.roles import Role
from fushan.reports.boards import board_paper, note_prints, standings
from fushan.reports.paper import drawn_out, handed_out
from villages.board_forms import CardForm, SizeForm
from villages.models import Official, PhoneConsent

OFFICES = (Role.STAFF, Role.LEADER, Role.TOWNSHIP)
KEEPERS = (Role.STAFF, Role.TOWNSHIP)
AT_MOST = 100  # boards in one paper
MOST_TOLD = 10
SIZED = {"size": "60x40"}
HOLDERS = {"official": Official, "cadre": Cadre}


@for_roles(*OFFICES)
def boards(request):
    """A county's or township's villages, each with what must be done about its board."""
    place = place_of(request.GET.get("area") or request.user.area_code)
    return _boards(request, place, SizeForm(SIZED | request.GET.dict()))


def _boards(request, place, form, status=200):
    """`form`: the size chosen, for all and for each; what is wrong with it stands there."""
    villages = list(villages_in(place.pk, localdate())[:AT_MOST])
    rows = standings(villages, localdate())
    context = {
        "place": place,
        "rows": rows,
        "blank": _blank((village.name, party) for village, told, *_ in rows for party in told),
        "form": form,
        "phone": setting("supervision_phone"),
        "may_print": request.user.role in KEEPERS,
    }
    return render(request, "papers/boards.html", context, status=status)


def _blank(parties):
    """Whose place stays empty, in words; "" where none does."""
    empty = [f"{village}{party.label}" for village, party in parties if not party.name]
    return "、".join(empty[:MOST_TOLD]) + (f"等 {len(empty)} 处" if len(empty) > MOST_TOLD else "")


@for_roles(*KEEPERS)
def board_pdf(request):
    place, form = _asked(request)
    if not form.is_valid():
        return _boards(request, place, form, status=400)
    villages = list(villages_in(place.pk, localdate())[:AT_MOST])
    called, width, height = form.measure()
    paper = _paper(request, villages, width, height)
    _warn(request, paper)
    drawn = handed_out(request, paper, f"{place}身份牌", rows=len(villages))
    note_prints(villages, localdate(), called, request.user)
    return drawn


@for_roles(*KEEPERS)
def board_png(request):
    """One village's as a picture for the print shop."""
    place, form = _asked(request)
    if len(place.pk) != 12:
        raise Http404("图片一次打一个村的。")
    if not form.is_valid():
        return _boards(request, place, form, status=400)
    villages = list(villages_in(place.pk, localdate())[:AT_MOST])
    called, width, height = form.measure()
    paper = _paper(request, villages, width, height)
    _warn(request, paper)
    drawn = drawn_out(request, paper, f"{place}身份牌")
    note_prints(villages, localdate(), called, request.user)
    return drawn


def _asked(request):
    """(place, size) of the address."""
    place = place_of(request.GET.get("area") or request.user.area_code)
    return place, SizeForm(SIZED | request.GET.dict())


def _paper(request, villages, width, height):
    wants_code = setting("board_qr") == "1"
    site = request.build_absolute_uri("/").rstrip("/") if wants_code else ""
    return board_paper(villages, localdate(), width=width, height=height, site=site)


def _warn(request, paper):
    blank = [
        f"{board['village']}{party['label']}"
        for board in paper.data["boards"]
        for party in board["parties"]
        if not party["name"]
    ]
    if blank:
        told = "、".join(blank[:10]) + ("等" if len(blank) > 10 else "")
        messages.warning(request, f"牌上留了空：{told}还没有明确。明确以后请重印。")


@for_roles(*KEEPERS)
def board_card(request, kind, pk):
    if kind not in HOLDERS:
        raise Http404("没有这类人员。")
    person = get_object_or_404(HOLDERS[kind].objects.select_related("unit"), pk=pk)
    area = person.area_id if kind == "official" else person.area_code
    if not area.startswith(request.user.area_code):
        raise PermissionDenied("这是上一级的干部，请由他们来改。")
    consent = PhoneConsent.objects.filter(**{kind: person}).first()
    if request.method == "POST":
        form = CardForm(request.POST, request.FILES)
        if form.is_valid():
            _keep(request, {kind: person}, consent, form.cleaned_data, area)
            messages.success(request, f"{person}的照片和电话设置已保存。")
            return redirect("boards")
    else:
        form = CardForm(initial={"agreed": consent is not None})
    context = {"form": form, "title": "上牌的照片和电话", "about": person, "button": "保存"}
    context["photos"] = Attachment.objects.of(person).order_by("-made_at")[:1]
    return render(request, "papers/board_card.html", context)


def _keep(request, who, consent, data, area):
    (person,) = who.values()
    if data["photo"]:
        attach(person, data["photo"], area_code=area, user=request.user)
    if data["agreed"] and consent is None:
        PhoneConsent.objects.create(
            **who, area_code=area, given_on=localdate(), noted_by=request.user
        )
    elif consent and not data["agreed"]:
        consent.delete()
