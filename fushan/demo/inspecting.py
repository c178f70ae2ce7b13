"""Inspections of the invented county: one closed, one going on, drawn and scored apart."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password

from cadres.models import Posting
from evaluation.inspecting import open_inspection
from evaluation.models import (
    Finding,
    FindingState,
    Inspection,
    InspectionScore,
    Level,
    Owner,
    Potential,
    Talk,
)
from fushan.demo.county import COUNTY
from fushan.org.models import Role, User

AGO, DRAWN, MEND = 45, 4, 30  # days, villages, days
NOTES = {
    "logs": "日志写得实，入户、项目都有下文；有几天写得简单。",
    "report": "本人说得清村里三笔账：连翘面积、集体收入、还差哪段路。",
    "duty": "查了在村天数和请假，手续齐全；到村时本人在地里。",
    "talk": "支部委员、党员、脱贫户都谈了，评价一致。",
    "public": "群众最关心水渠和路灯，都认为比去年办得快。",
}
LEVELS = [Level.GOOD, Level.FAIR, Level.FAIR, Level.PLAIN]
FOUND = [
    ("村务公开栏还是上季度的，没有换新。", Owner.VILLAGE),
    ("水渠二期的节点报了完工，现场还有一段没有衬砌。", Owner.VILLAGE),
    ("村里三次提出的机耕路补助，镇里没有书面答复。", Owner.TOWNSHIP),
    ("党员活动室的制度上墙了，例会记录缺两次。", Owner.VILLAGE),
]
TALKS = [
    ("支部委员 2 人", "书记肯下地，遇事先商量；盼着把育苗棚再扩两座，销路也要早打算。"),
    ("脱贫户 1 户", "去年合作社分了红，今年想让娃回来一起干；就是浇地还要排队。"),
]
CLAIMS = [
    ("栽连翘三百亩，建起育苗棚，教会十二户管护。", "lasting", 3, "成活九成以上，第二年挂果"),
    ("修通水渠三里，下游两个组都浇上地。", "base", 1, "当年浇上地的亩数过半"),
    ("把三个支部的制度和账目理顺，一季度一查。", "whole", 1, "连续四次检查都通过"),
]
VERIFIED = "到地头看了，浇上的有四百一十亩，占六成多；和先行指标对得上。"


def lay_inspecting(county):
    """Only in the first county: the others are for load."""
    if county.code != COUNTY:
        return
    staff = list(User.objects.filter(role=Role.STAFF, area_code=county.code).order_by("pk"))
    team = [*staff, _second(county)][:2]
    _closed(county, team)
    _going_on(county, team)
    _claims(county, staff[0])


def _second(county):
    """Somebody for the other half of a team: of the office, without a log-in of the demo."""
    return User.objects.create(
        username="demo-inspector",
        password=make_password(None),
        name="示例专班成员",
        role=Role.STAFF,
        area_code=county.code,
    )


def _closed(county, team):
    day = county.on - timedelta(days=AGO)
    row = Inspection(
        area_id=county.code,
        name=f"{day.year}年秋季专班调研",
        began_on=day,
        ends_on=day + timedelta(days=4),
        entered_by=team[0],
    )
    open_inspection(row, team, day)
    for n, sheet in enumerate(row.sheets.order_by("village")):
        sheet.looked_on, sheet.looked_by = day + timedelta(days=n % 5), team[n % len(team)]
        for method, note in NOTES.items():
            setattr(sheet, method, note)
        sheet.visible, sheet.potential = LEVELS[n % 4], LEVELS[(n + 1) % 4]
        sheet.save()
        _found(county, sheet, n, team[0])
        if sheet.village_id == county.home.pk:
            _talked(row, sheet, team[0])
    Inspection.objects.filter(pk=row.pk).update(closed_on=row.ends_on)


def _found(county, sheet, n, by):
    """In every third village one: open, over, mended, checked by turns."""
    if n % 3 and sheet.village_id != county.home.pk:
        return
    text, owner = FOUND[n // 3 % len(FOUND)]
    row = Finding(sheet=sheet, village_id=sheet.village_id, text=text, owner=owner, entered_by=by)
    row.found_on = sheet.looked_on
    row.due_on = row.found_on + timedelta(days=MEND if n % 2 else 2 * MEND)
    row.save()
    if n // 3 % 4 < 2:
        return
    row.state, row.done_on = FindingState.DONE, row.found_on + timedelta(days=20)
    row.done_by, row.done_note = county.clerks[sheet.village_id[:9]], "已经改好，照片贴在公开栏旁。"
    row.save()
    if n // 3 % 4 == 3:
        row.state, row.checked_on = FindingState.CLOSED, row.done_on + timedelta(days=5)
        row.checked_by, row.checked_how = by, "到村看过，和支部委员核对了。"
        row.save()


def _talked(row, sheet, by):
    of = {"inspection": row, "village_id": sheet.village_id, "talked_on": sheet.looked_on}
    for who, notes in TALKS:
        talk = Talk(made_by=by, **of)
        talk.who, talk.notes = who, notes
        talk.save()


def _going_on(county, team):
    """Drawn by a seed; in the first village both have scored, and lie far apart."""
    row = Inspection(
        area_id=county.code,
        name=f"{county.on.year}年冬季抽查",
        began_on=county.on,
        ends_on=county.on + timedelta(days=6),
        drawn=min(DRAWN, len(county.villages)),
        seed="浮山冬月",
        apart=True,
        entered_by=team[0],
    )
    open_inspection(row, team, county.on)
    sheet = row.sheets.order_by("village").first()
    sheet.looked_on, sheet.looked_by, sheet.logs = county.on, team[0], NOTES["logs"]
    sheet.save()
    of = {"sheet": sheet, "area_id": sheet.area_id, "village_id": sheet.village_id}
    for scorer, level, why in zip(
        team,
        (Level.GOOD, Level.PLAIN),
        ("水渠、育苗棚都见了效。", "账目还有两笔说不清，先看整改。"),
        strict=True,
    ):
        InspectionScore.objects.create(
            scorer=scorer, visible=level, potential=Level.FAIR, why=why, **of
        )


def _claims(county, by):
    """One to come, one due, one verified, and one due of a cadre who has left."""
    home = county.home_posting
    left = Posting.objects.filter(ended_on__isnull=False, village__in=county.villages).first()
    others = [p for p in county.postings if p.ended_on is None and p.pk != home.pk]
    _claim(home, CLAIMS[0], home.began_on + timedelta(days=90))
    due = county.on - timedelta(days=375)
    for posting in filter(None, [home, left]):
        _claim(posting, CLAIMS[1], due)
    if others:
        done = _claim(others[0], CLAIMS[2], due - timedelta(days=60))
        done.came, done.verified_on, done.verified_by = "partly", county.on, by
        done.verified_note = VERIFIED
        done.save()


def _claim(posting, told, day):
    text, tag, horizon, sign = told
    return Potential.objects.create(
        cadre_id=posting.cadre_id,
        village_id=posting.village_id,
        text=text,
        tag=tag,
        horizon=horizon,
        sign=sign,
        claimed_on=day,
        entered_by=posting.cadre.user,
    )
