"""What a village's fact sheet says of training: what its cadres asked for and where it stands."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format

from fushan.kit.facts import LAST, Section, by_village, short
from training.models import Need, SessionNeed

YEAR = timedelta(days=365)


def _needs(villages, day):
    held = SessionNeed.objects.filter(need=OuterRef("pk"), session__cancelled_reason="")
    rows = Need.objects.filter(village__in=villages, raised_on__range=(day - YEAR, day))
    rows = rows.annotate(is_taught=Exists(held)).select_related("cadre")
    found = by_village(rows.order_by("-raised_on", "-pk"), _need)
    return {village: lines[:LAST] for village, lines in found.items()}


def _need(need):
    where = "已办" if need.is_taught else "不办" if need.dropped_reason else "待办"
    return date_format(need.raised_on, "n月j日"), short(f"{need.cadre}：{need.text}（{where}）")


NEEDS = Section("点题", _needs, "近一年没有点题", narrow=True)
