"""A mentor goes: whom they guide passes on to another of the pool, or stays without one."""

from django.db.models import Q

from fushan.desk.handing import Hanging, Leaver
from mentors.models import Mentor, Pairing
from mentors.pairing import end, pair

NOBODY = "暂无导师"


def hanging_on(mentor, on):
    rows = mentor.pairings.filter(Q(ended_on=None) | Q(ended_on__gt=on))
    rows = rows.select_related("cadre__user", "village__township").order_by("village", "pk")
    takers = _colleagues(mentor, on)
    return [_pairing_of(pairing, takers) for pairing in rows]


def _pairing_of(pairing, takers):
    def settle(taker, on, reason):
        if not taker:
            end(pairing, on=on, reason=reason)
            return NOBODY
        place = {"cadre": pairing.cadre, "village_id": pairing.village_id, "began_on": on}
        successor = Pairing(mentor=Mentor.objects.get(pk=taker), **place)
        pair(successor, instead_of=pairing, reason=reason)
        return successor.mentor.name

    what = f"带{pairing.village.township}{pairing.village}{pairing.cadre}"
    return Hanging(f"pairing-{pairing.pk}", what, settle, takers=takers)


def _colleagues(mentor, on):
    """Others of the same pool who have room."""
    rows = Mentor.objects.serving(on).filter(area=mentor.area_id).exclude(pk=mentor.pk)
    return [
        (str(row.pk), f"{row}（{row.get_kind_display()}，带 {row.guided} 人）")
        for row in rows.with_load(on).order_by("pinyin", "pk")
        if row.guided < row.cap
    ]


def of_cadre(cadre, on):
    """What hangs on a cadre who goes: being guided ends with the change."""

    def settle_of(pairing):
        def settle(taker, on, reason):
            end(pairing, on=on, reason=f"干部变动：{reason}"[:100])
            return "随变动了结"

        return settle

    rows = cadre.pairings.filter(Q(ended_on=None) | Q(ended_on__gt=on)).select_related("mentor")
    return [
        Hanging(f"mentor-{row.pk}", f"导师{row.mentor}", settle_of(row), ends="随变动了结")
        for row in rows
    ]


def place_of(mentor):
    return mentor.area_id, f"{mentor.area}导师"


def go(mentor, on, reason):
    mentor.retired_on = on
    mentor.save()


LEAVER = Leaver(
    "mentor",
    "导师",
    Mentor,
    place=place_of,
    hanging=hanging_on,
    go=go,
    reasons=("调动", "退休", "因病", "本人申请", "其他"),
)
