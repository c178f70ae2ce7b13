"""What is owed about cadres: an answer to leave and difficulties, a word on them, the month."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, TextField, Value
from django.db.models.functions import (
    Concat,
    ExtractDay,
    ExtractMonth,
    Greatest,
    Least,
    TruncDate,
)
from django.urls import reverse
from django.utils.formats import date_format

from cadres.leaving import APPROVERS
from cadres.models import Difficulty, Leave, LeaveLevel, LeaveState, Office, Posting, Wall
from cadres.months import closes_on, may_be_closed, month_due
from fushan.desk.models import ClosedMonth, setting
from fushan.kit.periods import Period
from fushan.org.due import ONESELF, Kind
from fushan.org.models import Area
from fushan.org.roles import Role

DAY = timedelta(days=1)
CONFIRM_DAYS = 7

# Answered by the day after it was asked, and before it begins where it was asked in time.
ASKED_ON = TruncDate("entered_at")
FROM_AND_DAYS = Concat(
    Value("自"),
    ExtractMonth("first_on"),
    Value("月"),
    ExtractDay("first_on"),
    Value("日起 "),
    "days",
    Value(" 个工作日"),
    output_field=TextField(),
)


def _asked(level):
    def rows(day):
        return Leave.objects.filter(state=LeaveState.ASKED, level=level)

    return rows


def _not_back(day):
    """Approved, over today or earlier, neither extended nor ended."""
    rows = Leave.objects.approved().filter(returned_on=None, last_on__lte=day)
    return rows.last_of_all()


def open_month(day):
    """The earliest month that may be settled by now and is not yet closed by the calendar."""
    over = month_due(day).next
    return over if may_be_closed(over, day) else None


def _unsettled(day):
    """Townships with cadres whose month waits to be settled; one cadre's posting stands for all."""
    month = open_month(day)
    if month is None:
        return Area.objects.none().annotate(closes=Value(day), month=Value(""))
    standing = ClosedMonth.objects.standing().filter(area=OuterRef("pk"), month=month.first)
    posted = Posting.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=month.first),
        began_on__lte=month.last,
        village__township=OuterRef("pk"),
    )
    rows = Area.objects.filter(Exists(posted), ~Exists(standing))
    return rows.annotate(closes=Value(closes_on(month)), month=Value(month.code))


def _without_wall(day):
    """One's own posting without a wall; it should hang some days after the first."""
    hung = Wall.objects.filter(cadre=OuterRef("cadre"), village=OuterRef("village"))
    rows = Posting.objects.on(day).filter(cadre=ONESELF).exclude(Exists(hung))
    return rows.annotate(hang_by=F("began_on") + timedelta(days=int(setting("wall_days"))))


def _days(key):
    return timedelta(days=int(setting(key)))


def _unclaimed(day):
    by = F("raised_on") + _days("difficulty_claim_days")
    return Difficulty.objects.unclaimed().annotate(due_by=by)


def _in_hand(office):
    def rows(day):
        # What did not help is given as long again.
        by = Greatest("raised_on", "sent_back_on") + _days("difficulty_answer_days")
        return Difficulty.objects.in_hand().filter(claimed_level=office).annotate(due_by=by)

    return rows


def _unconfirmed(day):
    return Difficulty.objects.unconfirmed()


def _on(row):
    return reverse("leave:leave", args=[row.record])


def _leave(code, level, **more):
    return Kind(
        code,
        "请假待批",
        rows=_asked(level),
        who="cadre__name",
        said=FROM_AND_DAYS,
        due_on=Greatest(ASKED_ON, Least("first_on", ASKED_ON + DAY)),
        text=lambda row: f"{row.who}请假待批",
        note=lambda row: f"{row.township} · {row.said}",
        url=_on,
        **more,
    )


def _difficulty(code, label, rows, note, **more):
    """`note`: what is to be done about it."""
    return Kind(
        code,
        label,
        rows=rows,
        who="cadre__name",
        said="text",
        text=lambda row: f"{row.who}的急难事：{row.said}",
        note=lambda row: f"{row.township} · {note}",
        **more,
    )


def _opened(name):
    return lambda row: reverse(f"difficulties:{name}", args=[row.record])


def _answer(code, role, office):
    return _difficulty(
        code,
        "急难事待答复",
        _in_hand(office),
        "已认领，还没有答复",
        roles=(role,),
        due_on="due_by",
        url=_opened("difficulty"),
        near=7,
    )


DUES = [
    _leave("leave_township", LeaveLevel.TOWNSHIP, roles=(Role.TOWNSHIP,), duties=APPROVERS),
    _leave("leave_county", LeaveLevel.COUNTY, roles=(Role.STAFF,)),
    Kind(
        "leave_return",
        "还没有销假",
        roles=(Role.VILLAGE, Role.TOWNSHIP),
        rows=_not_back,
        who="cadre__name",
        due_on=F("last_on") + DAY,
        text=lambda row: f"{row.who}假满销假",
        note=lambda row: f"{row.township} · 假到{date_format(row.due_on - DAY, 'n月j日')}",
        url=lambda row: reverse("leave:note-return", args=[row.record]),
        near=0,
    ),
    Kind(
        "wall",
        "初心墙待做",
        roles=(Role.VILLAGE,),
        rows=_without_wall,
        who="cadre__name",
        due_on="hang_by",
        text=lambda row: "写初心墙",
        note=lambda row: f"{row.township} · 为什么来、要做成什么，写好打印挂上",
        url=lambda row: reverse("hang-wall"),
        near=7,
    ),
    Kind(
        "month",
        "月末收尾",
        roles=(Role.TOWNSHIP,),
        rows=_unsettled,
        place="code",
        township="name",
        said="month",
        due_on="closes",
        text=lambda row: f"{Period.parse(row.said, today=row.due_on).label}收尾",
        note=lambda row: f"{row.township} · 核对在村天数，一次确认",
        url=lambda row: f"{reverse('month')}?area={row.place}&period={row.said}",
    ),
    _difficulty(
        "difficulty",
        "急难事待认领",
        _unclaimed,
        "还没有人认领",
        roles=(Role.TOWNSHIP,),
        due_on="due_by",
        url=_opened("difficulty"),
    ),
    _answer("difficulty_township", Role.TOWNSHIP, Office.TOWNSHIP),
    _answer("difficulty_county", Role.STAFF, Office.COUNTY),
    _difficulty(
        "difficulty_confirm",
        "急难事待确认",
        _unconfirmed,
        "已有答复，解决了没有由您说",
        roles=(Role.VILLAGE,),
        due_on=F("answered_on") + CONFIRM_DAYS * DAY,
        url=_opened("confirm-difficulty"),
    ),
]
