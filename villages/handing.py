"""An official goes: seats and what they took on pass on, their term ends, the account closes."""

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator

from cadres.helping import HELPERS
from cadres.models import Difficulty
from fushan.desk.handing import Hanging, Leaver
from fushan.inbox.models import tell
from fushan.org.models import User
from villages.actions import follow
from villages.models import BoardSeat, Official

MOST = 200
VACANT = "空缺"


def hanging_on(official, on):
    """Open seats and claimed difficulties, each to be passed on, and the time in a leadership."""
    open_on = Q(until=None) | Q(until__gt=on)
    seats = official.board_seats.filter(open_on).select_related("village__township")
    takers = _colleagues(official)
    items = [_seat_of(seat, takers) for seat in seats.order_by("village", "pk")]
    terms = official.leaderships.filter(Q(until=None) | Q(until__gt=on)).select_related("area")
    items += [_term_of(term) for term in terms]
    if official.user_id is None:
        return items
    claimed = Difficulty.objects.open().filter(claimed_by=official.user_id)
    claimed = claimed.select_related("cadre").order_by("raised_on", "pk")
    helpers = colleagues_who_help(official) if claimed else []
    return items + [_difficulty_of(row, helpers) for row in claimed]


def _seat_of(seat, takers):
    def settle(taker, on, reason):
        seat.until = on
        seat.save()
        if not taker:
            return VACANT
        successor = Official.objects.select_related("user").get(pk=taker)
        BoardSeat.objects.create(village=seat.village, seat=seat.seat, official=successor, since=on)
        if successor.user:
            said = (
                f"自{date_format(on, 'Y年n月j日')}起，您任{seat.village}{seat.get_seat_display()}。"
            )
            tell(successor.user, said, "village", village.pk)
        return successor.name

    village = seat.village
    what = f"{village.township}{village}{seat.get_seat_display()}"
    return Hanging(f"seat-{seat.pk}", what, settle, takers=takers)


def colleagues_who_help(official):
    """Those who can sign in and take on what was asked of this place."""
    return _colleagues(official, user__is_active=True, user__role__in=HELPERS)


def user_of(taker):
    return User.objects.get(official=taker)


def _colleagues(official, **more):
    """Those serving in the same place, their own unit first."""
    rows = Official.objects.filter(area=official.area_id, left_on=None, **more)
    rows = rows.exclude(pk=official.pk)
    rows = list(rows.select_related("unit").order_by("pinyin", "pk")[:MOST])
    rows.sort(key=lambda row: row.unit_id != official.unit_id)
    return [(str(row.pk), f"{row.name}（{row.unit}{row.post}）") for row in rows]


def _difficulty_of(row, takers):
    """What somebody else takes on is theirs to answer; else whoever claims it next."""

    def settle(taker, on, reason):
        if taker:
            row.claimed_by = user_of(taker)
            said = f"“{row.text}”交给您办（{row.cadre}的急难事）。"
            tell(row.claimed_by, said, "difficulties:difficulty", row.pk)
            to = row.claimed_by.name
        elif row.answered_on:
            to = row.state_label
        else:
            row.claimed_level, row.claimed_by, row.claimed_at = "", None, None
            to = row.state_label
        row.save()
        return to

    what = f"{row.cadre}的急难事“{Truncator(row.text).chars(20)}”（{row.state_label}）"
    url = reverse("difficulties:difficulty", args=[row.pk])
    return Hanging(f"claimed-{row.pk}", what, settle, takers=takers, url=url)


def _term_of(term):
    def settle(taker, on, reason):
        if term.since >= on:
            term.delete()
        else:
            term.until = on
            term.save()
        return "到变动之日为止"

    what = f"{term.area}班子成员"
    return Hanging(f"term-{term.pk}", what, settle, ends="随变动了结")


def place_of(official):
    return official.area_id, f"{official.unit}{official.post}"


def go(official, on, reason):
    """They have left; from that day the account is closed."""
    official.left_on = on
    official.save()
    follow(official)


LEAVER = Leaver(
    "official",
    "县乡干部",
    Official,
    place=place_of,
    hanging=hanging_on,
    go=go,
    reasons=("调动", "提拔", "退休", "其他"),
)
