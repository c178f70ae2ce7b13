"""The admin's first page: what needs somebody's care, each with the link that settles it."""

from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.models import Posting
from fushan.desk.models import ImportBatch
from fushan.org.lockouts import lockouts
from fushan.org.models import Role, Selection, User
from villages.models import PARTIES, BoardSeat, Seat

MOST = 12  # lines in a card; the rest is told by "更多"


def desk_home(request, context):
    context["lockouts"] = lockouts()[:MOST]
    if request.user.role == Role.STAFF:
        context |= _of_the_county()
    else:
        context["accounts"] = _accounts()
    return context


def _of_the_county():
    boards = list(_incomplete_boards()[: MOST + 1])
    vacant = list(_without_a_cadre()[: MOST + 1])
    batches = ImportBatch.objects.select_related("made_by").order_by("-made_at", "-pk")
    return {
        "boards": [(row.village, _missing(row)) for row in boards[:MOST]],
        "more_boards": len(boards) > MOST,
        "vacant": [(row.village, _add("cadres_cadre")) for row in vacant[:MOST]],
        "more_vacant": len(vacant) > MOST,
        "batches": list(batches[:5]),
    }


def _selected():
    rows = Selection.objects.on(localdate()).select_related("village__township")
    return rows.order_by("village_id", "pk")


def _posted():
    return Posting.objects.on(localdate()).filter(village=OuterRef("village"))


def _incomplete_boards():
    """Selected villages where one of the five seats is empty; `has_<seat>` says of each."""
    held = BoardSeat.objects.on(localdate()).filter(village=OuterRef("village"))
    seats = {f"has_{seat}": Exists(held.filter(seat=seat)) for seat in PARTIES}
    seats[f"has_{Seat.SECRETARY}"] |= Exists(_posted().secretaries())
    rows = _selected().annotate(**seats)
    return rows.exclude(**dict.fromkeys(seats, True))


def _missing(row):
    """[(what is missing, where to enter it)]"""
    return [
        (seat.label, _add("villages_boardseat", village=row.village_id, seat=seat.value))
        for seat in PARTIES
        if not getattr(row, f"has_{seat}")
    ]


def _without_a_cadre():
    return _selected().exclude(Exists(_posted()))


def _add(model, **initial):
    url = reverse(f"admin:{model}_add")
    return f"{url}?{urlencode(initial)}" if initial else url


def _accounts():
    """[(role, how many are open)], for the administrator."""
    roles = list(User.objects.filter(is_active=True).values_list("role", flat=True)[:10_000])
    return [(role.label, roles.count(role.value)) for role in Role]
