"""The numbers that cadres and their logs answer for."""

from dataclasses import replace
from urllib.parse import urlencode

from django.db.models import BigIntegerField, Count, Func, Sum
from django.urls import reverse

from cadres.models import (
    Difficulty,
    Leave,
    Pledge,
    PledgeState,
    Posting,
    Presence,
    Wall,
    WorkLog,
)
from cadres.unsettled import unsettled
from fushan.desk.models import ClosedMonth
from fushan.org.figures import Column, Figure, as_of


def _postings(period):
    return Posting.objects.on(as_of(period)).select_related(
        "cadre__unit", "village__township", "batch"
    )


def _logs(period):
    return WorkLog.objects.select_related("cadre", "village__township", "entered_by")


def _leaves(period):
    return Leave.objects.approved().select_related("cadre", "village__township")


def _difficulties(period):
    return Difficulty.objects.select_related("cadre", "village__township", "claimed_by")


def _solved(period):
    return _difficulties(period).filter(solved_on__isnull=False)


def _presences(period):
    rows = Presence.objects.filter(confirmed_at__isnull=False)
    return rows.select_related("cadre", "village__township")


def _walls(period):
    rows = Wall.objects.filter(made_on__lte=as_of(period))
    return rows.select_related("cadre", "village__township")


def _kept(period):
    rows = Pledge.objects.filter(state=PledgeState.KEPT)
    return rows.select_related("cadre", "village__township")


def _closed(period):
    return ClosedMonth.objects.standing().select_related("area", "closed_by")


def _month_url(area, month):
    return f"{reverse('month')}?{urlencode({'area': area, 'period': f'{month:%Y-%m}'})}"


def _log_url(log):
    return reverse("cadres:log", args=[log.pk])


LOG_COLUMNS = [
    Column("日期", "happened_on"),
    Column("乡镇", "village.township.name"),
    Column("村", "village.name"),
    Column("选派干部", "cadre.name"),
    Column("类别", "kind_labels"),
    Column("做了什么", "text"),
    Column("录入人", "entered_by.name"),
]

# One number for both: a row of two is told apart three times as slowly.
CADRE_AND_DAY = Func(
    "cadre_id",
    "happened_on",
    template="(%(expressions)s - DATE '2000-01-01'))",
    arg_joiner=" * 100000 + (",
    output_field=BigIntegerField(),
)
WHO = [
    Column("乡镇", "village.township.name"),
    Column("村", "village.name"),
    Column("选派干部", "cadre.name"),
]

DIFFICULTIES = Figure(
    "difficulties_raised",
    "干部急难事",
    unit="件",
    definition="期内提出的干部急难事，按提出日期计；本人说不用办了的也在内。",
    records=_difficulties,
    on="raised_on",
    cadre="cadre_id",
    columns=[
        Column("提出日期", "raised_on"),
        *WHO,
        Column("什么事", "text"),
        Column("状态", "state_label"),
        Column("谁在办", "get_claimed_level_display"),
        Column("认领人", "claimed_by.name"),
        Column("怎么办的", "get_answered_how_display"),
        Column("答复", "answer"),
        Column("解决日期", "solved_on"),
    ],
    url=lambda row: reverse("difficulties:difficulty", args=[row.pk]),
)

FIGURES = [
    Figure(
        "cadres",
        "选派干部",
        unit="人",
        definition="期末在村任职的选派干部，每人一条任职。",
        records=_postings,
        cadre="cadre_id",
        measure=Count("cadre", distinct=True),
        columns=[
            Column("乡镇", "village.township.name"),
            Column("村", "village.name"),
            Column("姓名", "cadre.name"),
            Column("村内职务", "get_post_display"),
            Column("派出单位", "cadre.unit.name"),
            Column("到村日期", "began_on"),
            Column("批次", "batch.name"),
        ],
        url=lambda posting: reverse("village", args=[posting.village_id]),
    ),
    Figure(
        "logs",
        "工作日志",
        unit="条",
        definition="期内发生的工作日志，按发生日期计。",
        records=_logs,
        on="happened_on",
        cadre="cadre_id",
        columns=LOG_COLUMNS,
        url=_log_url,
    ),
    Figure(
        "log_days",
        "有日志的人天",
        unit="人天",
        definition="期内有工作日志的干部和日期，同一人同一天记几条都算一个人天。",
        once="下面逐条列出。",
        records=_logs,
        on="happened_on",
        cadre="cadre_id",
        measure=Count(CADRE_AND_DAY, distinct=True),
        columns=LOG_COLUMNS,
        url=_log_url,
    ),
    Figure(
        "leave_days",
        "请假",
        unit="天",
        definition="期内开始的、已批准的请假，按工作日计。",
        once="下面逐次列出。",
        records=_leaves,
        on="first_on",
        cadre="cadre_id",
        measure=Sum("days"),
        columns=[
            *WHO,
            Column("从哪天", "first_on"),
            Column("到哪天", "last_on"),
            Column("工作日", "days"),
            Column("回村日期", "returned_on"),
        ],
        url=lambda leave: reverse("history", args=["cadres.leave", leave.pk]),
    ),
    Figure(
        "presence_days",
        "在村天数",
        unit="天",
        definition="经乡镇确认或到期收尾的月份，选派干部在村天数之和；按月计，每月落在1日，"
        "还没有收尾的月份不在内。",
        wanting=unsettled,
        once="下面逐人逐月列出。",
        records=_presences,
        on="month",
        cadre="cadre_id",
        measure=Sum("days"),
        columns=[
            Column("月份", "month"),
            *WHO,
            Column("工作日", "working_days"),
            Column("请假", "leave_days"),
            Column("周末加班", "weekend_days"),
            Column("另外不在村", "absent_days"),
            Column("在村天数", "days"),
        ],
        url=lambda presence: reverse("history", args=["cadres.presence", presence.pk]),
    ),
    Figure(
        "walls",
        "初心墙",
        unit="面",
        definition="期末已做好的初心墙，一名干部在一个村一面。",
        records=_walls,
        cadre="cadre_id",
        columns=[*WHO, Column("做好日期", "made_on"), Column("挂在哪里", "get_hung_display")],
        url=lambda wall: reverse("wall", args=[wall.pk]),
    ),
    Figure(
        "pledges_kept",
        "兑现的承诺",
        unit="条",
        definition="期内兑现的初心墙承诺，按本人对账的日期计。",
        records=_kept,
        on="settled_on",
        cadre="cadre_id",
        columns=[Column("兑现日期", "settled_on"), *WHO, Column("承诺什么", "text")],
        url=lambda pledge: reverse("wall", args=[pledge.wall_id]),
    ),
    Figure(
        "months_closed",
        "已收尾的月份",
        unit="个",
        definition="乡镇 × 月：已收尾的月份，每月落在1日。",
        records=_closed,
        on="month",
        village="area_id",
        columns=[
            Column("月份", "month"),
            Column("乡镇", "area.name"),
            Column("收尾人", "closed_by.name"),
            Column("收尾时间", "closed_at"),
        ],
        url=lambda closed: _month_url(closed.area_id, closed.month),
    ),
    DIFFICULTIES,
    replace(
        DIFFICULTIES,
        code="difficulties_solved",
        label="解决的干部急难事",
        definition="期内解决的干部急难事，按本人确认解决的日期计。",
        records=_solved,
        on="solved_on",
    ),
]
