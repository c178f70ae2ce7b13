"""Who goes passes on the open matters that were theirs to see through, line by line."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.text import Truncator

from cadres.models import Cadre
from fushan.desk.handing import Hanging
from petitions.models import Deed, Matter, MatterStep, State
from petitions.moving import step
from villages.models import Official

MOST = 200
NOBODY = "由村里另行安排"


def of_cadre(cadre, on):
    """Open matters that the cadre took in or was to see through."""
    mine = Q(entered_by__cadre_id=cadre.pk) | Q(owner=cadre.name, village=cadre.area_code)
    rows = list(_open().filter(mine)[:MOST])
    takers = {village: _cadres(village, cadre) for village in {row.village_id for row in rows}}
    return [_matter(row, takers[row.village_id], Cadre) for row in rows]


def of_official(official, on):
    """Open matters that name the official, and those they received from below."""
    received = MatterStep.objects.filter(
        matter=OuterRef("pk"), deed=Deed.RECEIVED, made_by=official.user_id
    )
    mine = Q(owner=official.name) | Q(Exists(received), state=State.UPWARD)
    area = official.area_id
    rows = _open().filter(mine, village__gte=area, village__lt=f"{area}:")[:MOST]
    takers = _officials(official)
    return [_matter(row, takers, Official) for row in rows]


def _open():
    rows = Matter.objects.unsettled().select_related("village__township")
    return rows.order_by("due_on", "pk")


def _cadres(village, leaver):
    """Those posted in the village, then those posted nowhere."""
    rows = Cadre.objects.filter(Q(area_code=village) | Q(area_code=village[:6]))
    rows = rows.exclude(pk=leaver.pk).select_related("unit")
    rows = rows.order_by("-area_code", "pinyin", "pk")[:MOST]
    return [(str(row.pk), f"{row.name}（{row.unit}）" if row.unit else row.name) for row in rows]


def _officials(leaver):
    rows = Official.objects.filter(area=leaver.area_id, left_on=None).exclude(pk=leaver.pk)
    rows = rows.select_related("unit").order_by("pinyin", "pk")[:MOST]
    return [(str(row.pk), f"{row.name}（{row.unit}{row.post}）") for row in rows]


def _matter(matter, takers, kind):
    """`kind`: the model of those who may take it; the matter itself keeps a name."""

    @transaction.atomic
    def settle(taker, on, reason):
        before = matter.owner or "未定"
        matter.owner = kind.objects.get(pk=taker).name if taker else ""
        matter.save()
        note = f"{before}变动（{reason}），{matter.owner or NOBODY}"
        step(matter, matter.state, deed=Deed.HANDED_ON, by=None, on=on, note=note)
        return matter.owner or NOBODY

    words = Truncator(matter.text).chars(20)
    what = f"{matter.village}诉求“{words}”（{matter.get_state_display()}）"
    return Hanging(f"matter-{matter.pk}", what, settle, takers=takers)
