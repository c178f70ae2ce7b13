"""The records behind a number: as a page, as a workbook, as data."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from fushan.catalogue.figures import FIGURES
from fushan.desk.models import Deed, note_access
from fushan.kit.paging import Page
from fushan.kit.sheets import XLSX, workbook
from fushan.org.asked import asked, choices, crumbs
from fushan.org.doors import COUNTY_AND_BELOW, for_roles, may_enter

MOST_DATA, MOST_ROWS = 1000, 20_000


@for_roles(*COUNTY_AND_BELOW)
def ledger(request, code):
    figure = FIGURES.get(code)
    if figure is None:
        raise Http404("没有这个统计项。")
    here = asked(request)
    answer = {"json": _data, "xlsx": _workbook}.get(request.GET.get("format"), _page)
    return answer(request, figure, here)


def _records(request, figure, here, size):
    return Page(
        figure.rows(here.area, here.period),
        by=figure.by,
        latest_first=bool(figure.on),
        after=request.GET.get("after"),
        size=size,
    )


def _page(request, figure, here):
    page = _records(request, figure, here, 50)
    context = {
        "figure": figure,
        "asked": here,
        "value": figure.value(here.area, here.period),
        "wants": figure.wants(here.area, here.period),
        "page": page,
        "rows": [_row(request.user, figure, row) for row in page],
        "crumbs": crumbs(here, "ledger", figure.code),
        "export": here.ledger(figure.code, format="xlsx"),
        "missed": here.ledger(figure.missed) if figure.is_ratio and figure.missed else "",
        **choices(here, "ledger", figure.code),
    }
    return render(request, "dashboards/ledger.html", context)


def _row(user, figure, row):
    """What the ledger tells of a record; its own page is for some roles only."""
    url = figure.url(row)
    cells = [(column.heading, column.of(row)) for column in figure.columns]
    return {"url": url if url and may_enter(user, url) else "", "cells": cells}


def _data(request, figure, here):
    value = figure.value(here.area, here.period)
    page = _records(request, figure, here, MOST_DATA)
    return JsonResponse(
        {
            "figure": figure.code,
            "area": here.area,
            "period": here.period.code,
            "value": value.percent if figure.is_ratio else value.number,
            "numerator": value.number if figure.is_ratio else None,
            "denominator": value.out_of,
            "records": [
                {"id": row.pk} | {column.heading: column.of(row) for column in figure.columns}
                for row in page
            ],
            "next": page.after and here.ledger(figure.code, format="json", after=page.after),
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _workbook(request, figure, here):
    page = _records(request, figure, here, MOST_ROWS)
    title = f"{here.place}{figure.label}（{here.period.label}）"
    note_access(request, Deed.EXPORT, title, rows=len(page))
    content = workbook(
        title=title,
        headings=[column.heading for column in figure.columns],
        rows=([column.of(row) for column in figure.columns] for row in page),
        meta=f"口径：{figure.definition}{figure.wants(here.area, here.period)}",
    )
    response = HttpResponse(content, content_type=XLSX)
    name = f"{figure.code}-{here.area}-{here.period.code.replace('~', '_')}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
