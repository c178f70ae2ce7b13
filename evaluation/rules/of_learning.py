"""R16, R17, R20: training, mentors, and records that are true."""

from datetime import timedelta

from django.db.models import Count, DateField, DurationField, ExpressionWrapper, F
from django.db.models.functions import Cast, TruncDate

from cadres.models import WorkLog
from evaluation.models import Bound
from evaluation.rules.asking import Found, spoken
from mentors.due import without_mentor
from training.models import Attendance, Turnout

LATE, MANY = timedelta(days=7), 10


def came_to_training(asked):
    rows = Attendance.objects.filter(
        turnout=Turnout.ABSENT,
        session__began_on__range=asked.window,
        session__cancelled_reason="",
    )
    rows = asked.here(rows).select_related("session")
    for row in rows.order_by("pk"):
        day = row.session.began_on
        said = f"本人说：{row.explanation}" if row.explanation else "没有说明"
        yield Found(
            f"{row.pk}",
            row.village_id,
            Bound.CADRE,
            day,
            f"{spoken(day)}的培训“{row.session.theme}”登记为缺席，{said}。"[:300],
            [(row.session, row.session.theme)],
            row.cadre_id,
        )


def has_a_mentor(asked):
    """The township's to find one. How often the two met is counted nowhere."""
    rows = asked.here(without_mentor(asked.day)).annotate(
        by=Cast("pair_by", DateField()), since=Cast("alone_from", DateField())
    )
    rows = rows.select_related("cadre", "village")
    for posting in rows.order_by("pk"):
        if asked.over(posting.by):
            yield Found(
                f"{posting.pk} {posting.since}",
                posting.village_id,
                Bound.TOWNSHIP,
                posting.by,
                f"{posting.cadre}应在{spoken(posting.by)}以前有导师，现在还没有。",
                [(posting, str(posting))],
            )


def written_when_it_was(asked):
    """Many entries of long ago on one day, by the cadre's own hand and without a reason."""
    days = Cast(TruncDate("entered_at"), DateField())
    late = ExpressionWrapper(F("day") - F("happened_on"), output_field=DurationField())
    rows = asked.here(WorkLog.objects.filter(late_reason="", entered_by__cadre_id=F("cadre_id")))
    rows = rows.annotate(day=days).annotate(late=late)
    rows = rows.filter(day__range=asked.window, late__gt=LATE).order_by()
    told = rows.values("cadre", "village", "day").annotate(n=Count("pk")).filter(n__gt=MANY)
    for row in told.order_by("cadre", "day", "village"):
        first = rows.filter(cadre=row["cadre"], village=row["village"], day=row["day"])
        yield Found(
            f"{row['cadre']} {row['village']} {row['day']}",
            row["village"],
            Bound.CADRE,
            row["day"],
            f"{spoken(row['day'])}一天补记了 {row['n']} 条七天以前的工作日志，没有写理由。",
            [(log, f"{log.happened_on}的工作日志") for log in first.order_by("happened_on")],
            row["cadre"],
        )
