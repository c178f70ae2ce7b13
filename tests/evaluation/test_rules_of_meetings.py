"""R08, R15, R19, R21: meetings and reports, what was told in the village, organs, and mending."""

from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import make_aware

from cadres.models import CaseResult, MeetingAbsence, Recall, TownshipMeeting, WorkReport
from evaluation.checking import check_rules
from evaluation.models import Bound
from evaluation.rules import CHECKS, Asked
from petitions.models import Review
from tests.factories import PostingFactory, VillageFactory
from villages.models import Incident

SINCE, DAY = date(2025, 8, 1), date(2025, 11, 20)
QUARTER = date(2025, 7, 1)


def told(code, since=SINCE, day=DAY):
    found = CHECKS[code](Asked("141027", since, day))
    return [(one.bound, one.cadre_id, one.text) for one in found]


def about(posting):
    return {"cadre": posting.cadre, "village": posting.village}


def test_r08_asks_who_stayed_away_unasked(posting):
    held = {"area": posting.village.township, "held_on": date(2025, 9, 10)}
    meeting = TownshipMeeting.objects.create(**held)
    assert told("R08") == []
    MeetingAbsence.objects.create(meeting=meeting, **about(posting))
    text = "9月10日的乡镇例会没有参加，也没有请假的记录。"
    assert told("R08") == [(Bound.CADRE, posting.cadre_id, text)]


def reported(posting):
    WorkReport.objects.create(quarter=QUARTER, reported_on=date(2025, 10, 8), **about(posting))


def test_r08_asks_for_a_report_only_where_the_township_wrote_down_any(posting):
    asked = {"since": date(2025, 7, 1)}
    assert told("R08", **asked) == []
    colleague = PostingFactory(
        village=VillageFactory(township=posting.village.township), began_on=date(2025, 4, 15)
    )
    reported(colleague)
    text = "2025年第三季度的工作没有报告的记录。"
    assert told("R08", **asked) == [(Bound.CADRE, posting.cadre_id, text)]
    assert told("R08", day=date(2025, 10, 10), **asked) == []
    reported(posting)
    assert told("R08", **asked) == []


def test_r08_asks_no_report_of_who_came_in_the_middle(posting):
    colleague = PostingFactory(
        village=VillageFactory(township=posting.village.township), began_on=date(2025, 4, 15)
    )
    reported(colleague)
    posting.began_on = date(2025, 8, 20)
    posting.save()
    assert told("R08", since=date(2025, 7, 1)) == []


@pytest.mark.parametrize(("days", "hints"), [(7, 0), (8, 1), (None, 1)])
def test_r15_wants_the_result_told_within_seven_days(posting, days, hints):
    held = date(2025, 9, 28)
    counts = dict.fromkeys(("households", "present", "issued", "returned"), 30)
    counts |= {"said_good": 30, "held_good": 30}
    published = days and held + timedelta(days=days)
    days_of = {"month": date(2025, 9, 1), "held_on": held, "published_on": published}
    Review.objects.create(village=posting.village, **days_of, **counts)
    asked = {"since": date(2025, 9, 1), "day": date(2025, 10, 20)}
    assert [bound for bound, *_ in told("R15", **asked)] == [Bound.BRANCH] * hints


@pytest.mark.parametrize(("hours", "hints"), [(23, 0), (25, 1), (None, 1)])
def test_r19_gives_a_day_and_a_night_to_report(posting, hours, hints):
    _burnt(posting, hours)
    assert [bound for bound, *_ in told("R19")] == [Bound.CADRE] * hints


def _burnt(posting, hours):
    at = make_aware(datetime(2025, 9, 1, 12))
    reported_at = None if hours is None else at + timedelta(hours=hours)
    when = {"occurred_at": at, "reported_at": reported_at}
    Incident.objects.create(village=posting.village, kind="fire", text="柴垛起火", **when)


def test_r19_is_the_townships_where_nobody_is_in_post(posting):
    posting.ended_on, posting.reason = date(2025, 8, 20), "任期届满"
    posting.save()
    _burnt(posting, None)
    assert [(bound, whose) for bound, whose, _ in told("R19")] == [(Bound.TOWNSHIP, None)]


def test_r19_reads_what_a_competent_organ_decided(posting):
    CaseResult.objects.create(
        told_on=date(2025, 9, 3),
        organ="县纪委监委",
        document="示例1号",
        text="批评教育",
        **about(posting),
    )
    assert told("R19") == [(Bound.CADRE, posting.cadre_id, "县纪委监委9月3日通报了处理结果。")]


def test_the_scheme_in_use_lets_a_late_report_through_to_be_asked(scheme, posting):
    """What a rule finds is bound as the rule of the scheme binds, or nobody would ever ask."""
    _burnt(posting, 30)
    assert "R19" in [hint.code for hint in check_rules(date(2025, 9, 10))]


def test_r21_tells_the_department_that_nobody_looked_again(posting):
    recall = Recall.objects.create(
        reason="常不在村", talked_on=date(2025, 9, 1), warned_on=date(2025, 9, 5), **about(posting)
    )
    assert told("R21", day=date(2025, 10, 5)) == []
    assert [(bound, whose) for bound, whose, _ in told("R21")] == [(Bound.COUNTY, None)]
    recall.checked_on = date(2025, 10, 8)
    recall.save()
    assert told("R21") == []
