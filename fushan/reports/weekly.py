"""The weekly records of a month on paper, one cadre after the other."""

from django.utils.formats import date_format
from django.utils.timezone import localdate

from fushan.catalogue.record import records
from fushan.kit.periods import Period
from fushan.reports.paper import Paper


def month_paper(postings, month, *, title):
    """Each cadre on a page of their own, week by week."""
    found, today = records(postings, month.first, month.last), localdate()
    weeks = [part for week in month.weeks() if (part := _begun(week, month, today))]
    data = {
        "title": title,
        "month": month.label,
        "as_of": date_format(min(today, month.last), "Y年n月j日"),
        "records": [_told(record, weeks) for record in found],
    }
    return Paper("weekly.typ", data)


def _begun(week, month, today):
    """The part of a week that lies in the month; nothing of one that has not begun."""
    first, last = max(week.first, month.first), min(week.last, month.last)
    return Period(first, last, "week") if first <= today else None


def _told(record, weeks):
    posting = record.posting
    return {
        "name": posting.cadre.name,
        "unit": f"{posting.cadre.unit or ''}",
        "place": f"{posting.village.township}{posting.village}{posting.get_post_display()}",
        "weeks": [_week(record, week) for week in weeks if _posted(posting, week)],
    }


def _posted(posting, week):
    """The day of leaving counts too: that they left is told on it."""
    gone = posting.ended_on and posting.ended_on < week.first
    return posting.began_on <= week.last and not gone


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
