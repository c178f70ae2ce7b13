"""The sections of a dossier (一人一档): each reads one app's rows, each line opens its record."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format

from cadres.models import Correction, Leave, PledgeState, Presence, Wall
from cadres.terms import term_of
from fushan.kit.lrmx.form import age_on
from mentors.models import Pairing
from petitions.models import Review
from villages.models import Plan, Project

OF_WALL = ["pk", "aspiration", "goal"]
OF_WALL += [f"pledges__{name}" for name in ("text", "state", "due_on", "settled_on")]
LEARNING = ("培训", "外出学习", "经验交流会", "导师帮带")


@dataclass(frozen=True)
class Line:
    """`url`: the record it is read from; "" where the line is the roster's own."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Asked:
    """`postings`: those with a day in the year. `entries`: what happened, by day."""

    cadre: object
    postings: list
    first: date
    last: date
    entries: list

    def of(self, *kinds):
        return [Line(spoken(e.day), e.text, e.url) for e in self.entries if e.kind in kinds]

    def during(self, begins, ends):
        """A condition on a village's rows: that they touch the days that the cadre was there."""
        found = Q(pk__in=())
        for posting in self.postings:
            last = min(self.last, posting.ended_on or self.last)
            found |= (
                Q(village=posting.village_id)
                & Q(**{f"{begins}__lte": last})
                & (Q(**{ends: None}) | Q(**{f"{ends}__gte": max(self.first, posting.began_on)}))
            )
        return found


def basics(cadre, today):
    age = age_on(cadre.born_in, f"{today:%Y%m}")
    born = f"{month(cadre.born_in)}（{age} 岁）" if age is not None else month(cadre.born_in)
    told = [
        ("性别", cadre.gender),
        ("民族", cadre.ethnicity),
        ("出生年月", born),
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


def posting_line(posting, today):
    term = term_of(posting)
    told = [
        f"{posting.village.township}{posting.village}{posting.get_post_display()}",
        f"{posting.batch}",
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


def _planned(asked):
    rows = Plan.objects.filter(asked.during("began_on", "ends_on")).select_related("village")
    return [
        Line(
            plan.get_kind_display(),
            f"{plan.village}，{full(plan.began_on)}至{full(plan.ends_on)}：{plan.goal or '见任务'}",
            reverse("plans:plan", args=[plan.pk]),
        )
        for plan in rows.order_by("began_on", "pk")
    ]


def _present(asked):
    rows = Presence.objects.filter(cadre=asked.cadre, month__range=(asked.first, asked.last))
    return [
        Line(
            date_format(row.month, "Y年n月"),
            f"在村 {row.days} 天" + (f"，请假 {row.leave_days} 天" if row.leave_days else ""),
            reverse("history", args=["cadres.presence", row.pk]),
        )
        for row in rows.order_by("month", "pk")
    ]


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


def _taught(asked):
    rows = Pairing.objects.filter(cadre=asked.cadre, began_on__lte=asked.last)
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gte=asked.first)).select_related("mentor")
    mentors = [
        Line(
            "导师",
            f"{row.mentor.name}，{full(row.began_on)}结对",
            reverse("mentors:pairing", args=[row.pk]),
        )
        for row in rows.order_by("began_on", "pk")
    ]
    return mentors + asked.of(*LEARNING)


def _projects(asked):
    rows = Project.objects.filter(asked.during("began_on", "finished_on"))
    return [
        Line(
            row.get_kind_display(),
            f"{row.village}{row.name}（{row.get_state_display()}）",
            reverse("projects:project", args=[row.pk]),
        )
        for row in rows.select_related("village").order_by("began_on", "pk")
    ]


def _reviews(asked):
    rows = Review.objects.filter(asked.during("held_on", "held_on")).select_related("village")
    return [
        Line(
            spoken(row.held_on),
            f"{row.village}{date_format(row.month, 'n月')}群众评事",
            reverse("petitions:review", args=[row.pk]),
        )
        for row in rows.order_by("held_on", "pk")
    ]


def corrections(cadre):
    rows = Correction.objects.filter(cadre=cadre).order_by("asked_on", "pk")
    return [
        Line(
            full(row.asked_on),
            "待答复" if row.is_open else "已更正" if row.corrected else "不更正，已说明理由",
            reverse("correction", args=[row.pk]),
        )
        for row in rows
    ]


def full(day):
    return date_format(day, "Y年n月j日")


def spoken(day):
    return date_format(day, "n月j日")


def month(text):
    """`198803` as it is read; other words as they are."""
    return f"{text[:4]}年{int(text[4:6])}月" if len(text) == 6 and text.isdecimal() else text


SECTIONS = [
    ("初心承诺", _promised, "还没有做初心墙"),
    ("规划与年度任务", _planned, "没有"),
    ("在村天数", _present, "还没有收尾的月份"),
    ("请销假", _leaves, "没有"),
    ("培训与帮带", _taught, "没有"),
    ("项目", _projects, "没有"),
    ("群众诉求", lambda asked: asked.of("群众诉求"), "没有"),
    ("群众评事", _reviews, "没有"),
    ("急难事", lambda asked: asked.of("提出急难事", "急难事解决"), "没有"),
]
