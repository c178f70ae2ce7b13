"""How the admin looks, and its menu: the product's four steps, then what they stand on."""

from django.templatetags.static import static
from django.urls import reverse_lazy

RED = {
    "50": "#fbeeec",
    "100": "#f7dcd9",
    "200": "#efbab5",
    "300": "#e39089",
    "400": "#d25c57",
    "500": "#c3373a",
    "600": "#b5191f",
    "700": "#98141a",
    "800": "#7d1117",
    "900": "#651015",
    "950": "#3a070a",
}
PAPER = {
    "50": "#faf8f4",
    "100": "#f3efe8",
    "200": "#e7e1d7",
    "300": "#cfc6b8",
    "400": "#958a7a",
    "500": "#736b61",
    "600": "#655e55",
    "700": "#4a443d",
    "800": "#332f2a",
    "900": "#221f1b",
    "950": "#15130f",
}


def _may(perm):
    return lambda request: request.user.has_perm(perm)


def _register(title, label, icon):
    app, model = label.split(".")
    return {
        "title": title,
        "icon": icon,
        "link": reverse_lazy(f"admin:{app}_{model}_changelist"),
        "permission": _may(f"{app}.view_{model}"),
    }


def _page(title, name, icon, perm):
    return {"title": title, "icon": icon, "link": reverse_lazy(name), "permission": _may(perm)}


MENU = [
    {
        "items": [
            _page("管理首页", "admin:index", "home", "org.view_user"),
            _page("找村、人、事", "search", "search", "villages.view_visit"),
        ]
    },
    {
        "title": "一 铭初心·亮身份",
        "items": [
            _register("选派干部", "cadres.cadre", "person"),
            _register("任职", "cadres.posting", "event_available"),
            _page("人员变动", "handovers", "swap_horiz", "cadres.view_handover"),
            _register("初心墙", "cadres.wall", "history_edu"),
            _register("承诺", "cadres.pledge", "checklist"),
            _register("五方责任人", "villages.boardseat", "badge"),
            _page("身份牌", "boards", "print", "villages.view_boardprint"),
            _register("身份牌打印", "villages.boardprint", "inventory_2"),
            _page("五方履职台账", "parties", "fact_check", "villages.view_boardprint"),
            _register("到村指导", "villages.visit", "directions_walk"),
            _register("工作日志", "cadres.worklog", "edit_note"),
            _register("请假", "cadres.leave", "event_busy"),
            _register("抽调", "cadres.borrowing", "move_up"),
            _register("乡镇例会", "cadres.townshipmeeting", "groups"),
            _register("季度工作报告", "cadres.workreport", "summarize"),
            _register("在村天数", "cadres.presence", "calendar_today"),
            _page("本月收尾", "month", "task_alt", "desk.view_closedmonth"),
            _register("已收尾的月份", "desk.closedmonth", "inventory_2"),
        ],
    },
    {
        "title": "二 菜单培训·导师帮带",
        "items": [
            _register("征求", "training.needround", "campaign"),
            _register("点题", "training.need", "contact_support"),
            _register("培训", "training.trainingsession", "school"),
            _register("参训", "training.attendance", "how_to_reg"),
            _register("外出学习", "training.studytrip", "explore"),
            _register("经验交流会", "training.exchange", "forum"),
            _register("导师库", "mentors.mentor", "supervisor_account"),
            _register("拜师结对", "mentors.pairing", "handshake"),
            _register("帮带记录", "mentors.mentoringnote", "description"),
            _register("干部急难事", "cadres.difficulty", "support"),
        ],
    },
    {
        "title": "三 三事制度·项目倾斜",
        "items": [
            _register("群众诉求", "petitions.matter", "record_voice_over"),
            _register("支部议事", "petitions.deliberation", "groups"),
            _register("群众评事", "petitions.review", "how_to_vote"),
            _register("党员", "petitions.partymember", "diversity_3"),
            _register("说事室", "villages.talkroom", "meeting_room"),
            _register("微信群", "villages.chatgroup", "chat"),
            _register("组织生活", "villages.partyactivity", "flag"),
            _register("项目", "villages.project", "construction"),
            _register("项目公开", "villages.publication", "campaign"),
            _register("帮扶投入", "villages.support", "payments"),
            _page("项目倾斜", "projects:tilt", "balance", "villages.view_support"),
        ],
    },
    {
        "title": "四 看显绩·看潜绩",
        "items": [
            _register("规划", "villages.plan", "event_note"),
            _register("规划任务", "villages.plantask", "task"),
            _register("村情", "villages.villageyear", "cottage"),
            _page("一人一档", "dossiers", "folder_shared", "cadres.view_correction"),
            _page("任期和召回", "terms", "hourglass_bottom", "cadres.view_correction"),
            _register("任免审批表", "cadres.appointmentform", "assignment_ind"),
            _register("更正申请", "cadres.correction", "rate_review"),
            _register("后备力量培养", "villages.reserve", "person_add"),
            _register("制度账目检查", "villages.accountcheck", "fact_check"),
            _register("突发事件", "villages.incident", "warning"),
            _register("奖励", "cadres.award", "military_tech"),
            _register("关怀", "cadres.care", "favorite"),
            _register("处理结果", "cadres.caseresult", "policy"),
            _register("考评办法", "evaluation.scheme", "rule"),
            _register("考评指标", "evaluation.indicator", "speed"),
            _register("管理办法条款", "evaluation.rule", "gavel"),
            _register("待核实提示", "evaluation.hint", "help"),
            _register("考评", "evaluation.appraisal", "grading"),
            _register("专班调研", "evaluation.inspection", "travel_explore"),
            _register("问题", "evaluation.finding", "report"),
            _register("潜绩事项", "evaluation.potential", "park"),
            _register("简报", "reports.bulletin", "newspaper"),
        ],
    },
    {
        "title": "基础",
        "items": [
            _register("选派村", "org.selection", "flag"),
            _register("选派批次", "org.batch", "group_work"),
            _register("县乡干部", "villages.official", "groups"),
            _register("单位", "org.unit", "apartment"),
            _register("村", "org.village", "holiday_village"),
            _register("行政区划", "org.area", "map"),
            _register("曾用地名", "org.formername", "history"),
        ],
    },
    {
        "title": "账号与设置",
        "items": [
            _register("账号", "org.user", "account_circle"),
            _page("密码条", "password-slips", "key", "cadres.view_cadre"),
            _page("锁定的账号", "admin:org_user_locked", "lock", "org.view_user"),
            _register("放假和调休", "desk.holiday", "calendar_month"),
            _register("设置", "desk.setting", "settings"),
        ],
    },
    {
        "title": "导入导出",
        "items": [
            _page("导入和导出 Excel", "registers", "table_view", "desk.view_importbatch"),
            _page("上级要的表", "tables", "table_chart", "reports.view_tablelayout"),
            _register("存下的表", "reports.tablelayout", "view_column"),
            _register("导入批次", "desk.importbatch", "inventory"),
        ],
    },
    {
        "title": "减负",
        "items": [
            _register("减负建议", "desk.suggestion", "feedback"),
            _page("减负台账", "burden", "timer", "desk.view_suggestion"),
        ],
    },
]


def menu(request):
    """The chapters with the one entry marked whose address fits the page best."""
    shown = [
        chapter | {"items": [item for item in chapter["items"] if item["permission"](request)]}
        for chapter in MENU
    ]
    entries = [item for chapter in shown for item in chapter["items"]]
    under = [item for item in entries if request.path.startswith(str(item["link"]))]
    here = max(under, key=lambda item: len(str(item["link"])), default=None)
    return [
        chapter | {"items": [item | {"active": item is here} for item in chapter["items"]]}
        for chapter in shown
        if chapter["items"]
    ]


UNFOLD = {
    "THEME": "light",
    "SITE_TITLE": "管理",
    "SITE_SYMBOL": "flag",
    "SITE_URL": reverse_lazy("home"),
    "SITE_FAVICONS": [
        {
            "rel": "icon",
            "type": "image/svg+xml",
            "href": lambda request: static("img/favicon.svg"),
        }
    ],
    "STYLES": [lambda request: static("css/admin.css")],
    "SHOW_BACK_BUTTON": False,
    "BORDER_RADIUS": "8px",
    "COLORS": {"base": PAPER, "primary": RED},
    "DASHBOARD_CALLBACK": "fushan.dashboards.desk_home.desk_home",
    "SIDEBAR": {"navigation": menu},
}
