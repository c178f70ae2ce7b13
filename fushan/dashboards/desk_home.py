"""The admin's first page: what needs somebody's care, each with the link that settles it."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localdate

from fushan.desk.backups import standing
from fushan.desk.due import DUES
from fushan.desk.models import ImportBatch
from fushan.org.due import ask
from fushan.org.lockouts import lockouts
from fushan.org.models import Role, User
from villages.due import incomplete_boards
from villages.models import PARTIES, Vacancy

MOST = 12  # lines in a card; the rest is told by "更多"


def desk_home(request, context):
    context |= {"lockouts": lockouts()[:MOST], "backup": standing()}
    if request.user.role == Role.STAFF:
        context |= _of_the_county(request.user)
    else:
        context["accounts"] = _accounts()
    return context


def _of_the_county(user):
    boards = incomplete_boards(localdate()).select_related("village__township")
    boards = list(boards.order_by("village_id", "pk")[: MOST + 1])
    vacant = Vacancy.objects.on(localdate()).select_related("village__township")
    vacant = list(vacant.order_by("village_id")[: MOST + 1])
    batches = ImportBatch.objects.select_related("made_by").order_by("-made_at", "-pk")
    return {
        "boards": [(row.village, _missing(row)) for row in boards[:MOST]],
        "more_boards": len(boards) > MOST,
        "vacant": [(row, _add("cadres_posting", village=row.village_id)) for row in vacant[:MOST]],
        "more_vacant": len(vacant) > MOST,
        "batches": list(batches[:5]),
        "suggestions": ask(DUES, localdate(), user)[:MOST],
    }


def _missing(row):
    """[(what is missing, where to enter it)]"""
    return [
        (seat.label, _add("villages_boardseat", village=row.village_id, seat=seat.value))
        for seat in PARTIES
        if not getattr(row, f"has_{seat}")
    ]


def _add(model, **initial):
    url = reverse(f"admin:{model}_add")
    return f"{url}?{urlencode(initial)}" if initial else url


def _accounts():
    """[(role, how many are open)], for the administrator."""
    roles = list(User.objects.filter(is_active=True).values_list("role", flat=True)[:10_000])
    return [(role.label, roles.count(role.value)) for role in Role]
