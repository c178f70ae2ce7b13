"""What is owed about matters: the next step, an answer from above, a second pair of eyes."""

from datetime import timedelta

from django.db.models import F
from django.urls import reverse

from fushan.desk.models import number
from fushan.org.due import Kind
from fushan.org.roles import Role
from petitions.models import Matter, Review, State, Upper

DAY = timedelta(days=1)
NAGGED = 21  # days


def _in_the_village(day):
    return Matter.objects.unsettled().exclude(state=State.UPWARD).filter(due_on__isnull=False)


def _above(upper):
    return lambda day: Matter.objects.filter(state=State.UPWARD, upper=upper, due_on__isnull=False)


def _over(day):
    """Told to the township the morning after."""
    return _in_the_village(day).filter(due_on__lt=day)


def _long_over(day):
    """Told to the department too, once it has been over for some days: the one escalation."""
    latest = day - number("matter_escalate_days") * DAY
    rows = Matter.objects.unsettled().filter(due_on__lt=latest)
    return rows.exclude(state=State.UPWARD, upper=Upper.COUNTY)


def _unconfirmed(day):
    return Review.objects.filter(confirmed_at=None).annotate(confirm_by=F("held_on") + 3 * DAY)


def _untold(day):
    """Confirmed and not told in the village yet; what is long past is not asked for any more."""
    days = number("review_publish_days")
    rows = Review.objects.filter(published_on=None, confirmed_at__isnull=False)
    rows = rows.filter(held_on__gt=day - (days + NAGGED) * DAY)
    return rows.annotate(publish_by=F("held_on") + days * DAY)


def _step(row):
    return f"{State(row.said).label}：{row.who}"


def _where(row):
    return row.township


def _kind(code, label, role, rows, note):
    return Kind(
        code,
        label,
        roles=(role,),
        rows=rows,
        who="text",
        said="state",
        due_on="due_on",
        text=_step,
        note=note,
        url=lambda row: reverse("petitions:matter", args=[row.record]),
    )


DUES = [
    _kind(
        "matter",
        "群众诉求待办",
        Role.VILLAGE,
        _in_the_village,
        _where,
    ),
    _kind(
        "matter_over",
        "群众诉求超期",
        Role.TOWNSHIP,
        _over,
        _where,
    ),
    _kind(
        "matter_up",
        "上报的诉求待复",
        Role.TOWNSHIP,
        _above(Upper.TOWNSHIP),
        _where,
    ),
    _kind(
        "matter_at_county",
        "部门待复的诉求",
        Role.STAFF,
        _above(Upper.COUNTY),
        _where,
    ),
    _kind(
        "matter_escalated",
        "群众诉求久拖未办",
        Role.STAFF,
        _long_over,
        _where,
    ),
    Kind(
        "review",
        "群众评事待确认",
        roles=(Role.TOWNSHIP,),
        rows=_unconfirmed,
        who="village__name",
        due_on="confirm_by",
        not_by="entered_by",
        text=lambda row: f"{row.who}群众评事待确认",
        note=lambda row: f"{row.township} · 核对总数，点确认",
        url=lambda row: reverse("petitions:review", args=[row.record]),
    ),
    Kind(
        "review_untold",
        "评事结果待公开",
        roles=(Role.VILLAGE,),
        rows=_untold,
        who="village__name",
        due_on="publish_by",
        text=lambda row: f"{row.who}评事结果待公开",
        note=lambda row: "打印公示单贴出来，或者发到群里",
        url=lambda row: reverse("petitions:review", args=[row.record]),
    ),
]
