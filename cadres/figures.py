"""The numbers that cadres and their logs answer for."""

from django.db.models import Count, Func, TextField
from django.urls import reverse

from cadres.models import Posting, WorkLog
from fushan.org.figures import Column, Figure, as_of


def _postings(period):
    return Posting.objects.on(as_of(period)).select_related(
        "cadre__unit", "village__township", "batch"
    )


def _logs(period):
    return WorkLog.objects.select_related("cadre", "village__township", "entered_by")


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
        measure=Count(
            Func("cadre_id", "happened_on", function="ROW", output_field=TextField()),
            distinct=True,
        ),
        columns=LOG_COLUMNS,
        url=_log_url,
    ),
]
