"""From opening to closing: who may do what, what is frozen, and what it comes to afterwards."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from cadres.actions import end_posting
from evaluation.appraising import (
    appeal,
    close,
    decide,
    give,
    hand_back,
    hand_up,
    moves_of,
    open_period,
    reply,
    show,
)
from evaluation.freezing import frozen
from evaluation.grading import barred, gates
from evaluation.models import (
    Appraisal,
    AppraisalMark,
    AppraisalPart,
    AppraisalRecord,
    AppraisalStep,
    Component,
    Grade,
    Judge,
    Level,
    Outcome,
    Rule,
    Scheme,
    Stage,
)
from evaluation.models.appraisal_words import MOVES, AppraisalState
from evaluation.moving import appeal as appeal_hint
from evaluation.moving import close as close_hint
from evaluation.moving import decide as decide_hint
from evaluation.moving import explain, verify, write_down
from evaluation.reckoning import parts_of
from evaluation.scoring import score
from fushan.desk.models import Setting
from fushan.inbox.models import Notice
from fushan.kit.constraints import broken_by, sentence_of
from fushan.org.models import Role
from fushan.org.reach import reach
from petitions.models import Review
from tests.evaluation.conftest import BEGAN
from tests.factories import CadreFactory, PostingFactory, UserFactory, VillageFactory
from tests.factories.evaluation import sample_scheme

FIRST, LAST, ON = date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 5)
DAY = timedelta(days=1)
S = AppraisalState
LATER = ON + timedelta(days=30)


@pytest.fixture
def opened(scheme, posting, staff):
    """The year of the one secretary there is."""
    [appraisal] = open_period("year", FIRST, LAST, by=staff, on=ON, area="141027")
    return appraisal


def refused(deed):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        deed()
    assert sentence_of(error.value)
    return broken_by(error.value)


def judged_by(*judges):
    return Component.objects.filter(source="manual", judge__in=judges)


def given(appraisal, user, *judges, level=Level.FAIR):
    give(appraisal, dict.fromkeys(judged_by(*judges), (level, "")), by=user)


def shown(appraisal, official, staff):
    given(appraisal, official, Judge.TOWNSHIP, Judge.MENTOR)
    hand_up(appraisal, by=official, on=ON)
    given(appraisal, staff, Judge.COUNTY)
    show(appraisal, by=staff, on=ON)


def review_in(village, month, **counts):
    counts = {"said_good": 10, "said_fair": 5, "held_good": 15} | counts
    return Review.objects.create(
        village=village,
        month=date(2025, month, 1),
        held_on=date(2025, month, 28),
        households=20,
        present=15,
        issued=15,
        returned=15,
        confirmed_by=UserFactory(role=Role.STAFF),
        confirmed_at="2025-12-31T00:00Z",
        **counts,
    )


def test_the_whole_way_of_a_year_with_an_appeal_upheld(opened, official, secretary, staff):
    shown(opened, official, staff)
    assert (opened.shown_on, opened.reply_by) == (ON, date(2026, 1, 12))
    reply(opened, by=secretary, on=ON + DAY, note="没有意见")
    appeal(opened, by=secretary, on=ON + 2 * DAY, note="组织工作应评好")
    township = judged_by(Judge.TOWNSHIP).first()
    give(opened, {township: (Level.GOOD, "")}, by=staff)
    decide(opened, by=staff, on=LATER, grade=Grade.PASS, outcome="upheld", note="申诉属实")
    close(opened, by=staff, on=LATER)
    states = list(opened.steps.order_by("pk").values_list("moved_to", flat=True))
    assert states == [
        *("township", "county", "shown", "replied", "appealed", "decided", "closed"),
    ]
    before, after = (score(frozen(opened, stage)).total for stage in Stage)
    assert after == opened.total > before
    assert Notice.objects.filter(user=secretary).count() == 2


def test_no_year_is_decided_over_an_appeal_about_a_hint(
    client, opened, posting, official, secretary, staff
):
    happened = {"happened_on": BEGAN + 30 * DAY, "text": "专班到村时不在。"}
    rule = Rule.objects.get(code="R05")
    hint = write_down(rule, posting, by=staff, on=BEGAN + 40 * DAY, **happened)
    verify(hint, true=True, by=official, on=BEGAN + 41 * DAY, note="属实")
    explain(hint, by=secretary, on=BEGAN + 42 * DAY, note="送医")
    decide_hint(hint, outcome="points", points=1, by=staff, on=BEGAN + 43 * DAY, note="没有请假")
    appeal_hint(hint, by=secretary, on=BEGAN + 44 * DAY, note="打过电话")
    shown(opened, official, staff)
    reply(opened, by=secretary, on=ON + DAY)
    client.force_login(staff)
    address = reverse("appraisals:decide", args=[opened.pk])
    answer = client.post(address, {"grade": "pass"})
    why = "还有 1 条提示在申诉，复核完再认定。"
    assert answer.context["form"].non_field_errors() == [why]
    with pytest.raises(ValueError, match=why):
        decide(opened, by=staff, on=LATER, grade=Grade.PASS)
    close_hint(hint, outcome="none", by=staff, on=LATER, note="有通话记录")
    assert client.post(address, {"grade": "pass"}).status_code == 302


def test_every_other_move_is_refused(opened, staff):
    told = {"shown_on": ON, "reply_by": ON, "decided_on": LATER, "closed_on": LATER}
    wrong = []
    for one, other in product(S, S):
        if one != other and other not in MOVES[one]:
            with pytest.raises(IntegrityError) as error, transaction.atomic():
                row = Appraisal.objects.create(**_at(opened, one))
                Appraisal.objects.filter(pk=row.pk).update(state=other, **told)
            if broken_by(error.value) not in (
                "appraisal_moves_by_the_table",
                "appraisal_stands_once_closed",
            ):
                wrong.append((one, other, broken_by(error.value)))
    assert wrong == []


def _at(opened, state):
    """A row that may stand at this state, of a quarter of its own."""
    row = {"posting": opened.posting, "cadre": opened.cadre, "village": opened.village}
    row |= {"scheme": opened.scheme, "kind": "quarter", "level": "good", "state": state}
    row |= {"first_on": FIRST, "last_on": date(2025, 3, 31), "fill_by": ON}
    if state not in (S.TOWNSHIP, S.COUNTY):
        row |= {"shown_on": ON, "reply_by": ON}
    if state in (S.DECIDED, S.CLOSED):
        row["decided_on"] = ON
    if state == S.APPEALED:
        row["appealed_on"] = ON
    return row | ({"closed_on": ON} if state == S.CLOSED else {})


def test_the_cadre_is_heard_before_it_is_decided(opened, official, staff):
    shown(opened, official, staff)
    early = {"by": staff, "grade": Grade.PASS}
    limit = opened.reply_by
    assert S.DECIDED not in moves_of(staff, opened, limit)
    assert refused(lambda: decide(opened, on=limit, **early)) == "appraisal_cadre_is_heard_first"
    opened.refresh_from_db()
    assert S.DECIDED in moves_of(staff, opened, limit + DAY)
    decide(opened, on=limit + DAY, **early)


def test_an_appeal_comes_in_time_and_is_answered(opened, official, secretary, staff):
    shown(opened, official, staff)
    late = {"by": secretary, "on": opened.reply_by + DAY, "note": "晚了"}
    assert refused(lambda: appeal(opened, **late)) == "appraisal_appealed_in_time"
    opened.refresh_from_db()
    appeal(opened, by=secretary, on=opened.reply_by, note="不服")
    told = {"by": staff, "on": LATER, "grade": Grade.PASS}
    assert refused(lambda: decide(opened, **told)) == "appraisal_appeal_is_answered"


def test_nobody_judges_themselves(opened, official, secretary, staff):
    component = judged_by(Judge.TOWNSHIP).first()
    mark = {component: (Level.GOOD, "")}
    assert refused(lambda: give(opened, mark, by=secretary)) == "appraisal_not_by_oneself"
    assert [moves_of(secretary, opened, ON)] == [[]]
    shown(opened, official, staff)
    with reach(*secretary.reach):
        assert refused(lambda: give(opened, mark, by=staff)) == "appraisal_not_by_oneself"
        mine = Appraisal.objects.get()
        mine.visible = Level.GOOD
        assert refused(lambda: reply(mine, by=secretary, on=ON)) == "appraisal_not_by_oneself"
        told = {"by": secretary, "on": LATER, "level": Level.GOOD}
        mine.refresh_from_db()
        assert refused(lambda: decide(mine, **told, grade="pass")) != ""


def test_a_low_level_says_why(opened, official):
    component = judged_by(Judge.TOWNSHIP).first()
    low = {component: (Level.POOR, "")}
    assert refused(lambda: give(opened, low, by=official)) == "appraisal_mark_says_why"


def test_it_may_go_back_to_the_township_once_more(opened, official, staff):
    hand_up(opened, by=official, on=ON)
    hand_back(opened, by=staff, on=ON, note="第四项没有评")
    assert moves_of(official, opened, ON) == [S.COUNTY]
    assert moves_of(staff, opened, ON) == [S.COUNTY]


def test_what_is_closed_or_frozen_never_changes(opened, official, secretary, staff):
    shown(opened, official, staff)
    reply(opened, by=secretary, on=ON)
    decide(opened, by=staff, on=ON, grade=Grade.PASS)
    close(opened, by=staff, on=ON)
    assert refused(lambda: Appraisal.objects.update(grade="good")) == "appraisal_stands_once_closed"
    once = {
        AppraisalStep: "appraisal_step_written_once",
        AppraisalMark: "appraisal_mark_written_once",
        AppraisalPart: "appraisal_part_written_once",
        AppraisalRecord: "appraisal_record_written_once",
    }
    for model, sentence in once.items():
        assert refused(lambda rows=model.objects: rows.update(cadre=F("cadre"))) == sentence
    with pytest.raises(IntegrityError), transaction.atomic():
        part = opened.parts.first()
        part.pk, part.stage, part.component_id = None, "final", 0
        part.save(force_insert=True)


def test_a_year_closes_only_with_its_records(opened):
    row = _at(opened, S.DECIDED) | {"kind": "year", "level": "", "grade": "pass", "total": 80}
    row["first_on"] = date(2024, 1, 1)
    other = Appraisal.objects.create(**row)
    closing = {"state": "closed", "closed_on": ON}
    rows = Appraisal.objects.filter(pk=other.pk)
    assert refused(lambda: rows.update(**closing)) == "appraisal_closes_with_its_records"


def test_what_was_frozen_stays_whatever_changes(opened, village, official, secretary, staff):
    reviews = [review_in(village, month) for month in (6, 7)]
    shown(opened, official, staff)
    reply(opened, by=secretary, on=ON)
    decide(opened, by=staff, on=ON, grade=Grade.PASS)
    close(opened, by=staff, on=ON)
    public = next(part for part in frozen(opened, Stage.FINAL) if part.judge == Judge.PUBLIC)
    assert (round(public.numerator, 3), public.denominator) == (Decimal("1.9"), 2)
    events = Review.pgh_event_model.objects.filter(
        pgh_id__in=[case.record.event for case in public.cases]
    )
    assert {event.pgh_obj_id for event in events} == {review.pk for review in reviews}

    Review.objects.update(said_good=0, said_bad=10)
    Scheme.objects.update(ended_on=LATER)

    again = score(frozen(opened, Stage.FINAL)).total
    assert again == opened.total != score(parts_of(opened)).total


def test_the_live_sheet_and_the_frozen_one_agree(opened, village, official, staff):
    review_in(village, 6)
    live = parts_of(opened)
    shown(opened, official, staff)
    kept = {part.component_id: part for part in frozen(opened, Stage.SHOWN)}
    for part in parts_of(opened):
        one = kept[part.component_id]
        same = (part.numerator, part.denominator, part.earned, part.is_assessed)
        assert (one.numerator, one.denominator, one.earned, one.is_assessed) == same, part.name
    assert {part.component_id for part in live} == set(kept)


def test_a_decided_hint_costs_points_and_bars_a_grade(opened, posting, official, secretary, staff):
    rule = Rule.objects.get(code="R05")
    day = date(2025, 9, 8)
    hint = write_down(rule, posting, by=staff, on=day, happened_on=day, text="不在岗")
    verify(hint, true=True, by=official, on=day, note="属实")
    explain(hint, by=secretary, on=day, note="忘了请假")
    assert barred(opened) == {}
    decide_hint(hint, outcome=Outcome.POINTS, points=2, by=staff, on=day, note="属实")
    assert barred(opened) == {Grade.EXCELLENT: "有经认定的提示，按管理办法不得评优秀。"}
    assert gates(opened) == ["有经认定的提示，按管理办法不得评优秀。"]
    duty = next(i for i in score(parts_of(opened)).indicators if i.code == "I5")
    assert (duty.points, duty.parts[0].off) == (6, 2)
    with pytest.raises(ValueError, match="不得评优秀"):
        decide(opened, by=staff, on=LATER, grade=Grade.EXCELLENT)


def test_a_new_version_in_the_middle_of_a_year_forgives_nothing(
    scheme, posting, official, secretary, staff
):
    rule, day = Rule.objects.get(code="R05"), date(2025, 9, 8)
    hint = write_down(rule, posting, by=staff, on=day, happened_on=day, text="不在岗")
    verify(hint, true=True, by=official, on=day, note="属实")
    explain(hint, by=secretary, on=day, note="忘了请假")
    decide_hint(hint, outcome=Outcome.POINTS, points=2, by=staff, on=day, note="属实")
    Scheme.objects.update(ended_on=date(2025, 10, 1))
    newer = sample_scheme(date(2025, 10, 1), version="新版")
    [year] = open_period("year", FIRST, LAST, by=staff, on=ON, area="141027")
    assert year.scheme == newer
    duty = next(i for i in score(parts_of(year)).indicators if i.code == "I5")
    assert (duty.points, duty.parts[0].off) == (6, 2)


def test_the_share_of_the_best_is_off_until_it_is_set(opened):
    assert barred(opened) == {}
    Setting.objects.create(key="appraisal_good_share", value="20")
    assert "至多0人，已评0人" in barred(opened)[Grade.EXCELLENT]
    assert gates(opened) == ["优秀至多占20%，按人员类别分开算，向下取整。"]


def test_a_colleague_sees_nothing_and_the_cadre_only_what_was_shown(
    opened, village, official, secretary, staff
):
    other = CadreFactory(area_code=village.code)
    colleague = UserFactory(role=Role.VILLAGE, area_code=village.code, cadre_id=other.pk)
    given(opened, official, Judge.TOWNSHIP)
    models = (Appraisal, AppraisalStep, AppraisalMark, AppraisalPart, AppraisalRecord)

    def seen(user):
        with reach(*user.reach):
            return [m.objects.exists() or m.pgh_event_model.objects.exists() for m in models]

    assert (seen(secretary), seen(colleague)) == ([False] * 5, [False] * 5)
    hand_up(opened, by=official, on=ON)
    show(opened, by=staff, on=ON)
    assert (seen(secretary), seen(colleague)) == ([True] * 5, [False] * 5)
    stranger = UserFactory(role=Role.TOWNSHIP, area_code=VillageFactory().township_id)
    assert (seen(official), seen(stranger)) == ([True] * 5, [False] * 5)


def test_the_account_of_who_left_closes_with_their_last_appraisal(
    opened, posting, official, secretary, staff
):
    [quarter] = open_period("quarter", date(2025, 10, 1), LAST, by=staff, on=ON, area="141027")
    end_posting(posting, on=ON, reason="任期届满")
    quarter.level = Level.FAIR
    hand_up(quarter, by=official, on=ON)
    for appraisal, result in ((quarter, {}), (opened, {"grade": Grade.PASS})):
        if appraisal is opened:
            given(appraisal, official, Judge.TOWNSHIP)
            hand_up(appraisal, by=official, on=ON)
        show(appraisal, by=staff, on=ON)
        secretary.refresh_from_db()
        with reach(*secretary.reach):
            mine = Appraisal.objects.get(pk=appraisal.pk)
            reply(mine, by=secretary, on=ON, note="没有意见")
        appraisal.refresh_from_db()
        decide(appraisal, by=staff, on=ON, **result)
        secretary.refresh_from_db()
        assert secretary.is_active
        close(appraisal, by=staff, on=ON)
    secretary.refresh_from_db()
    assert not secretary.is_active
    assert opened.steps.order_by("pk").last().note == "考评已办结，本人已离村，账号停用。"
    events = type(secretary).pgh_event_model.objects.filter(pgh_obj_id=secretary.pk)
    assert events.order_by("-pgh_id")[0].is_active is False


def test_a_running_year_opens_only_for_who_has_left(scheme, posting, staff):
    running = date(2025, 11, 3)
    opening = {"by": staff, "on": running, "area": "141027"}
    assert open_period("year", FIRST, LAST, **opening) == []
    end_posting(posting, on=running, reason="调整")
    assert len(open_period("year", FIRST, LAST, **opening)) == 1
    assert open_period("year", FIRST, LAST, **opening) == []


def test_who_came_at_the_last_moment_is_not_judged(scheme, posting, staff):
    PostingFactory(village=VillageFactory(), began_on=LAST - 5 * DAY)
    made = open_period("year", FIRST, LAST, by=staff, on=ON, area="141027")
    assert [one.posting for one in made] == [posting]
