"""R08–R11, R18: visits, boards, plans, branch life and projects."""

from datetime import date, timedelta

from django.db.models import DateField
from django.db.models.functions import Cast

from cadres.models import Wall
from evaluation.models import Bound
from evaluation.rules.asking import Found, spoken
from fushan.desk.models import number
from fushan.kit.periods import Period
from villages.due import boards_due
from villages.models import (
    BEGUN,
    PartyActivity,
    PartyKind,
    Plan,
    PlanKind,
    PlanProgress,
    PlanTask,
    Project,
    Publication,
    Seat,
    VillageWeek,
)
from villages.plan_due import SETTLED

DAY = timedelta(days=1)
IMPORTED = 10  # days within which a month's branch life is brought over
TASK_DAYS = timedelta(days=30)
HALF_YEAR = timedelta(days=183)


def visited_weekly(asked):
    """Told to the township, a week after the week: what was made may be written down till then."""
    first, last = asked.since, asked.day - timedelta(days=14)
    rows = VillageWeek.objects.filter(due=True, visits=0, monday__range=(first, last))
    for week in asked.here(rows).select_related("village").order_by("pk"):
        sunday = week.monday + timedelta(days=6)
        yield Found(
            week.pk,
            week.village_id,
            Bound.TOWNSHIP,
            sunday,
            f"{spoken(week.monday)}到{spoken(sunday)}没有乡镇班子成员到村的记录。",
            [(week.village, str(week.village))],
        )


def wall_and_board(asked):
    yield from _walls(asked)
    rows = asked.here(boards_due(asked.day)).annotate(by=Cast("whole_by", DateField()))
    rows = rows.select_related("village")
    for row in rows.order_by("pk"):
        if not asked.over(row.by):
            continue
        seat = Seat(row.first_missing)
        yield Found(
            f"{row.pk} {seat} {row.by}",
            row.village_id,
            Bound.TOWNSHIP,
            row.by,
            f"身份牌上{seat.label}应在{spoken(row.by)}以前明确，现在空着。",
            [(row.village, str(row.village))],
        )


def _walls(asked):
    cadres = {posting.cadre_id for posting in asked.postings}
    made = set(Wall.objects.filter(cadre__in=cadres).values_list("cadre", "village"))
    for posting in asked.postings:
        limit = posting.began_on + number("wall_days") * DAY
        there = asked.posting_of(posting.cadre_id, posting.village_id, posting.began_on, limit)
        if asked.over(limit) and there and (posting.cadre_id, posting.village_id) not in made:
            yield Found(
                f"wall {posting.pk}",
                posting.village_id,
                Bound.CADRE,
                limit,
                f"初心墙应在{spoken(limit)}以前公开，现在还没有。",
                [(posting, str(posting))],
                posting.cadre_id,
            )


def planned(asked):
    yield from _year_plans(asked)
    rows = PlanTask.objects.filter(
        due_on__range=(asked.since - TASK_DAYS, asked.day - TASK_DAYS - DAY), owner__isnull=False
    )
    for task in asked.here(rows).unfinished(asked.day).order_by("pk"):
        quarter = Period.of("quarter", task.due_on)
        said = PlanProgress.objects.filter(task=task, quarter__gte=quarter.first).exclude(word="")
        there = asked.posting_of(task.owner_id, task.village_id, task.began_on, task.due_on)
        if said.exists() or not there:
            continue
        yield Found(
            f"task {task.pk} {task.due_on}",
            task.village_id,
            Bound.CADRE,
            task.due_on + TASK_DAYS,
            f"任务“{task.name}”{spoken(task.due_on)}到期，过了三十天没有做完，也没有说明。",
            [(task, str(task))],
            task.owner_id,
        )


def _year_plans(asked):
    for year in {asked.since.year, asked.day.year}:
        limit = Period.of("month", date(year, number("year_plan_month"), 1)).last
        if not asked.over(limit):
            continue
        plans = Plan.objects.running(limit).filter(kind=PlanKind.YEAR)
        made = set(asked.here(plans).values_list("village", flat=True))
        for row in asked.selected(limit - SETTLED):
            if row.village_id not in made:
                yield Found(
                    f"year {row.village_id} {year}",
                    row.village_id,
                    happened_on=limit,
                    text=f"{year}年的年度任务应在{spoken(limit)}以前定下，现在还没有。",
                    shown=[(row.village, str(row.village))],
                    **asked.answerable(row.village_id, limit - SETTLED, limit),
                )


def branch_life(asked):
    """Only where anything was brought over: else it is the import that is missing.

    Of the county in that time, and of the village in the half year up to it.
    """
    for kind, period, word in (
        (PartyKind.DAY, "month", "主题党日"),
        (PartyKind.MEETING, "quarter", "支部党员大会"),
    ):
        for over in asked.periods_over(period, IMPORTED):
            yield from _unheld(asked, kind, over, word)


def _unheld(asked, kind, over, word):
    rows = PartyActivity.objects.filter(happened_on__range=(over.first, over.last))
    rows = list(asked.here(rows).values_list("village", "kind"))
    held = {village for village, of in rows if of == kind}
    told = PartyActivity.objects.filter(happened_on__range=(over.first - HALF_YEAR, over.last))
    told = set(asked.here(told).values_list("village", flat=True)) if rows else set()
    for row in asked.selected(over.first):
        if row.village_id in held or row.village_id not in told:
            continue
        yield Found(
            f"{kind} {row.village_id} {over.first}",
            row.village_id,
            happened_on=over.last,
            text=f"{over.label}没有{word}的记录。",
            shown=[(row.village, str(row.village))],
            **asked.answerable(row.village_id, over.first, over.last),
        )


def money_in_the_open(asked):
    rows = Project.objects.filter(state__in=BEGUN, decided_on=None)
    rows = rows.filter(approved_on__range=asked.window)
    for project in asked.here(rows).order_by("pk"):
        yield Found(
            f"decision {project.pk}",
            project.village_id,
            happened_on=project.approved_on,
            text=f"项目“{project.name}”已经动工，没有村里怎么议定的记录。",
            shown=[(project, str(project))],
            **asked.answerable(project.village_id, project.approved_on, project.approved_on),
        )
    for quarter in asked.periods_over("quarter", number("project_publish_days")):
        yield from _untold(asked, quarter)


def _untold(asked, quarter):
    told = Publication.objects.filter(quarter=quarter.first)
    told = set(asked.here(told).values_list("village", flat=True))
    going_on = Project.objects.going_on(quarter)
    going_on = set(asked.here(going_on).values_list("village", flat=True))
    last = quarter.last + number("project_publish_days") * DAY
    for row in asked.selected(quarter.last):
        if row.village_id in going_on - told:
            yield Found(
                f"told {row.village_id} {quarter.first}",
                row.village_id,
                happened_on=last,
                text=f"{quarter.label}的项目收支和进度没有公开的记录。",
                shown=[(row.village, str(row.village))],
                **asked.answerable(row.village_id, quarter.first, last),
            )
