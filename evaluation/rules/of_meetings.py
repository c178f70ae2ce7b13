"""R08, R19, R21: meetings and quarter's reports, what organs decided, and calling back."""

from datetime import timedelta

from django.utils.timezone import localdate

from cadres.models import CaseResult, MeetingAbsence, Recall, WorkReport
from evaluation.models import Bound
from evaluation.rules.asking import Found, spoken
from evaluation.rules.of_villages import visited_weekly
from villages.models import Incident

REPORTED_BY = timedelta(days=10)  # after the quarter
AT_ONCE = timedelta(hours=24)


def meetings_and_visits(asked):
    yield from visited_weekly(asked)
    yield from _stayed_away(asked)
    for quarter in asked.periods_over("quarter", REPORTED_BY.days):
        yield from _not_reported(asked, quarter)


def _stayed_away(asked):
    rows = MeetingAbsence.objects.filter(meeting__held_on__range=asked.window)
    for row in asked.here(rows).select_related("meeting__area").order_by("pk"):
        day = row.meeting.held_on
        yield Found(
            f"meeting {row.meeting_id} {row.cadre_id}",
            row.village_id,
            Bound.CADRE,
            day,
            f"{spoken(day)}的乡镇例会没有参加，也没有请假的记录。",
            [(row.meeting, str(row.meeting))],
            row.cadre_id,
        )


def _not_reported(asked, quarter):
    """Only where the township wrote down who reported: else it is the writing that is missing."""
    rows = asked.here(WorkReport.objects.filter(quarter=quarter.first))
    told = set(rows.values_list("cadre", "village"))
    asking = {village[:9] for _, village in told}
    for posting in asked.postings:
        there = asked.posting_of(posting.cadre_id, posting.village_id, quarter.first, quarter.last)
        silent = (posting.cadre_id, posting.village_id) not in told
        if there == posting and silent and posting.village_id[:9] in asking:
            yield Found(
                f"report {posting.pk} {quarter.first}",
                posting.village_id,
                Bound.CADRE,
                quarter.last + REPORTED_BY,
                f"{quarter.label}的工作没有报告的记录。",
                [(posting, str(posting))],
                posting.cadre_id,
            )


def bottom_lines(asked):
    """Grave incidents told in time; and what a competent organ decided, as the department wrote."""
    yield from _told_late(asked)
    rows = CaseResult.objects.filter(told_on__range=asked.window)
    for row in asked.here(rows).order_by("pk"):
        yield Found(
            f"case {row.pk}",
            row.village_id,
            Bound.CADRE,
            row.told_on,
            f"{row.organ}{spoken(row.told_on)}通报了处理结果。",
            [(row, str(row))],
            row.cadre_id,
        )


def _told_late(asked):
    """Within a day and a night. Of the secretary it is a cadre's own duty."""
    rows = Incident.objects.filter(occurred_at__date__range=asked.window)
    for row in asked.here(rows).order_by("pk"):
        limit, day = row.occurred_at + AT_ONCE, localdate(row.occurred_at)
        waiting = row.reported_at is None and asked.over(localdate(limit))
        if not (waiting or (row.reported_at and row.reported_at > limit)):
            continue
        told = "隔了一天以上才报告" if row.reported_at else "没有报告的记录"
        who = asked.answerable(row.village_id, day, day)
        yield Found(
            f"{row.pk}",
            row.village_id,
            Bound.CADRE if "cadre_id" in who else Bound.TOWNSHIP,
            day,
            f"{spoken(day)}的{row.get_kind_display()}，{told}。",
            [(row, str(row))],
            who.get("cadre_id"),
        )


def mended_or_not(asked):
    """Put to mend something by a day that is over, and the department has not looked."""
    rows = Recall.objects.open().filter(warned_on__isnull=False, checked_on=None)
    for row in asked.here(rows).select_related("cadre").order_by("pk"):
        if asked.over(row.mend_by):
            yield Found(
                f"{row.pk} {row.mend_by}",
                row.village_id,
                Bound.COUNTY,
                row.mend_by,
                f"{row.cadre}的书面整改{spoken(row.mend_by)}期满，还没有复查的记录。",
                [(row, str(row))],
            )
