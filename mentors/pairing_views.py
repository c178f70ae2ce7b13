"""A cadre and their mentor: paired, noted, changed, ended."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from cadres.models import Cadre
from fushan.desk.forms import draft_of
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from mentors.forms import EndPairingForm, MentorWordForm, NoteForm, PairingForm
from mentors.models import MentoringNote, MentorWord, Pairing
from mentors.pairing import PAIRERS, may_write, open_pairing
from mentors.views import MOST, WRITERS

PAIRINGS = Pairing.objects.select_related("mentor__area", "cadre__user", "village__township")


@for_roles(*COUNTY_AND_BELOW)
def pairing(request, pairing_id):
    """Who guides whom since when, what was done, and who did before."""
    row = get_object_or_404(PAIRINGS, pk=pairing_id)
    others = PAIRINGS.filter(cadre=row.cadre_id).exclude(pk=row.pk)
    context = {
        "pairing": row,
        "notes": row.notes.order_by("-happened_on", "-pk")[:MOST],
        "words": row.words.order_by("-year"),
        "others": others.order_by("-began_on", "-pk")[:MOST],
        "may_write": may_write(request.user, row),
        "may_pair": request.user.role in PAIRERS and row.ended_on is None,
        "year": localdate().year,
    }
    return render(request, "mentors/pairing.html", context)


@for_roles(*PAIRERS)
def pair(request, cadre_id):
    """A first mentor, or another one."""
    cadre = get_object_or_404(Cadre.objects.select_related("user"), pk=cadre_id)
    if len(cadre.area_code) != 12:
        raise PermissionDenied("这名干部现在没有任职村。")
    before, today = open_pairing(cadre.pk, localdate()), localdate()
    new = Pairing(cadre=cadre, village_id=cadre.area_code, began_on=today, entered_by=request.user)
    form = PairingForm(request.POST or None, instance=new, user=request.user, before=before)
    if form.saved():
        messages.success(request, f"{cadre}已拜{form.instance.mentor}为师，可以打印协议书。")
        return redirect("mentors:pairing", form.instance.pk)
    title = "更换导师" if before else "拜师结对"
    context = {"form": form, "title": title, "about": cadre, "button": title}
    return render(request, "mentors/pair.html", context)


@for_roles(*PAIRERS)
def end_pairing(request, pairing_id):
    row = get_object_or_404(PAIRINGS, pk=pairing_id)
    if row.ended_on:
        messages.warning(request, "这次结对已经结束。")
        return redirect("mentors:pairing", row.pk)
    form = EndPairingForm(request.POST or None, instance=row, user=request.user)
    return _filled_in(request, form, row, "结束结对")


@for_roles(*WRITERS)
def record_note(request, pairing_id):
    row = _writable(request, get_object_or_404(PAIRINGS, pk=pairing_id))
    note = MentoringNote(happened_on=localdate(), **_of(row, request.user))
    form = NoteForm(request.POST or None, instance=note, user=request.user)
    return _filled_in(request, form, row, "记一次帮带")


@for_roles(*WRITERS)
def edit_note(request, note_id):
    notes = MentoringNote.objects.select_related("pairing__mentor", "pairing__cadre")
    note = get_object_or_404(notes, pk=note_id)
    row = _writable(request, note.pairing)
    form = NoteForm(request.POST or None, instance=note, user=request.user)
    return _filled_in(request, form, row, "修改帮带记录")


@for_roles(*PAIRERS)
def write_word(request, pairing_id):
    """This year's word of the mentor, written down for them; once a year, then changed."""
    row, year = get_object_or_404(PAIRINGS, pk=pairing_id), localdate().year
    known = row.words.filter(year=year).first()
    word = known or MentorWord(year=year, **_of(row, request.user))
    form = MentorWordForm(request.POST or None, instance=word, user=request.user)
    return _filled_in(request, form, row, f"{year}年导师的话")


def _of(pairing, user):
    place = {"cadre_id": pairing.cadre_id, "village_id": pairing.village_id}
    return {"pairing": pairing, "entered_by": user, **place}


def _writable(request, pairing):
    if not may_write(request.user, pairing):
        raise PermissionDenied
    return pairing


def _filled_in(request, form, pairing, title):
    if form.saved():
        messages.success(request, "已保存。", extra_tags=draft_of(request))
        return redirect("mentors:pairing", pairing.pk)
    about = f"{pairing.mentor} · {pairing.cadre}"
    context = {"form": form, "title": title, "about": about, "button": "保存"}
    context["draft"] = draft_of(request)
    return render(request, "parts/form_page.html", context)
