"""Laying a table out: by ticking columns, or by what each header of a superior means."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from fushan.catalogue.tables import KINDS, Asking, groups, period_called
from fushan.catalogue.tables.forms import LayoutForm
from fushan.desk.forms import judge_now
from fushan.kit.constraints import sentence_of
from fushan.org.asked import asked
from fushan.org.doors import for_roles
from fushan.reports.models import TableLayout
from fushan.reports.tables.asked import layout_of
from fushan.reports.tables.given import KEEPERS, columns_of, confirm, given_of, workbook_of
from fushan.reports.tables.header import header_rows
from fushan.reports.tables.picking import Mapping, Picked, initial_of, signed_as_before

PREVIEWED = 3
MOST_COLUMNS = 30  # more are read by nobody on A4, nor drawn on a phone
TOO_MANY = f"一张表最多 {MOST_COLUMNS} 列，请去掉几列，或分成两张。"
NO_COLUMNS = "还没有勾选任何一列。"
NO_NEED = ("order", "column")


@for_roles(*KEEPERS)
def new_table(request):
    kind = KINDS.get(request.GET.get("kind", ""))
    if kind is None:
        raise Http404("没有这种表。")
    user = request.user
    about = {"area_code": user.area_code, "entered_by": user} | signed_as_before(user)
    layout = TableLayout(kind=kind.code, **about)
    return _picking(request, layout)


@for_roles(*KEEPERS)
def edit_table(request, layout_id):
    layout = layout_of(layout_id)
    data = workbook_of(layout) if layout.is_superiors else None
    return _mapping(request, layout, data) if data else _picking(request, layout)


def _picking(request, layout):
    kind = layout.rows_kind
    form = LayoutForm(request.POST or None, kind=kind, initial=initial_of(layout))
    picked = Picked.posted(request.POST, kind) if request.POST else Picked.of(layout)
    if "save" in request.POST and form.is_valid():
        if 0 < len(picked.columns) <= MOST_COLUMNS and _saved(layout, form, picked.columns):
            messages.success(request, f"“{layout}”已存下，下次直接打开。")
            return redirect("table", layout.pk)
        if not 0 < len(picked.columns) <= MOST_COLUMNS:
            form.add_error(None, TOO_MANY if picked.columns else NO_COLUMNS)
    if request.POST and "save" not in request.POST:
        form = LayoutForm(kind=kind, initial=_typed(request.POST))  # nothing is wrong yet
    context = {"form": form, "layout": layout, "kind": kind, "picked": picked}
    context |= {"lines": picked.lines(kind), "groups": picked.ticked(groups(kind))}
    context |= _preview(request, layout, picked.columns)
    return render(request, "papers/tables/pick_columns.html", context)


def _mapping(request, layout, data):
    mapping = Mapping(layout, given_of(layout, data), request.POST, columns_of)
    form = LayoutForm(request.POST or None, kind=mapping.kind, initial=initial_of(layout))
    for fault in mapping.faults:
        form.add_error(None, fault)
    if "save" in request.POST and form.is_valid() and _confirmed(layout, form, mapping, data):
        for sentence in mapping.warnings():
            messages.warning(request, sentence)
        messages.success(request, "对照已存下，下次同样的表头直接填好。")
        return redirect("table", layout.pk)
    if "reread" in request.POST:
        form = LayoutForm(kind=mapping.kind, initial=_typed(request.POST))
    context = {"form": form, "layout": layout, "mapping": mapping, "kinds": KINDS.values()}
    return render(request, "papers/tables/map_header.html", context)


def _confirmed(layout, form, mapping, data):
    confirm(layout, data)
    return _saved(layout, form, mapping.columns)


def _typed(post):
    return {name: post[name] for name in post if name not in NO_NEED}


def _saved(layout, form, columns):
    """Keep it; what the database refuses is said on the form."""
    for name, value in form.cleaned_data.items():
        setattr(layout, name, value)
    layout.chosen = columns
    try:
        with transaction.atomic():
            layout.save()
            judge_now()
    except IntegrityError as error:
        form.add_error(None, sentence_of(error))
        return False
    return True


def _preview(request, layout, columns):
    """The first rows as they would be."""
    if not columns:
        return {}
    asks, word = asked(request), request.POST.get("period") or layout.period
    period = period_called(word, localdate(), asks.term if word == "term" else None)
    which = request.POST.get("which", layout.which)
    asking = Asking(layout.rows_kind, columns, asks.area, period, which, role=request.user.role)
    told = asking.told()
    return {"head": header_rows(asking), "rows": told.rows[:PREVIEWED], "count": len(told.rows)}
