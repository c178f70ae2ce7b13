"""What happens in the invented county, week by week, written in bulk."""

from datetime import timedelta

from cadres.models import LogKind, WorkLog
from fushan.demo.appraisals import lay_appraisals
from fushan.demo.bulletins import lay_bulletins
from fushan.demo.county import LEADING
from fushan.demo.difficulties import lay_difficulties
from fushan.demo.files import lay_files
from fushan.demo.inspecting import lay_inspecting
from fushan.demo.judging import lay_judging
from fushan.demo.lasting import lay_lasting
from fushan.demo.learning import lay_learning
from fushan.demo.matters import lay_matters
from fushan.demo.mentors import lay_mentors
from fushan.demo.months import close_months, lay_handovers, lay_leaves
from fushan.demo.party import lay_party
from fushan.demo.plans import lay_plans
from fushan.demo.projects import lay_projects
from fushan.demo.tables import lay_tables
from fushan.demo.talking import lay_talking
from fushan.demo.texts import LOGS, VISITS
from fushan.demo.walls import lay_walls
from fushan.demo.years import lay_years
from fushan.desk.models import WorkWeek
from villages.models import Visit, VisitKind, VisitLevel, Visitor

CHUNK = 5000
MISSED, COUNTY_COMES = 0.06, 0.35
KINDS = list(VisitKind)


def lay_records(county):
    """Visits and logs from the county's first Monday up to its day."""
    _visits(county)
    _logs(county)
    lay_handovers(county)
    lay_leaves(county)
    lay_learning(county)
    lay_walls(county)
    lay_matters(county)
    lay_plans(county)
    lay_talking(county)
    lay_years(county)
    lay_party(county)
    lay_projects(county)
    lay_difficulties(county)
    lay_mentors(county)
    lay_files(county)
    lay_lasting(county)
    close_months(county)
    lay_judging(county)
    lay_appraisals(county)
    lay_inspecting(county)
    lay_tables(county)
    lay_bulletins(county)


def _weeks(county):
    """The Mondays on which a visit is due; the running week has only begun."""
    weeks = WorkWeek.objects.filter(
        monday__gte=county.began_on, monday__lte=county.on, working_days__gte=3
    )
    return list(weeks.order_by("monday").values_list("monday", flat=True))


def _visits(county):
    parties = []
    for monday in _weeks(county):
        for village in county.villages:
            parties += _week_in(county, village, monday)
    for start in range(0, len(parties), CHUNK):
        chunk = parties[start : start + CHUNK]
        Visit.objects.bulk_create(visit for visit, _ in chunk)
        Visitor.objects.bulk_create(
            Visitor(
                visit=visit,
                village_id=visit.village_id,
                happened_on=visit.happened_on,
                official=official,
            )
            for visit, party in chunk
            for official in party
        )


def _week_in(county, village, monday):
    """[(visit, party)] of one village in one week; nobody is there twice on a day."""
    random, found = county.random, []
    running = monday + timedelta(days=6) >= county.on
    group = county.of_township[village.township_id]
    if random.random() > (0.7 if running else MISSED):
        party = random.sample(group[:LEADING], random.choice([1, 1, 2]))
        party += random.sample(group[LEADING:], random.choice([0, 1]))
        found.append(_visit(county, village, monday, VisitLevel.TOWNSHIP, party))
    if not running and random.random() < COUNTY_COMES:
        party = random.sample(county.leaders + county.heads, random.choice([1, 2, 2]))
        found.append(_visit(county, village, monday, VisitLevel.COUNTY, party))
    return [(visit, party) for visit, party in found if visit.happened_on <= county.on]


def _visit(county, village, monday, level, party):
    random = county.random
    running = monday + timedelta(days=6) >= county.on
    visit = Visit(
        village=village,
        happened_on=monday + timedelta(days=0 if running else random.randrange(5)),
        level=level,
        kinds=sorted({KINDS[0], random.choice(KINDS)}) if random.random() < 0.5 else [KINDS[0]],
        text=random.choice(VISITS),
        entered_by=next((o.user for o in party if o.user), county.clerks[village.township_id]),
    )
    return visit, party


def _logs(county):
    rows = []
    for posting in county.postings:
        day, last = posting.began_on, posting.ended_on or county.on
        while day < last:
            day += timedelta(days=county.random.choice([2, 3, 3, 4, 6]))
            if day <= last and day.weekday() < 6 and day != posting.ended_on:
                rows.append(_log(county, posting, day))
    WorkLog.objects.bulk_create(rows, batch_size=CHUNK)


def _log(county, posting, day):
    return WorkLog(
        cadre=posting.cadre,
        village_id=posting.village_id,
        happened_on=day,
        kinds=[county.random.choice(list(LogKind))],
        text=county.random.choice(LOGS),
        entered_by=posting.cadre.user,
    )
