"""The numbers that trainings, needs, trips and exchanges answer for."""

from dataclasses import replace

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.org.figures import CODE_LENGTH, Column, Figure, Ratio, as_of
from training.models import (
    Attendance,
    Exchange,
    ExchangeMember,
    Form,
    Need,
    SessionNeed,
    TrainingSession,
    TripMember,
    TripPlace,
    Turnout,
)

PLACE = [
    Column("乡镇", "village.township.name"),
    Column("村", "village.name"),
    Column("选派干部", "cadre.name"),
]


def _held(period):
    """The county's. A township's coaching is counted as on-site coaching at its visits."""
    rows = TrainingSession.objects.held_by(localdate()).alias(level=Length("area_id"))
    return rows.filter(level__lte=CODE_LENGTH["county"]).select_related("area")


def _on_site(period):
    return _held(period).filter(form__in=[Form.ON_SITE, Form.BOTH])


def _attendances(period):
    rows = Attendance.objects.filter(session__cancelled_reason="")
    return rows.select_related("session__area", "cadre", "village__township")


def _needs(period):
    return Need.objects.select_related("cadre", "village__township", "area", "claimed_by")


def _taught(period):
    """A session that answers it was held by the period's end."""
    held = SessionNeed.objects.filter(
        need=OuterRef("pk"), session__cancelled_reason="", session__began_on__lte=as_of(period)
    )
    return Q(Exists(held))


def _wanted(condition):
    """Needs not dropped that meet the condition: of a period, a Q."""
    return lambda period: _needs(period).filter(condition(period), dropped_reason="")


def _claimed(period):
    return Q(claimed_at__isnull=False) | _taught(period)


def _unclaimed(period):
    return ~_claimed(period)


def _in_hand(period):
    return Q(claimed_at__isnull=False) & ~_taught(period)


def _places(period):
    return TripPlace.objects.select_related("trip", "place")


def _exchanges(period):
    return Exchange.objects.select_related("area")


def _trips_joined(period):
    return TripMember.objects.select_related("trip", "cadre", "village__township")


def _exchanges_joined(period):
    return ExchangeMember.objects.select_related("exchange__area", "cadre", "village__township")


def _session_url(session):
    return reverse("training:session", args=[session.pk])


TRAININGS = Figure(
    "trainings",
    "培训",
    unit="次",
    definition="期内开始的县级培训的次数，取消的不算；乡镇的现场帮带另算。",
    records=_held,
    on="began_on",
    village="area_id",
    columns=[
        Column("日期", "began_on"),
        Column("谁办的", "area.name"),
        Column("主题", "theme"),
        Column("形式", "get_form_display"),
        Column("地点", "place"),
        Column("谁来讲", "trainer"),
    ],
    url=_session_url,
)
ATTENDED = Ratio(
    "training_attendance",
    "参训率",
    definition="登记为参加的人次 / 登记过到场情况的人次；请假的也在分母里。",
    denominator=Figure(
        "attendances",
        "登记到场的人次",
        unit="人次",
        definition="期内开始的培训里，登记过到场情况的人次。",
        records=_attendances,
        on="session__began_on",
        cadre="cadre_id",
        columns=[
            Column("日期", "session.began_on"),
            *PLACE,
            Column("主题", "session.theme"),
            Column("到场情况", "get_turnout_display"),
            Column("缺席说明", "explanation"),
        ],
        url=lambda row: _session_url(row.session),
    ),
    met=lambda period: Q(turnout=Turnout.ATTENDED),
    missed="training_missed",
)
RAISED = Figure(
    "needs_raised",
    "点题",
    unit="个",
    definition="期内选派干部点的题，附议的不另算。",
    records=_needs,
    on="raised_on",
    cadre="cadre_id",
    columns=[
        Column("日期", "raised_on"),
        *PLACE,
        Column("想学什么", "text"),
        Column("向谁点题", "area.name"),
        Column("领题人", "claimed_by.name"),
        Column("不办的理由", "dropped_reason"),
    ],
    url=lambda need: reverse("training:need", args=[need.pk]),
)
ANSWERED = Ratio(
    "needs_answered",
    "点题办了的",
    definition="到期末已有培训回应的点题 / 期内点的题。",
    denominator=RAISED,
    met=_taught,
    missed="needs_waiting",
)

NEEDS = [
    replace(RAISED, code=code, label=label, definition=definition, records=_wanted(condition))
    for code, label, definition, condition in (
        ("needs_claimed", "已领的题", "期内点的题里，已经有人领或者已有培训的。", _claimed),
        ("needs_taught", "办了培训的题", "期内点的题里，到期末已有培训回应的。", _taught),
        ("needs_in_hand", "领了还没办的题", "期内点的题里，领了、到期末还没有培训的。", _in_hand),
        ("needs_unclaimed", "还没人领的题", "期内点的题里，没有人领也没有培训的。", _unclaimed),
    )
]

FIGURES = [
    TRAININGS,
    replace(
        TRAININGS,
        code="trainings_onsite",
        label="有现场观摩的培训",
        definition="期内开始的、有现场观摩的培训次数，取消的不算。",
        records=_on_site,
    ),
    ATTENDED.denominator,
    ATTENDED,
    ATTENDED.met_only("trainings_attended", "参训人次", "登记为参加的人次。"),
    ATTENDED.met_only(
        "training_missed",
        "请假和缺席的人次",
        "登记过到场情况、没有参加的人次。",
        opposite=True,
    ),
    RAISED,
    *NEEDS,
    ANSWERED,
    ANSWERED.met_only(
        "needs_waiting", "还没有办的点题", "期内点的题里，到期末没有培训回应的。", opposite=True
    ),
    Figure(
        "counties_studied",
        "外出学习的县",
        unit="个",
        definition="期内外出学习去过的县（市、区），去几次都算一个。",
        once="下面逐次列出。",
        records=_places,
        on="began_on",
        village="area_code",
        measure=Count("place", distinct=True),
        columns=[
            Column("日期", "began_on"),
            Column("去的县", "place.name"),
            Column("学什么", "trip.theme"),
            Column("谁组织", "trip.get_organiser_display"),
        ],
        url=lambda row: reverse("training:trip", args=[row.trip_id]),
    ),
    Figure(
        "trips_joined",
        "外出学习人次",
        unit="人次",
        definition="期内开始的外出学习，一人去一次算一人次。",
        records=_trips_joined,
        on="trip__began_on",
        cadre="cadre_id",
        columns=[
            Column("日期", "trip.began_on"),
            *PLACE,
            Column("学什么", "trip.theme"),
            Column("谁组织", "trip.get_organiser_display"),
        ],
        url=lambda row: reverse("training:trip", args=[row.trip_id]),
    ),
    Figure(
        "exchanges",
        "经验交流会",
        unit="次",
        definition="期内开的经验交流会的次数。",
        records=_exchanges,
        on="held_on",
        village="area_id",
        columns=[
            Column("日期", "held_on"),
            Column("谁办的", "area.name"),
            Column("主题", "theme"),
            Column("地点", "place"),
        ],
        url=lambda row: reverse("training:exchange", args=[row.pk]),
    ),
    Figure(
        "exchanges_joined",
        "参加交流会人次",
        unit="人次",
        definition="期内的经验交流会，一人参加一次算一人次。",
        records=_exchanges_joined,
        on="exchange__held_on",
        cadre="cadre_id",
        columns=[
            Column("日期", "exchange.held_on"),
            *PLACE,
            Column("主题", "exchange.theme"),
            Column("谁办的", "exchange.area.name"),
        ],
        url=lambda row: reverse("training:exchange", args=[row.exchange_id]),
    ),
]
