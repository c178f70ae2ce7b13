"""Talks: read by the team of their inspection and by nobody else, anywhere."""

import pytest
from django.apps import apps
from django.urls import reverse

from evaluation.models import (
    Inspection,
    InspectionSheet,
    Talk,
)
from fushan.catalogue.registers import REGISTERS
from fushan.desk.models import AccessLog
from fushan.kit import crypto
from fushan.org.models import Role
from fushan.org.reach import EVERYTHING, TRAIL, reach
from tests.evaluation.inspected import SAID, TODAY, page, sent, signed_in
from tests.factories import (
    UserFactory,
)
from tests.queries import at_most


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
