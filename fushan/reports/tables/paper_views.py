"""A table for a superior taken along: as a workbook, or as paper."""

import io

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate

from fushan.catalogue.tables import total_of
from fushan.catalogue.tables.forms import PurposeForm
from fushan.desk.models import Deed, note_access
from fushan.kit.sheets import XLSX, Column, write
from fushan.org.doors import for_roles, internal_only
from fushan.org.roles import Role
from fushan.reports.paper import handed_out
from fushan.reports.tables.asked import asked_with, layout_of
from fushan.reports.tables.given import (
    asking_for,
    filled_workbook,
    filling_of,
    workbook_of,
)
from fushan.reports.tables.printing import meta_of, signed_of, table_paper
from fushan.reports.tables.views import READERS

NO_REASON = "连同{labels}带走，须写明用途（2—100 个字）。"


@for_roles(*READERS)
@internal_only("POST")
def table_file(request, layout_id):
    """GET leaves out what is private; POST takes it along, for a reason that is kept."""
    layout = layout_of(layout_id)
    what, unsealed = _what(request, layout)
    if what is None:
        return redirect("table", layout.pk)
    asking = asking_for(layout, asked_with(request, layout), request.user, unsealed=unsealed)
    content, rows = _workbook(layout, asking)
    note_access(request, Deed.EXPORT, what, rows=rows)
    _used(layout, request.user)
    name = f"{layout.heading}（{asking.period.label}）.xlsx"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, XLSX, headers=headers)


@for_roles(*READERS)
@internal_only("POST")
def table_print(request, layout_id):
    layout = layout_of(layout_id)
    what, unsealed = _what(request, layout)
    if what is None:
        return redirect("table", layout.pk)
    asking = asking_for(layout, asked_with(request, layout), request.user, unsealed=unsealed)
    told = asking.told()
    _used(layout, request.user)
    paper = table_paper(layout, asking, told)
    return handed_out(request, paper, what, rows=len(told.rows))


def _what(request, layout):
    """(what is noted, whether it is unsealed); None where the reason is wanting."""
    if request.method != "POST" or not layout.has_private or request.user.role != Role.STAFF:
        return layout.heading, False
    form = PurposeForm(request.POST)
    if not form.is_valid():
        messages.error(request, NO_REASON.format(labels=layout.private_labels))
        return None, False
    reason = form.cleaned_data["reason"]
    return f"{layout.heading}（连同{layout.private_labels}）：{reason}", True


def _workbook(layout, asking):
    """(bytes, how many rows): the superior's own, filled; else one in the house's form."""
    data = workbook_of(layout) if layout.is_superiors else None
    if data:
        filling, told = filling_of(layout, asking, data)
        return filled_workbook(layout, filling, data), filling.rows
    told, kind, target = asking.told(), asking.kind, io.BytesIO()
    columns = [
        Column(c.heading(kind), c.width(kind), kind=_style_of(c, kind)) for c in asking.columns
    ]
    rows = [[cell.value for cell in row.cells] for row in told.rows]
    rows += [total] if (total := total_of(asking, told)) else []
    about = {"meta": meta_of(layout, asking), "signed": signed_of(layout)}
    write(target, title=layout.heading, columns=columns, rows=rows, **about)
    return target.getvalue(), len(told.rows)


def _style_of(column, kind):
    if column.is_money(kind) and not column.wan:
        return "yuan"
    if column.is_number(kind):
        return "number"
    return "right" if column.is_right(kind) else "text"


def _used(layout, user):
    today = localdate()
    if (layout.used_on, layout.used_by_id) != (today, user.pk):
        layout.used_on, layout.used_by = today, user
        layout.save(update_fields=["used_on", "used_by"])
