"""A cadre's own part of their file (一人一档): who they are, posts, promises, months, leave."""

from itertools import groupby
from operator import itemgetter

from django.db.models.functions import JSONObject
from django.urls import reverse

from cadres.appointment import form_in, outgoing
from cadres.models import (
    Award,
    CadrePrivate,
    Care,
    CareKind,
    Correction,
    Leave,
    PledgeState,
    Presence,
    Recall,
    Wall,
)
from cadres.models.files import outcome_of
from cadres.terms import term_of
from fushan.kit.dossier import Line, Section, full, month, spoken
from fushan.kit.lrmx.form import age_on

OF_WALL = ["pk", "aspiration", "goal"]
OF_WALL += [f"pledges__{name}" for name in ("text", "state", "due_on", "settled_on")]
PRAISE = {"JiangChengQingKuang": "奖惩情况", "NianDuKaoHeJieGuo": "历年考核结果"}


def _basics(asked):
    cadre = asked.cadre
    age = age_on(cadre.born_in, f"{asked.today:%Y%m}")
    told = [
        ("性别", cadre.gender),
        ("民族", cadre.ethnicity),
        ("出生年月", month(cadre.born_in) + (f"（{age} 岁）" if age is not None else "")),
        ("籍贯", cadre.native_place),
        ("参加工作", month(cadre.worked_since)),
        ("入党时间", month(cadre.joined_party)),
        ("全日制学历学位", f"{cadre.education}{cadre.degree} {cadre.education_school}".strip()),
        ("在职学历学位", f"{cadre.later_education}{cadre.later_degree}"),
        ("派出单位和职务", f"{cadre.unit or ''}{cadre.position}"),
        ("人员类别", cadre.status),
        ("熟悉专业、专长", cadre.strengths),
    ]
    return [Line(label, text) for label, text in told if text]


def _posts(asked):
    return [_post(posting, asked.today) for posting in asked.posted]


def _post(posting, today):
    term = term_of(posting)
    told = [
        f"{posting.village.township}{posting.village}{posting.get_post_display()}",
        posting.batch_name or "",
        f"{full(posting.ended_on)}离村" if posting.ended_on else "",
        posting.reason,
        f"任期至{full(term.ends_on)}" if term.ends_on else "没有定任期",
        f"{'已于' if term.is_full(today) else '到'}{full(term.full_on)}任满两年"
        if not posting.ended_on or term.is_full(today)
        else "",
    ]
    url = reverse("village", args=[posting.village_id])
    return Line(f"{full(posting.began_on)}到村", "，".join(filter(None, told)), url)


def _promised(asked):
    """The walls of these postings, each with its promises as they stand: one query."""
    mine = {"cadre": asked.cadre, "village__in": [p.village_id for p in asked.postings]}
    rows = Wall.objects.filter(**mine).order_by("made_on", "pk", "pledges__due_on", "pledges__pk")
    lines = []
    for wall, found in groupby(rows.values(*OF_WALL), key=itemgetter("pk", "aspiration", "goal")):
        url = reverse("wall", args=[wall[0]])
        lines += [Line("初心", wall[1], url), Line("目标", wall[2], url)]
        lines += [_pledge(row, url) for row in found if row["pledges__text"]]
    return lines


def _pledge(row, url):
    day, due = row["pledges__settled_on"], row["pledges__due_on"]
    when = f"，{full(day)}" if day else f"，{full(due)}以前" if due else ""
    state = PledgeState(row["pledges__state"]).label
    return Line("承诺", f"{row['pledges__text']}（{state}{when}）", url)


def _presences(asked):
    rows = Presence.objects.filter(cadre=asked.cadre, month__range=(asked.first, asked.last))
    return rows.annotate(fact=JSONObject(pk="pk", on="month", days="days", leave="leave_days"))


def _presence(fact):
    told = f"在村 {fact['days']} 天" + (f"，请假 {fact['leave']} 天" if fact["leave"] else "")
    url = reverse("history", args=["cadres.presence", fact["pk"]])
    return Line(full(fact["on"], "Y年n月"), told, url)


def _leaves(asked):
    rows = Leave.objects.filter(cadre=asked.cadre).touching(asked.first, asked.last)
    return [
        Line(
            f"{spoken(row.first_on)}至{spoken(row.last_on)}",
            f"{row.get_kind_display()}，{row.days} 个工作日，{row.get_state_display()}",
            reverse("leave:leave", args=[row.pk]),
        )
        for row in rows.order_by("first_on", "pk")
    ]


def _praised(asked):
    """Of the appointment form and the roster, as they would go out; sealed there as well."""
    cadre = asked.cadre
    private = getattr(cadre, "private", None) or CadrePrivate(cadre=cadre)
    form = outgoing(cadre, private, form_in(getattr(cadre, "appointment_form", None)))
    url = reverse("appointment-paper", args=[cadre.pk])
    return [Line(label, form[tag], url) for tag, label in PRAISE.items() if form[tag]]


def _awarded(asked):
    rows = Award.objects.filter(cadre=asked.cadre, awarded_on__range=(asked.first, asked.last))
    of = {"on": "awarded_on", "name": "name", "giver": "giver", "document": "document"}
    return rows.annotate(fact=JSONObject(pk="pk", **of))


def _award(fact):
    told = [fact["giver"], fact["document"]]
    return Line(full(fact["on"]), f"{fact['name']}（{'，'.join(filter(None, told))}）")


def _cared_for(asked):
    rows = Care.objects.filter(cadre=asked.cadre, happened_on__range=(asked.first, asked.last))
    of = {"on": "happened_on", "kind": "kind", "giver": "giver", "text": "text"}
    return rows.annotate(fact=JSONObject(pk="pk", **of))


def _care(fact):
    told = f"：{fact['text']}" if fact["text"] else ""
    return Line(full(fact["on"]), f"{CareKind(fact['kind']).label}，{fact['giver']}{told}")


def _recalled(asked):
    rows = Recall.objects.filter(cadre=asked.cadre).order_by("talked_on", "pk")
    return [
        Line(f"{full(row.talked_on)}谈话", row.state, reverse("recall", args=[row.pk]))
        for row in rows
    ]


def _corrections(asked):
    of = {"pk": "pk", "on": "asked_on", "answered": "answered_on", "corrected": "corrected"}
    return Correction.objects.filter(cadre=asked.cadre).annotate(fact=JSONObject(**of))


def _correction(fact):
    told = outcome_of(fact["answered"], fact["corrected"])
    return Line(full(fact["on"]), told, reverse("correction", args=[fact["pk"]]))


BASICS = Section("基本情况", _basics)
POSTS = Section("选派与任职", _posts, "没有任职")
PLEDGES = Section("初心承诺", _promised, "还没有做初心墙")
PRESENCES = Section("在村天数", rows=_presences, says=_presence, nothing="还没有收尾的月份")
LEAVES = Section("请销假", _leaves)
DIFFICULTIES = Section("急难事", lambda asked: asked.of("提出急难事", "急难事解决"))
PRAISES = Section("奖惩和历年考核", _praised, "花名册和任免审批表里没有写")
AWARDS = Section("奖励", rows=_awarded, says=_award)
CARES = Section("关怀", rows=_cared_for, says=_care)
RECALLS = Section("召回", _recalled)
CORRECTIONS = Section("本人申请更正", rows=_corrections, says=_correction)
