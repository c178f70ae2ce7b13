"""Projects of the invented county and what departments put into its villages."""

from datetime import timedelta

from fushan.kit.periods import Period
from fushan.org.models import Unit
from villages.models import (
    BEGUN,
    Milestone,
    Organised,
    Project,
    ProjectKind,
    ProjectState,
    Publication,
    Support,
    SupportKind,
)

INDUSTRY = ["玉露香梨园扩建", "养羊示范基地", "耳机加工车间", "青贮饲料加工", "苹果防草布铺设"]
PARTY = ["活动场所标准化", "党建主题广场", "党员活动室改造"]
STEPS = [("备好材料", 50), ("开工", 60), ("验收", 110)]  # days after the beginning
UNDECIDED, UNTOLD = 9, 4  # one in so many has no decision on record, or told nobody
THINGS = [("太阳能路灯", "盏", 35), ("健身器材", "件", 11), ("净水机", "台", 1)]


def lay_projects(county):
    """In most villages one of each kind, further on the earlier it began."""
    units = list(Unit.objects.filter(area=county.code).order_by("pk")[:8])
    projects = []
    for n, village in enumerate(county.villages):
        if n % 9 != 8:
            projects.append(_project(county, village, ProjectKind.INDUSTRY, INDUSTRY))
        if n % 3 == 0:
            projects.append(_project(county, village, ProjectKind.PARTY, PARTY))
    Project.objects.bulk_create(projects)
    _lay_steps(county, projects)
    _lay_publications(county, projects)
    granted = [project for project in projects if project.approved]
    rows = [_money(county, project, units) for project in granted]
    rows += [_own(county, project) for project in granted[::3]]
    rows += [
        _thing(county, village, units, n) for n, village in enumerate(county.villages) if n % 4 == 0
    ]
    Support.objects.bulk_create(rows)


def _project(county, village, kind, names):
    random = county.random
    began = county.began_on + timedelta(days=random.randrange(10, 100))
    project = Project(
        village=village,
        name=random.choice(names),
        kind=kind,
        organised=random.choice(list(Organised)[:3]),
        began_on=min(began, county.on),
        households=random.randrange(5, 40),
        jobs=random.randrange(0, 20),
    )
    steps = random.randrange(5) if began + timedelta(days=80) <= county.on else 0
    project.state = list(ProjectState)[steps]
    if _has_begun(project) and random.randrange(UNDECIDED):
        project.decided_on = began + timedelta(days=10)
        project.decision = "四议两公开，村民代表会议通过"
    if steps > 0:
        project.applied_on = began + timedelta(days=20)
    if steps > 1:
        project.approved_on = began + timedelta(days=45)
        project.approved = random.choice([80_000, 120_000, 260_000])
        project.pulls = random.choice(["", "", "邻近两个村"])
    if steps > 3:
        project.finished_on = began + timedelta(days=80)
    return project


def _money(county, project, units):
    arrived = project.approved * county.random.choice([5, 8, 10]) // 10
    return Support(
        village_id=project.village_id,
        project=project,
        unit=county.random.choice(units),
        kind=SupportKind.MONEY,
        happened_on=project.approved_on,
        what=project.name,
        planned=project.approved,
        arrived=arrived,
        spent=arrived * county.random.choice([0, 5, 9]) // 10,
    )


def _own(county, project):
    """What the village laid out itself for fences and the like."""
    own = county.random.choice([6_000, 15_000])
    return Support(
        village_id=project.village_id,
        project=None,
        kind=SupportKind.MONEY,
        happened_on=project.approved_on,
        what=f"{project.name}配套",
        planned=own,
        arrived=own,
        spent=own // 2,
    )


def _lay_steps(county, projects):
    """The steps of what has begun; those of the last weeks are still open."""
    rows = []
    for project in filter(_has_begun, projects):
        for name, days in STEPS:
            due = project.began_on + timedelta(days=days)
            done = due + timedelta(days=county.random.choice([-3, 0, 0, 6]))
            finished = project.state == ProjectState.FINISHED
            done = min(done, county.on) if finished or done <= county.on else None
            there = {"project": project, "village_id": project.village_id}
            rows.append(Milestone(name=name, due_on=due, done_on=done, **there))
    Milestone.objects.bulk_create(rows)


def _lay_publications(county, projects):
    """For the last quarter, by most of the villages that had something to tell."""
    over = Period.of("quarter", county.on).previous
    told = sorted({p.village_id for p in projects if p.approved_on and p.approved_on <= over.last})
    shown = {"quarter": over.first, "shown_on": over.last + timedelta(days=8)}
    Publication.objects.bulk_create(
        Publication(village_id=village, where="村务公开栏", **shown)
        for n, village in enumerate(told)
        if n % UNTOLD != UNTOLD - 1 and shown["shown_on"] <= county.on
    )


def _has_begun(project):
    return project.state in BEGUN


def _thing(county, village, units, n):
    what, measure, count = THINGS[n // 4 % len(THINGS)]
    return Support(
        village=village,
        unit=county.random.choice(units),
        kind=SupportKind.FACILITY,
        happened_on=min(county.began_on + timedelta(days=60), county.on),
        what=what,
        count=count,
        measure=measure,
    )
