"""Plans of the invented villages: this year's tasks, five years, and how far they have come."""

from datetime import date

from fushan.kit.periods import Period
from villages.models import Plan, PlanKind, PlanProgress, PlanTask

# name, weight, the month by the end of which it is due (0: with the plan)
YEAR = [
    ("香梨园管护三百亩", 30, 10),
    ("村集体收入过五万元", 25, 12),
    ("修通三组到园区的路", 20, 9),
    ("活动场所重新粉刷、添桌椅", 10, 6),
    ("每名党员包好十户", 15, 12),
]
FIVE = [("建成循环种养基地", 40, 0), ("集体收入稳定在二十万元", 35, 0), ("自来水入户全覆盖", 25, 0)]
NEAR = [("清一遍村里的合同和欠账", 60, 0), ("路灯修好一半", 40, 0)]
WORDS = ["按计划在做", "等上面批复", "雨多，误了半个月", "已经验收", ""]
UNWRITTEN, UNSAID = 9, 6  # one village in so many has no plan, or forgot the last quarter


def lay_plans(county):
    """Most villages have the year's tasks and five years; a third also has one for the months."""
    for n, village in enumerate(county.villages):
        if n % UNWRITTEN == UNWRITTEN - 1:
            continue
        year = county.on.year
        _plan(county, village, PlanKind.YEAR, date(year, 1, 1), date(year, 12, 31), YEAR, n)
        _plan(county, village, PlanKind.FIVE, date(year, 1, 1), date(year + 4, 12, 31), FIVE, n)
        if n % 3 == 0:
            half = Period.of("half", county.on)
            _plan(county, village, PlanKind.NEAR, half.first, half.last, NEAR, n)


def _plan(county, village, kind, first, last, tasks, number):
    owner = next((p.cadre for p in county.postings if _here(p, village)), None)
    by = county.clerks[village.township_id]
    plan = Plan.objects.create(
        village=village, kind=kind, began_on=first, ends_on=last, entered_by=by
    )
    rows = PlanTask.objects.bulk_create(
        PlanTask(
            plan=plan,
            village=village,
            name=name,
            weight=weight,
            began_on=first,
            due_on=Period.of("month", date(first.year, month, 1)).last if month else last,
            owner=owner if n % 2 == 0 else None,
            owner_name="" if n % 2 == 0 and owner else "村委会主任",
            entered_by=by,
        )
        for n, (name, weight, month) in enumerate(tasks)
    )
    _progress(county, rows, number)


def _here(posting, village):
    return posting.village_id == village.pk and posting.ended_on is None


def _progress(county, tasks, number):
    """For each quarter that is over; one village in a few forgot the last."""
    over = Period.of("quarter", county.on).previous
    quarters = [over] if number % UNSAID != UNSAID - 1 else []
    while (before := (quarters or [over])[0].previous).first >= tasks[0].began_on:
        quarters.insert(0, before)
    quarters = [quarter for quarter in quarters if quarter.first >= tasks[0].began_on]
    rows = []
    for task in tasks:
        percent, whole = 0, (task.due_on - task.began_on).days
        for quarter in quarters:
            gone = 100 * quarter.days // whole
            percent = min(percent + gone * county.random.choice([1, 2, 3]) // 2, 100)
            word = county.random.choice(WORDS)
            kept = {"quarter": quarter.first, "percent": percent, "word": word}
            rows.append(PlanProgress(task=task, village=task.village, **kept))
    PlanProgress.objects.bulk_create(rows)
