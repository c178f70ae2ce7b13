"""An official goes: their seats pass on, their time in the leadership ends, the account closes."""

from django.db.models import Q

from fushan.desk.handing import Hanging, Leaver
from fushan.inbox.models import tell
from villages.actions import follow
from villages.models import BoardSeat, Official

MOST = 200
VACANT = "空缺"


def hanging_on(official, on):
    """Open seats, each to be passed on, and the open time in a leadership."""
    open_on = Q(until=None) | Q(until__gt=on)
    seats = official.board_seats.filter(open_on).select_related("village__township")
    takers = _colleagues(official)
    items = [_seat_of(seat, takers) for seat in seats.order_by("village", "pk")]
    terms = official.leaderships.filter(Q(until=None) | Q(until__gt=on)).select_related("area")
    return items + [_term_of(term) for term in terms]


def _seat_of(seat, takers):
    def settle(taker, on, reason):
        seat.until = on
        seat.save()
        if not taker:
            return VACANT
        successor = Official.objects.select_related("user").get(pk=taker)
        BoardSeat.objects.create(village=seat.village, seat=seat.seat, official=successor, since=on)
        if successor.user:
            said = f"自{on:%Y年%m月%d日}起，您任{seat.village}{seat.get_seat_display()}。"
            tell(successor.user, said)
        return successor.name

    village = seat.village
    what = f"{village.township}{village}{seat.get_seat_display()}"
    return Hanging(f"seat-{seat.pk}", what, settle, takers=takers)


def _colleagues(official):
    """Those serving in the same place, their own unit first."""
    rows = Official.objects.filter(area=official.area_id, left_on=None).exclude(pk=official.pk)
    rows = list(rows.select_related("unit").order_by("pinyin", "pk")[:MOST])
    rows.sort(key=lambda row: row.unit_id != official.unit_id)
    return [(str(row.pk), f"{row.name}（{row.unit}{row.post}）") for row in rows]


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
