"""Needs, trainings, trips and exchanges of the invented county, written in bulk."""

from datetime import datetime, time, timedelta

from django.utils.timezone import make_aware

from fushan.kit.periods import Period
from fushan.org.models import Area, User
from training.models import (
    Attendance,
    Exchange,
    ExchangeMember,
    Feedback,
    Form,
    Need,
    NeedRound,
    Organiser,
    Rating,
    RoundAnswer,
    Second,
    SessionNeed,
    StudyTrip,
    TrainingSession,
    TripMember,
    TripPlace,
    Turnout,
)

THEMES = [
    "支部规范化建设",
    "产业发展",
    "农村管理",
    "巩固脱贫成果",
    "矛盾纠纷化解",
    "财务和项目管理",
]
TOPICS = [
    "怎样开好支委会",
    "合作社怎么办起来",
    "土地流转合同怎么签",
    "邻里纠纷怎么调解",
    "项目怎么申报",
    "党员积分怎么记",
]
OWN = ["玉露香梨春季管护", "养羊怎么防病", "医保报销怎么帮着办", "集体账目怎么公开"]
WORDS = ["回村就照着改了会议记录", "和乡里一起理了一遍合同", "", "", ""]
WISHES = ["合同怎么审", "怎么开好支委会", "", "", ""]
STUDIED = [["右玉县", "平鲁区"], ["襄汾县", "曲沃县"], ["洪洞县", "吉县"], ["翼城县"]]
TAUGHT = ["示例党校老师", "示例农艺师", "示例审计员"]
MET = ["怎样打开工作局面", "发展集体经济的路子", "和群众打交道"]


def lay_learning(county):
    """A question a month, its answers, a county's and the townships' trainings, trips, meetings."""
    staff = User.objects.filter(username="staff").first()
    posted = [p for p in county.postings if p.ended_on is None]
    month = Period.of("month", county.began_on).next
    number = 0
    while month.first <= county.on:
        asked = _asked(county, month, staff)
        needs = _answers(county, asked, posted)
        held = _working(month.first + timedelta(days=15))
        theme = THEMES[number % len(THEMES)]
        session = _county_session(county, theme, held, staff)
        _claimed(county, needs, session, staff)
        _came(county, session, posted, staff)
        _in_townships(county, month, posted)
        if number % 2:
            _exchange(county, held + timedelta(days=7), MET[number // 2 % len(MET)], posted, staff)
        else:
            trip = number // 2 % len(STUDIED)
            _trip(county, held + timedelta(days=7), STUDIED[trip], posted, staff)
        month, number = month.next, number + 1


def _working(day):
    """The same day, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _asked(county, month, staff):
    return NeedRound.objects.create(
        area_id=county.code,
        month=month.first,
        question=f"{month.first.month}月想学什么",
        topics=county.random.sample(TOPICS, 4),
        opened_on=month.first,
        ends_on=month.first + timedelta(days=27),
        opened_by=staff,
    )


def _answers(county, asked, posted):
    """Most answer within a week: a topic, one of their own, or nothing; some second another's."""
    random, needs = county.random, []
    answering = random.sample(posted, round(len(posted) * 0.8))
    if asked.month.month == county.on.month:  # the demo's own has it still before them
        answering = [p for p in answering if p is not county.home_posting]
    days = {p: asked.opened_on + timedelta(days=random.randrange(7)) for p in answering}
    answering = [p for p in answering if days[p] <= county.on]
    nothing = {p for p in answering if random.random() < 0.4}
    RoundAnswer.objects.bulk_create(
        RoundAnswer(round=asked, cadre=p.cadre, village_id=p.village_id, nothing=p in nothing)
        for p in answering
    )
    for posting in answering:
        if posting not in nothing:
            text = random.choice(asked.topics if random.random() < 0.7 else OWN)
            needs.append(_need(asked, posting, text, days[posting]))
    Need.objects.bulk_create(needs)
    own = [need for need in needs if need.text in OWN]
    Second.objects.bulk_create(
        Second(need=need, cadre=posting.cadre, village_id=posting.village_id)
        for need in own
        for posting in random.sample(posted, 2)
        if posting.cadre_id != need.cadre_id
    )
    return needs


def _need(asked, posting, text, day):
    return Need(
        cadre=posting.cadre,
        village_id=posting.village_id,
        area_id=asked.area_id,
        round=asked,
        text=text,
        raised_on=day,
        entered_by=posting.cadre.user,
    )


def _county_session(county, theme, day, staff):
    return TrainingSession.objects.create(
        area_id=county.code,
        theme=theme,
        form=county.random.choice(list(Form)),
        began_on=day,
        ended_on=day,
        place="县委党校",
        trainer=county.random.choice(TAUGHT),
        notes="先讲政策，再看现场，最后分组讨论。",
        entered_by=staff,
    )


def _claimed(county, needs, session, staff):
    """Most are claimed within days; half of those are answered by the month's training."""
    claimed = [n for n in needs if staff and county.random.random() < 0.8]
    for need in claimed:
        need.claimed_by = staff
        day = min(need.raised_on + timedelta(days=3), county.on)
        need.claimed_at = make_aware(datetime.combine(day, time(10)))
    Need.objects.bulk_update(claimed, ["claimed_by", "claimed_at"])
    SessionNeed.objects.bulk_create(
        SessionNeed(session=session, need=need, area_id=session.area_id)
        for need in claimed
        if county.random.random() < 0.6
    )


def _came(county, session, posted, noted_by):
    if session.began_on > county.on:
        return
    random = county.random
    rows = [
        Attendance(
            session=session,
            cadre=posting.cadre,
            village_id=posting.village_id,
            turnout=random.choices(list(Turnout), weights=[90, 8, 2])[0],
            noted_by=noted_by,
        )
        for posting in posted
        if posting.began_on <= session.began_on
    ]
    for row in rows:
        if row.turnout == Turnout.ABSENT:
            row.explanation = "村里当天迎检"
    Attendance.objects.bulk_create(rows)
    Feedback.objects.bulk_create(
        Feedback(
            session=session,
            cadre=row.cadre,
            village_id=row.village_id,
            rating=random.choices(list(Rating), weights=[5, 4, 1])[0],
            words=random.choice(WORDS),
            wish=random.choice(WISHES),
        )
        for row in rows
        if row.turnout == Turnout.ATTENDED and random.random() < 0.6
    )


def _in_townships(county, month, posted):
    """Every second month each township teaches its own on the spot."""
    if month.first.month % 2:
        return
    day = _working(month.first + timedelta(days=9))
    for code, clerk in county.clerks.items():
        session = TrainingSession.objects.create(
            area_id=code,
            theme=county.random.choice(TOPICS),
            form=Form.ON_SITE,
            began_on=day,
            ended_on=day,
            place="乡镇会议室和示范村",
            entered_by=clerk,
        )
        _came(county, session, [p for p in posted if p.village_id.startswith(code)], clerk)


def _trip(county, day, names, posted, staff):
    if day > county.on:
        return
    province = county.code[:2]
    trip = StudyTrip.objects.create(
        area_code=county.code,
        organiser=Organiser.COUNTY,
        began_on=day,
        ended_on=day + timedelta(days=1),
        theme="看别人怎样抓党建、兴产业",
        notes="看了三个村，记下合作社章程和分红办法。",
        entered_by=staff,
    )
    places = Area.objects.filter(name__in=names, pk__startswith=province).order_by("pk")
    TripPlace.objects.bulk_create(
        TripPlace(trip=trip, area_code=trip.area_code, began_on=day, place=place)
        for place in places
        if len(place.pk) == 6
    )
    TripMember.objects.bulk_create(
        TripMember(trip=trip, cadre=posting.cadre, village_id=posting.village_id)
        for posting in county.random.sample(posted, len(posted) // 2)
    )


def _exchange(county, day, theme, posted, staff):
    if day > county.on:
        return
    meeting = Exchange.objects.create(
        area_id=county.code,
        held_on=day,
        theme=theme,
        place="县委组织部会议室",
        notes="六名干部各讲一件事，其他人提问。",
        entered_by=staff,
    )
    ExchangeMember.objects.bulk_create(
        ExchangeMember(exchange=meeting, cadre=posting.cadre, village_id=posting.village_id)
        for posting in county.random.sample(posted, len(posted) // 2)
    )
