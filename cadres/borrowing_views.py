"""Being called away by other offices (抽调): told by the cadre or for them, to protect them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from cadres.borrowing_forms import BorrowingForm
from cadres.leaving import may_speak_for
from cadres.models import Borrowing
from cadres.on_behalf import mine, pick_cadre, whose
from fushan.desk.forms import draft_of
from fushan.kit.paging import Page
from fushan.org.doors import for_roles
from fushan.org.roles import Role

SPEAKERS = (Role.VILLAGE, Role.TOWNSHIP, Role.STAFF)
ROWS = Borrowing.objects.select_related("cadre", "village__township")
PROTECTS = "没有县委组织部同意，哪个单位都不能抽调；登记了只问抽调的单位，不扣本人的分。"


@for_roles(*SPEAKERS)
def borrowings(request):
    page = Page(ROWS.all(), by=("began_on", "pk"), after=request.GET.get("after"))
    return render(request, "cadres/borrowings.html", {"page": page, "know": PROTECTS})


@for_roles(*SPEAKERS)
def record_borrowing(request):
    if not whose(request):
        return pick_cadre(request, "borrowings:record-borrowing", "登记谁被抽调")
    new = Borrowing(began_on=localdate(), **mine(request))
    return _form(request, new, "登记抽调")


@for_roles(*SPEAKERS)
def edit_borrowing(request, borrowing_id):
    row = get_object_or_404(ROWS, pk=borrowing_id)
    if not may_speak_for(request.user, row):
        raise PermissionDenied("您现在不在这个村任职。")
    return _form(request, row, "修改抽调")


def _form(request, row, title):
    form = BorrowingForm(request.POST or None, instance=row, user=request.user)
    if form.saved():
        said = "抽调已记下，回村以后再来填“到哪天”。"
        messages.success(request, said, extra_tags=draft_of(request))
        return redirect("borrowings:borrowings")
    context = {"form": form, "title": title, "about": row.cadre, "button": "保存"}
    return render(
        request, "parts/form_page.html", context | {"know": PROTECTS, "draft": draft_of(request)}
    )
