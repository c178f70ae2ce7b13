"""The numbers of matters: raised, done, told and judged, and never one in place of another."""

from dataclasses import replace

from django.db.models import Q
from django.urls import reverse

from fushan.org.figures import Column, Figure, Ratio, as_of
from petitions.models import SETTLED, Answer, Matter, MatterKind, Review

COLUMNS = [
    Column("哪天说的", "raised_on"),
    Column("乡镇", "village.township.name"),
    Column("村", "village.name"),
    Column("大小", "get_kind_display"),
    Column("类别", "get_category_display"),
    Column("什么事", "text"),
    Column("谁来办", "owner"),
    Column("状态", "get_state_display"),
    Column("办结日期", "done_on"),
    Column("回告日期", "told_on"),
]


def _matters(period):
    return Matter.objects.select_related("village__township")


def _small(period):
    return _matters(period).filter(kind=MatterKind.SMALL)


def _hard(period):
    return _matters(period).filter(kind=MatterKind.HARD)


def _open(period):
    return _matters(period).filter(raised_on__lte=as_of(period)).exclude(state__in=SETTLED)


def _over(period):
    return _open(period).filter(due_on__lt=as_of(period))


def _answered(period):
    return _matters(period).exclude(answer="")


def _reviews(period):
    rows = Review.objects.filter(confirmed_at__isnull=False)
    return rows.select_related("village__township", "confirmed_by")


def _url(matter):
    return reverse("petitions:matter", args=[matter.pk])


RAISED = Figure(
    "matters",
    "群众诉求",
    unit="件",
    definition="期内群众说的事，不予受理的也在内。",
    records=_matters,
    on="raised_on",
    columns=COLUMNS,
    url=_url,
)
SATISFIED = Ratio(
    "matters_satisfied",
    "本人满意",
    definition="回告时本人说满意或基本满意的 / 本人作了评价的，按回告日期计。",
    denominator=replace(
        RAISED,
        code="matters_answered",
        label="本人评价过的诉求",
        definition="期内回告、本人作了评价的诉求。",
        records=_answered,
        on="told_on",
    ),
    met=lambda period: Q(answer__in=[Answer.GOOD, Answer.FAIR]),
    missed="matters_dissatisfied",
)
FIGURES = [
    RAISED,
    replace(
        RAISED,
        code="small_matters_done",
        label="办结的小事",
        definition="期内办结（含当场答复）的小事。",
        records=_small,
        on="done_on",
    ),
    replace(
        RAISED,
        code="hard_matters_done",
        label="办结的难事",
        definition="期内办结的难事。",
        records=_hard,
        on="done_on",
    ),
    replace(
        RAISED, code="matters_told", label="已回告", definition="期内回告本人的诉求。", on="told_on"
    ),
    replace(
        RAISED,
        code="matters_reviewed",
        label="已评事",
        definition="期内经群众评事的诉求。",
        on="reviewed_on",
    ),
    replace(
        RAISED,
        code="matters_open",
        label="在办的诉求",
        definition="期末还没有回告的诉求。",
        records=_open,
        on="",
    ),
    replace(
        RAISED,
        code="matters_over",
        label="超期的诉求",
        definition="期末还没有办到下一步、日期已过的诉求。",
        records=_over,
        on="",
    ),
    SATISFIED.denominator,
    SATISFIED,
    SATISFIED.met_only(
        "matters_dissatisfied",
        "本人不满意的诉求",
        "期内回告、本人说不满意的诉求。",
        opposite=True,
    ),
    Figure(
        "reviews",
        "群众评事",
        unit="次",
        definition="期内开的、已由另一人确认的群众评事会。",
        records=_reviews,
        on="held_on",
        columns=[
            Column("哪天", "held_on"),
            Column("乡镇", "village.township.name"),
            Column("村", "village.name"),
            Column("实到户数", "present"),
            Column("收回票数", "returned"),
            Column("说事满意", "said_good"),
            Column("议事满意", "held_good"),
            Column("确认人", "confirmed_by.name"),
        ],
        url=lambda review: reverse("petitions:review", args=[review.pk]),
    ),
]
