"""A month of one township on paper (月度材料): what its records tell, and each village's page."""

from dataclasses import replace
from datetime import timedelta

from django.db.models.functions import Left
from django.utils.formats import date_format
from django.utils.timezone import localdate

from cadres.models import Difficulty, Leave
from cadres.months import shares
from fushan.catalogue.dues import OF_TOWNSHIPS
from fushan.catalogue.facts import villages_in
from fushan.catalogue.tables import KINDS, Asking, Chosen
from fushan.kit.periods import week_of
from fushan.org.due import ask
from fushan.reports.facts import sheets_of
from fushan.reports.paper import Paper
from petitions.models import Review
from training.models import Attendance, Turnout
from villages.models import WITH_NAMES, VillageWeek, Visit

MOST = 300  # lines of one table
OVERVIEW = (
    "name secretary cadres households people income figure:leader_visits figure:visits "
    "figure:matters_open figure:difficulties_raised figure:plan_progress"
)
MATTERS = "raised_on village text kind state due_on done_on"
PROJECTS = "name village kind state approved arrived spent finished_on"
NARROW = ("income", "approved", "arrived", "spent")  # amounts in 万元


def pack_paper(township, month, user, *, title):
    """`month`: a Period. As many queries whatever the villages and records are."""
    villages = list(villages_in(township.pk, min(month.last, localdate())))
    data = {
        "title": title,
        "township": township.name,
        "month": month.label,
        "as_of": date_format(min(localdate(), month.last), "Y年n月j日"),
        "printed_on": date_format(localdate(), "Y年n月j日"),
        "sections": _sections(township, month, user, villages),
        "sheets": sheets_of(villages, min(localdate(), month.last)),
    }
    return Paper("pack.typ", data, parts=("facts_part.typ",))


def _sections(township, month, user, villages):
    area = township.pk
    inside = {"village__gte": area, "village__lt": f"{area}:"}
    return [
        _section("本月一览", _asked("villages", OVERVIEW, area, month), "这个月没有选派村。"),
        _section("在村天数", _presences(area, month), "这个月没有选派干部任职。"),
        _section("请假", _leaves(inside, month), "这个月没有人请假。"),
        _section("每周到村", _weeks(inside, month, villages), "这个月没有要求到村的周。"),
        _section("到村指导", _visits(inside, month), "这个月没有到村指导的记录。"),
        _section("培训", _trainings(inside, month), "这个月没有培训。"),
        _section("群众诉求", _asked("matters", MATTERS, area, month), "这个月没有新的诉求。"),
        _section("群众评事", _reviews(inside, month), "这个月还没有评事。"),
        _section("干部急难事", _difficulties(inside, month), "没有在办的，这个月也没有办结的。"),
        _section("项目进展", _asked("projects", PROJECTS, area, month), "没有在办的项目。"),
        _section("下月底前要办的", _dues(township, month, user), "下个月还没有已知到期的事。"),
    ]


def _section(title, table, nothing):
    head, widths, rows = table
    told = [["" if cell is None else str(cell) for cell in row] for row in rows[:MOST]]
    cut = f"只列前 {MOST} 条。" if len(rows) > MOST else ""
    return {"title": title, "head": head, "widths": widths, "rows": told, "nothing": nothing} | {
        "note": cut
    }


def _asked(kind, codes, area, month):
    """A table as staff would tick it."""
    kind = KINDS[kind]
    columns = [Chosen(code, wan=code in NARROW) for code in codes.split()]
    told = Asking(kind, columns, area, month).told()
    head = [column.heading(kind) for column in columns]
    widths = [_width(column, kind) for column in columns]
    return head, widths, [[cell.value for cell in row.cells] for row in told.rows]


def _width(column, kind):
    """A share needs room for its two numbers, a day for ten characters."""
    if column.figure:
        return 18 if column.figure.is_ratio else 10
    return max(13 if column.code.endswith("_on") else 10, min(column.width(kind), 30))


def _presences(area, month):
    head = ["村", "姓名", "应在村", "请假", "周末加班", "另外不在村", "在村天数", "确认"]
    rows = [
        [
            share.posting.village.name,
            share.posting.cadre.name,
            share.presence.working_days,
            share.presence.leave_days,
            share.presence.weekend_days,
            share.presence.absent_days,
            share.presence.days,
            "已确认" if share.presence.confirmed_at else "待确认",
        ]
        for share in shares(area, month)
    ]
    return head, [14, 10, 8, 8, 8, 9, 8, 8], rows


def _leaves(inside, month):
    """How long, never why."""
    found = Leave.objects.approved().filter(**inside).touching(month.first, month.last)
    found = found.select_related("cadre", "village").order_by("first_on", "pk")
    rows = [
        [
            leave.village.name,
            leave.cadre.name,
            f"{_day(leave.first_on)}至{_day(leave.last_on)}",
            leave.days,
            _day(leave.returned_on) if leave.returned_on else "还没有销假",
        ]
        for leave in found
    ]
    return ["村", "姓名", "哪几天", "工作日", "回村"], [14, 10, 20, 8, 14], rows


def _weeks(inside, month, villages):
    """Visits of the township's leadership, village by week. No visit was asked for: a dash."""
    mondays = [week.first for week in month.weeks()]
    found = VillageWeek.objects.filter(monday__in=mondays, **inside)
    told = {(week.village_id, week.monday): week for week in found}
    rows = [
        [village.name, *(_week(told.get((village.pk, m))) for m in mondays)] for village in villages
    ]
    head = ["村", *(f"{_dotted(m)}—{_dotted(m + timedelta(days=6))}" for m in mondays)]
    return head, [14, *(12 for _ in mondays)], rows


def _week(week):
    if week is None or not (week.due or week.visits):
        return "—"
    if week.visits:
        return f"{week.visits} 次"
    return "还没有到" if week.monday >= week_of(localdate())[0] else "没有到"


def _visits(inside, month):
    found = Visit.objects.filter(happened_on__range=(month.first, month.last), **inside)
    found = found.select_related("village").prefetch_related(WITH_NAMES)
    rows = [
        [_day(v.happened_on), v.village.name, "、".join(v.visitor_names()), v.text]
        for v in found.order_by("happened_on", "village_id", "pk")[: MOST + 1]
    ]
    return ["日期", "村", "谁去的", "看了什么、说了什么"], [9, 12, 18, 44], rows


def _trainings(inside, month):
    """One line a session: who was there of this township."""
    found = Attendance.objects.filter(
        session__began_on__range=(month.first, month.last), session__cancelled_reason="", **inside
    )
    sessions = {}
    for row in found.select_related("session", "cadre").order_by("session__began_on", "pk"):
        told = sessions.setdefault(row.session, {turnout: [] for turnout in Turnout})
        told[Turnout(row.turnout)].append(row.cadre.name)
    rows = [
        [_day(s.began_on), s.theme, s.get_form_display(), *("、".join(told[t]) for t in Turnout)]
        for s, told in sessions.items()
    ]
    return ["日期", "主题", "形式", *Turnout.labels], [11, 22, 14, 24, 10, 10], rows


def _reviews(inside, month):
    found = Review.objects.filter(month=month.first, **inside).select_related("village")
    rows = [
        [
            review.village.name,
            _day(review.held_on),
            f"{review.present}/{review.households}",
            f"{review.returned}/{review.issued}",
            *(f"{good}/{sure}" for _, good, sure in review.shares()),
            "已确认" if review.confirmed_at else "待确认",
        ]
        for review in found.order_by("village_id", "pk")
    ]
    head = ["村", "哪天", "实到/应到", "收回/发出", "说事满意/表态", "议事满意/表态", "监票"]
    return head, [14, 9, 11, 11, 14, 14, 8], rows


def _difficulties(inside, month):
    """Open today, or solved in this month."""
    found = Difficulty.objects.filter(raised_on__lte=month.last, **inside)
    settled = Difficulty.objects.filter(solved_on__range=(month.first, month.last), **inside)
    found = (found.open() | settled).select_related("cadre", "village")
    rows = [
        [
            _day(row.raised_on),
            row.village.name,
            row.cadre.name,
            row.text,
            row.get_claimed_level_display(),
            row.state.label,
        ]
        for row in found.order_by("raised_on", "pk")[: MOST + 1]
    ]
    return ["提出", "村", "干部", "什么事", "谁在办", "到哪一步"], [9, 12, 10, 36, 10, 10], rows


def _dues(township, month, user):
    """What this township is to do by the end of the month after, and what of it is over."""
    after = month.next
    day = max(localdate(), after.first)
    if day > after.last:
        return ["到期"], [20], []
    kinds = [replace(kind, rows=_here(kind, township.pk)) for kind in OF_TOWNSHIPS]
    called = {kind.code: kind.label for kind in kinds}
    found = [due for due in ask(kinds, day, user) if due.due_on <= after.last]
    here = f"{township.name} · "  # on every line, and on the cover
    rows = [
        [_by(due.due_on), called[due.kind], due.text, due.note.removeprefix(here)] for due in found
    ]
    return ["哪天前", "哪一类", "什么事", "说明"], [15, 12, 26, 36], rows


def _here(kind, area):
    return lambda day: kind.rows(day).annotate(pack_at=Left(kind.place, 9)).filter(pack_at=area)


def _by(day):
    return f"{_day(day)}{'（已过）' if day < localdate() else ''}"


def _day(day):
    return date_format(day, "n月j日")


def _dotted(day):
    return f"{day.month}.{day.day}"
