"""Other counties beside the first, as large as it: what a page must not become slower by."""

from django.db import transaction

from fushan.demo.county import COUNTY, accounts, build_county
from fushan.org.models import Area

TOWNSHIPS = 2
PROVINCE = COUNTY[:2]


def lay_others(count, *, after, records, **size):
    """Real counties with invented townships and people. `records(county)` lays what happened.

    Nobody can open their accounts. Told apart by `before`, no ID number is given twice.
    """
    before = len(after.postings)
    for n, code in enumerate(_codes(count)):
        with transaction.atomic():  # each its own: the locks of a nation's months are too many
            county = build_county(townships=TOWNSHIPS, code=code, before=before, **size)
            accounts(county)
            records(county, analyzed=n & (n + 1) == 0)
        before += len(county.postings)


def _codes(count):
    """Those of the same province first."""
    codes = Area.objects.filter(pk__regex=r"^\d{6}$").exclude(pk=COUNTY)
    codes = sorted(
        codes.values_list("pk", flat=True), key=lambda code: (code[:2] != PROVINCE, code)
    )
    return codes[:count]
