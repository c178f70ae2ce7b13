"""Difficulties of the invented cadres: some waiting, some in hand, most settled."""

from datetime import datetime, time, timedelta

from django.utils.timezone import make_aware

from cadres.models import Answered, Difficulty, Office
from villages.models import HeardDifficulty, Hearing, Visit

SAID = [
    ("村委会的宽带老断，报表发不出去", "联系运营商换了线路，已恢复"),
    ("合作社想申报项目，不知道找哪个部门", "和农业农村局对接，已报上去"),
    ("孩子今年中考，想请几天假陪考", "按程序批了假，村里的事由副书记代管"),
    ("住的房子冬天没有暖气", "乡里配了电暖器，线路也查过"),
    ("两户地界纠纷调解几次没结果，想请司法所来人", "司法所到村现场调解，双方签了协议"),
    ("村集体账目以前没有移交清楚", "经管站派人一起清账，列了清单"),
    ("驻村补贴晚了两个月没到账", "和派出单位对账，已补发"),
    ("从县城到村没有班车，开会来回不方便", ""),
]
WAITING, IN_HAND = 0.1, 0.15  # of those raised in the last weeks
RECENT = timedelta(days=40)


def lay_difficulties(county):
    """About one a cadre every four months; a visit now and then settles one."""
    random, rows = county.random, []
    for posting in county.postings:
        last = posting.ended_on or county.on
        day = posting.began_on + timedelta(days=random.randrange(10, 90))
        while day < last:
            rows.append(_difficulty(county, posting, day))
            day += timedelta(days=random.randrange(60, 200))
    Difficulty.objects.bulk_create(rows)
    _heard(county, [row for row in rows if row.answered_how == Answered.ON_SITE])


def _difficulty(county, posting, day):
    text, answer = county.random.choice(SAID)
    row = Difficulty(
        cadre=posting.cadre,
        village_id=posting.village_id,
        text=text,
        raised_on=day,
        entered_by=posting.cadre.user,
    )
    chance = county.random.random()
    recent = county.on - day < RECENT and posting.ended_on is None
    if recent and chance < WAITING:
        return row
    clerk = county.clerks[posting.village_id[:9]]
    row.claimed_level, row.claimed_by = Office.TOWNSHIP, clerk
    claimed = min(day + timedelta(days=county.random.randrange(3)), county.on)
    row.claimed_at = make_aware(datetime.combine(claimed, time(9)))
    if recent and (chance < WAITING + IN_HAND or not answer):
        return row
    return _settled(county, row, answer, confirmed=not recent or chance > 0.35)


def _settled(county, row, answer, *, confirmed):
    last = county.on
    row.answered_on = min(row.raised_on + timedelta(days=county.random.randrange(3, 14)), last)
    row.answered_by = row.claimed_by
    row.answered_how = county.random.choice(list(Answered))
    row.answer = answer or "已向县里反映，先由乡里的车接送"
    if confirmed:
        row.solved_on = min(row.answered_on + timedelta(days=county.random.randrange(5)), last)
    return row


def _heard(county, rows):
    """Those answered on the spot cite a visit of that day, where there was one."""
    days = {(row.village_id, row.answered_on): row for row in rows}
    visits = Visit.objects.filter(
        village__in={village for village, _ in days}, happened_on__in={day for _, day in days}
    )
    HeardDifficulty.objects.bulk_create(
        HeardDifficulty(
            visit=visit, village_id=visit.village_id, difficulty=row, deed=Hearing.ANSWERED
        )
        for visit in visits
        if (row := days.pop((visit.village_id, visit.happened_on), None))
    )
