"""What the offices write down of invented villages and cadres: meetings, honours, care, checks."""

from datetime import datetime, time, timedelta

from django.db.models import F
from django.utils.timezone import make_aware

from cadres.models import (
    Award,
    Borrowing,
    Care,
    CareKind,
    MeetingAbsence,
    Posting,
    TownshipMeeting,
    WorkReport,
)
from fushan.desk.models import overrides
from fushan.kit.periods import Period
from fushan.kit.workdays import add_working_days
from villages.models import AccountCheck, Checked, Incident, IncidentKind, Reserve

DAY = timedelta(days=1)
HAPPENED = [
    (IncidentKind.FIRE, "打谷场边的秸秆堆起火，当场扑灭，没有伤人", 1, "清理了场边的柴草"),
    (IncidentKind.FLOOD, "连夜大雨，进村路边坡塌了一段", 3, "设了警示牌，养护站第二天清通"),
    (IncidentKind.SAFETY, "蓄水池盖板断裂，一人轻微擦伤", 30, "换了盖板，全村的井盖查了一遍"),
]
FAILED = "两笔零工工资没有签收单"


def lay_lasting(county):
    _reporting_in(county)
    _meetings(county)
    _away(county)
    _honours(county)
    _incidents(county)
    _foundations(county)


def _reporting_in(county):
    mine = Posting.objects.filter(pk__in=[posting.pk for posting in county.postings])
    mine.update(
        noticed_on=F("began_on") - 7 * DAY,
        reported_on=F("began_on"),
        party_moved_on=F("began_on") + 3 * DAY,
        handed_over_on=F("began_on") + 5 * DAY,
    )


def _there(county, day):
    return [
        posting
        for posting in county.postings
        if posting.began_on <= day and (posting.ended_on is None or posting.ended_on > day)
    ]


def _meetings(county):
    """Each month on a working day; the demo's own secretary missed the last one."""
    month, reports, held = Period.of("month", county.began_on).next, [], {}
    while (day := add_working_days(month.first, 6, overrides())) <= county.on:
        held = {code: _meeting(county, code, day) for code in county.of_township}
        if month.first.month in (1, 4, 7, 10):
            reports += _reports(county, day)
        month = month.next
    WorkReport.objects.bulk_create(reports)
    home = county.home_posting
    if mine := held.get(home.village_id[:9]):
        MeetingAbsence.objects.create(meeting=mine, cadre=home.cadre, village_id=home.village_id)


def _meeting(county, code, day):
    about = "通报上月工作，安排本月重点"
    clerk = county.clerks.get(code)
    return TownshipMeeting.objects.create(area_id=code, held_on=day, about=about, entered_by=clerk)


def _reports(county, day):
    """Of the quarter that is over, by whoever was there all of it."""
    quarter = Period.of("quarter", day).previous
    return [
        WorkReport(
            cadre=posting.cadre,
            village_id=posting.village_id,
            quarter=quarter.first,
            reported_on=day,
            entered_by=county.clerks.get(posting.village_id[:9]),
        )
        for posting in _there(county, day)
        if posting.began_on <= quarter.first
    ]


def _away(county):
    """One called away with leave to do so, one without."""
    for n, posting in enumerate(_there(county, county.on)[2:4]):
        began = county.on - timedelta(days=25 + 10 * n)
        Borrowing.objects.create(
            cadre=posting.cadre,
            village_id=posting.village_id,
            office="县×××局",
            why=["参加全县换届工作专班", "整理迎检材料"][n],
            began_on=began,
            ended_on=began + 12 * DAY,
            approval="浮组函〔示例〕3号" if n == 0 else "",
        )


def _honours(county):
    there, cares = _there(county, county.on), []
    for n, posting in enumerate(there):
        about = {"cadre": posting.cadre, "village_id": posting.village_id}
        day = max(posting.began_on, county.on - timedelta(days=70))
        cares.append(Care(kind=CareKind.HEALTH, happened_on=day, giver="县委组织部", **about))
        if n % 5 == 0:
            called = {"kind": CareKind.CALL, "giver": "派出单位", "text": "单位负责人到村看望"}
            cares.append(Care(happened_on=day + 5 * DAY, **called, **about))
    Care.objects.bulk_create(cares)
    for posting in there[::9]:
        Award.objects.create(
            cadre=posting.cadre,
            village_id=posting.village_id,
            awarded_on=county.on - timedelta(days=100),
            name="优秀党务工作者（示例）",
            giver="县委",
        )


def _incidents(county):
    for n, (kind, text, hours, handling) in enumerate(HAPPENED):
        village = county.villages[(5 * n + 1) % len(county.villages)]
        day = county.on - timedelta(days=12 + 17 * n)
        at = make_aware(datetime.combine(day, time(20, 30)))
        Incident.objects.create(
            village=village,
            kind=kind,
            occurred_at=at,
            reported_at=at + timedelta(hours=hours),
            reported_how="电话报告乡镇值班室",
            text=text,
            handling=handling,
            entered_by=county.clerks.get(village.township_id),
        )


def _foundations(county):
    reserves, checks = [], []
    for n, village in enumerate(county.villages):
        by = county.clerks.get(village.township_id)
        told = {"planned": 2 + n % 2, "trained": 1 + n % 2, "note": "跟班学习、乡镇党校培训"}
        reserves.append(Reserve(village=village, year=county.on.year, entered_by=by, **told))
        for m, what in enumerate(Checked):
            failed = what == Checked.ACCOUNTS and n % 7 == 3
            checks.append(
                AccountCheck(
                    village=village,
                    checked_on=county.on - timedelta(days=20 + 30 * m + n),
                    what=what,
                    checker="乡镇经管站",
                    passed=not failed,
                    found=FAILED if failed else "",
                    entered_by=by,
                )
            )
    Reserve.objects.bulk_create(reserves)
    AccountCheck.objects.bulk_create(checks)
