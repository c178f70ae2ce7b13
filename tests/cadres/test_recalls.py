"""召回: one step after the other, ended by a successor or by having mended it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.models import Cadre, Recall
from fushan.catalogue.dossier import dossier
from fushan.catalogue.dues import dues_of
from fushan.desk.models import AccessLog
from fushan.org.reach import reach
from tests.factories import CadreFactory, PostingFactory, UserFactory

DAY = date(2026, 11, 26)


def after(days):
    return DAY + timedelta(days=days)


@pytest.fixture
def posted(village, secretary):
    cadre = Cadre.objects.get(pk=secretary.cadre_id)
    return PostingFactory(cadre=cadre, village=village, began_on=date(2025, 4, 1))


@pytest.fixture
def recall(posted):
    called = {"cadre": posted.cadre, "village": posted.village}
    return Recall.objects.create(reason="长期不在村", talked_on=DAY, **called)


@pytest.fixture
def colleague(secretary):
    """Another cadre of the same village."""
    cadre = CadreFactory(area_code=secretary.area_code)
    return UserFactory(role="village", area_code=secretary.area_code, cadre_id=cadre.pk)


def page_of(client, address):
    """What a browser sends back of a form that was not filled in."""
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def sent(client, address, **typed):
    return client.post(address, page_of(client, address) | typed)


def test_a_recall_begins_with_a_talk_and_takes_step_after_step(client, staff, posted):
    client.force_login(staff)
    opening = reverse("open-recall", args=[posted.cadre_id])
    assert sent(client, opening, reason="长期不在村", talked_on=DAY).status_code == 302

    row = Recall.objects.get()
    assert (row.village, row.entered_by, row.state) == (posted.village, staff, "提醒谈话")
    steps = reverse("record-recall", args=[row.pk])
    assert sent(client, steps, warned_on=after(1)).status_code == 302
    assert sent(client, steps, checked_on=after(31), proposed_on=after(33)).status_code == 302

    row.refresh_from_db()
    assert row.state == "召回建议"
    assert "召回建议" in client.get(reverse("recall", args=[row.pk])).text


@pytest.mark.parametrize(
    "typed",
    [{"checked_on": after(31)}, {"warned_on": after(-1)}, {"warned_on": DAY, "told_on": after(1)}],
    ids=["jumped", "before the talk", "jumped over four"],
)
def test_no_step_is_jumped_and_none_goes_back_in_time(client, staff, recall, typed):
    client.force_login(staff)
    page = sent(client, reverse("record-recall", args=[recall.pk]), **typed)

    assert "召回一步接一步" in page.text
    recall.refresh_from_db()
    assert (recall.warned_on, recall.checked_on, recall.told_on) == (None, None, None)


def test_the_time_to_mend_is_given_whole(client, staff, recall):
    client.force_login(staff)
    steps = reverse("record-recall", args=[recall.pk])
    page = sent(client, steps, warned_on=after(1), checked_on=after(30))
    assert "期满再复查；提前整改到位的，填“整改到位”。" in page.text
    early = {"checked_on": after(30), "mended_on": after(30)}
    assert sent(client, steps, warned_on=after(1), **early).status_code == 302


def test_what_was_mended_is_not_recalled(client, staff, recall):
    client.force_login(staff)
    steps = reverse("record-recall", args=[recall.pk])
    told = {"warned_on": after(1), "checked_on": after(31), "mended_on": after(31)}

    assert "整改到位的不再召回" in sent(client, steps, **told, proposed_on=after(32)).text
    assert sent(client, steps, **told).status_code == 302
    recall.refresh_from_db()
    assert (recall.state, recall.is_open) == ("整改到位，不召回", False)


def test_one_cadre_has_one_recall_at_a_time(client, staff, recall):
    client.force_login(staff)
    opening = reverse("open-recall", args=[recall.cadre_id])
    page = sent(client, opening, reason="又一次", talked_on=DAY)
    assert "已有一件没有办完的召回" in page.text

    Recall.objects.filter(pk=recall.pk).update(mended_on=DAY)
    assert sent(client, opening, reason="又一次", talked_on=DAY).status_code == 302


def test_a_talk_that_is_still_to_come_is_not_written_down(client, staff, posted):
    client.force_login(staff)
    opening = reverse("open-recall", args=[posted.cadre_id])
    tomorrow = localdate() + timedelta(days=1)
    page = sent(client, opening, reason="长期不在村", talked_on=tomorrow)
    assert "谈话的日期不能晚于今天" in page.text
    assert not Recall.objects.exists()


def test_one_opened_by_mistake_is_withdrawn_with_a_reason_and_leaves_room(client, staff, recall):
    client.force_login(staff)
    address = reverse("withdraw-recall", args=[recall.pk])
    assert address in client.get(reverse("recall", args=[recall.pk])).text
    assert "请写一句为什么撤销。" in sent(client, address, withdrawn_why="").text
    sent(client, address, withdrawn_why="选错了人")
    recall.refresh_from_db()
    assert (recall.state, recall.withdrawn_on) == ("已撤销", localdate())
    assert "选错了人" in client.get(reverse("recall", args=[recall.pk])).text
    assert client.get(reverse("record-recall", args=[recall.pk])).status_code == 404
    opening = reverse("open-recall", args=[recall.cadre_id])
    assert sent(client, opening, reason="另一件", talked_on=DAY).status_code == 302


def test_what_was_decided_is_not_withdrawn(client, staff, recall):
    days = ("warned_on", "checked_on", "proposed_on", "decided_on")
    Recall.objects.filter(pk=recall.pk).update(**dict.fromkeys(days, DAY))
    client.force_login(staff)
    address = reverse("withdraw-recall", args=[recall.pk])
    assert "不能撤销" in client.get(address, follow=True).text
    typed = {"withdrawn_on": DAY, "withdrawn_why": "不办了"}
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Recall.objects.filter(pk=recall.pk).update(**typed)
    assert error.value.__cause__.diag.constraint_name == "recall_withdrawn_with_a_reason"


def test_an_outdated_page_overwrites_nothing(client, staff, recall):
    client.force_login(staff)
    steps = reverse("record-recall", args=[recall.pk])
    drawn = page_of(client, steps)
    recall.note = "另一个窗口先记的"
    recall.save()

    page = client.post(steps, drawn | {"warned_on": after(1)})
    assert "另一个窗口先记的" in page.text
    recall.refresh_from_db()
    assert recall.warned_on is None


def test_whoever_is_in_no_post_cannot_be_called_back(client, staff, posted):
    posted.ended_on = DAY
    posted.save()
    client.force_login(staff)
    assert client.get(reverse("open-recall", args=[posted.cadre_id])).status_code == 404


def test_a_mending_is_looked_at_once_its_thirty_days_are_over(staff, recall):
    def owed(day):
        return [due.urgency for due in dues_of(staff, day) if due.kind == "recall_check"]

    assert owed(DAY) == []
    Recall.objects.filter(pk=recall.pk).update(warned_on=DAY)
    assert [owed(after(days)) for days in (1, 28, 31)] == [[""], ["warn"], ["bad"]]
    Recall.objects.filter(pk=recall.pk).update(checked_on=after(30))
    assert owed(after(31)) == []


def test_the_cadre_reads_it_and_no_colleague_does(client, secretary, colleague, recall):
    client.force_login(secretary)
    assert "长期不在村" in client.get(reverse("recall", args=[recall.pk])).text
    assert client.get(reverse("record-recall", args=[recall.pk])).status_code == 403

    client.force_login(colleague)
    assert client.get(reverse("recall", args=[recall.pk])).status_code == 404
    with reach(*colleague.reach):
        assert Recall.objects.count() == Recall.pgh_event_model.objects.count() == 0


def test_it_stands_in_the_file_and_a_look_at_it_is_on_record(client, staff, recall):
    told = {section.title: lines for section, lines in dossier(recall.cadre, DAY).sections}
    assert [line.text for line in told["召回"]] == ["提醒谈话"]

    client.force_login(staff)
    client.get(reverse("recall", args=[recall.pk]))
    assert AccessLog.objects.get().what == f"{recall.cadre}的召回"


def test_the_database_itself_holds_the_order(recall):
    with pytest.raises(IntegrityError, match="recall_step_by_step"), transaction.atomic():
        Recall.objects.filter(pk=recall.pk).update(told_on=DAY)
