"""The weekly records of a month on paper, one cadre after the other."""

from django.utils.formats import date_format
from django.utils.timezone import localdate

from fushan.catalogue.record import records
from fushan.reports.paper import Paper


def month_paper(postings, month, *, title):
    """Each cadre on a page of their own, week by week."""
    found = records(postings, month.first, month.last)
    data = {
        "title": title,
        "month": month.label,
        "as_of": date_format(min(localdate(), month.last), "Y年n月j日"),
        "records": [_told(record, month) for record in found],
    }
    return Paper("weekly.typ", data)


def _told(record, month):
    posting = record.posting
    return {
        "name": posting.cadre.name,
        "unit": f"{posting.cadre.unit or ''}",
        "place": f"{posting.village.township}{posting.village}{posting.get_post_display()}",
        "weeks": [_week(record, week) for week in month.weeks()],
    }


def _week(record, week):
    return {
        "label": week.label,
        "days": [
            {
                "day": date_format(day, "n月j日 D"),
                "entries": [{"kind": entry.kind, "text": entry.text} for entry in entries],
            }
            for day, entries in record.days
            if day in week
        ],
    }
