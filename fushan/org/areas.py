"""Loading the official lists of areas and villages kept in fushan/org/data."""

import csv
from datetime import date
from pathlib import Path

from django.db import transaction

from fushan.org.models import Area, FormerName, Village

DATA = Path(__file__).parent / "data"


def _rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def short(official_name):
    """陈家圪塔村委会 is shown as 陈家圪塔村, 东街社区居民委员会 as 东街社区."""
    for ending, shown in (("村委会", "村"), ("社区居民委员会", "社区"), ("居民委员会", "社区")):
        if official_name.endswith(ending):
            return official_name.removesuffix(ending) + shown
    return official_name


@transaction.atomic
def load_areas():
    """Add what the lists have and the tables lack. Returns (areas added, villages added)."""
    rows = [*_rows("china-counties.csv"), *_rows("fushan-areas.csv")]
    known = set(Area.objects.values_list("code", flat=True))
    areas = {
        row["code"]: Area(code=row["code"], name=row["name"])
        for row in rows
        if row["level"] != "village" and row["code"] not in known
    }
    Area.objects.bulk_create(areas.values())
    known = set(Village.objects.values_list("code", flat=True))
    villages = [
        Village(
            code=row["code"],
            name=short(row["name"]),
            official_name=row["name"],
            township_id=row["parent"],
        )
        for row in rows
        if row["level"] == "village" and row["code"] not in known
    ]
    Village.objects.bulk_create(villages)
    _load_former_names()
    return len(areas), len(villages)


def _load_former_names():
    known = set(FormerName.objects.values_list("code", "name"))
    FormerName.objects.bulk_create(
        FormerName(
            code=row["code"],
            name=row["name"],
            until=date.fromisoformat(row["until"]) if row["until"] else None,
            note=row["note"],
        )
        for row in _rows("former-names.csv")
        if (row["code"], row["name"]) not in known
    )
