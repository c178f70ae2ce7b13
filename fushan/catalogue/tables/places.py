"""Tables whose rows are the selected villages."""

from collections import defaultdict

from django.db.models import Q
from django.urls import reverse

from cadres.models import Posting
from fushan.catalogue.tables.columns import ROW_NUMBER, Column
from fushan.catalogue.tables.kinds import VILLAGE_NAMES, Kind, counties, place_columns
from fushan.catalogue.tables.people import holder_of, seat_columns
from fushan.org.figures import as_of
from fushan.org.models import Selection, Village
from villages.boards import boards
from villages.models import Seat, VillageYear

PARTIES, YEAR, INCOME, SENT = "五方责任", "村情（最近一年）", "集体收入（最近一年）", "选派"


def _rows(period):
    chosen = Selection.objects.on(as_of(period)).values("village")
    return Village.objects.filter(pk__in=chosen).select_related("township")


def _selections(rows, day):
    found = Selection.objects.on(day).select_related("batch")
    return {row.village_id: row for row in found}


def _posted(rows, day):
    found = defaultdict(list)
    posted = Posting.objects.on(day).select_related("cadre__unit").order_by("cadre__pinyin", "pk")
    for posting in posted:
        found[posting.village_id].append(posting)
    return found


def _years(rows, day):
    """{village: its years, the last first}"""
    found = defaultdict(list)
    for row in VillageYear.objects.filter(year__lte=day.year).order_by("-year", "pk"):
        found[row.village_id].append(row)
    return found


def _of_year(name, call=False):
    def told(row, found):
        year = next(iter(found.get(row.pk, ())), None)
        value = getattr(year, name, None)
        return value() if call and year else value

    return told


def _selected(name):
    def told(row, found):
        selection = found.get(row.pk)
        return selection and getattr(selection, name)

    return told


def _names(row, found):
    return "、".join(posting.cadre.name for posting in found.get(row.pk, ()))


def _units(row, found):
    units = [posting.cadre.unit for posting in found.get(row.pk, ()) if posting.cadre.unit]
    return "、".join(dict.fromkeys(unit.name for unit in units))


def _secretary(row, found):
    return holder_of(row.pk, found, Seat.SECRETARY)


def _paired(row, found):
    """The unit whose head has the seat."""
    unit = next((h.unit for h in found.get(row.pk, ()) if h.seat == Seat.UNIT_HEAD), None)
    return unit and unit.name


BASICS = [
    ROW_NUMBER,
    Column("name", "村", "name", width=16, also=VILLAGE_NAMES),
    *place_columns("", False),
    Column("official_name", "正式名称", "official_name", width=20, also="村全称 村委会名称"),
    Column("batch", "选派批次", _selected("batch"), SENT, uses="selections", width=14, also="批次"),
    Column("since", "列入日期", _selected("since"), SENT, uses="selections", also="列入时间"),
    Column(
        "cadres",
        "选派干部",
        _names,
        SENT,
        uses="posted",
        width=16,
        also="选派干部姓名 驻村干部 驻村干部姓名 驻村工作队员 选派干部名单 派驻干部",
    ),
    Column(
        "cadres_count",
        "选派干部人数",
        lambda row, found: len(found.get(row.pk, ())),
        SENT,
        uses="posted",
        summed=True,
        also="选派人数 驻村人数 干部人数 选派干部数",
    ),
    Column(
        "units",
        "派出单位",
        _units,
        SENT,
        uses="posted",
        width=20,
        also="选派单位 派驻单位 帮扶单位",
    ),
]
PEOPLE = [
    Column(
        "secretary",
        "党支部书记",
        _secretary,
        PARTIES,
        uses="boards",
        also="村党支部书记 支部书记 支书 村支书 书记姓名 村党组织书记 村书记",
    ),
    *seat_columns(lambda row: row.pk, PARTIES),
    Column(
        "paired",
        "包联单位",
        _paired,
        PARTIES,
        uses="boards",
        width=20,
        also="包村单位 联系单位 结对单位",
    ),
]
YEARLY = [
    Column("year", "村情年度", _of_year("year"), YEAR, uses="years", number=True, also="年度"),
    Column(
        "households",
        "户数",
        _of_year("households"),
        YEAR,
        uses="years",
        summed=True,
        also="总户数 农户数 户数（户） 全村户数",
    ),
    Column(
        "people",
        "人口",
        _of_year("people"),
        YEAR,
        uses="years",
        summed=True,
        also="总人口 人口数 人数 全村人口 户籍人口 人口（人）",
    ),
    Column(
        "grade",
        "支部等次",
        _of_year("get_grade_display", True),
        YEAR,
        uses="years",
        also="党支部等次 支部星级 支部类别",
    ),
    Column(
        "premises",
        "活动场所",
        _of_year("get_premises_display", True),
        YEAR,
        uses="years",
        also="活动场所达标情况 党群服务中心 阵地",
    ),
    Column(
        "demonstration",
        "示范村",
        _of_year("get_demonstration_display", True),
        YEAR,
        uses="years",
        width=14,
        also="是否示范村 示范村级别",
    ),
    Column(
        "income",
        "集体收入合计",
        _of_year("total"),
        INCOME,
        uses="years",
        money=True,
        also=("村集体收入 集体经济收入 村集体经济收入 集体收入 集体经济总收入 收入合计"),
    ),
    Column(
        "income_own",
        "经营收入",
        _of_year("income_own"),
        INCOME,
        uses="years",
        money=True,
        also="经营性收入",
    ),
    Column(
        "income_rent",
        "发包和租金",
        _of_year("income_rent"),
        INCOME,
        uses="years",
        money=True,
        also="发包及上交收入 租金收入 发包收入",
    ),
    Column(
        "income_shares",
        "投资和分红",
        _of_year("income_shares"),
        INCOME,
        uses="years",
        money=True,
        also="投资收益 分红收入",
    ),
    Column(
        "income_grants",
        "补助收入",
        _of_year("income_grants"),
        INCOME,
        uses="years",
        money=True,
        also="补助 财政补助",
    ),
    Column("income_other", "其他收入", _of_year("income_other"), INCOME, uses="years", money=True),
]

VILLAGES = Kind(
    code="villages",
    label="村",
    says="时间段最后一天（没有过完的到今天）的选派村，一村一行",
    rows=_rows,
    village="code",
    order=("code",),
    columns=[*BASICS, *PEOPLE, *YEARLY],
    name="name",
    where=lambda row: reverse("village", args=[row.pk]),
    which={"": ("全部", Q())},
    key="village",
    key_of=lambda row: row.pk,
    loaders={
        "selections": _selections,
        "posted": _posted,
        "years": _years,
        "boards": boards,
        "counties": counties,
    },
)
