"""The numbers of what lasts: long plans, people brought on, checks passed, branch life, telling."""

from datetime import timedelta

from django.db.models import DateField, Exists, OuterRef, Q, Sum
from django.db.models.functions import Cast, TruncMonth
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from fushan.kit.periods import Period
from fushan.org.figures import Column, Figure, Ratio, as_of
from fushan.org.models import Selection
from villages.models import (
    BEGUN,
    AccountCheck,
    PartyActivity,
    PartyKind,
    Plan,
    PlanKind,
    Project,
    Publication,
    Reserve,
    VillageWeek,
)

PLACE = [Column("乡镇", "village.township.name"), Column("村", "village.name")]
A_YEAR, HALF_A_YEAR = timedelta(days=365), timedelta(days=183)
FIRST_WEEK = 7  # of the Mondays of a month just one falls on these days


def _ledger(figure, row, period):
    """The records of one village that say whether it is so."""
    return f"{reverse('ledger', args=[figure])}?area={row.village_id}&period={period.code}"


def _history(row):
    return reverse("history", args=[row._meta.label_lower, row.pk])


def _tasks_url(selection):
    return _ledger("plan_tasks", selection, Period.of("year", localdate()))


def _month_url(week):
    return _ledger("party_activities", week, Period.of("month", week.monday))


def _told_url(selection):
    today = localdate()
    return _ledger("publications", selection, Period.span(today - A_YEAR, today))


def _selected(period):
    return Selection.objects.on(as_of(period)).select_related("village__township")


def _with_long_plan(period):
    plans = Plan.objects.running(as_of(period)).filter(kind=PlanKind.FIVE)
    return Q(Exists(plans.filter(village=OuterRef("village"))))


def _reserves(period):
    rows = Reserve.objects.filter(year=as_of(period).year)
    return rows.select_related("village__township")


def _checks(period):
    return AccountCheck.objects.select_related("village__township")


class MonthOf(Column):
    """The month that a day stands for."""

    def of(self, record):
        return date_format(getattr(record, self.path), "Y年n月")


def _months(period):
    """A village's months that are over, each told by its first Monday.

    Where nothing at all was taken over from the other system for half a year nobody is asked.
    """
    begun, last = Period.of("month", localdate()).first, as_of(period)
    lately = (min(period.first, last - HALF_A_YEAR), last)
    told = PartyActivity.objects.filter(village=OuterRef("village"), happened_on__range=lately)
    rows = VillageWeek.objects.filter(monday__day__lte=FIRST_WEEK, monday__lt=begun)
    return rows.filter(Exists(told)).select_related("village__township")


def _month(path):
    return Cast(TruncMonth(Cast(path, DateField())), DateField())


def _met_together(period):
    days = PartyActivity.objects.filter(kind=PartyKind.DAY, village=OuterRef("village"))
    days = days.annotate(month=_month("happened_on"))
    return Q(Exists(days.filter(month=_month(OuterRef("monday")))))


def _building(period):
    begun = Project.objects.filter(village=OuterRef("village"), state__in=BEGUN)
    return _selected(period).filter(Exists(begun))


def _told(period):
    """Of the last quarter that was over by then."""
    quarter = Period.of("quarter", as_of(period)).previous
    told = Publication.objects.filter(quarter=quarter.first)
    return Q(Exists(told.filter(village=OuterRef("village"))))


SELECTED = Figure(
    "villages_planning",
    "要有五年规划的村",
    unit="个",
    definition="期末列为选派村的村。",
    records=_selected,
    columns=[*PLACE, Column("列入日期", "since")],
    url=_tasks_url,
    called=lambda selection: "五年规划是不是在案",
)
RESERVES = Figure(
    "reserves_planned",
    "计划培养的后备力量",
    unit="人",
    definition="期末那一年各村计划培养的后备力量人数之和。",
    once="下面逐村列出。",
    records=_reserves,
    measure=Sum("planned"),
    columns=[
        *PLACE,
        Column("计划", "planned"),
        Column("已培养", "trained"),
        Column("怎么培养的", "note"),
    ],
    url=_history,
)
CHECKS = Figure(
    "account_checks",
    "制度账目检查",
    unit="次",
    definition="期内乡镇、县里对村里制度和账目的检查，按检查日期计。",
    records=_checks,
    on="checked_on",
    columns=[
        Column("日期", "checked_on"),
        *PLACE,
        Column("检查什么", "get_what_display"),
        Column("谁检查的", "checker"),
        Column("发现什么问题", "found"),
    ],
    url=_history,
)
MONTHS = Figure(
    "party_months",
    "要开主题党日的村月",
    unit="村月",
    definition="选派村 × 月：只算已过完的月，按当月第一个周一落在期内计；"
    "半年里一条组织生活都没有导入的村不算。",
    records=_months,
    on="monday",
    columns=[*PLACE, MonthOf("月份", "monday")],
    url=_month_url,
    called=lambda week: f"{week.monday.year}年{week.monday.month}月的主题党日",
)
BUILDING = Figure(
    "villages_building",
    "有项目在建的村",
    unit="个",
    definition="期末列为选派村、有项目已经动工的村。",
    records=_building,
    columns=[*PLACE],
    url=_told_url,
    called=lambda selection: "最近一个季度有没有公开项目收支",
)
FIGURES = [
    SELECTED,
    Ratio(
        "five_year_plans",
        "五年规划在案",
        definition="有正在执行的五年规划的 / 选派村，按期末算。",
        denominator=SELECTED,
        met=_with_long_plan,
    ),
    RESERVES,
    Ratio(
        "reserves_trained",
        "后备力量培养完成率",
        definition="已培养的 / 计划培养的后备力量人数，按期末那一年算。",
        denominator=RESERVES,
        met=lambda period: Q(trained__gt=0),
        part=Sum("trained"),
    ),
    CHECKS,
    Ratio(
        "account_checks_passed",
        "制度账目检查通过率",
        definition="通过的 / 期内的制度账目检查。",
        denominator=CHECKS,
        met=lambda period: Q(passed=True),
    ),
    MONTHS,
    Ratio(
        "party_days_held",
        "主题党日按月开展",
        definition="当月有主题党日记录的 / 已过完的村月。",
        denominator=MONTHS,
        met=_met_together,
    ),
    BUILDING,
    Ratio(
        "projects_told",
        "项目按季公开",
        definition="上一季度公开过项目收支和进度的 / 有项目在建的村，按期末算。",
        denominator=BUILDING,
        met=_told,
    ),
]
