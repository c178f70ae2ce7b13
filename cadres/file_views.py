"""A cadre's appointment form in and out, and what they ask to be put right. Inside the office only.

Everybody who opens a page is written down: it tells of one person.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from cadres.appointment import aged, kept_form, outgoing, private_of, receive
from cadres.file_forms import (
    AppointmentFileForm,
    CorrectionAnswerForm,
    CorrectionForm,
    TakeOverForm,
)
from cadres.models import AppointmentForm, Cadre, Correction
from fushan.desk.forms import draft_of
from fushan.desk.models import Deed, note_access
from fushan.kit.dossier import full
from fushan.kit.lrmx import write
from fushan.org.doors import for_roles, internal_only
from fushan.org.roles import Role

ASKED = Correction.objects.select_related("cadre__user", "answered_by")


@for_roles(Role.STAFF)
@internal_only()
def appointment_form(request, cadre_id):
    """What the file last handed in says otherwise than the roster; a new file to hand in."""
    cadre, private = _of(cadre_id)
    given = {"cadre": cadre, "private": private}
    upload = AppointmentFileForm(request.POST or None, request.FILES or None, **given)
    if upload.is_valid():
        receive(cadre, upload.cleaned_data["file"], by=request.user, on=localdate())
        note_access(request, Deed.IMPORT, f"{cadre}的任免审批表")
        messages.success(request, "文件已收下，花名册还没有改。请看下面哪里不一样。")
        return redirect("appointment-form", cadre.pk)
    row = AppointmentForm.objects.select_related("received_by").filter(cadre=cadre).first()
    taking = TakeOverForm(instance=row, user=request.user, **given) if row else None
    return _compared(request, cadre, upload, taking)


@require_POST
@for_roles(Role.STAFF)
@internal_only()
def take_form_over(request, cadre_id):
    cadre, private = _of(cadre_id)
    given = {"cadre": cadre, "private": private}
    rows = AppointmentForm.objects.select_related("received_by")
    row = get_object_or_404(rows, cadre=cadre)
    form = TakeOverForm(request.POST, instance=row, user=request.user, **given)
    if form.saved():
        messages.success(request, "花名册已按勾选的改好。")
        return redirect("appointment-form", cadre.pk)
    return _compared(request, cadre, AppointmentFileForm(**given), form)


def _compared(request, cadre, upload, taking):
    if taking:
        note_access(request, Deed.LOOK, f"{cadre}的任免审批表和花名册的出入")
    context = {"cadre": cadre, "upload": upload, "taking": taking}
    return render(request, "cadres/appointment_form.html", context)


@require_POST
@for_roles(Role.STAFF)
@internal_only()
def send_form_out(request, cadre_id):
    """The `.lrmx`: the roster's words, and all that the file handed in had beside them."""
    cadre, private = _of(cadre_id)
    note_access(request, Deed.EXPORT, f"{cadre}的任免审批表（.lrmx）")
    form = outgoing(cadre, private, kept_form(cadre)[1])
    content = write(aged(form, cadre, localdate()))
    disposition = content_disposition_header(True, f"{cadre}.lrmx")
    return HttpResponse(
        content, "application/octet-stream", headers={"Content-Disposition": disposition}
    )


@for_roles(Role.VILLAGE)
@internal_only()
def ask_correction(request):
    """One's own file: the right to have it put right (个人信息保护法 第四十六条)."""
    cadre = Cadre.objects.filter(pk=request.user.cadre_id).first()
    if cadre is None:
        raise PermissionDenied("这个账号不是选派干部本人的。")
    form, draft = CorrectionForm(request.POST or None), draft_of(request)
    if form.is_valid():
        row = form.asked(cadre, localdate())
        said = f"已提交，县委组织部{full(row.answer_by)}前答复。"
        messages.success(request, said, extra_tags=draft)
        return redirect("correction", row.pk)
    more = {"title": "申请更正我的档案", "about": cadre, "button": "提交申请", "draft": draft}
    return render(request, "parts/form_page.html", {"form": form, **more})


@for_roles(Role.VILLAGE, Role.STAFF)
@internal_only()
def correction(request, correction_id):
    row = get_object_or_404(ASKED, pk=correction_id)
    if request.user.role == Role.STAFF:
        note_access(request, Deed.LOOK, f"{row.cadre}的更正申请")
    return render(request, "cadres/correction.html", {"row": row})


@for_roles(Role.STAFF)
@internal_only()
def answer_correction(request, correction_id):
    row = get_object_or_404(ASKED, pk=correction_id)
    if request.method == "GET" and not row.is_open:
        messages.warning(request, "这份申请已经答复过。")
        return redirect("correction", row.pk)
    form = CorrectionAnswerForm(request.POST or None, instance=row, user=request.user)
    if form.saved():
        messages.success(request, f"已答复，{row.cadre}会收到消息。")
        return redirect("correction", row.pk)
    more = {"title": "答复更正申请", "about": row.cadre, "button": "答复", "know": row.text}
    if form.newer:
        more["know"] = f"{row.text}　已有人答复：{form.newer.outcome}。{form.newer.answer}"
    return render(request, "parts/form_page.html", {"form": form, **more})


def _of(cadre_id):
    rows = Cadre.objects.select_related("unit")
    cadre = rows.filter(pk=cadre_id).first()
    if cadre is None:
        raise Http404("没有这名选派干部。")
    return cadre, private_of(cadre)
