"""What a village's fact sheet says of its board and of who came."""

from django.utils.formats import date_format

from fushan.kit.facts import Section, by_village, latest, short
from villages.boards import boards
from villages.models import WITH_NAMES, Visit


def _board(villages, day):
    return {
        code: [(held.seat.label, f"{held.name} {held.unit or ''}".strip()) for held in five]
        for code, five in boards(villages, day).items()
    }


def _visits(villages, day):
    return by_village(latest(Visit.objects.prefetch_related(WITH_NAMES), villages, day), _visit)


def _visit(visit):
    names = "、".join(visit.visitor_names())
    return date_format(visit.happened_on, "n月j日"), short(f"{names}：{visit.text}".lstrip("："))


BOARD = Section("五方责任", _board, narrow=True)
VISITS = Section("最近的到村指导", _visits, "近一年没有记录")
