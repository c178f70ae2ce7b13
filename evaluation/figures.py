"""The numbers of hints and appraisals. Ledgers are read by leaders too: they name no cadre."""

from django.db.models import Q
from django.urls import reverse

from evaluation.models import JUDGED, OPEN, Appraisal, Hint
from fushan.org.figures import Column, Figure, as_of

COLUMNS = [
    Column("乡镇", "village.township.name"),
    Column("村", "village.name"),
    Column("条款", "rule"),
    Column("考评办法", "scheme"),
    Column("约束谁", "get_bound_display"),
    Column("状态", "get_state_display"),
]


def _open(period):
    """Of what happened by then; one that was decided since was still open then."""
    day = as_of(period)
    waiting = Q(state__in=OPEN) | Q(state__in=JUDGED, decided_on__gt=day)
    return _rows().filter(waiting, happened_on__lte=day)


def _decided(period):
    return _rows().filter(state__in=JUDGED)


def _rows():
    return Hint.objects.select_related("village__township", "rule", "scheme")


def _closed(period):
    rows = Appraisal.objects.filter(closed_on__isnull=False)
    return rows.select_related("village__township")


def _url(hint):
    return reverse("hints:hint", args=[hint.pk])


FIGURES = [
    Figure(
        "hints_open",
        "在办的待核实提示",
        unit="条",
        definition="期末还没有认定，或者申诉还没有复核的提示，不论是哪天的事；提示不等于有问题。",
        records=_open,
        cadre="cadre_id",
        columns=[Column("哪天的事", "happened_on"), *COLUMNS],
        url=_url,
    ),
    Figure(
        "hints_decided",
        "已认定的提示",
        unit="条",
        definition="期内认定的提示，扣分、不扣分、免责都算，按认定日期计。",
        records=_decided,
        on="decided_on",
        cadre="cadre_id",
        columns=[
            Column("认定日期", "decided_on"),
            *COLUMNS,
            Column("认定", "get_outcome_display"),
        ],
        url=_url,
    ),
    Figure(
        "appraisals_closed",
        "办结的考评",
        unit="份",
        definition="期内办结的季度和年度考评，按办结日期计；不写姓名，不写得分。",
        records=_closed,
        on="closed_on",
        cadre="cadre_id",
        columns=[
            Column("办结日期", "closed_on"),
            *COLUMNS[:2],
            Column("考评", "label"),
        ],
        url=lambda appraisal: reverse("appraisals:appraisal", args=[appraisal.pk]),
    ),
]
