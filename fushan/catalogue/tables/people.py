"""Tables whose rows are the cadres in post."""

from collections import defaultdict

from django.db.models import Q
from django.urls import reverse

from cadres.models import Post, Posting
from fushan.catalogue.tables.columns import ROW_NUMBER, Column, joined, month
from fushan.catalogue.tables.kinds import VILLAGE_NAMES, Kind, counties, place_columns
from fushan.org.figures import as_of
from mentors.models import Pairing
from villages.boards import boards
from villages.models import Seat

UNIT, TERM, PERSONAL, HELP = "派出单位", "任职", "个人信息（写明用途才填）", "谁来帮"
PARTY_MEMBER = "中共党员"


def _rows(period):
    related = ("cadre__unit", "cadre__private", "village__township", "batch")
    return Posting.objects.on(as_of(period)).select_related(*related)


def _age(posting, day):
    """Whole years on the day, by the month of birth."""
    born = posting.cadre.born_in
    if len(born) != 6 or not born.isdigit():
        return None
    return day.year - int(born[:4]) - (day.month < int(born[4:]))


def _years(posting, day):
    began = posting.began_on
    return max(0, day.year - began.year - ((day.month, day.day) < (began.month, began.day)))


def _party(posting, _):
    joined_in = posting.cadre.joined_party
    return PARTY_MEMBER if joined_in[:4].isdigit() else joined_in


def _mentors(rows, day):
    found = defaultdict(list)
    for pairing in Pairing.objects.on(day).select_related("mentor").order_by("began_on", "pk"):
        found[pairing.cadre_id].append(pairing.mentor.name)
    return {cadre: "、".join(names) for cadre, names in found.items()}


def _boards(rows, day):
    return boards([row.village for row in rows], day)


def holder_of(village, found, seat):
    return next((held.name for held in found.get(village, ()) if held.seat == seat), None)


def seat_columns(village, group):
    """The parties of a board beside the secretary. `village`: the code of a row's village."""
    named = {
        Seat.COUNTY_LEADER: ("县级包联领导", "包联县领导 联系县领导 县领导 包村县领导"),
        Seat.TOWNSHIP_OFFICIAL: (
            "乡镇包联干部",
            "乡镇包村干部 包村干部 乡镇包联领导 乡镇包村领导 乡镇领导包村 包村领导",
        ),
        Seat.UNIT_HEAD: ("包联单位负责人", "单位负责人 帮扶单位负责人"),
        Seat.PARTY_GUIDE: ("党建指导员", "党建工作指导员"),
    }
    return [
        Column(f"seat_{seat.value}", label, _seat(village, seat), group, also, "boards")
        for seat, (label, also) in named.items()
    ]


def _seat(village, seat):
    return lambda row, found: holder_of(village(row), found, seat)


BASICS = [
    ROW_NUMBER,
    Column(
        "name",
        "姓名",
        "cadre.name",
        also=(
            "干部姓名 选派干部 选派干部姓名 驻村干部 第一书记姓名 名字 "
            "派驻干部 人员姓名 驻村干部姓名 选派干部名单"
        ),
    ),
    Column("gender", "性别", "cadre.gender", width=6),
    Column("ethnicity", "民族", "cadre.ethnicity", width=8),
    Column("native_place", "籍贯", "cadre.native_place"),
    Column("birth_place", "出生地", "cadre.birth_place"),
    Column(
        "born_in",
        "出生年月",
        month("cadre.born_in"),
        uses="day",
        also="出生日期 出生时间 出生年月日",
    ),
    Column("age", "年龄", _age, uses="day", width=6, number=True, also="年龄（岁） 周岁"),
    Column("party", "政治面貌", _party, uses="day", also="政治面目 党派"),
    Column(
        "joined_party",
        "入党时间",
        month("cadre.joined_party"),
        uses="day",
        also="入党年月 入党日期",
    ),
    Column(
        "worked_since",
        "参加工作时间",
        month("cadre.worked_since"),
        uses="day",
        width=14,
        also="参加工作年月 工作时间 参工时间",
    ),
    Column(
        "education",
        "全日制学历",
        "cadre.education",
        also="学历 文化程度 全日制教育学历 最高学历 学历学位",
    ),
    Column("degree", "全日制学位", "cadre.degree", also="学位 全日制教育学位"),
    Column(
        "education_school",
        "毕业院校及专业",
        "cadre.education_school",
        width=22,
        also=("全日制毕业院校及专业 毕业院校系及专业 全日制教育毕业院校系及专业 毕业学校"),
    ),
    Column("later_education", "在职学历", "cadre.later_education", also="在职教育学历"),
    Column("later_degree", "在职学位", "cadre.later_degree", also="在职教育学位"),
    Column("strengths", "专长", "cadre.strengths", also="熟悉专业有何专长 特长"),
    Column("health", "健康状况", "cadre.health", also="身体状况"),
]
OFFICE = [
    Column(
        "unit",
        "派出单位",
        "cadre.unit.name",
        UNIT,
        width=20,
        also=(
            "选派单位 原单位 工作单位 所在单位 单位名称 单位 原工作单位 "
            "派驻单位 派出单位名称 派员单位"
        ),
    ),
    Column(
        "position",
        "单位职务",
        "cadre.position",
        UNIT,
        width=14,
        also="职务 原职务 原单位职务 行政职务 现任职务",
    ),
    Column(
        "unit_position",
        "工作单位及职务",
        joined("cadre.unit.name", "cadre.position"),
        UNIT,
        uses="day",
        width=24,
        also=(
            "单位及职务 原单位及职务 原工作单位及职务 派出单位及职务 "
            "现工作单位及职务 选派单位及职务"
        ),
    ),
    Column(
        "status", "人员类别", "cadre.status", UNIT, also="身份 编制性质 身份类别 人员身份 干部身份"
    ),
    Column("technical", "专业技术职务", "cadre.technical_post", UNIT, width=14, also="职称"),
    Column("position_since", "任现职时间", month("cadre.position_since"), UNIT, uses="day"),
    Column("rank_since", "任现职级时间", month("cadre.rank_since"), UNIT, uses="day", width=14),
]
POSTED = [
    Column("village", "任职村", "village.name", "任职地", width=16, also=VILLAGE_NAMES),
    *place_columns("village.", True),
    Column(
        "place",
        "任职乡镇和村",
        joined("village.township.name", "village.name"),
        "任职地",
        uses="day",
        width=20,
        also=("派驻地 任职地点 驻村地点 派驻乡镇村 乡镇村 任职乡镇、村 派驻地点"),
    ),
    Column(
        "post",
        "村内职务",
        "get_post_display",
        TERM,
        also=("任村职务 任职职务 驻村职务 村任职务 担任职务 派驻职务 所任职务"),
    ),
    Column("batch", "选派批次", "batch.name", TERM, width=14, also="批次"),
    Column(
        "began_on",
        "到村时间",
        "began_on",
        TERM,
        also=("到村日期 任职时间 到村任职时间 驻村时间 选派时间 派驻时间 开始时间 任职起始时间"),
    ),
    Column(
        "planned_end_on",
        "任期至",
        "planned_end_on",
        TERM,
        also="任期届满 期满时间 届满时间 任期届满时间 任期结束时间",
    ),
    Column(
        "years",
        "任职满几年",
        _years,
        TERM,
        uses="day",
        number=True,
        also="任职年限 驻村年限 在村年限 任职年限（年）",
    ),
    Column("noticed_on", "任职通知日期", "noticed_on", TERM, width=14, also="任命时间 通知日期"),
    Column("reported_on", "报到日期", "reported_on", TERM, also="到村报到日期 报到时间"),
    Column(
        "party_moved_on",
        "组织关系转入日期",
        "party_moved_on",
        TERM,
        width=16,
        also=("组织关系转入时间 组织关系转接时间 党组织关系转入时间 组织关系转移时间"),
    ),
]
SEALED = [
    Column(
        "id_number",
        "身份证号",
        "cadre.private.id_number",
        PERSONAL,
        width=22,
        private=True,
        also="身份证号码 公民身份号码 身份证 证件号码",
    ),
    Column(
        "phone",
        "联系电话",
        "cadre.private.phone",
        PERSONAL,
        width=16,
        private=True,
        also="电话 手机 手机号 手机号码 联系方式 电话号码 联系手机",
    ),
    Column(
        "appraisals",
        "近三年考核",
        "cadre.private.appraisals",
        PERSONAL,
        width=20,
        private=True,
        also="近三年考核结果 年度考核结果 近三年年度考核情况",
    ),
]
HELPED = [
    Column(
        "mentors",
        "导师",
        lambda row, found: found.get(row.cadre_id),
        HELP,
        uses="mentors",
        also="帮带导师 结对导师 导师姓名",
    ),
    *seat_columns(lambda row: row.village_id, HELP),
    Column("remark", "备注", "cadre.remark", HELP, width=18, plain=True, also="说明"),
]

CADRES = Kind(
    code="cadres",
    label="选派干部",
    says="时间段最后一天（没有过完的到今天）在村任职的选派干部，一人一行",
    rows=_rows,
    village="village_id",
    order=("village_id", "cadre__pinyin", "pk"),
    columns=[*BASICS, *OFFICE, *POSTED, *SEALED, *HELPED],
    name="name",
    where=lambda row: reverse("admin:cadres_cadre_change", args=[row.cadre_id]),
    which={
        "": ("全部", Q()),
        "secretary": ("只要党支部书记", Q(post=Post.SECRETARY)),
        "first": ("只要第一书记", Q(post=Post.FIRST_SECRETARY)),
        "others": ("不含党支部书记", ~Q(post=Post.SECRETARY)),
    },
    key="cadre",
    key_of=lambda row: str(row.cadre_id),
    loaders={
        "day": lambda rows, day: day,
        "mentors": _mentors,
        "boards": _boards,
        "counties": counties,
    },
)
