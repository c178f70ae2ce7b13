"""What a bulletin can tell: the numbers on offer by chapter, and the sentences to begin with."""

from fushan.catalogue.figures import FIGURES
from fushan.reports.models import Section

# No logs, log-ins, leave, hints or marks of people: these are told of nobody on paper.
OFFERED = {
    Section.IDENTITY: "villages cadres boards_full boards_complete walls visits visitors "
    "visit_persons leader_visits visits_weekly",
    Section.TRAINING: "needs_raised needs_answered trainings trainings_onsite trainings_attended "
    "training_attendance counties_studied trips_joined exchanges exchanges_joined mentors "
    "pairings difficulties_raised difficulties_solved onsite_coaching",
    Section.MATTERS: "matters_raised matters_small_solved matters_hard_solved matters_told "
    "matters_over legacy_settled response_rate solved_rate in_time_rate matters_satisfied "
    "reviews talk_rooms households_linked projects_industry projects_party milestones_in_time "
    "funds_planned funds_arrived funds_spent funds_invested facilities supports",
    Section.RESULTS: "plan_on_time plan_behind five_year_plans collective_income "
    "income_over_line benchmark_branches party_activities party_days_held reserves_trained "
    "account_checks inspections findings_open potential_due",
}
NUMBERS = {
    FIGURES[code].label: FIGURES[code] for codes in OFFERED.values() for code in codes.split()
}
# Words that are filled in like numbers and are none.
PLACE, PERIOD, AS_OF, THEMES = "地方", "期间", "截至日期", "培训主题"
WORDS = (PLACE, PERIOD, AS_OF, THEMES)
# How nought reads where “没有” before the name would not: 没有办结的小事 could be those not done.
NOUGHT = {
    "visits": "没有到村指导",
    "trainings": "没有办培训",
    "counties_studied": "没有外出学习",
    "exchanges": "没有开经验交流会",
    "difficulties_solved": "没有干部急难事得到解决",
    "matters_small_solved": "没有小事办结",
    "matters_hard_solved": "没有难事办结",
    "matters_told": "没有回告",
    "solved_rate": "没有回告过的诉求",
    "legacy_settled": "没有历史遗留问题得到化解",
    "findings_open": "没有还在整改的问题",
    "inspections": "专班还没有到村",
}

READY = {
    Section.OPENING: (
        "【地方】从机关事业单位选派干部【选派干部】，到【选派村】村任职。",
        "现将【期间】的工作情况简报如下，数字取到【截至日期】。",
    ),
    Section.IDENTITY: (
        "【五方责任人配齐的村】选派村五方责任人配齐、身份牌齐全，做好初心墙【初心墙】。",
        "县、乡干部【走访干部·约】到村指导【到村指导·约】。",
    ),
    Section.TRAINING: (
        "办培训【培训】（【培训主题】），"
        "外出学习到过【外出学习的县】县（市、区），经验交流会开了【经验交流会】。",
        "师徒结对【拜师结对】，选派干部提的急难事帮着解决【解决的干部急难事】。",
    ),
    Section.MATTERS: (
        "群众说的事，办结小事【办结的小事】，办结难事【办结的难事】。",
        "选派村的项目和资金：申报产业项目【产业项目】，申报党建项目【党建项目】，"
        "投入资金【资金投入·约】。",
    ),
    Section.RESULTS: (
        "五年规划在案的村【五年规划在案】，赶上序时进度的规划任务【赶上序时进度】。",
        "专班调研到村【专班调研到村】，查出的问题还在改的【没有改好的问题】。",
    ),
}
READY_NOTICE = {
    Section.OPENING: (
        "经逐件核实，截至【截至日期】，下列事项已过期限仍没有办理，现予通报。",
        "请有关乡镇、单位抓紧办理，办完在系统里记一笔，不用另写报告。",
    )
}


def ready(section, *, notice=False):
    """The text a part begins with."""
    return "\n".join((READY_NOTICE if notice else READY).get(section, ()))
