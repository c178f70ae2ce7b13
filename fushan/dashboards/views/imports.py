"""Excel on every register: template, export, upload, preview, confirm, undo."""

import io
from collections import Counter

from django.contrib import messages
from django.forms import CharField, FileField, FileInput, Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from fushan.catalogue.registers import REGISTERS
from fushan.desk.models import Deed, ImportBatch, note_access
from fushan.desk.registers import (
    Outdated,
    Settled,
    answer,
    confirm,
    drop,
    sheet_of,
    undo,
    upload,
)
from fushan.kit.sheets import XLSX
from fushan.org.doors import for_roles, internal_only
from fushan.org.roles import Role

MOST_SHOWN, MOST_FAULTS, MOST_ASKED, RECENT = 200, 1000, 100, 20
SETTLED = "这一批已经处理过，没有重复导入。"


class UploadForm(Form):
    file = FileField(
        label="表格文件",
        help_text="xlsx、xls 或 csv，不超过 10 MB、20000 行",
        widget=FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.et,.csv"}),
        error_messages={"required": "请选择要上传的文件。", "empty": "文件是空的。"},
    )


class ReasonForm(Form):
    reason = CharField(max_length=100, min_length=2)


@for_roles(Role.STAFF)
def registers(request):
    batches = ImportBatch.objects.select_related("made_by").defer("sealed_file")
    recent = [
        {"batch": batch, "label": REGISTERS[batch.register].label}
        for batch in batches.order_by("-made_at", "-pk")[:RECENT]
    ]
    context = {"registers": [register() for register in REGISTERS.values()], "recent": recent}
    return render(request, "imports/registers.html", context)


@for_roles(Role.STAFF)
def register_template(request, code):
    register = _register(code)
    file = io.BytesIO()
    register.template(file)
    return _sent(file, f"{register.label}模板.xlsx")


@for_roles(Role.STAFF)
@internal_only("POST")
def register_export(request, code):
    """GET leaves out what is private; POST takes it along, for a reason that is kept."""
    register = _register(code)
    what, private = register.label, request.method == "POST"
    if private:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            messages.error(request, "连同身份证号、电话导出，须写明用途（2—100 个字）。")
            return redirect("registers")
        what = f"{register.label}（连同{register.private_headers}）：{form.cleaned_data['reason']}"
    file = io.BytesIO()
    rows = register.export(file, private=private)
    note_access(request, Deed.EXPORT, what, rows=rows)
    return _sent(file, f"{register.label}.xlsx")


@for_roles(Role.STAFF)
@internal_only()
def import_upload(request, code):
    register = _register(code)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = upload(register, file.read(), file.name, request.user)
        except ValueError as error:
            form.add_error("file", str(error))
        else:
            return redirect("import-preview", batch.pk)
    return render(request, "imports/upload.html", {"form": form, "register": register})


@for_roles(Role.STAFF)
@internal_only()
def import_preview(request, batch_id):
    batch, register = _batch(batch_id)
    context = {"batch": batch, "register": register}
    if batch.sealed_file:
        context |= _shown(_planned(request, batch, register))
    return render(request, "imports/preview.html", context)


@for_roles(Role.STAFF)
@require_POST
def import_answer(request, batch_id):
    batch, _ = _batch(batch_id)
    given = {
        name.removeprefix("answer:")[:200]: value[:40]
        for name, value in list(request.POST.items())[: MOST_ASKED + 10]
        if name.startswith("answer:") and value
    }
    return _settling(request, batch, answer, batch, given)


@for_roles(Role.STAFF)
@require_POST
def import_confirm(request, batch_id):
    batch, register = _batch(batch_id)
    return _settling(request, batch, _confirm, request, batch, register)


@for_roles(Role.STAFF)
@require_POST
def import_drop(request, batch_id):
    batch, _ = _batch(batch_id)
    return _settling(request, batch, drop, batch)


@for_roles(Role.STAFF)
@require_POST
def import_undo(request, batch_id):
    batch, register = _batch(batch_id)
    try:
        obstacles = undo(register, batch)
    except Settled:
        obstacles = []
        messages.warning(request, "只有已导入、还没有撤销的才能撤销。")
    else:
        if not obstacles:
            messages.success(request, "已撤销：新增的已删除，修改的已恢复原样。")
    if obstacles:
        context = {"batch": batch, "register": register, "obstacles": obstacles}
        return render(request, "imports/undo.html", context)
    return redirect("import-preview", batch.pk)


@for_roles(Role.STAFF)
@internal_only()
def import_faulty(request, batch_id):
    """The uploaded sheet again, with what is wrong marked in it."""
    batch, register = _batch(batch_id)
    if not batch.sealed_file or batch.made_by_id != request.user.pk:
        raise Http404("这一批已处理，或不是您上传的。")
    plan = _planned(request, batch, register)
    file = io.BytesIO()
    register.mark_faults(file, sheet_of(register, batch), plan)
    note_access(request, Deed.EXPORT, f"{batch.file_name}（标红）", rows=len(plan.lines))
    return _sent(file, f"{register.label}-错误标红.xlsx")


def _register(code):
    if code not in REGISTERS:
        raise Http404("没有这个登记表。")
    return REGISTERS[code]()


def _batch(batch_id):
    batch = get_object_or_404(ImportBatch.objects.select_related("made_by"), pk=batch_id)
    return batch, _register(batch.register)


def county_of(user):
    """Where what an import makes anew stands; "" for who answers for several counties."""
    return user.area_code if len(user.area_code) == 6 else ""


def _planned(request, batch, register):
    return register.tried(
        sheet_of(register, batch),
        by=request.user,
        county=county_of(request.user),
        answers=batch.answers,
    )


def _confirm(request, batch, register):
    user = request.user
    try:
        plan = confirm(
            register, batch, by=user, county=county_of(user), seen=request.POST.get("seen", "")
        )
    except Outdated:
        messages.warning(request, "预检以后有人改了相关的内容，请再看一遍下面的结果再确认。")
        return
    if not plan.clean:
        messages.error(request, "还有问题没有改好，什么也没有保存。")
        return
    added, changed = len(plan.shown_additions()), len(plan.shown_changes())
    note_access(request, Deed.IMPORT, f"{register.label}：{batch.file_name}", rows=added + changed)
    messages.success(request, f"已导入：新增 {added} 条，修改 {changed} 条。")


def _settling(request, batch, deed, *args):
    """Do it once, and show the batch as it is then."""
    try:
        deed(*args)
    except Settled:
        messages.warning(request, SETTLED)
    return redirect("import-preview", batch.pk)


def _shown(plan):
    """What the page can carry; the counts are always whole."""
    additions, changes = plan.shown_additions(), plan.shown_changes()
    questions = list(plan.questions.values())
    faults = plan.in_order(plan.faults)
    warned = {}
    for warning in plan.warnings:
        warned.setdefault((warning.column, warning.expected), []).append(warning.row)
    return {
        "plan": plan,
        "faults": faults[:MOST_FAULTS],
        "questions": questions[:MOST_ASKED],
        "warned": [(column, said, rows) for (column, said), rows in warned.items()][:MOST_SHOWN],
        "additions": additions[:MOST_SHOWN],
        "changes": changes[:MOST_SHOWN],
        "kinds": Counter(addition.label for addition in additions).items(),
        "counts": {
            "rows": len(plan.lines),
            "added": len(additions),
            "changed": len(changes),
            "faults": len(plan.faults),
        },
        "ready": plan.clean and (additions or changes),
    }


def _sent(file, name):
    response = HttpResponse(file.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
