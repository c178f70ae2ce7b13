"""What a village's fact sheet says of its cadres: who they are, where they were, what they did."""

from django.db.models import Max
from django.utils.formats import date_format

from cadres.models import (
    Difficulty,
    Leave,
    Pledge,
    PledgeState,
    Posting,
    Presence,
    WorkLog,
)
from fushan.desk.models import ClosedMonth
from fushan.kit.dossier import full
from fushan.kit.facts import LAST, Section, by_village, latest, short


def _posts(villages, day):
    rows = Posting.objects.on(day).filter(village__in=villages).select_related("cadre__unit")
    return by_village(rows.order_by("began_on", "pk"), _post)


def _post(posting):
    since = date_format(posting.began_on, "Y年n月")
    told = [posting.get_post_display(), posting.cadre.unit, f"{since}到村"]
    return posting.cadre.name, " · ".join(str(part) for part in told if part)


def _presences(villages, day):
    """Of the last month that each village's township has closed."""
    townships = {village.township_id for village in villages}
    closed = ClosedMonth.objects.standing().filter(area__in=townships, month__lte=day)
    months = dict(closed.values("area").annotate(last=Max("month")).values_list("area", "last"))
    rows = Presence.objects.filter(village__in=villages, month__in=set(months.values()))
    rows = rows.select_related("cadre").order_by("cadre__pinyin", "pk")
    return by_village((r for r in rows if months.get(r.village_id[:9]) == r.month), _presence)


def _presence(presence):
    leave = f"，请假 {presence.leave_days} 天" if presence.leave_days else ""
    month = date_format(presence.month, "n月")
    return presence.cadre.name, f"{month}：{presence.days} 天{leave}"


def _leaves(villages, day):
    """Approved and begun, and nobody has said that they are back. Why is nobody's business here."""
    begun = Leave.objects.approved().filter(first_on__lte=day, returned_on=None)
    extended = begun.filter(extends__isnull=False).values("extends")
    rows = begun.filter(village__in=villages).exclude(pk__in=extended)
    rows = rows.select_related("cadre").order_by("first_on", "pk")
    return by_village(rows, lambda leave: _leave(leave, day))


def _leave(leave, day):
    days = f"{_spoken(leave.first_on)}至{_spoken(leave.last_on)}"
    return leave.cadre.name, days if day <= leave.last_on else f"{days}，还没有销假"


def _logs(villages, day):
    return by_village(latest(WorkLog.objects.select_related("cadre"), villages, day), _log)


def _log(log):
    return _spoken(log.happened_on), short(f"{log.cadre}：{log.text}")


def _difficulties(villages, day):
    """What is open: whose it is and how long it has waited."""
    rows = Difficulty.objects.open().filter(village__in=villages, raised_on__lte=day)
    rows = rows.select_related("cadre", "claimed_by").order_by("raised_on", "pk")
    found = by_village(rows, lambda row: _difficulty(row, day))
    return {village: lines[:LAST] for village, lines in found.items()}


def _difficulty(row, day):
    owner = f"，{row.claimed_by.name}在办" if row.claimed_by else ""
    told = f"{row.cadre}：{row.text}（{row.age(day)} 天，{row.state_label}{owner}）"
    return _spoken(row.raised_on), short(told)


def _spoken(day):
    return date_format(day, "n月j日")


def _pledges(villages, day):
    """Those not settled yet, by the day they are due."""
    rows = Pledge.objects.filter(village__in=villages, state=PledgeState.OPEN)
    rows = rows.select_related("cadre").order_by("due_on", "pk")
    found = by_village(rows, _pledge)
    return {village: lines[:LAST] for village, lines in found.items()}


def _pledge(pledge):
    due = f"（{full(pledge.due_on)}以前）" if pledge.due_on else ""
    return pledge.cadre.name, short(f"{pledge.text}{due}")


POSTS = Section("选派干部", _posts, "现在没有选派干部任职")
PRESENCES = Section("在村天数", _presences, "还没有收尾的月份", narrow=True)
LEAVES = Section("请假未归", _leaves, "没有", narrow=True)
PLEDGES = Section("进行中的承诺", _pledges, "没有", narrow=True)
LOGS = Section("最近的工作日志", _logs, "近一年没有记录")
DIFFICULTIES = Section("干部急难事", _difficulties, "没有还在办的", narrow=True)
