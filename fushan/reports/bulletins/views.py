"""简报 and 通报: the list, a new one, its text, and the way to the final one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from fushan.kit.constraints import sentence_of
from fushan.kit.paging import Page
from fushan.org.doors import for_roles
from fushan.org.reach import within
from fushan.reports.bulletins.beginning import begun, kind_of
from fushan.reports.bulletins.drawing import changed_since, drawn, outdated_since, paper_of
from fushan.reports.bulletins.forms import CheckForm, TextForm, VerifyForm
from fushan.reports.bulletins.head_forms import BulletinForm, HeadForm
from fushan.reports.bulletins.moving import (
    READERS,
    WRITERS,
    may_check,
    may_take_over,
    may_withdraw,
    may_write,
    send,
    take_over,
    withdraw,
)
from fushan.reports.bulletins.offering import offered
from fushan.reports.bulletins.showing import ROWS, bulletin_for, shown_to
from fushan.reports.models import BulletinKind

READ_FIRST = "全文在下面，数字点开就是记录。定稿以后字和数都不能再改，要更正另出一期。"
BEGUN = {
    BulletinKind.BRIEFING: "已经起好头，数字都是现在的；改好文字再送审。",
    BulletinKind.NOTICE: "已经起好头；先点“核实没有办的事”，勾上核实过的，再送审。",
}
# Where the text is saved on the way to: whatever leads away from it saves it first.
STAYING = "已保存，下面是它的样子。", "edit-bulletin"
THEN = {
    "whole": ("文字已保存，看过整份再送审。", "bulletin"),
    "head": ("文字已保存。", "bulletin-head"),
    "overdue": ("文字已保存。", "verify-overdue"),
}
NOT_YOURS = "这一步现在轮不到您：草稿由拟稿人改，审核要另一名同志。"


@for_roles(*READERS)
def bulletins(request):
    rows = shown_to(request.user, ROWS)
    page = Page(rows, by=("dated", "pk"), after=request.GET.get("after"))
    context = {"page": page, "may_write": request.user.role in WRITERS}
    return render(request, "reports/bulletins.html", context)


@for_roles(*WRITERS)
def write_bulletin(request):
    kind = kind_of(request.POST.get("kind") or request.GET.get("kind"))
    new = begun(request.user, kind)
    form = BulletinForm(request.POST or None, instance=new, user=request.user)
    if form.saved():
        messages.success(request, BEGUN[kind])
        return redirect("bulletins:edit-bulletin", form.instance.pk)
    context = {"form": form, "title": f"写一期{kind.label}", "button": "起草"}
    return render(request, "parts/form_page.html", context)


@for_roles(*READERS)
def bulletin(request, bulletin_id):
    row, user = bulletin_for(request.user, bulletin_id), request.user
    context = {
        "may_write": may_write(user, row),
        "may_check": may_check(user, row),
        "may_withdraw": may_withdraw(user, row),
        "may_take_over": may_take_over(user, row),
    }
    return render(request, "reports/bulletin.html", context | _told(row))


@for_roles(*WRITERS)
def edit_bulletin(request, bulletin_id):
    """The text, with what it looks like below; the numbers are put in by their names."""
    row = _mine(request, bulletin_id)
    form = TextForm(request.POST or None, instance=row, user=request.user)
    draft = f"{request.user.pk}:bulletin:{row.pk}"
    if form.saved():
        said, then = THEN.get(request.GET.get("then"), STAYING)
        messages.success(request, said, extra_tags=draft)
        return redirect(f"bulletins:{then}", row.pk)
    context = {"row": row, "form": form, "draft": draft, "offered": offered(row)}
    context["paper"] = paper = drawn(row, form.texts)
    context["unrounded"] = [note for note in paper["notes"] if note["unrounded"]]
    return render(request, "reports/edit_bulletin.html", context)


@for_roles(*WRITERS)
def bulletin_head(request, bulletin_id):
    row = _mine(request, bulletin_id)
    form = HeadForm(request.POST or None, instance=row, user=request.user)
    if form.saved():
        messages.success(request, "已保存。")
        return redirect("bulletins:edit-bulletin", row.pk)
    context = {"form": form, "hint": row, "title": "时间段、报头和报尾", "button": "保存"}
    return render(request, "parts/form_page.html", context)


@for_roles(*WRITERS)
def verify_overdue(request, bulletin_id):
    row = _mine(request, bulletin_id)
    if not row.is_notice:
        raise PermissionDenied("只有通报才列没有办的事。")
    form = VerifyForm(request.POST or None, instance=row, user=request.user)
    if form.saved():
        messages.success(request, "已列入通报。")
        return redirect("bulletins:edit-bulletin", row.pk)
    know = "先一件件问清楚，确实没有办的才勾；只写事和单位，不写人名。"
    context = {"form": form, "hint": row, "title": "核实没有办的事", "button": "列入通报"}
    return render(request, "reports/verify_overdue.html", context | {"know": know})


@for_roles(*WRITERS)
def check_bulletin(request, bulletin_id):
    row = bulletin_for(request.user, bulletin_id)
    if not may_check(request.user, row):
        raise PermissionDenied(NOT_YOURS)
    form = CheckForm(request.POST or None, instance=row, user=request.user)
    if form.saved():
        messages.success(request, f"{row.get_state_display()}。")
        return redirect("bulletins:bulletin", row.pk)
    context = {"form": form, "title": "审核", "button": "确定", "know": READ_FIRST, "hint": row}
    return render(request, "reports/check_bulletin.html", context | _told(row))


MOVES = {
    "send": (may_write, lambda row, user: send(row), "已送审，告诉了能审核的同志。"),
    "withdraw": (may_withdraw, lambda row, user: withdraw(row), "已撤回，可以接着改。"),
    "take-over": (may_take_over, lambda row, user: take_over(row, by=user), "现在由您接着写。"),
    "delete": (may_write, lambda row, user: row.delete(), "草稿已删掉。"),
}


@for_roles(*WRITERS)
@require_POST
def move_bulletin(request, bulletin_id, move):
    row = bulletin_for(request.user, bulletin_id)
    may, does, said = MOVES[move]
    if not may(request.user, row):
        raise PermissionDenied(NOT_YOURS)
    try:
        with transaction.atomic():
            does(row, request.user)
        messages.success(request, said)
    except IntegrityError as error:
        messages.error(request, sentence_of(error))
    if move == "delete":
        return redirect("bulletins:bulletins")
    return redirect("bulletins:bulletin", bulletin_id)


def _told(row):
    """The paper, and what became of its records since it was sent, or verified."""
    paper = paper_of(row)
    return {
        "row": row,
        "paper": paper,
        "open": within(row.about_id),
        "changed": changed_since(row),
        "outdated": outdated_since(row, paper),
    }


def _mine(request, pk):
    row = bulletin_for(request.user, pk)
    if not may_write(request.user, row):
        raise PermissionDenied(NOT_YOURS)
    return row
