"""Branch life of the invented villages, as it was taken over from the system that keeps it."""

from datetime import timedelta

from fushan.kit.periods import Period
from villages.models import PartyActivity, PartyKind

DAYS = ["义务清理河道", "看望老党员", "重温入党誓词"]
OTHERS = [
    (PartyKind.MEETING, "议定香梨园管护办法"),
    (PartyKind.COMMITTEE, "研究发展党员"),
    (PartyKind.LECTURE, "乡村振兴促进法"),
]
MONTHS, WITHOUT, MISSED, MEMBERS = 7, 7, 29, 22  # one village in so many was not taken over


def lay_party(county):
    """Each month a day of the branch, and in turn a meeting, a committee, a lecture."""
    rows = []
    for n, village in enumerate(county.villages):
        if n % WITHOUT == WITHOUT - 1:
            continue
        month = Period.of("month", county.on)
        for back in range(MONTHS):
            days = [month.first + timedelta(days=n % 20), month.first + timedelta(days=n % 20 + 5)]
            told = [(PartyKind.DAY, DAYS[(n + back) % len(DAYS)]), OTHERS[month.first.month % 3]]
            if (n + 7 * back) % MISSED == MISSED - 1:
                del days[0], told[0]
            rows += [
                _activity(county, village, day, kind, theme)
                for day, (kind, theme) in zip(days, told, strict=True)
                if county.began_on <= day <= county.on
            ]
            month = month.previous
    PartyActivity.objects.bulk_create(rows)


def _activity(county, village, day, kind, theme):
    there = {"expected": MEMBERS, "present": MEMBERS - county.random.randrange(6)}
    return PartyActivity(village=village, happened_on=day, kind=kind, theme=theme, **there)
