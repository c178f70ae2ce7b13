"""The four steps (四步): the chapters of the work, each with the doors that lead into it."""

from dataclasses import dataclass

from django.urls import reverse

from fushan.catalogue.figures import FIGURES
from fushan.org.roles import Role

AT_WORK = (Role.STAFF, Role.LEADER, Role.TOWNSHIP, Role.VILLAGE)
OFFICES = (Role.STAFF, Role.LEADER, Role.TOWNSHIP)
LEADING = (Role.STAFF, Role.LEADER)
DESKS = (Role.STAFF, Role.TOWNSHIP)
WRITERS = (Role.STAFF, Role.TOWNSHIP, Role.VILLAGE)


@dataclass(frozen=True)
class Entrance:
    """`says`, one plain sentence: what one finds or does behind this door."""

    label: str
    url: str
    says: str
    roles: tuple = AT_WORK


@dataclass(frozen=True)
class Chapter:
    """`figures`: codes, blank between, of its numbers, each a door to the records."""

    number: str
    title: str
    entrances: tuple
    figures: str


CHAPTERS = (
    Chapter(
        "一",
        "铭初心、亮身份",
        (
            Entrance("初心墙", "walls", "为什么来、要做成什么，承诺一条条对账"),
            Entrance("身份牌", "boards", "各村的五方责任，打印上墙", OFFICES),
            Entrance("五方履职台账", "parties", "五方一季度为村里做了什么", (Role.STAFF,)),
            Entrance("五方责任人", "villages", "各村的五方责任人和选派干部，点开一个村看全"),
        ),
        "villages cadres villages_vacant vacancy_days walls walls_made pledges_kept "
        "boards_complete boards_full boards_printed",
    ),
    Chapter(
        "二",
        "菜单培训、导师帮带",
        (
            Entrance("菜单培训", "training:training", "每月征求、点题领题、培训和评价"),
            Entrance("外出学习", "training:trips", "去过哪些县，学了什么"),
            Entrance("经验交流会", "training:exchanges", "干部之间互相讲"),
            Entrance("导师帮带", "mentors:mentors", "乡镇导师库、拜师结对、帮带记录"),
            Entrance("干部急难事", "difficulties:difficulties", "谁提的、谁在办、解决了没有"),
            Entrance("到村指导", "villages:visits", "县乡到村指导、现场帮带的记录"),
        ),
        "needs_raised needs_claimed needs_taught needs_in_hand "
        "needs_unclaimed needs_answered trainings trainings_onsite trainings_attended "
        "training_attendance counties_studied trips_joined exchanges exchanges_joined "
        "mentors pairings difficulties_raised difficulties_solved visits leader_visits "
        "visits_weekly weeks_visited onsite_coaching visit_persons visitors",
    ),
    Chapter(
        "三",
        "三事制度、项目倾斜",
        (
            Entrance("群众诉求", "petitions:matters", "党员说事：一件件办到回话"),
            Entrance("支部议事", "petitions:deliberations", "议定什么、谁来办、哪天办完"),
            Entrance("群众评事", "petitions:reviews", "月底当面评，只记总数"),
            Entrance("说事室和微信群", "talk:talk", "在哪里说、谁值班、有哪些群"),
            Entrance("组织生活", "party:activities", "支部的会、党课和主题党日，从系统导入"),
            Entrance("项目", "projects:projects", "产业和党建项目，从谋划到完工"),
            Entrance("项目公开", "projects:publications", "项目的收支和进度，每季度在村里贴一次"),
            Entrance("项目倾斜", "projects:tilt", "各部门给了多少，到位多少，用了多少"),
        ),
        "matters_raised matters_open matters_over matters_small_solved matters_hard_solved "
        "matters_told matters_reviewed matters_satisfied response_rate solved_rate in_time_rate "
        "reopened_rate matter_days_median matter_days_median_small matter_days_median_hard "
        "legacy_settled reviews satisfaction_raise satisfaction_deliberate households_linked "
        "talk_rooms chat_households party_activities party_villages party_days_held "
        "projects_industry projects_party projects_undecided milestones_in_time publications "
        "projects_told funds_planned funds_arrived funds_spent funds_invested facilities supports",
    ),
    Chapter(
        "四",
        "看显绩、看潜绩",
        (
            Entrance("规划和任务", "plans:plans", "近期计划、年度任务、五年规划，做到哪一步了"),
            Entrance("村情", "years:years", "户数人口、集体收入、支部和阵地，一年填一次"),
            Entrance("工作纪实", "weekly", "每名干部每周做了什么，由已有的记录自动汇成", OFFICES),
            Entrance("一人一档", "dossiers", "一名干部一份，由已有的记录汇成", (Role.STAFF,)),
            Entrance("任期和召回", "terms", "谁快届满、谁任满两年，可导出 Excel", (Role.STAFF,)),
            Entrance("我的档案", "dossiers", "记着我的哪些事，不对的申请更正", (Role.VILLAGE,)),
            Entrance(
                "待核实提示", "hints:hints", "记录里看着不对的事，先核实、再说明、后认定", WRITERS
            ),
            Entrance(
                "专班调研", "inspections:inspections", "到村用五种办法看，一村一张表", LEADING
            ),
            Entrance("问题", "inspections:findings", "谁来整改、改到哪天、复查了没有"),
            Entrance("潜绩事项", "potentials", "打基础、管大局、利长远的事，到期回头看"),
            Entrance("抽调", "borrowings:borrowings", "被别的单位叫走了，登记下来好去问", WRITERS),
            Entrance("乡镇例会", "meetings:meetings", "每月例会和每季报告，由乡镇登记", DESKS),
            Entrance("突发事件", "incidents:incidents", "当天报告，先打电话再补记"),
            Entrance(
                "考评", "appraisals:appraisals", "季度评等次、年度评得分，每一分点开看记录", WRITERS
            ),
            Entrance(
                "显绩和潜绩",
                "appraisals:bands",
                "各有多少名干部，点开看是谁，不排名次",
                (Role.STAFF, Role.LEADER),
            ),
            Entrance(
                "月度一览", "appraisals:overview", "在办的事、请假、任务进度，不打分", WRITERS
            ),
            Entrance("考评办法", "hints:scheme", "八项指标、二十一条办法，分从哪里来"),
            Entrance(
                "简报和通报",
                "bulletins:bulletins",
                "一段时间的工作写成一份材料，数字从记录里来",
                OFFICES,
            ),
            Entrance("纸质表格", "papers", "村情一页纸、月度材料和空白登记表，打印出来", WRITERS),
            Entrance("上级要的表", "tables", "把上级的空表传上来就填好，也可以自己定列", OFFICES),
        ),
        "plan_progress plan_expected year_progress due_progress plan_on_time plan_behind "
        "collective_income income_over_line benchmark_branches "
        "five_year_plans reserves_trained account_checks account_checks_passed "
        "hints_open hints_decided inspections findings_open potential_due appraisals_closed "
        "presence_days leave_days months_closed logs log_days",
    ),
)


def chapters_for(role):
    """[(chapter, [Entrance])] of the chapters that open anything to this role."""
    told = [(chapter, [e for e in chapter.entrances if role in e.roles]) for chapter in CHAPTERS]
    return [(chapter, entrances) for chapter, entrances in told if entrances]


def numbers_of(chapter):
    """[(label, url of its ledger)]; the numbers themselves stand there, with their records."""
    return [
        (FIGURES[code].label, reverse("ledger", args=[code])) for code in chapter.figures.split()
    ]
