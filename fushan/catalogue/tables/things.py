"""Tables whose rows are projects, or what villagers asked for."""

from django.db.models import Q, Sum
from django.urls import reverse

from fushan.catalogue.tables.columns import ROW_NUMBER, Column
from fushan.catalogue.tables.kinds import VILLAGE_NAMES, Kind, counties, place_columns
from fushan.org.figures import as_of
from petitions.models import SETTLED, Matter, MatterKind
from villages.models import Project, ProjectKind, ProjectState, Support

PROGRESS, MONEY, HELPED, DAYS, RESULT = "进度", "资金", "带动", "期限", "结果"


def _projects(period):
    last = as_of(period)
    rows = Project.objects.filter(began_on__lte=last).exclude(state=ProjectState.DROPPED)
    rows = rows.filter(Q(finished_on=None) | Q(finished_on__gte=period.first))
    return rows.select_related("village__township")


def _funds(rows, day):
    """{project: (planned, arrived, spent)} by the end of the period."""
    sums = Support.objects.filter(project__isnull=False, happened_on__lte=day).order_by()
    sums = sums.values("project").annotate(p=Sum("planned"), a=Sum("arrived"), s=Sum("spent"))
    return {number: told for number, *told in sums.values_list("project", "p", "a", "s")}


def _fund(place):
    return lambda row, found: found.get(row.pk, (None, None, None))[place]


def _matters(period):
    rows = Matter.objects.filter(raised_on__range=(period.first, period.last))
    return rows.select_related("village__township", "transfer")


PROJECT_COLUMNS = [
    ROW_NUMBER,
    Column("name", "项目名称", "name", width=24, also="项目 名称 帮扶项目"),
    Column("kind", "项目类别", "get_kind_display", also="类别 项目类型 类型"),
    Column(
        "organised",
        "组织方式",
        "get_organised_display",
        width=16,
        also="实施方式 运营模式 经营方式",
    ),
    *place_columns("village.", False),
    Column(
        "village",
        "村",
        "village.name",
        "地点",
        width=16,
        also=f"{VILLAGE_NAMES} 实施地点 项目地点 项目所在村 建设地点",
    ),
    Column(
        "state",
        "进度",
        "get_state_display",
        PROGRESS,
        also="项目进度 进展 目前进度 实施阶段 项目进展",
    ),
    Column("notes", "进展情况", "notes", PROGRESS, width=28, also="项目进展情况 主要内容 建设内容"),
    Column("began_on", "谋划日期", "began_on", PROGRESS, also="谋划时间 开始时间"),
    Column("decided_on", "村里议定日期", "decided_on", PROGRESS, width=14, also="议定日期"),
    Column("applied_on", "申报日期", "applied_on", PROGRESS, also="申报时间"),
    Column("approved_on", "批复日期", "approved_on", PROGRESS, also="批复时间 立项时间"),
    Column(
        "finished_on",
        "完工日期",
        "finished_on",
        PROGRESS,
        plain=True,
        also="完工时间 竣工时间 完成时间",
    ),
    Column(
        "approved",
        "批复金额",
        "approved",
        MONEY,
        money=True,
        also="总投资 投资额 项目资金 批复资金 计划投资 投资金额 总投资额",
    ),
    Column(
        "planned",
        "计划下达",
        _fund(0),
        MONEY,
        uses="funds",
        money=True,
        also="下达资金 计划资金 下达金额",
    ),
    Column(
        "arrived",
        "到位资金",
        _fund(1),
        MONEY,
        uses="funds",
        money=True,
        also="资金到位 到位金额 到位",
    ),
    Column(
        "spent",
        "支出资金",
        _fund(2),
        MONEY,
        uses="funds",
        money=True,
        also="支出 支出金额 已支出 已使用资金",
    ),
    Column(
        "households",
        "带动户数",
        "households",
        HELPED,
        summed=True,
        also="受益户数 带动农户 覆盖户数 带动农户数",
    ),
    Column("jobs", "带动就业人数", "jobs", HELPED, summed=True, also="就业人数 带动就业 吸纳就业"),
    Column("pulls", "还带动哪些村", "pulls", HELPED, width=18, plain=True, also="带动村"),
]
MATTER_COLUMNS = [
    ROW_NUMBER,
    Column(
        "text",
        "事项",
        "text",
        width=36,
        also=(
            "诉求内容 诉求 问题 群众诉求 反映问题 事项内容 主要问题 "
            "具体事项 反映事项 问题内容 诉求事项"
        ),
    ),
    Column(
        "raised_on",
        "提出日期",
        "raised_on",
        also=("反映时间 受理日期 诉求日期 提出时间 登记时间 时间 日期 反映日期"),
    ),
    Column("kind", "小事难事", "get_kind_display", also="大小 事项类型 难易程度"),
    Column("category", "类别", "get_category_display", also="事项类别 问题类别 诉求类别 类型"),
    Column(
        "channel", "来源", "get_channel_display", also="诉求渠道 反映渠道 渠道 反映方式 事项来源"
    ),
    Column("concerned", "涉及人数", "concerned", summed=True, also="涉及群众人数 人数"),
    *place_columns("village.", False),
    Column("village", "村", "village.name", "地点", width=16, also=VILLAGE_NAMES),
    Column("taker", "受理人", "taker", DAYS, also="登记人"),
    Column("owner", "承办人", "owner", DAYS, also="办理人 责任人 谁来办 经办人"),
    Column("due_on", "办理期限", "due_on", DAYS, plain=True, also="办结时限 时限 期限"),
    Column("responded_on", "受理日期", "responded_on", DAYS, also="受理时间"),
    Column(
        "state",
        "办理状态",
        "standing",
        RESULT,
        also="状态 办理情况 是否办结 办理结果 办理进度 处理情况",
    ),
    Column("done_on", "办结日期", "done_on", RESULT, plain=True, also="办结时间 解决时间"),
    Column("told_on", "回告日期", "told_on", RESULT, plain=True, also="回复时间 反馈时间 回告时间"),
    Column(
        "answer",
        "本人评价",
        "get_answer_display",
        RESULT,
        plain=True,
        also="满意度 群众评价 是否满意 评价",
    ),
]

PROJECTS = Kind(
    code="projects",
    label="项目",
    says="时间段最后一天以前谋划、时间段以前没有完工的项目，中止的不列，一个一行",
    rows=_projects,
    village="village_id",
    order=("village_id", "name", "pk"),
    columns=PROJECT_COLUMNS,
    name="name",
    where=lambda row: reverse("projects:project", args=[row.pk]),
    which={
        "": ("全部", Q()),
        "industry": ("只要产业项目", Q(kind=ProjectKind.INDUSTRY)),
        "party": ("只要党建项目", Q(kind=ProjectKind.PARTY)),
        "approved": ("只要已批复的", Q(approved_on__isnull=False)),
    },
    loaders={"funds": _funds, "counties": counties},
)
MATTERS = Kind(
    code="matters",
    label="群众诉求",
    says="时间段里群众提出的诉求，一件一行；不列姓名",
    rows=_matters,
    village="village_id",
    order=("village_id", "raised_on", "pk"),
    columns=MATTER_COLUMNS,
    name="text",
    where=lambda row: reverse("petitions:matter", args=[row.pk]),
    loaders={"counties": counties},
    which={
        "": ("全部", Q()),
        "hard": ("只要难事", Q(kind=MatterKind.HARD)),
        "small": ("只要小事", Q(kind=MatterKind.SMALL)),
        "open": ("只要还在办的", ~Q(state__in=SETTLED)),
    },
)
