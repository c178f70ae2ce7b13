"""What an inspection comes to in a village: notes, levels, two scorers apart."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from evaluation.appraisal_forms import JudgeForm
from evaluation.appraising import hand_up, open_period
from evaluation.inspecting import levels_of
from evaluation.models import (
    Inspection,
    InspectionScore,
    InspectionSheet,
)
from fushan.catalogue.figures import FIGURES
from fushan.kit.periods import Period
from fushan.org.reach import as_user, reach
from tests.evaluation.inspected import LAST, TODAY, YEAR, looked, page, refusal, sent, signed_in
from tests.factories import (
    CadreFactory,
    PostingFactory,
    VillageFactory,
)
from tests.factories.evaluation import sample_scheme


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
    assert "可不填" not in client.get(page("settle", apart.pk)).text
    levels = {"visible": "fair", "potential": "good"}
    told = sent(client, page("settle", apart.pk), **levels)
    assert "请先商量" in told.text
    done = sent(client, page("settle", apart.pk), settled="一起又看了账，定较好。", **levels)
    assert done.status_code == 302
    apart.refresh_from_db()
    assert (apart.visible, apart.settled) == ("fair", "一起又看了账，定较好。")
    assert "先商量，再定等次" not in client.get(page("sheet", apart.pk)).text
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
