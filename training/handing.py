"""Whoever asked or was to teach goes: needs pass on, or go back to where they can be claimed."""

from django.urls import reverse
from django.utils.text import Truncator

from cadres.handing import free
from cadres.models import Cadre
from fushan.desk.handing import Hanging
from fushan.inbox.models import tell
from training.asking import is_taught
from training.models import Need
from villages.handing import colleagues_who_help, user_of

ENDS, UNCLAIMED = "随变动了结", "待领题"


def of_cadre(cadre, on):
    """What they asked to be taught and was not yet; whoever takes the post over may need it too."""
    rows = list(_open().filter(cadre=cadre))
    takers = free(rows[0]) if rows else []
    return [_asked_by(need, takers) for need in rows]


def of_official(official, on):
    """What they said they would teach."""
    if official.user_id is None:
        return []
    rows = list(_open().filter(claimed_by=official.user_id).select_related("cadre"))
    takers = colleagues_who_help(official) if rows else []
    return [_claimed_by(need, takers) for need in rows]


def _open():
    """Neither dropped nor answered by a training."""
    return Need.objects.filter(dropped_reason="").exclude(is_taught()).order_by("raised_on", "pk")


def _asked_by(need, takers):
    """The request stays its own cadre's; whoever passes it on makes it the taker's, from now."""

    def settle(taker, on, reason):
        need.dropped_reason = f"本人离任：{reason}"[:200]
        need.save()
        if not taker:
            return ENDS
        cadre = Cadre.objects.get(pk=taker)
        if _open().filter(cadre=cadre, text=need.text).exists():
            return cadre.name
        claimed = {"claimed_by": need.claimed_by, "claimed_at": need.claimed_at}
        asked = {"village": need.village, "area": need.area, "text": need.text, "raised_on": on}
        Need.objects.create(cadre=cadre, **asked, **claimed)
        return cadre.name

    return _hanging("need", need, f"点的题{_said(need)}", settle, takers)


def _claimed_by(need, takers):
    def settle(taker, on, reason):
        if taker:
            need.claimed_by = user_of(taker)
            said = f"{need.cadre}点的题“{need.text}”交给您领。"
            tell(need.claimed_by, said, "training:need", need.pk)
        else:
            need.claimed_by = need.claimed_at = None
        need.save()
        return need.claimed_by.name if taker else UNCLAIMED

    return _hanging("claimed-need", need, f"领的题{_said(need)}", settle, takers)


def _said(need):
    return f"“{Truncator(need.text).chars(20)}”"


def _hanging(kind, need, what, settle, takers):
    url = reverse("training:need", args=[need.pk])
    return Hanging(f"{kind}-{need.pk}", what, settle, takers=takers, url=url)
