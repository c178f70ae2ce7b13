"""The numbers of villages' years: income against the line, and benchmark branches."""

from dataclasses import replace

from django.db.models import Count, Q, Sum
from django.urls import reverse

from fushan.desk.models import number
from fushan.org.figures import Column, Figure, Ratio, as_of
from villages.models import SOURCES, Grade, VillageYear

PLACE = [Column("乡镇", "village.township.name"), Column("村", "village.name")]


def _latest(period):
    rows = VillageYear.objects.latest(as_of(period).year).with_income()
    return rows.select_related("village__township")


def _told(period):
    """Of whom at least one source of income is known."""
    return _latest(period).exclude(**dict.fromkeys(SOURCES))


def _benchmark(period):
    return _latest(period).filter(grade=Grade.BENCHMARK)


def _over(period):
    return Q(income__gte=number("income_line"))


def _url(row):
    return reverse("years:years-of", args=[row.village_id])


INCOME = Figure(
    "collective_income",
    "村集体收入",
    unit="元",
    definition="各村最近一年（不晚于期末那一年）填的各项集体收入之和。",
    once="下面逐村列出。",
    records=_told,
    measure=Sum("income"),
    columns=[
        *PLACE,
        Column("年度", "year"),
        Column("合计（元）", "total"),
        Column("经营", "income_own"),
        Column("发包和租金", "income_rent"),
        Column("投资和分红", "income_shares"),
        Column("补助", "income_grants"),
        Column("其他", "income_other"),
    ],
    url=_url,
)
TOLD = replace(
    INCOME,
    code="income_told",
    label="填了集体收入的村",
    unit="个",
    definition="最近一年填了集体收入的村。",
    once="",
    measure=Count("pk"),
)
OVER = Ratio(
    "income_over_line",
    "集体收入达标的村",
    definition="最近一年集体收入合计达到标准（设置里的“村集体收入标准”）的村 / 填了集体收入的村。",
    denominator=TOLD,
    met=_over,
    missed="income_under_line",
)
FIGURES = [
    INCOME,
    TOLD,
    OVER,
    OVER.met_only(
        "income_under_line",
        "集体收入没有达标的村",
        "最近一年集体收入合计没有达到标准的村。",
        opposite=True,
    ),
    Figure(
        "benchmark_branches",
        "标杆支部",
        unit="个",
        definition="最近一年（不晚于期末那一年）支部等次是“标杆”的村。",
        records=_benchmark,
        columns=[
            *PLACE,
            Column("年度", "year"),
            Column("支部等次", "get_grade_display"),
            Column("活动场所", "get_premises_display"),
            Column("示范村", "get_demonstration_display"),
        ],
        url=_url,
    ),
]
