"""Two closed quarters and a closed year of the invented county, by the county's own deeds."""

from datetime import timedelta

from evaluation.appraisal_forms import JUDGES, judged_in
from evaluation.appraising import (
    appeal,
    close,
    decide,
    give,
    hand_up,
    open_period,
    reply,
    show,
)
from evaluation.grading import barred, suggested, suggested_level
from evaluation.models import AppealOutcome, Grade, Judge, Level, Scheme
from evaluation.periods import year_of
from evaluation.reckoning import parts_of
from evaluation.sample import lay_sample
from evaluation.scoring import score
from fushan.demo.county import COUNTY
from fushan.desk.models import Setting
from fushan.kit.periods import Period
from fushan.org.models import Area, Role, User

WHY = {
    Level.PLAIN: "工作推进比别的村慢一些。",
    Level.POOR: "几次催办没有进展。",
}
OBJECTION = "乡镇评的那一项，年底已经补上了，请再看一次。"
ANSWER = "经核实，情况属实，乡镇评定的那一项改为“好”。"
GROWTH = "I8"
UNSEEN = "参加的培训不足三次，还看不出成长，这一项整项不评。"
LEAST_WEEKS = 20  # in a shorter county nothing is over yet


def lay_appraisals(county):
    """The year ends with the last month that is over, so that a demo of half a year has one."""
    if county.code != COUNTY or county.weeks < LEAST_WEEKS:
        return
    month = Period.of("month", county.on).previous
    Setting.objects.create(key="appraisal_year_month", value=f"{month.last.month}")
    _scheme(county)
    quarter = Period.of("quarter", county.on).previous
    for kind, first, last in (
        ("quarter", quarter.previous.first, quarter.previous.last),
        ("quarter", quarter.first, quarter.last),
        ("year", *year_of(month.last)),
    ):
        _of_period(county, kind, first, last)


def _scheme(county):
    """The sample, where nothing is in use yet."""
    if not Scheme.objects.in_use(county.on).exists():
        scheme = lay_sample(Area.objects.get(pk=county.code), began_on=county.began_on)
        scheme.in_use_on = scheme.began_on
        scheme.save()


def _of_period(county, kind, first, last):
    staff = User.objects.filter(role=Role.STAFF, area_code=county.code).order_by("pk").first()
    on = min(last + timedelta(days=3), county.on)
    made = open_period(kind, first, last, by=staff, on=on, area=county.code)
    for n, appraisal in enumerate(made):
        _appraised(county, appraisal, staff, on, appeals=appraisal.is_year and n == 1)


def _appraised(county, appraisal, staff, on, *, appeals):
    own = appraisal.posting.cadre.user
    days = [min(on + timedelta(days=n), county.on) for n in range(4)]
    _judged(county, appraisal, staff, days[0])
    show(appraisal, by=staff, on=days[1])
    reply(appraisal, by=own, on=days[2], note="" if appeals else "没有意见。")
    if appeals:
        appeal(appraisal, by=own, on=days[3], note=OBJECTION)
        one = judged_in(appraisal, Judge.TOWNSHIP)[0]
        give(appraisal, {one: (Level.GOOD, "")}, by=staff)
    _settled(appraisal, staff, min(on + timedelta(days=12), county.on), appeals)


def _judged(county, appraisal, staff, on):
    clerk = county.clerks[appraisal.village_id[:9]]
    if not appraisal.is_year:
        appraisal.level = _level(county)
        hand_up(appraisal, by=clerk, on=on)
        return
    _give(county, appraisal, clerk)
    hand_up(appraisal, by=clerk, on=on)
    _give(county, appraisal, staff)
    now = score(parts_of(appraisal))
    for name in ("visible", "potential"):
        setattr(appraisal, name, suggested_level(now.of(name)) or Level.FAIR)


def _settled(appraisal, staff, on, appealed):
    told = {"by": staff, "on": on, "note": ANSWER if appealed else "部务会研究"}
    if appealed:
        told["outcome"] = AppealOutcome.UPHELD
    if appraisal.is_year:
        best, shut = suggested(score(parts_of(appraisal)).total), barred(appraisal)
        told["grade"] = next(g for g in [best, *Grade] if g not in shut)
    decide(appraisal, **told)
    close(appraisal, by=staff, on=on)


def _give(county, appraisal, user):
    marks, seen = {}, _grows(appraisal)
    for one in judged_in(appraisal, *JUDGES[appraisal.state]):
        level = _level(county)
        marks[one] = (level, WHY.get(level, ""))
        if one.indicator.code == GROWTH and not seen:
            marks[one] = ("", UNSEEN)
    give(appraisal, marks, by=user)


def _grows(appraisal):
    """Whether there were trainings enough to judge by: else the whole indicator is left out."""
    reckoned = [p for p in parts_of(appraisal) if p.indicator == GROWTH and p.figure]
    return any(part.is_assessed for part in reckoned)


def _level(county):
    return county.random.choice([Level.GOOD, Level.GOOD, Level.FAIR, Level.FAIR, Level.PLAIN])
