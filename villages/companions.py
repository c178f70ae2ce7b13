"""Who is likely to have come along, so that it need not be typed."""

import re
from collections import defaultdict
from datetime import timedelta
from functools import cached_property

from django.db.models import Q

from villages.models import BoardSeat, Official, Visit, Visitor

HALF_A_YEAR, LAST = timedelta(days=183), 8


def officials_for(visit):
    """Those of the village's township and of the county, and whoever the visit names already."""
    serving = _serving(visit.village.township_id)
    named = Q(pk__in=visit.visitors.values("official")) if visit.pk else Q()
    rows = Official.objects.filter(serving | named)
    return rows.select_related("unit").order_by("-area", "pinyin", "pk")


def regulars(village, day):
    """The ids of those who sit on its board and of the last who came, for who begins anew."""
    seated = BoardSeat.objects.filter(village=village, until=None, official__isnull=False)
    came = Visitor.objects.filter(village=village, happened_on__gt=day - HALF_A_YEAR)
    came = came.order_by("-happened_on", "-pk").values_list("official", flat=True)[:LAST]
    return {*seated.values_list("official", flat=True), *came}


def _serving(township):
    return Q(area__in=[township, township[:6]], left_on=None)


class Named:
    """Those who may come to a township's villages, found by their names as written on paper."""

    def __init__(self, township):
        self.township = township

    @cached_property
    def by_name(self):
        found = defaultdict(list)
        rows = Official.objects.filter(_serving(self.township)).select_related("unit")
        for official in rows.order_by("-area", "pk"):
            found[official.name].append(official)
        return found

    def find(self, text):
        """(officials, what is wrong). A namesake is told apart by the unit: 张伟（县林业局）."""
        found, wrong = {}, []
        for name, unit in WRITTEN.findall(text):
            same = [o for o in self.by_name.get(name, ()) if unit in o.unit.name]
            if len(same) == 1:
                found[same[0].pk] = same[0]
            else:
                wrong.append(_which(name, same))
        return list(found.values()), wrong


# A name, and maybe a unit in brackets; between names whatever people write there.
WRITTEN = re.compile(r"([^\s、，,;；/（）()]+)(?:\s*[（(]([^（）()]*)[）)])?")


def _which(name, same):
    if not same:
        return f"没有叫“{name}”的县乡干部，请核对；名单里还没有的，请组织部先添上。"
    told = "或".join(f"“{official}（{official.unit}）”" for official in same)
    return f"叫“{name}”的不止一人，请写成{told}。"


def last_party(user, village):
    """The ids of those who came on this person's last visit; else of the person alone."""
    mine = Official.objects.filter(user=user).values_list("pk", flat=True).first()
    last = Visit.objects.filter(entered_by=user).order_by("-pk").first()
    party = set(last.visitors.values_list("official", flat=True)) if last else set()
    return party if mine is None or mine in party else {mine}
