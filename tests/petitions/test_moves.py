"""The table of moves: each by the roles that may, and every other one refused by the database."""

from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.kit.constraints import broken_by
from petitions.models import MOVES, Deliberation, Matter, State
from petitions.models.moves import BY_THE_TABLE, WRITTEN_ONCE
from tests.petitions.test_matters import a_matter, a_meeting, moved, posted, send  # noqa: F401

BY_TABLE = [(one, other) for one, then in MOVES.items() for other in then]
OTHERS = [pair for pair in product(State, State) if pair[0] != pair[1] and pair not in BY_TABLE]
SAID = {
    "note": "说一句",
    "taker": "示例支委",
    "owner": "示例支委",
    "way": "letter",
    "place": "信访事项：县信访局",
}


def stands(village, state):
    """A matter that came this far."""
    days = {"done_on": localdate(), "told_on": localdate()}
    return a_matter(village, state=state, upper="township", **days)


def test_the_table_is_the_countys():
    assert sum(len(then) for then in MOVES.values()) == len(BY_TABLE) == 17
    assert len(OTHERS) == 12 * 11 - 17


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_a_move_that_the_table_does_not_have_is_refused_by_the_database(village, one, other):
    matter = stands(village, one)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Matter.objects.filter(pk=matter.pk).update(state=other)
    assert broken_by(refused.value) == BY_THE_TABLE


@pytest.mark.parametrize(("one", "other"), BY_TABLE)
@pytest.mark.parametrize("role", ["secretary", "official", "staff"])
def test_each_move_is_made_by_the_roles_that_may(client, request, posted, role, one, other):  # noqa: F811
    matter = stands(posted.village, one)
    client.force_login(request.getfixturevalue(role))
    if other == State.DELIBERATED:
        response = send(client, "petitions:deliberate", matter.pk, **a_meeting())
    else:
        response = moved(client, matter, other, **SAID)
    matter.refresh_from_db()
    above = one == State.UPWARD and role == "secretary"
    assert (response.status_code, matter.state) == ((403, one) if above else (302, other))
    assert [step.moved_to for step in matter.steps.all()] == ([] if above else [other])


@pytest.mark.parametrize("role", ["leader"])
def test_who_only_reads_moves_nothing(client, request, posted, role):  # noqa: F811
    matter = stands(posted.village, State.RAISED)
    client.force_login(request.getfixturevalue(role))
    assert moved(client, matter, "accepted", **SAID).status_code == 403
    assert "当场答复了" not in client.get(reverse("petitions:matter", args=[matter.pk])).text


def test_a_step_is_written_once(client, secretary, posted):  # noqa: F811
    matter = stands(posted.village, State.RAISED)
    client.force_login(secretary)
    moved(client, matter, "accepted", **SAID)
    for change in (
        lambda steps: steps.update(note="改了"),
        lambda steps: steps.delete(),
    ):
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            change(matter.steps.all())
        assert broken_by(refused.value) == WRITTEN_ONCE


def test_answered_at_once_is_one_tap(client, secretary, posted):  # noqa: F811
    matter = stands(posted.village, State.RAISED)
    client.force_login(secretary)
    assert "当场答复了" in client.get(reverse("petitions:matter", args=[matter.pk])).text
    client.post(reverse("petitions:answer-matter", args=[matter.pk]))
    matter.refresh_from_db()
    assert (matter.state, matter.done_on, matter.due_on) == ("told", localdate(), None)
    client.post(reverse("petitions:answer-matter", args=[matter.pk]))
    assert [step.moved_to for step in matter.steps.order_by("pk")] == ["answered", "told"]


def test_not_taken_names_the_right_place(client, secretary, posted):  # noqa: F811
    matter = stands(posted.village, State.RAISED)
    client.force_login(secretary)
    page = moved(client, matter, "not_taken", note="已告知")
    assert page.context["form"].errors == {"place": ["请选该到哪里去说。"]}
    moved(client, matter, "not_taken", note="已告知", place=SAID["place"])
    assert matter.steps.get().note == "信访事项：县信访局。已告知"


def test_the_day_that_the_branch_set_is_the_day_it_is_due(client, secretary, posted):  # noqa: F811
    matter = stands(posted.village, State.ESCALATED)
    client.force_login(secretary)
    due = localdate().replace(year=localdate().year + 1, day=1)
    send(client, "petitions:deliberate", matter.pk, **a_meeting(due_on=f"{due}"))
    moved(client, matter, "in_hand", **SAID)
    matter.refresh_from_db()
    meeting = Deliberation.objects.get()
    assert (matter.due_on, meeting.matter) == (due, matter)
