"""The numbers that villages, their boards and their visits answer for."""

from dataclasses import replace
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, Count, Exists, Func, OuterRef, Q, Sum, TextField, Value, When
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.models import Posting
from fushan.org.figures import Column, Figure, Ratio, as_of
from fushan.org.models import Selection
from villages.models import (
    PARTIES,
    WITH_NAMES,
    BoardPrint,
    BoardSeat,
    Leadership,
    Seat,
    Vacancy,
    VillageWeek,
    Visit,
    VisitKind,
    Visitor,
)

PLACE = [Column("乡镇", "village.township.name"), Column("村", "village.name")]


def _selected(period):
    return Selection.objects.on(as_of(period)).select_related("village__township", "batch")


def _all_five(day):
    """Whether a selected village has somebody in each of the five seats.

    Each list of villages is made once, not looked for village by village.
    """
    held = BoardSeat.objects.on(day).order_by()
    seconded = Posting.objects.on(day).secretaries().order_by()
    others = held.exclude(seat=Seat.SECRETARY).values("village").annotate(n=Count("seat"))
    return Q(village__in=others.filter(n=len(PARTIES) - 1).values("village")) & (
        Q(village__in=seconded.values("village"))
        | Q(village__in=held.filter(seat=Seat.SECRETARY).values("village"))
    )


def _empty_seats(day):
    """The seats of a selected village in which nobody is, in their order."""
    held = BoardSeat.objects.on(day).filter(village=OuterRef("village"))
    seconded = Posting.objects.on(day).secretaries().filter(village=OuterRef("village"))
    taken = {seat: Q(Exists(held.filter(seat=seat))) for seat in PARTIES}
    taken[Seat.SECRETARY] |= Q(Exists(seconded))
    return Func(
        *(Case(When(taken[seat], then=None), default=Value(seat.label)) for seat in PARTIES),
        template="ARRAY_REMOVE(ARRAY[%(expressions)s]::text[], NULL)",
        output_field=ArrayField(TextField()),
    )


def _boards_vacant(period):
    rows = _selected(period).exclude(_all_five(as_of(period)))
    return rows.annotate(empty_seats=_empty_seats(as_of(period)))


def _vacant_now(period):
    return Vacancy.objects.on(as_of(period)).select_related("village__township")


def _visits(period):
    return Visit.objects.select_related("village__township", "entered_by").prefetch_related(
        WITH_NAMES
    )


def _leader_visits(period):
    """Visits with a member of the village's township leadership: the rule of the weekly view."""
    day = OuterRef("happened_on")
    leading = Leadership.objects.filter(
        Q(until=None) | Q(until__gt=day),
        official__visiting__visit=OuterRef("pk"),
        area=OuterRef("village__township"),
        since__lte=day,
    )
    return _visits(period).filter(Exists(leading))


def _coaching(period):
    return _visits(period).filter(kinds__contains=[VisitKind.COACHING])


def _visitors(period):
    return Visitor.objects.select_related("village__township", "official__unit", "visit")


def _weeks_due(period):
    """Weeks that are over. The running one is due to nobody before its Sunday has passed."""
    over = localdate() - timedelta(days=7)
    return VillageWeek.objects.filter(due=True, monday__lte=over).select_related(
        "village__township"
    )


def _vacancies(period):
    rows = Vacancy.objects.during(period.first, as_of(period))
    return rows.select_related("village__township")


def _prints(period):
    return BoardPrint.objects.select_related("village__township", "made_by")


def _village_url(row):
    return reverse("village", args=[row.village_id])


def _seats_url(row):
    return reverse("seats", args=[row.village_id])


def _week_url(week):
    sunday = week.monday + timedelta(days=6)
    return (
        reverse("ledger", args=["leader_visits"])
        + f"?area={week.village_id}&period={week.monday}~{sunday}"
    )


SELECTED = Figure(
    "villages",
    "选派村",
    unit="个",
    definition="期末列为选派村的村。",
    records=_selected,
    columns=[*PLACE, Column("列入日期", "since"), Column("批次", "batch.name")],
    measure=Count("village", distinct=True),
    url=_village_url,
    called=lambda selection: "期末五方责任人是不是配齐",
)
COMPLETE = Ratio(
    "boards_complete",
    "身份牌齐全",
    definition="五方责任人都明确的选派村 / 选派村，按期末算。",
    denominator=replace(SELECTED, url=_seats_url),
    met=lambda period: _all_five(as_of(period)),
    missed="boards_vacant",
)
WEEK_COLUMNS = [*PLACE, Column("周一", "monday"), Column("乡镇班子到村次数", "visits")]
WEEKS_DUE = Figure(
    "visits_weekly_due",
    "要求到村的村周",
    unit="村周",
    definition="选派村 × 周：该周工作日够数且已过完；周一落在期内。",
    records=_weeks_due,
    on="monday",
    columns=WEEK_COLUMNS,
    url=_week_url,
)
WEEKLY = Ratio(
    "visits_weekly",
    "乡镇每周到村",
    definition="乡镇班子成员到过村的村周 / 要求到村的村周，只算已过完的周。",
    denominator=WEEKS_DUE,
    met=lambda period: Q(visits__gt=0),
    missed="weeks_missed",
)

VISITS = Figure(
    "visits",
    "到村指导",
    unit="次",
    definition="期内县、乡干部到村指导（调研）的次数，一村一天同行几人算一次。",
    records=_visits,
    on="happened_on",
    columns=[
        Column("日期", "happened_on"),
        *PLACE,
        Column("层级", "get_level_display"),
        Column("到村人员", "visitor_names"),
        Column("做了什么", "kind_labels"),
        Column("情况", "text"),
        Column("录入人", "entered_by.name"),
    ],
    url=lambda visit: reverse("villages:visit", args=[visit.pk]),
)
LEADER_VISITS = replace(
    VISITS,
    code="leader_visits",
    label="乡镇班子到村",
    definition="期内有本乡镇班子成员参加的到村指导次数。",
    records=_leader_visits,
)
ON_SITE = replace(
    VISITS,
    code="onsite_coaching",
    label="到村现场培训",
    definition="期内到村指导里，做了“现场培训”的次数。",
    records=_coaching,
)
VISIT_PERSONS = Figure(
    "visit_persons",
    "到村人次",
    unit="人次",
    definition="期内到村指导的人次，一人一村一天算一次。",
    records=_visitors,
    on="happened_on",
    columns=[
        Column("日期", "happened_on"),
        *PLACE,
        Column("到村人员", "official.name"),
        Column("单位", "official.unit.name"),
        Column("职务", "official.post"),
    ],
    url=lambda visitor: reverse("villages:visit", args=[visitor.visit_id]),
)
VISITORS = replace(
    VISIT_PERSONS,
    code="visitors",
    label="走访干部",
    unit="人",
    definition="期内到过村的县、乡干部，同一人去多少次都算一人。",
    once="下面逐次列出。",
    measure=Count("official", distinct=True),
)

VACANT = Figure(
    "vacancy_days",
    "空缺天数",
    unit="天",
    definition="选派村在期内没有选派干部任职的天数，按日历天计，今天以后的不算。",
    once="下面逐段列出。",
    records=_vacancies,
    measure=Sum("days"),
    columns=[*PLACE, Column("空缺自", "since"), Column("到", "until"), Column("期内天数", "days")],
    url=_village_url,
)

PRINTED = Figure(
    "boards_printed",
    "身份牌打印",
    unit="次",
    definition="期内身份牌打印的次数，同一天同样内容、同样尺寸只算一次。",
    records=_prints,
    on="made_on",
    columns=[
        Column("日期", "made_on"),
        *PLACE,
        Column("尺寸", "size"),
        Column("打印人", "made_by.name"),
    ],
    url=_seats_url,
)

FIGURES = [
    SELECTED,
    COMPLETE,
    COMPLETE.met_only("boards_full", "五方责任人配齐的村", "期末五方责任人都明确的选派村。"),
    replace(
        SELECTED,
        code="boards_vacant",
        label="五方责任人没有配齐的村",
        definition="期末五方责任人中有待明确的选派村。",
        records=_boards_vacant,
        columns=[*PLACE, Column("空着的", "empty_seats"), *SELECTED.columns[len(PLACE) :]],
    ),
    PRINTED,
    VACANT,
    Figure(
        "villages_vacant",
        "空缺的选派村",
        unit="个",
        definition="期末没有选派干部任职的选派村。",
        records=_vacant_now,
        columns=[*PLACE, Column("空缺自", "since")],
        url=_village_url,
    ),
    VISITS,
    LEADER_VISITS,
    ON_SITE,
    VISIT_PERSONS,
    VISITORS,
    WEEKS_DUE,
    WEEKLY,
    WEEKLY.met_only("weeks_visited", "到了的村周", "要求到村的村周里，乡镇班子成员到过村的。"),
    WEEKLY.met_only(
        "weeks_missed",
        "未到的村周",
        "要求到村的村周里，乡镇班子成员没有到过村的。",
        opposite=True,
    ),
]
