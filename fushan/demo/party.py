"""Branch life of the invented villages, as it was taken over from the system that keeps it."""

from datetime import timedelta

from villages.models import PartyActivity, PartyKind

THEMES = [
    (PartyKind.DAY, "义务清理河道"),
    (PartyKind.DAY, "看望老党员"),
    (PartyKind.MEETING, "议定香梨园管护办法"),
    (PartyKind.COMMITTEE, "研究发展党员"),
    (PartyKind.LECTURE, "乡村振兴促进法"),
]
MONTHS, WITHOUT, MEMBERS = 6, 7, 22  # one village in so many was not taken over


def lay_party(county):
    rows = []
    for n, village in enumerate(county.villages):
        if n % WITHOUT == WITHOUT - 1:
            continue
        for month in range(MONTHS):
            day = county.on - timedelta(days=30 * month + n % 20)
            if day < county.began_on:
                break
            kind, theme = THEMES[(n + month) % len(THEMES)]
            there = {"expected": MEMBERS, "present": MEMBERS - county.random.randrange(6)}
            told = {"village": village, "happened_on": day, "kind": kind, "theme": theme}
            rows.append(PartyActivity(**told, **there))
    PartyActivity.objects.bulk_create(rows)
