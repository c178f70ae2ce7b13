"""A mentor goes: whom they guide passes on to another of the pool, or stays without one."""

from collections import defaultdict

from django.db.models import Q

from cadres.handing import free
from cadres.models import Cadre, Posting
from fushan.desk.handing import Hanging, Leaver
from mentors.models import Mentor, Pairing
from mentors.pairing import end, pair

NOBODY = "暂无导师"
ENDS = "随变动了结"


def hanging_on(mentor, on):
    rows = mentor.pairings.filter(Q(ended_on=None) | Q(ended_on__gt=on))
    rows = rows.select_related("cadre__user", "village__township").order_by("village", "pk")
    pools = _pools({pairing.village_id[:9] for pairing in rows}, mentor, on)
    return [_pairing_of(pairing, pools[pairing.village_id[:9]]) for pairing in rows]


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


def _pools(townships, mentor, on):
    """{township: takers}: of each pool the others who have room."""
    rows = Mentor.objects.serving(on).filter(area__in=townships).exclude(pk=mentor.pk)
    pools = defaultdict(list)
    for row in rows.with_load(on).order_by("pinyin", "pk"):
        if row.guided < row.cap:
            label = f"{row}（{row.get_kind_display()}，带 {row.guided} 人）"
            pools[row.area_id].append((str(row.pk), label))
    return pools


def of_cadre(cadre, on):
    """What hangs on a cadre who goes: who takes the post over may take over the mentor as well."""
    rows = cadre.pairings.filter(Q(ended_on=None) | Q(ended_on__gt=on)).select_related("mentor")
    return [_guidance_of(row) for row in rows]


def _guidance_of(pairing):
    def settle(taker, on, reason):
        end(pairing, on=on, reason=f"干部变动：{reason}"[:100])
        place = {"cadre_id": taker, "village": pairing.village_id}
        if not taker or not Posting.objects.on(on).filter(**place).exists():
            return ENDS
        successor = Cadre.objects.select_related("user").get(pk=taker)
        place = {"village_id": pairing.village_id, "began_on": max(on, pairing.began_on)}
        pair(Pairing(mentor=pairing.mentor, cadre=successor, **place))
        return f"{successor}"

    return Hanging(f"mentor-{pairing.pk}", f"导师{pairing.mentor}", settle, takers=free(pairing))


def place_of(mentor):
    return mentor.area_id, f"{mentor.area}导师"


def go(mentor, on, reason):
    mentor.retired_on = max(on, mentor.joined_on)
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
