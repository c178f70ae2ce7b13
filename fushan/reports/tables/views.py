"""Tables for superiors (上级要的表): kept ones, a new one, one filled."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from fushan.catalogue.tables import KINDS, SEALED
from fushan.catalogue.tables.forms import PurposeForm, TableFileForm
from fushan.kit.paging import Page
from fushan.kit.sheets.given import loses
from fushan.org.asked import crumbs
from fushan.org.doors import for_roles
from fushan.org.roles import Role
from fushan.reports.models import TableLayout
from fushan.reports.tables.asked import asked_with, layout_of, pills
from fushan.reports.tables.filling import gap_of, grouped
from fushan.reports.tables.given import (
    KEEPERS,
    asking_for,
    drop,
    filling_of,
    take_in,
    workbook_of,
)
from fushan.reports.tables.header import header_rows
from fushan.reports.tables.printing import is_large

READERS = (Role.STAFF, Role.LEADER, Role.TOWNSHIP)
SHOWN, MOST_GAPS = 200, 500
KNOWN = "认出来了：这个表头的对照以前存过，已经照着填好。"


@for_roles(*READERS)
def tables(request):
    rows = TableLayout.objects.kept().select_related("entered_by", "used_by")
    page = Page(rows, by=("changed_at", "pk"), after=request.GET.get("after"), size=50)
    context = {"page": page, "kinds": KINDS.values(), "form": TableFileForm()}
    context["left"] = TableLayout.objects.not_saved_by(request.user)
    return render(request, "papers/tables/tables.html", context)


@for_roles(*KEEPERS)
def upload_table(request):
    form = TableFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            layout, known = take_in(form.cleaned_data["file"], request.user)
        except ValueError as error:
            form.add_error("file", str(error))
        else:
            if known:
                messages.success(request, KNOWN)
            return redirect("table" if known else "edit-table", layout.pk)
    return render(request, "papers/tables/upload_table.html", {"form": form})


@for_roles(*READERS)
def table(request, layout_id):
    """The first rows, and all that is missing; what is private stays sealed here."""
    layout = layout_of(layout_id)
    asks = asked_with(request, layout)
    context = {"layout": layout, "asked": asks, "crumbs": crumbs(asks, "table", layout.pk)}
    context |= {"periods": pills(asks, layout), "purpose": PurposeForm()}
    context |= _told(layout, asks, request.user)
    return render(request, "papers/tables/table.html", context)


@require_POST
@for_roles(*KEEPERS)
def delete_table(request, layout_id):
    layout = layout_of(layout_id)
    drop(layout)
    messages.success(request, f"“{layout}”已删除。")
    return redirect("tables")


def _told(layout, asks, user):
    asking = asking_for(layout, asks, user)
    data = workbook_of(layout) if layout.is_superiors else None
    if data:
        filling, told = filling_of(layout, asking, data)
        gaps = filling.gaps
    else:
        told = asking.told()
        gaps = [gap_of(asking, *missing) for missing in told.missing()]
    gaps = [gap for gap in gaps if gap.why != SEALED]
    return {
        "kind": asking.kind,
        "head": header_rows(asking),
        "rows": told.rows[:SHOWN],
        "count": len(told.rows),
        "wants": asking.wants(),
        "large": is_large(asking),
        "more": told.more,
        "gaps": grouped(gaps[:MOST_GAPS]),
        "gaps_shown": min(len(gaps), MOST_GAPS),
        "gaps_count": len(gaps),
        "mendable": any(gap.url for gap in gaps),
        "drawn": data is not None and loses(data),
        "lost": layout.is_superiors and data is None,
        "today": localdate(),
    }
