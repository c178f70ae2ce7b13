"""An inspection: who goes where by which draw, what records raise, levels, talks, findings."""

import hashlib
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate, now

from evaluation.appraisal_forms import JudgeForm
from evaluation.appraising import hand_up, open_period
from evaluation.drawing import draw
from evaluation.inspecting import levels_of, open_inspection, raised_by, weights_of
from evaluation.models import (
    Finding,
    FindingState,
    Inspection,
    InspectionScore,
    InspectionSheet,
    Talk,
)
from fushan.catalogue.dues import dues_of
from fushan.catalogue.figures import FIGURES
from fushan.catalogue.registers import REGISTERS
from fushan.desk.models import AccessLog
from fushan.kit import crypto
from fushan.kit.periods import Period
from fushan.org.models import Role
from fushan.org.reach import EVERYTHING, TRAIL, as_user, reach
from petitions.models import Review
from tests.factories import (
    CadreFactory,
    DifficultyFactory,
    PostingFactory,
    SelectionFactory,
    UserFactory,
    VillageFactory,
    WorkLogFactory,
)
from tests.factories.evaluation import sample_scheme
from tests.queries import at_most

TODAY = localdate()
YEAR, LAST = date(TODAY.year - 1, 1, 1), date(TODAY.year - 1, 12, 31)
SAID = "想把连翘再扩一百亩，就怕销路。"


@pytest.fixture
def other(db):
    return UserFactory(role=Role.STAFF)


def opened(village, *team, **more):
    SelectionFactory(village=village, since=TODAY - timedelta(days=90))
    days = {"name": "第四季度调研", "began_on": TODAY, "ends_on": TODAY}
    new = Inspection(area_id="141027", entered_by=team[0], **days | more)
    return open_inspection(new, team, TODAY)


@pytest.fixture
def sheet(village, staff):
    return opened(village, staff).sheets.get()


@pytest.fixture
def apart(village, staff, other):
    return opened(village, staff, other, apart=True).sheets.get()


def page(name, *args):
    return reverse(f"inspections:{name}", args=args)


def signed_in(client, user):
    client.force_login(user)
    return client


def sent(client, url, **typed):
    """The form as the page draws it, with what is typed on it."""
    form = client.get(url).context["form"]
    hidden = {"submission": form["submission"].value()}
    if "seen" in form.fields:
        hidden["seen"] = form["seen"].value()
    return client.post(url, hidden | typed)


def looked(sheet, by, **levels):
    sheet.looked_on, sheet.looked_by = TODAY, by
    for name, value in levels.items():
        setattr(sheet, name, value)
    sheet.save()
    return sheet


def refusal(error):
    return error.value.__cause__.diag.constraint_name


# Which villages


def test_all_selected_villages_are_gone_to_unless_some_are_drawn(client, village, staff):
    second = VillageFactory()
    VillageFactory()  # not selected
    for one in (village, second):
        SelectionFactory(village=one, since=TODAY - timedelta(days=90))
    url = page("open-inspection")
    days = {"began_on": TODAY, "ends_on": TODAY, "team": [staff.pk]}
    sent(signed_in(client, staff), url, name="全部", drawn="", seed="", **days)
    sent(client, url, name="抽一个", drawn="1", seed="2026", **days)
    everywhere, some = Inspection.objects.order_by("pk")
    assert {sheet.village for sheet in everywhere.sheets.all()} == {village, second}
    assert (everywhere.seed, everywhere.weights) == ("", [])
    # each is without a cadre, which raises one more
    assert some.weights == [[code, 2] for code in sorted([village.pk, second.pk])]
    assert [s.village_id for s in some.sheets.all()] == draw("2026", some.weights, 1)


def test_who_gives_no_seed_is_given_one_that_is_written_down(client, village, staff):
    SelectionFactory(village=village, since=TODAY - timedelta(days=90))
    days = {"began_on": TODAY, "ends_on": TODAY, "team": [staff.pk]}
    sent(signed_in(client, staff), page("open-inspection"), name="抽", drawn="1", **days)
    assert len(Inspection.objects.get().seed) == 8


def test_the_draw_is_the_one_that_the_page_tells_to_do_by_hand():
    weights, left, drawn = [["a", 1], ["b", 5], ["c", 2]], [["a", 1], ["b", 5], ["c", 2]], []
    for n in (1, 2, 3):
        number = int(hashlib.sha256(f"2026:{n}".encode()).hexdigest(), 16)
        rest = number % sum(weight for _, weight in left)
        segment = [code for code, weight in left for _ in range(weight)]
        drawn.append(segment[rest])
        left = [one for one in left if one[0] != drawn[-1]]
    assert draw("2026", weights, 3) == drawn
    assert draw("2026", reversed(weights), 3) == drawn  # whatever order they are given in
    assert draw("2026", weights, 9) == drawn  # no more than there are


def test_a_village_that_raises_more_is_drawn_more_often():
    first = [draw(str(seed), [["a", 1], ["b", 9]], 1)[0] for seed in range(400)]
    assert 330 < first.count("b") < 390


def test_a_weight_is_one_and_one_for_each_record_that_raises_something(village):
    quiet = VillageFactory()
    PostingFactory(village=village, began_on=TODAY - timedelta(days=60))
    for _ in range(2):
        DifficultyFactory(village=village)
    assert weights_of([village.pk, quiet.pk], TODAY) == [
        [code, weight] for code, weight in sorted([(village.pk, 3), (quiet.pk, 1)])
    ]


def test_the_page_shows_seed_weights_and_the_same_draw(client, village, staff, leader):
    row = opened(village, staff, drawn=1, seed="冬月初八")
    shown = signed_in(client, leader).get(page("drawing", row.pk)).text
    assert "冬月初八" in shown and "第 1 次" in shown and village.name in shown
    whole = Inspection.objects.create(area_id="141027", name="全部", began_on=TODAY, ends_on=TODAY)
    assert client.get(page("drawing", whole.pk)).status_code == 404


@pytest.mark.parametrize("field", ["seed", "weights", "drawn", "apart"])
def test_what_was_drawn_stands(village, staff, field):
    row = opened(village, staff, drawn=1, seed="7")
    value = {"seed": "8", "weights": [], "drawn": 2, "apart": True}[field]
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Inspection.objects.filter(pk=row.pk).update(**{field: value})
    assert refusal(error) == "inspection_stands_as_drawn"


def test_a_faulty_inspection_is_told_at_its_fields(client, village, staff, other):
    url, client = page("open-inspection"), signed_in(client, staff)
    days = {"name": "调研", "began_on": TODAY, "ends_on": TODAY}
    assert "请选专班成员。" in sent(client, url, **days).text
    assert "至少抽 1 个村" in sent(client, url, team=[staff.pk], drawn="0", **days).text
    alone = sent(client, url, team=[staff.pk], apart="on", **days)
    assert "至少要有两名成员" in alone.text
    days["ends_on"] = TODAY - timedelta(days=1)
    assert "不能早于" in sent(client, url, team=[staff.pk], **days).text
    assert Inspection.objects.count() == 0
    elsewhere = UserFactory(role=Role.STAFF, area_code="141028")
    days["ends_on"] = TODAY
    sent(client, url, team=[elsewhere.pk], **days)
    assert Inspection.objects.count() == 0


def test_two_of_one_name_and_a_prefecture_are_refused(client, village, staff):
    opened(village, staff)
    days = {"name": "第四季度调研", "began_on": TODAY, "ends_on": TODAY, "team": [staff.pk]}
    told = sent(signed_in(client, staff), page("open-inspection"), **days)
    assert "已有同名的调研" in told.text
    city = UserFactory(role=Role.STAFF, area_code="1410")
    assert signed_in(client, city).get(page("open-inspection")).status_code == 403


# What the records raise


def test_each_record_that_raises_something_is_a_door_to_it(village):
    PostingFactory(village=village, began_on=TODAY - timedelta(days=60))
    difficulty = DifficultyFactory(village=village)
    DifficultyFactory(village=VillageFactory())
    raised = raised_by(village.pk, TODAY)
    assert list(raised) == ["logs", "report", "duty", "talk", "public"]
    assert [one.url for one in raised["talk"]] == [
        reverse("difficulties:difficulty", args=[difficulty.pk])
    ]
    assert raised["public"] == raised["report"] == []


def test_a_vacant_village_and_discontent_voters_are_raised(village):
    SelectionFactory(village=village, since=TODAY - timedelta(days=90))
    review = reviewed(village, bad=2)
    raised = raised_by(village.pk, TODAY)
    assert [one.url for one in raised["duty"]] == [reverse("village", args=[village.pk])]
    assert [one.url for one in raised["public"]] == [reverse("petitions:review", args=[review.pk])]


def test_the_five_methods_are_the_headings_and_the_page_asks_little(client, sheet, staff, leader):
    DifficultyFactory(village=sheet.village)
    client = signed_in(client, staff)
    client.get(page("sheet", sheet.pk))
    with at_most(8):
        shown = client.get(page("sheet", sheet.pk)).text
    order = ["看工作日志", "听工作汇报", "查在岗履职", "谈心谈话", "议村情民事"]
    assert sorted(order, key=lambda label: shown.index(f"<h2>{label}")) == order
    assert "急难事还没有解决" in shown
    for name in ("inspections", "findings"):
        with at_most(8):
            client.get(page(name))
    with at_most(8):
        client.get(page("inspection", sheet.inspection_id))
    assert "填调研表" not in signed_in(client, leader).get(page("sheet", sheet.pk)).text


def test_logs_that_read_the_same_lie_side_by_side_inside_an_inspection_only(
    client, sheet, staff, other
):
    cadre = CadreFactory(area_code=sheet.village_id)
    about = {"cadre": cadre, "village": sheet.village}
    texts = ["上午到地里查看连翘长势，下午入户走访脱贫户。"] * 2 + [
        "开会学习中央一号文件精神，讨论落实。"
    ]
    for n, text in enumerate(texts):
        WorkLogFactory(text=text, happened_on=TODAY - timedelta(days=n), **about)
    shown = signed_in(client, staff).get(page("alike", sheet.pk))
    assert [len(logs) for logs in shown.context["groups"]] == [2]
    assert "不作为依据" in shown.text
    assert signed_in(client, other).get(page("alike", sheet.pk)).status_code == 403


# Levels


def test_a_sheet_takes_a_note_for_each_method_and_one_level_for_each_kind(client, sheet, staff):
    typed = {"looked_on": TODAY, "logs": "写得实。", "visible": "good", "potential": "fair"}
    response = sent(signed_in(client, staff), page("write-sheet", sheet.pk), **typed)
    assert response.status_code == 302
    sheet.refresh_from_db()
    assert (sheet.logs, sheet.visible, sheet.potential) == ("写得实。", "good", "fair")
    assert sheet.looked_by == staff


def test_a_level_alone_a_day_to_come_and_a_stranger_are_refused(client, sheet, staff, other):
    url = page("write-sheet", sheet.pk)
    alone = sent(signed_in(client, staff), url, looked_on=TODAY, visible="good")
    assert "显绩和潜绩须各评一个等次" in alone.text
    tomorrow = sent(client, url, looked_on=TODAY + timedelta(days=1))
    assert "日期不能晚于今天。" in tomorrow.text
    assert signed_in(client, other).get(url).status_code == 403


def test_township_and_village_read_no_sheet(client, sheet, official, secretary):
    looked(sheet, sheet.inspection.entered_by, visible="good", potential="good")
    for user in (official, secretary):
        assert signed_in(client, user).get(page("sheet", sheet.pk)).status_code == 403
        with reach(*user.reach):
            assert InspectionSheet.objects.count() == Inspection.objects.count() == 0


def test_neither_of_two_sees_the_others_score_before_both_are_in(
    client, apart, staff, other, leader
):
    typed = {"visible": "good", "potential": "good", "why": "连翘见了收益。"}
    sent(signed_in(client, staff), page("score", apart.pk), **typed)
    url = page("sheet", apart.pk)
    assert "连翘见了收益。" in client.get(url).text
    assert "连翘见了收益。" not in signed_in(client, other).get(url).text
    assert "连翘见了收益。" not in signed_in(client, leader).get(url).text
    score = InspectionScore.objects.get()
    history = reverse("history", args=["evaluation.inspectionscore", score.pk])
    assert signed_in(client, other).get(history).status_code == 404
    sent(client, page("score", apart.pk), visible="plain", potential="good", why="账还不清。")
    assert "连翘见了收益。" in client.get(url).text
    assert "账还不清。" in signed_in(client, staff).get(url).text
    assert "账还不清。" not in signed_in(client, leader).get(url).text


def test_far_apart_is_talked_through_and_both_scores_stay(client, apart, staff, other):
    scored(apart, (staff, "good"), (other, "plain"))
    client = signed_in(client, staff)
    assert "两人相差 40%" in client.get(page("sheet", apart.pk)).text
    levels = {"visible": "fair", "potential": "good"}
    told = sent(client, page("settle", apart.pk), **levels)
    assert "请先商量" in told.text
    done = sent(client, page("settle", apart.pk), settled="一起又看了账，定较好。", **levels)
    assert done.status_code == 302
    apart.refresh_from_db()
    assert (apart.visible, apart.settled) == ("fair", "一起又看了账，定较好。")
    assert [s.visible for s in apart.scores.order_by("pk")] == ["good", "plain"]


def test_a_step_apart_needs_no_talk(client, apart, staff, other):
    scored(apart, (staff, "good"), (other, "fair"))
    done = sent(
        signed_in(client, staff), page("settle", apart.pk), visible="good", potential="good"
    )
    assert done.status_code == 302


def test_one_alone_settles_nothing_and_nobody_scores_twice(client, apart, staff, other):
    scored(apart, (staff, "good"))
    assert signed_in(client, staff).get(page("settle", apart.pk)).status_code == 403
    again = sent(client, page("score", apart.pk), visible="poor", potential="poor", why="再想想")
    assert "您已经评过这个村。" in again.text
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        looked(apart, staff, visible="good", potential="good")
    assert refusal(error) == "inspection_scored_by_two"
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        apart.scores.update(visible="poor")
    assert refusal(error) == "inspection_scored_once"


def test_the_database_shows_nobody_the_others_score_before_both_are_in(apart, staff, other):
    scored(apart, (staff, "good"))
    seen, events = InspectionScore.objects, InspectionScore.pgh_event_model.objects
    with as_user(other), reach(*other.reach):
        assert (seen.count(), events.count()) == (0, 0)
        assert InspectionSheet.objects.get().scored == 1
    with as_user(staff), reach(*staff.reach):
        assert (seen.count(), events.count()) == (1, 1)
    with reach(*staff.reach):  # a command that says no account
        assert (seen.count(), events.count()) == (0, 0)
    scored(apart, (other, "poor"))
    for one in (staff, other):
        with as_user(one), reach(*one.reach):
            assert (seen.count(), events.count()) == (2, 2)


def test_without_two_scorers_nobody_scores_apart(client, sheet, staff):
    told = sent(
        signed_in(client, staff),
        page("score", sheet.pk),
        visible="good",
        potential="good",
        why="好",
    )
    assert "不用两人分别评" in told.text


def scored(sheet, *scores):
    looked(sheet, scores[0][0])
    of = {"sheet": sheet, "area_id": sheet.area_id, "village_id": sheet.village_id}
    for scorer, level in scores:
        InspectionScore.objects.create(
            scorer=scorer, visible=level, potential="good", why="看过", **of
        )


# Closing, and what the appraisal is handed


def test_it_closes_once_every_village_has_its_levels_and_then_stands(client, sheet, staff):
    url = page("close-inspection", sheet.inspection_id)
    assert "先不能结束" in signed_in(client, staff).post(url, follow=True).text
    assert client.get(url).status_code == 405
    looked(sheet, staff, visible="good", potential="fair")
    client.post(url)
    assert Inspection.objects.get().closed_on == TODAY
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        InspectionSheet.objects.update(visible="poor")
    assert refusal(error) == "inspection_is_closed"
    assert client.get(page("write-sheet", sheet.pk)).status_code == 403
    assert client.get(page("sheet", sheet.pk)).status_code == 200


def test_the_levels_of_a_cadre_are_of_their_village_while_they_were_there(sheet, staff):
    there = PostingFactory(village=sheet.village, began_on=TODAY - timedelta(days=60))
    after = PostingFactory(village=VillageFactory(), began_on=TODAY - timedelta(days=60))
    quarter = Period.of("quarter", TODAY)
    looked(sheet, staff, visible="good", potential="fair")
    assert levels_of(there.cadre, quarter) is None  # not closed yet
    Inspection.objects.update(closed_on=TODAY)
    assert levels_of(there.cadre, quarter) == sheet
    assert levels_of(after.cadre, quarter) is None
    long_ago = Period.span(TODAY - timedelta(days=400), TODAY - timedelta(days=300))
    assert levels_of(there.cadre, long_ago) is None
    there.ended_on = TODAY - timedelta(days=1)
    there.save()
    assert levels_of(there.cadre, quarter) is None


def test_the_countys_form_of_a_year_begins_with_what_the_inspection_found(sheet, staff):
    sample_scheme(YEAR)
    cadre = CadreFactory(area_code=sheet.village_id)
    PostingFactory(cadre=cadre, village=sheet.village, began_on=YEAR)
    looked(sheet, staff, looked_on=LAST, visible="poor", potential="good")
    Inspection.objects.update(closed_on=TODAY)
    [one] = open_period("year", YEAR, LAST, by=staff, on=TODAY, area="141027")
    hand_up(one, by=staff, on=TODAY)
    form = JudgeForm(appraisal=one)
    begun = [form.get_initial_for_field(form.fields[n], n) for n in ("visible", "potential")]
    assert begun == ["poor", "good"]
    assert form.fields["visible"].help_text == "第四季度调研评为“较差”"
    Inspection.objects.update(closed_on=None)
    assert JudgeForm(appraisal=one).fields["visible"].help_text == ""


def test_the_number_of_villages_looked_at_is_told_by_their_sheets(sheet, staff):
    month = Period.of("month", TODAY)
    assert FIGURES["inspections"].value("141027", month).number == 0
    looked(sheet, staff)
    assert FIGURES["inspections"].value("141027", month).number == 1


# Talks


@pytest.fixture
def talk(sheet, staff):
    made = Talk(inspection=sheet.inspection, village=sheet.village, talked_on=TODAY, made_by=staff)
    made.who, made.notes = "支部委员老李", SAID
    made.save()
    return made


def test_a_talk_is_read_by_the_team_and_each_look_is_written_down(client, sheet, staff):
    typed = {"talked_on": TODAY, "who": "支部委员老李", "notes": SAID}
    sent(signed_in(client, staff), page("write-talk", sheet.pk), **typed)
    for looks in (1, 2):
        shown = client.get(page("talks", sheet.pk)).text
        assert SAID in shown and "支部委员老李" in shown
        assert AccessLog.objects.filter(deed="look", what__contains="谈心谈话").count() == looks
    with at_most(8):
        client.get(page("talks", sheet.pk))


def test_the_same_talk_sent_twice_is_one(client, sheet, staff):
    url = page("write-talk", sheet.pk)
    form = signed_in(client, staff).get(url).context["form"]
    typed = {"submission": form["submission"].value(), "talked_on": TODAY}
    typed |= {"who": "老李", "notes": SAID}
    answers = [client.post(url, typed).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Talk.objects.count() == 1


def test_nobody_else_meets_a_talk_anywhere(client, talk, sheet, staff, leader, official, secretary):
    other = UserFactory(role=Role.STAFF)
    for user in (other, leader, official, secretary):
        assert signed_in(client, user).get(page("talks", sheet.pk)).status_code == 403
        assert client.get(page("write-talk", sheet.pk)).status_code == 403
    for user in (staff, other, leader, official, secretary):  # the team itself only on its page
        with reach(*user.reach):
            assert Talk.objects.count() == 0
            assert apps.get_model("evaluation.TalkEvent").objects.count() == 0
    with reach(TRAIL):
        assert apps.get_model("evaluation.TalkEvent").objects.count() == 0
    with reach(EVERYTHING):
        assert Talk.objects.count() == 1


def test_another_inspections_room_shows_nothing_of_this_one(client, talk, sheet, staff, other):
    """Nor one whose number begins with the same digits."""
    for room in ("talk-0", f"{sheet.inspection.room}0", f"{sheet.inspection.room[:-1]}"):
        with reach(room):
            assert Talk.objects.count() == 0
    with reach(sheet.inspection.room):
        assert Talk.objects.count() == 1
    inspection = Inspection.objects.create(
        area_id="141027", name="另一次", began_on=TODAY, ends_on=TODAY
    )
    place = {"inspection": inspection, "area_id": "141027"}
    second = InspectionSheet.objects.create(village=sheet.village, **place)
    inspection.members.create(user=other, area_id="141027")
    assert SAID not in signed_in(client, other).get(page("talks", second.pk)).text


def test_what_was_said_lies_sealed_in_row_and_history(talk):
    event = apps.get_model("evaluation.TalkEvent").objects.get()
    stored = f"{talk.who_sealed}{talk.notes_sealed}{event.who_sealed}{event.notes_sealed}"
    assert "老李" not in stored and "连翘" not in stored
    assert not hasattr(event, "wrapped_key")
    about = "evaluation_talk.notes_sealed"
    assert crypto.unseal(talk.key(), event.notes_sealed, about=about) == SAID


def test_a_talk_lies_in_its_own_room_whatever_is_written(talk):
    talk.room = "141027"
    talk.save()
    talk.refresh_from_db()
    assert talk.room == talk.inspection.room


def test_no_register_and_no_list_of_the_desk_holds_talks(client, talk, staff):
    told = [model._meta.label for register in REGISTERS.values() for model in register.writes]
    assert "evaluation.Talk" not in told
    history = reverse("history", args=["evaluation.talk", talk.pk])
    assert signed_in(client, staff).get(history).status_code == 404


# Findings


@pytest.fixture
def finding(sheet, staff):
    day = TODAY - timedelta(days=40)
    return Finding.objects.create(
        sheet=sheet,
        village=sheet.village,
        text="村务公开栏还是上季度的。",
        found_on=day,
        due_on=day + timedelta(days=30),
        entered_by=staff,
    )


def moved(client, finding, to, **typed):
    return sent(client, page("move-finding", finding.pk, to), **typed)


def test_a_finding_is_written_on_the_sheet_and_owed_by_whom_it_names(
    client, sheet, staff, secretary, official
):
    for owner in ("village", "township"):
        typed = {"text": f"{owner}的问题", "owner": owner, "due_on": TODAY + timedelta(days=9)}
        sent(signed_in(client, staff), page("write-finding", sheet.pk), **typed)
    owed = {}
    for user in (secretary, official):
        with reach(*user.reach):
            owed[user.role] = [d.text for d in dues_of(user, TODAY) if d.kind.startswith("finding")]
    assert owed == {
        Role.VILLAGE: ["整改问题：village的问题"],
        Role.TOWNSHIP: ["整改问题：township的问题"],
    }


def test_it_goes_round_until_it_is_mended(client, finding, secretary, staff):
    client = signed_in(client, secretary)
    moved(client, finding, "done", done_on=TODAY, done_note="换了新的。")
    signed_in(client, staff)
    moved(client, finding, "open", why="只换了一半。", due_on=TODAY + timedelta(days=10))
    finding.refresh_from_db()
    assert (finding.state, finding.done_note) == (FindingState.OPEN, "")
    assert "换了新的。（复查没有通过：只换了一半。）" in finding.earlier
    signed_in(client, secretary)
    moved(client, finding, "done", done_on=TODAY, done_note="全换了。")
    signed_in(client, staff)
    moved(client, finding, "closed", checked_on=TODAY, checked_how="到村看了。")
    finding.refresh_from_db()
    assert (finding.state, finding.checked_by) == (FindingState.CLOSED, staff)
    assert FIGURES["findings_open"].value("141027", Period.of("year", TODAY)).number == 0


def test_what_is_over_is_told_to_the_department_and_shown_red(client, finding, staff):
    with reach(*staff.reach):
        owed = [(d.kind, d.urgency) for d in dues_of(staff, TODAY)]
    assert ("finding_over", "bad") in owed
    shown = signed_in(client, staff).get(page("findings")).text
    assert "逾期" in shown
    assert "已过" in client.get(page("finding", finding.pk)).text


def test_no_step_is_jumped_and_none_is_anothers(
    client, finding, secretary, official, leader, staff
):
    signed_in(client, secretary)
    assert (
        "不能走这一步" in client.get(page("move-finding", finding.pk, "closed"), follow=True).text
    )
    assert client.get(page("move-finding", finding.pk, "nowhere")).status_code == 404
    moved(client, finding, "done", done_on=TODAY, done_note="换了。")
    for user in (secretary, official, leader):
        url = page("move-finding", finding.pk, "closed")
        assert signed_in(client, user).get(url).status_code == 403
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(text="没有问题")
    assert refusal(error) == "finding_stands_as_found"
    done = {"state": "closed", "checked_on": TODAY, "checked_by": staff, "checked_how": "看了"}
    Finding.objects.filter(pk=finding.pk).update(**done)
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Finding.objects.filter(pk=finding.pk).update(state="done", checked_on=None, checked_how="")
    assert refusal(error) == "finding_moves_by_the_table"


def test_what_is_the_townships_to_mend_the_village_does_not_report(client, finding, secretary):
    Finding.objects.update(owner="township")
    url = page("move-finding", finding.pk, "done")
    assert signed_in(client, secretary).get(url).status_code == 403


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"done_on": TODAY + timedelta(days=1), "done_note": "换了"}, "日期不能晚于今天。"),
        ({"done_on": TODAY - timedelta(days=90), "done_note": "换了"}, "不能早于发现的日期"),
        ({"done_on": TODAY, "done_note": ""}, "请写一句怎么改的。"),
    ],
    ids=["to come", "before it was found", "without a word"],
)
def test_a_faulty_report_is_told(client, finding, secretary, typed, told):
    assert told in moved(signed_in(client, secretary), finding, "done", **typed).text


@pytest.mark.parametrize(
    ("to", "typed", "told"),
    [
        ("closed", {"checked_on": TODAY, "checked_how": ""}, "请写一句怎么复查的。"),
        (
            "closed",
            {"checked_on": TODAY - timedelta(days=20), "checked_how": "看了"},
            "不能早于改好的日期",
        ),
        ("open", {"why": "", "due_on": TODAY}, "请写一句还差什么。"),
        ("open", {"why": "差", "due_on": TODAY - timedelta(days=1)}, "新的期限不能早于今天。"),
    ],
    ids=["without a word", "before it was mended", "without a reason", "due in the past"],
)
def test_a_faulty_check_is_told(client, finding, secretary, staff, to, typed, told):
    done = {"state": "done", "done_on": TODAY, "done_by": secretary, "done_note": "换了。"}
    Finding.objects.filter(pk=finding.pk).update(**done)
    assert told in moved(signed_in(client, staff), finding, to, **typed).text


def test_a_neighbour_reads_no_finding_and_a_limit_is_after_the_day(client, finding, sheet, staff):
    neighbour = VillageFactory()
    user = UserFactory(role=Role.VILLAGE, area_code=neighbour.pk, cadre_id=CadreFactory().pk)
    assert signed_in(client, user).get(page("finding", finding.pk)).status_code == 404
    typed = {"text": "问题", "owner": "village", "due_on": TODAY - timedelta(days=1)}
    told = sent(signed_in(client, staff), page("write-finding", sheet.pk), **typed)
    assert "整改期限不能早于发现的日期。" in told.text


# From the villagers' review


def reviewed(village, bad=0, confirmed=True):
    good = 20 - bad
    said = {"said_good": good, "said_fair": 0, "said_bad": bad, "said_unsure": 0}
    held = {"held_good": 20, "held_fair": 0, "held_bad": 0, "held_unsure": 0}
    met = {"households": 20, "present": 20, "issued": 20, "returned": 20}
    days = {"month": TODAY.replace(day=1), "held_on": TODAY}
    counted, checked = UserFactory(), UserFactory()
    by = {"entered_by": counted}
    if confirmed:
        by |= {"confirmed_by": checked, "confirmed_at": now()}
    return Review.objects.create(
        village=village, remarks="路灯坏了。", **said, **held, **met, **days, **by
    )


def test_discontent_villagers_make_a_finding_with_one_button(client, village, official):
    review = reviewed(village, bad=3)
    client = signed_in(client, official)
    shown = client.get(reverse("petitions:review", args=[review.pk])).text
    assert "把不满意的转为问题" in shown
    for _ in range(2):  # once is enough
        told = client.post(page("finding-of-review", review.pk), follow=True)
    assert "这次评事已经转为问题。" in told.text
    made = Finding.objects.get()
    assert (made.village, made.review, made.source) == (village, review, "群众评事")
    assert "3 票不满意" in made.text and "路灯坏了。" in made.text


def test_content_villagers_and_uncounted_ones_make_none(client, village, official, secretary):
    review = reviewed(village)
    client = signed_in(client, official)
    assert "把不满意的" not in client.get(reverse("petitions:review", args=[review.pk])).text
    assert client.post(page("finding-of-review", review.pk)).status_code == 403
    Review.objects.all().delete()
    waits = reviewed(village, bad=3, confirmed=False)
    assert client.post(page("finding-of-review", waits.pk)).status_code == 404
    assert signed_in(client, secretary).post(page("finding-of-review", waits.pk)).status_code == 403
