"""What is owed about villages: the week's visit, a cadre where there is none, a complete board."""

from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Case, Exists, F, Max, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils.formats import date_format

from cadres.models import Posting
from fushan.desk.models import setting
from fushan.kit.periods import Period, week_of
from fushan.org.due import Kind
from fushan.org.models import Selection
from fushan.org.roles import Role
from villages.models import PARTIES, BoardSeat, Seat, Vacancy, VillageWeek

WEEK = timedelta(weeks=1)
THURSDAY, SUNDAY = 3, 6


def weeks_of(day):
    """The selected villages in the reach, in the week of this day."""
    monday, _ = week_of(day)
    rows = VillageWeek.objects.filter(monday=monday).select_related("village__township")
    return rows.order_by("village_id")


def unvisited_first(day):
    """The same, those still without a visit by the township on top."""
    return sorted(weeks_of(day), key=lambda week: (week.visits > 0 or not week.due, week.pk))


def _unvisited(day):
    """This week's and the last one's: what was made and not written down can still be."""
    monday, _ = week_of(day)
    return VillageWeek.objects.filter(due=True, visits=0, monday__in=[monday, monday - WEEK])


def _visit_note(row):
    week = Period.of("week", row.due_on).label
    return f"{row.township} · {week}还没有乡镇班子到村"


def _vacant(day):
    return Vacancy.objects.on(day)


def _days(key):
    return timedelta(days=int(setting(key)))


def _vacant_due(day):
    return _vacant(day).annotate(fill_by=F("since") + _days("vacancy_fill_days"))


def in_place_of_their_cadre(user, day):
    """Vacant villages that this official answers for, as their boards say."""
    seats = BoardSeat.objects.on(day).filter(seat=Seat.TOWNSHIP_OFFICIAL, official__user=user)
    return _vacant_due(day).filter(village__in=seats.values("village"))


def incomplete_boards(day):
    """Selected villages where one of the five seats is empty; `has_<seat>` says of each."""
    held = BoardSeat.objects.on(day).filter(village=OuterRef("village"))
    posted = Posting.objects.on(day).filter(village=OuterRef("village"))
    seats = {f"has_{seat}": Exists(held.filter(seat=seat)) for seat in PARTIES}
    seats[f"has_{Seat.SECRETARY}"] |= Exists(posted.secretaries())
    return Selection.objects.on(day).annotate(**seats).exclude(**dict.fromkeys(seats, True))


def boards_due(day):
    """Whole some days after the village was selected, or after somebody left the board."""
    left = BoardSeat.objects.filter(village=OuterRef("village"), until__lte=day)
    last = left.order_by().values("village").annotate(last=Max("until")).values("last")
    went = Posting.objects.secretaries().filter(village=OuterRef("village"), ended_on__lte=day)
    gone = went.order_by().values("village").annotate(last=Max("ended_on")).values("last")
    return incomplete_boards(day).annotate(
        first_missing=Case(
            *(When(**{f"has_{seat}": False}, then=Value(seat.value)) for seat in PARTIES[1:]),
            default=Value(Seat.SECRETARY.value),
        ),
        whole_by=Greatest(
            F("since") + _days("board_first_days"),
            Coalesce(Subquery(last), F("since")) + _days("board_change_days"),
            Coalesce(Subquery(gone), F("since")) + _days("board_change_days"),
        ),
    )


def _since(row):
    return date_format(date.fromisoformat(row.said), "Y年n月j日")


def _post_somebody(row):
    return f"{reverse('admin:cadres_posting_add')}?{urlencode({'village': row.place})}"


def _seat_somebody(row):
    seat = {"village": row.place, "seat": row.said}
    return f"{reverse('admin:villages_boardseat_add')}?{urlencode(seat)}"


VISIT = Kind(
    "visit",
    "每周到村",
    roles=(Role.TOWNSHIP,),
    rows=_unvisited,
    who="village__name",
    due_on=F("monday") + timedelta(days=SUNDAY),
    text=lambda row: row.who,
    note=_visit_note,
    url=lambda row: reverse("villages:record-visit", args=[row.place]),
    near=SUNDAY - THURSDAY,
)
STANDING_IN = Kind(
    "vacant_village",
    "空缺村代管",
    roles=(Role.TOWNSHIP,),
    rows=_vacant_due,
    who="village__name",
    said="since",
    due_on="fill_by",
    text=lambda row: f"{row.who}没有选派干部",
    note=lambda row: f"{row.township} · {_since(row)}起空缺，这期间的事由您办",
    url=lambda row: reverse("village", args=[row.place]),
)
DUES = [
    VISIT,
    Kind(
        "vacancy",
        "空缺待补派",
        roles=(Role.STAFF,),
        rows=_vacant_due,
        who="village__name",
        said="since",
        due_on="fill_by",
        text=lambda row: f"{row.who}补派干部",
        note=lambda row: f"{row.township} · {_since(row)}起空缺",
        url=_post_somebody,
    ),
    Kind(
        "board",
        "身份牌缺人",
        roles=(Role.STAFF,),
        rows=boards_due,
        who="village__name",
        said="first_missing",
        due_on="whole_by",
        text=lambda row: f"{row.who}五方责任人不全",
        note=lambda row: f"{row.township} · 缺{Seat(row.said).label}",
        url=_seat_somebody,
    ),
]
