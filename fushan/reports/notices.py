"""公示单: what was judged, the projects' money, who looks after whom, who is on duty, whom to tell.

For the notice board on A4 or A3, and as plain text for a group: the same data, no phone of anybody.
"""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime

from fushan.desk.models import Deed, note_access, setting
from fushan.org.doors import for_roles
from fushan.reports.paper import Paper, handed_out
from petitions.models import HouseholdLink, PartyMember, Review
from petitions.moving import SPEAKERS
from villages.models import TalkRoom
from villages.money import project_money

SHOWN = timedelta(days=7)
SIZES = ("a4", "a3")
ROWS = Review.objects.select_related("village__township")
ANSWERS = ("满意", "基本满意", "不满意", "不了解")


def told(review):
    """All that a notice says, dates in words. Shown for a week from the day it was confirmed."""
    first = localtime(review.confirmed_at).date() if review.confirmed_at else localdate()
    return {
        "village": f"{review.village.township}{review.village}",
        "month": date_format(review.month, "Y年n月"),
        "held": date_format(review.held_on, "Y年n月j日"),
        "households": review.households,
        "present": review.present,
        "issued": review.issued,
        "returned": review.returned,
        "rows": [
            ["党员说事", review.said_good, review.said_fair, review.said_bad, review.said_unsure],
            ["支部议事", review.held_good, review.held_fair, review.held_bad, review.held_unsure],
        ],
        "money": _money(review),
        "members": _members(review.village, first),
        "duty": _duty(review.village),
        "shown": f"{_day(first)}至{_day(first + SHOWN)}",
        "phone": setting("supervision_phone"),
    }


def _day(day):
    return date_format(day, "Y年n月j日")


def _money(review):
    """[what it is for, planned, arrived, spent in yuan] of the year so far, by project."""
    year = review.held_on.replace(month=1, day=1)
    return [
        [row.project or "其他帮扶资金", f"{row.planned:,}", f"{row.arrived:,}", f"{row.spent:,}"]
        for row in project_money(review.village, year, review.held_on)
    ]


def _members(village, day):
    """[member, the households they look after]; names and numbers of houses, no telephone."""
    members = PartyMember.objects.filter(village=village, left_on=None).order_by("pinyin", "pk")
    links = HouseholdLink.objects.on(day).filter(village=village).select_related("household")
    after = {}
    for link in links.order_by("pk"):
        after.setdefault(link.member_id, []).append(link.household.number)
    return [[member.name, "、".join(after.get(member.pk, [])) or "—"] for member in members]


def _duty(village):
    """[where and when, who sits there] of the village's talk rooms."""
    rooms = TalkRoom.objects.filter(village=village, closed_on=None).order_by("pk")
    return [[f"{room.place}，{room.hours}", "；".join(room.on_duty()) or "—"] for room in rooms]


def notice(review, size="a4"):
    return Paper("notice.typ", told(review) | {"size": size})


def plain(review):
    """The same as text, to be pasted into a group."""
    data = told(review)
    lines = [
        f"【群众评事公示】{data['village']} {data['month']}",
        f"{data['held']}召开群众评事会，应到{data['households']}户，实到{data['present']}户；"
        f"发出评事票{data['issued']}张，收回{data['returned']}张。",
    ]
    for what, *counts in data["rows"]:
        said = "，".join(f"{answer}{count}" for answer, count in zip(ANSWERS, counts, strict=True))
        lines.append(f"{what}：{said}。")
    for name, planned, arrived, spent in data["money"]:
        lines.append(f"{name}：计划{planned}元，到位{arrived}元，支出{spent}元。")
    lines += [f"{name}包联：{households}" for name, households in data["members"]]
    lines += [f"说事室：{room}，值班 {people}" for room, people in data["duty"]]
    lines.append(f"公示时间：{data['shown']}。有不同意见，请向村党支部或乡镇反映。")
    if data["phone"]:
        lines.append(f"县委组织部监督电话：{data['phone']}。")
    return "\n".join(lines)


@for_roles(*SPEAKERS)
def notice_paper(request, review_id):
    review = get_object_or_404(ROWS, pk=review_id)
    size = request.GET.get("size", "a4")
    paper = notice(review, size if size in SIZES else "a4")
    return handed_out(request, paper, f"{review.village}群众评事公示")


@for_roles(*SPEAKERS)
def notice_text(request, review_id):
    review = get_object_or_404(ROWS, pk=review_id)
    note_access(request, Deed.PRINT, f"{review.village}群众评事公示（文字）")
    return HttpResponse(plain(review), "text/plain; charset=utf-8")
