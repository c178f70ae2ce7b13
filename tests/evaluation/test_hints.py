"""From a record that looks wrong to a decision: each has a word in it, and each only their own."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse

from cadres.models import Borrowing
from evaluation.adding_up import limit_of, taken_off
from evaluation.checking import check_rules, hint_at
from evaluation.models import Bound, Hint, HintState, HintStep, Outcome, Rule, Scheme
from evaluation.moving import appeal, close, decide, explain, moves_of, verify, write_down
from evaluation.rules import Found
from fushan.inbox.models import Notice
from fushan.kit.constraints import broken_by, sentence_of
from fushan.org.models import Role
from fushan.org.reach import reach
from tests.factories import CadreFactory, UserFactory, VillageFactory

FOUND = date(2025, 9, 8)  # a Monday
DAY = timedelta(days=1)


@pytest.fixture
def hint(scheme, posting, staff):
    rule = Rule.objects.get(code="R05")
    told = {"by": staff, "on": FOUND, "happened_on": FOUND - 3 * DAY}
    return write_down(rule, posting, text="专班到村时不在，也没有请假。", **told)


def refused(deed):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        deed()
    assert sentence_of(error.value)
    return broken_by(error.value)


def states(hint):
    return list(hint.steps.order_by("pk").values_list("moved_to", flat=True))


def test_the_whole_way_of_a_hint_to_an_appeal_upheld(hint, official, secretary, staff):
    verify(hint, true=True, by=official, on=FOUND + DAY, note="打电话核实过")
    assert (hint.verify_by, hint.explain_by) == (date(2025, 9, 15), date(2025, 9, 12))
    explain(hint, by=secretary, on=FOUND + 2 * DAY, note="送村民去医院")
    decide(hint, outcome=Outcome.POINTS, points=1, by=staff, on=FOUND + 3 * DAY, note="应先请假")
    assert (hint.costs, hint.appeal_by) == (1, date(2025, 9, 25))
    appeal(hint, by=secretary, on=FOUND + 4 * DAY, note="有医院的证明")
    close(hint, outcome=Outcome.EXCUSED, by=staff, on=FOUND + 5 * DAY, note="证明属实")
    assert (hint.costs, hint.outcome) == (0, "excused")
    assert states(hint) == ["seen", "verified", "explained", "decided", "appealed", "closed"]
    assert Notice.objects.filter(user=secretary).count() == 3


def test_nothing_is_deducted_before_somebody_decided(hint, official):
    verify(hint, true=True, by=official, on=FOUND, note="属实")
    assert taken_off([hint]) == {}


def test_the_cadre_is_heard_before_it_is_decided(hint, official, staff):
    verify(hint, true=True, by=official, on=FOUND + DAY, note="属实")
    early = {"outcome": Outcome.NONE, "by": staff, "note": "不等了"}
    assert (
        refused(lambda: decide(hint, on=date(2025, 9, 12), **early)) == "hint_cadre_is_heard_first"
    )
    hint.refresh_from_db()
    decide(hint, on=date(2025, 9, 13), **early)
    assert hint.state == HintState.DECIDED


def test_an_appeal_comes_within_ten_working_days(hint, official, secretary, staff):
    verify(hint, true=True, by=official, on=FOUND, note="属实")
    explain(hint, by=secretary, on=FOUND, note="忘了请假")
    decide(hint, outcome=Outcome.POINTS, points=2, by=staff, on=FOUND, note="属实")
    late = hint.appeal_by + DAY
    assert (
        refused(lambda: appeal(hint, by=secretary, on=late, note="晚了")) == "hint_appealed_in_time"
    )


def test_no_step_is_jumped_and_what_is_untrue_ends_there(hint, official, staff):
    told = {"outcome": Outcome.NONE, "by": staff, "on": FOUND, "note": "直接认定"}
    assert refused(lambda: decide(hint, **told)) == "hint_moves_by_the_table"
    hint.refresh_from_db()
    verify(hint, true=False, by=official, on=FOUND, note="当天在县里开会")
    assert moves_of(staff, hint, FOUND) == []
    assert refused(lambda: decide(hint, **told)) == "hint_moves_by_the_table"


def test_no_more_is_taken_than_the_rule_says(hint, official, secretary, staff):
    verify(hint, true=True, by=official, on=FOUND, note="属实")
    explain(hint, by=secretary, on=FOUND, note="忘了请假")
    much = {"outcome": Outcome.POINTS, "points": 3, "by": staff, "on": FOUND, "note": "重重地扣"}
    assert refused(lambda: decide(hint, **much)) == "hint_takes_no_more_than_the_rule"


def test_what_was_found_and_each_step_stand_as_they_were(hint):
    assert refused(lambda: Hint.objects.update(text="改")) == "hint_stands_as_found"
    assert refused(lambda: HintStep.objects.update(note="改")) == "hint_step_written_once"
    assert refused(HintStep.objects.all().delete) == "hint_step_written_once"


def test_a_scheme_that_was_judged_by_does_not_go_back_to_a_draft(hint):
    assert refused(lambda: Scheme.objects.update(in_use_on=None)) == "scheme_was_judged_by"


def test_a_colleague_in_the_same_village_sees_nothing_of_it(hint, village, secretary):
    other = CadreFactory(area_code=village.code)
    colleague = UserFactory(role=Role.VILLAGE, area_code=village.code, cadre_id=other.pk)
    seen = {}
    for who, user in (("own", secretary), ("colleague", colleague)):
        with reach(*user.reach):
            seen[who] = (
                Hint.objects.count(),
                HintStep.objects.count(),
                Hint.pgh_event_model.objects.count(),
            )
    assert seen == {"own": (1, 1, 1), "colleague": (0, 0, 0)}


def test_another_township_sees_nothing_of_it(hint):
    with reach(VillageFactory().township_id):
        assert (Hint.objects.count(), HintStep.objects.count()) == (0, 0)


def test_who_was_posted_elsewhere_since_may_still_explain(hint, official, secretary, staff):
    verify(hint, true=True, by=official, on=FOUND, note="属实")
    elsewhere = VillageFactory()
    with reach(elsewhere.code, secretary.cadre_id):
        mine = Hint.objects.get()
        explain(mine, by=secretary, on=FOUND, note="那天送村民去医院")
        assert Hint.objects.get().state == HintState.EXPLAINED


def test_nobody_writes_a_step_into_a_village_it_is_not_of(hint, village):
    other = VillageFactory()
    step = {"hint": hint, "moved_to": "seen", "happened_on": FOUND}
    made = HintStep.objects.create(village=other, cadre=None, **step)
    made.refresh_from_db()
    assert (made.village_id, made.cadre_id) == (village.code, hint.cadre_id)
    with pytest.raises(ProgrammingError), reach(other.code, 1), transaction.atomic():
        HintStep.objects.create(village=other, cadre=None, **step)


def test_being_borrowed_costs_the_cadre_nothing(scheme, posting, official, staff):
    Borrowing.objects.create(
        cadre=posting.cadre,
        village=posting.village,
        office="县某局",
        why="写材料",
        began_on=date(2025, 9, 1),
    )
    hint = next(hint for hint in check_rules(FOUND) if hint.code == "R06")
    assert (hint.cadre_id, hint.most, hint.bound) == (None, 0, Bound.UNIT)
    verify(hint, true=True, by=official, on=FOUND, note="属实")
    told = {"by": staff, "on": FOUND, "note": "发函"}
    points = {"outcome": Outcome.POINTS, "points": 1}
    assert refused(lambda: decide(hint, **points, **told)) == "hint_takes_no_more_than_the_rule"
    hint.refresh_from_db()
    decide(hint, outcome=Outcome.NONE, **told)
    assert moves_of(staff, hint, FOUND) == []


def test_the_command_finds_the_same_thing_once(scheme, posting):
    def said():
        out = StringIO()
        call_command("check_rules", "--on", "2025-09-08", stdout=out)
        return out.getvalue().splitlines()[-1]

    Borrowing.objects.create(
        cadre=posting.cadre,
        village=posting.village,
        office="县某局",
        why="写材料",
        began_on=date(2025, 9, 1),
    )
    first, again = said(), said()
    assert first != "新的提示 0 条。"
    assert again == "新的提示 0 条。"


def test_points_are_capped_by_rule_whatever_the_order(scheme, posting, official, secretary, staff):
    rule, hints = Rule.objects.get(code="R03"), []
    for n in range(4):
        day = FOUND - n * DAY
        told = {"by": staff, "on": FOUND, "happened_on": day, "text": f"第{n}次"}
        hint = write_down(rule, posting, **told)
        verify(hint, true=True, by=official, on=FOUND, note="属实")
        explain(hint, by=secretary, on=FOUND, note="忘了")
        decide(hint, outcome=Outcome.POINTS, points=rule.points, by=staff, on=FOUND, note="属实")
        hints.append(hint)
    assert taken_off(hints) == taken_off(hints[::-1]) == {rule.indicator_id: rule.cap}


def colleague_of(official):
    return UserFactory(role=Role.TOWNSHIP, area_code=official.area_code)


def written_by(user, posting):
    rule = Rule.objects.get(code="R05")
    told = {"by": user, "on": FOUND, "happened_on": FOUND, "text": "没有请假。"}
    return write_down(rule, posting, **told)


def open_to(user, hint, day=FOUND):
    return [str(to) for to, _ in moves_of(user, hint, day)]


def test_who_registered_it_does_not_verify_it_where_another_may(scheme, posting, official, staff):
    mine = written_by(official, posting)
    assert open_to(official, mine) == ["verified", "untrue"]
    another = colleague_of(official)
    assert (open_to(official, mine), open_to(another, mine)) == ([], ["verified", "untrue"])
    another.is_active = False
    another.save()
    assert open_to(official, mine) == ["verified", "untrue"]
    assert open_to(staff, written_by(staff, posting)) == []


def test_who_verified_it_writes_nothing_in_the_cadres_name(hint, official, secretary, staff):
    verify(hint, true=True, by=official, on=FOUND, note="属实")
    assert open_to(official, hint) == []
    assert open_to(colleague_of(official), hint) == ["explained"]
    assert open_to(secretary, hint) == ["explained"]
    told = {"by": official, "on": FOUND, "note": "他说忘了", "how": "phone"}
    assert refused(lambda: explain(hint, **told)) == "hint_cadre_speaks_through_another"


def test_who_decided_it_does_not_review_the_appeal_where_another_may(
    client, hint, official, secretary, staff
):
    verify(hint, true=True, by=official, on=FOUND, note="属实")
    explain(hint, by=secretary, on=FOUND, note="忘了")
    decide(hint, outcome=Outcome.POINTS, points=1, by=staff, on=FOUND, note="应先请假")
    appeal(hint, by=secretary, on=FOUND, note="当天在医院")
    assert open_to(staff, hint) == ["closed"]
    another = UserFactory(role=Role.STAFF, area_code=staff.area_code)
    assert (open_to(staff, hint), open_to(another, hint)) == ([], ["closed"])
    client.force_login(staff)
    seen = client.get(reverse("hints:hint", args=[hint.pk]))
    assert seen.context["another"] == "这条提示是您认定的，申诉请另一位同志复核。"
    assert client.get(reverse("hints:move-hint", args=[hint.pk, "closed"])).status_code == 403


def test_what_another_writes_for_the_cadre_names_both_and_how_it_was_said(
    hint, official, secretary, staff
):
    verify(hint, true=True, by=official, on=FOUND, note="属实")
    told = {"by": staff, "on": FOUND, "note": "忘了请假"}
    assert refused(lambda: explain(hint, **told)) == "hint_step_said_somehow"
    hint.refresh_from_db()
    step = explain(hint, how="phone", **told)
    assert step.written == f"{staff} 代 {secretary.cadre} 记（电话）"
    decide(hint, outcome=Outcome.NONE, by=staff, on=FOUND, note="算了")
    step = appeal(hint, by=secretary, on=FOUND, note="不服")
    assert step.written == f"{secretary}记"


def test_what_the_department_verifies_is_said_to_be_in_the_townships_place(hint, staff, official):
    other = UserFactory(role=Role.STAFF)
    step = verify(hint, true=True, by=other, on=FOUND, note="去村里看过")
    assert (step.on_behalf, step.written) == ("township", f"{other} 代乡镇 记")


def test_what_binds_an_office_waits_for_nobodys_explanation(scheme, posting, official, staff):
    Borrowing.objects.create(
        cadre=posting.cadre,
        village=posting.village,
        office="县某局",
        why="写材料",
        began_on=date(2025, 9, 1),
    )
    hint = next(hint for hint in check_rules(FOUND) if hint.code == "R06")
    step = verify(hint, true=True, by=official, on=FOUND, note="属实")
    assert (hint.state_word, step.state_word) == ("待组织部认定", "待组织部认定")


def test_a_hint_about_the_township_itself_is_the_departments_to_verify_too(
    scheme, posting, official, staff
):
    rule = Rule.objects.get(code="R05")
    found = Found("t 1", posting.village_id, Bound.TOWNSHIP, FOUND, "两周没有研究。", [])
    hint = hint_at(rule, found, FOUND)
    assert open_to(staff, hint) == ["verified", "untrue"]
    assert verify(hint, true=True, by=staff, on=FOUND, note="看过").on_behalf == ""


def test_three_times_away_without_reason_leaves_the_worst_grade_only(
    scheme, posting, official, secretary, staff
):
    rule, reached = Rule.objects.get(code="R05"), [""]
    hints = []
    for n in range(3):
        told = {"by": staff, "on": FOUND, "happened_on": FOUND - n * DAY, "text": f"第{n}次"}
        hints.append(write_down(rule, posting, **told))
        verify(hints[-1], true=True, by=official, on=FOUND, note="属实")
        explain(hints[-1], by=secretary, on=FOUND, note="无")
        decide(hints[-1], outcome=Outcome.POINTS, points=2, by=staff, on=FOUND, note="属实")
        reached.append(limit_of(hints))
    assert reached == ["", "good", "basic", "fail"]
