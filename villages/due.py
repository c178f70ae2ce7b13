"""What is owed in this app, and by when."""

from django.urls import reverse
from django.utils.formats import date_format

from fushan.kit.periods import week_of
from fushan.org.due import Due
from villages.models import VillageWeek

THURSDAY = 3


def weeks_of(day):
    """The selected villages in the reach, in the week of this day."""
    monday, _ = week_of(day)
    rows = VillageWeek.objects.filter(monday=monday).select_related("village__township")
    return rows.order_by("village_id")


def unvisited_first(day):
    """The same, those still without a visit by the township on top."""
    return sorted(weeks_of(day), key=lambda week: (week.visits > 0 or not week.due, week.pk))


def visits_due(day):
    """Township visits owed in the week of this day: neutral until Thursday, amber from then on."""
    _, sunday = week_of(day)
    near = day.weekday() >= THURSDAY
    return [
        Due(
            village=week.village_id,
            text=f"{week.village}",
            note=f"{week.village.township} · 本周还没有乡镇班子到村",
            due_on=sunday,
            url=reverse("villages:record-visit", args=[week.village_id]),
            word="今天" if day == sunday else f"{date_format(sunday, 'n月j日')}前",
            urgency="warn" if near else "",
        )
        for week in weeks_of(day)
        if week.due and not week.visits
    ]
