"""The fact sheets of villages (村情一页纸), one A4 page each."""

from django.utils.formats import date_format

from fushan.catalogue.facts import fact_sheets
from fushan.reports.paper import Paper


def facts_paper(villages, day, *, title, note="", township=None):
    """`note`: what stands at the foot of the page, of what it does not tell.

    `township`: what stands on a page before those of its villages.
    """
    data = {
        "note": note,
        "title": title,
        "township": township,
        "as_of": date_format(day, "Y年n月j日"),
        "sheets": sheets_of(villages, day),
    }
    return Paper("facts.typ", data, parts=("facts_part.typ",))


def sheets_of(villages, day):
    """What stands on each village's page, as facts_part.typ wants it."""
    return [
        {
            "village": sheet.village.name,
            "township": sheet.village.township.name,
            "rows": _rows(sheet),
        }
        for sheet in fact_sheets(villages, day)
    ]


def _rows(sheet):
    """The sections below one another; of narrow ones that follow each other, two side by side."""
    rows = []
    for section, lines in sheet.sections:
        told = {"title": section.title, "lines": lines, "nothing": section.nothing}
        if section.narrow and rows and rows[-1]["narrow"] and len(rows[-1]["sections"]) == 1:
            rows[-1]["sections"].append(told)
        else:
            rows.append({"narrow": section.narrow, "sections": [told]})
    return rows
