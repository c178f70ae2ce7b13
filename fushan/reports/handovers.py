"""A handover on paper, for three signatures."""

from django.utils.formats import date_format

from fushan.reports.paper import Paper


def handover_paper(handover, *, title):
    data = {
        "title": title,
        "name": handover.name,
        "place": handover.place,
        "day": date_format(handover.happened_on, "Y年n月j日"),
        "reason": handover.reason,
        "receiver": handover.receiver,
        "witness": handover.witness,
        "lines": handover.lines,
    }
    return Paper("handover.typ", data)
