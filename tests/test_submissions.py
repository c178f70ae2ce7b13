"""One tap, one record: a second tap, a lost answer, another's change double and lose nothing."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.models import WorkLog
from fushan.desk.models import KeptCopy, Submission
from fushan.org.models import Duty, Role
from tests.factories import (
    TownshipOfficialFactory,
    UserFactory,
    VillageFactory,
    VisitorFactory,
    WorkLogFactory,
)
from villages.models import Visit, Visitor

PARALLEL = 20
PAGE = UUID("11111111-1111-4111-8111-111111111111")


def a_visit(official, **changes):
    """What an official sends by tapping through the form."""
    return {
        "submission": PAGE,
        "kinds": ["guidance"],
        "text": "渠道已通。",
        "visitors": [official.official.pk],
        "happened_on": localdate(),
    } | changes


def a_log(**changes):
    return {
        "submission": PAGE,
        "text": "入户三户。",
        "kinds": ["visiting"],
        "happened_on": localdate(),
    } | changes


def record_visit(village):
    return reverse("villages:record-visit", args=[village.pk])


def edit_visit(client, visit):
    """The address of the edit page, and what it was drawn with."""
    url = reverse("villages:edit-visit", args=[visit.pk])
    form = client.get(url).context["form"]
    return url, form.fields["seen"].initial


def sent_at_once(user, url, typed):
    """The answers to the same page sent many times at the same moment."""
    browser = Client()
    browser.force_login(user)
    start = Barrier(PARALLEL)

    def send(_):
        client = Client()
        client.cookies = browser.cookies
        try:
            start.wait(20)
            return client.post(url, typed)
        finally:
            connection.close()

    with ThreadPoolExecutor(PARALLEL) as threads:
        return list(threads.map(send, range(PARALLEL)))


@pytest.mark.django_db(transaction=True)
def test_a_visit_sent_twenty_times_at_once_is_recorded_once(official, village):
    answers = sent_at_once(official, record_visit(village), a_visit(official))

    visit = Visit.objects.get()
    where = reverse("villages:visit", args=[visit.pk])
    assert [(a.status_code, a.headers.get("Location")) for a in answers] == [
        (302, where)
    ] * PARALLEL
    assert (Visitor.objects.count(), Submission.objects.count()) == (1, 1)
    assert not KeptCopy.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_log_sent_twenty_times_at_once_is_recorded_once(secretary):
    answers = sent_at_once(secretary, reverse("record-log"), a_log())

    log = WorkLog.objects.get()
    where = reverse("cadres:log", args=[log.pk])
    assert [(a.status_code, a.headers.get("Location")) for a in answers] == [
        (302, where)
    ] * PARALLEL
    assert Submission.objects.get().record_id == str(log.pk)


@pytest.mark.django_db(transaction=True)
def test_several_days_sent_twenty_times_at_once_are_recorded_once_each(secretary):
    typed = {"submission": PAGE, "day_0": "开会。", "day_2": "修路。"}

    answers = sent_at_once(secretary, reverse("record-several-logs"), typed)

    assert {(a.status_code, a.headers["Location"]) for a in answers} == {
        (302, reverse("cadres:logs"))
    }
    assert sorted(WorkLog.objects.values_list("text", flat=True)) == ["修路。", "开会。"]


@pytest.mark.django_db(transaction=True)
def test_different_pages_at_once_put_a_visitor_in_a_village_once_a_day(official, village):
    """Twenty taps on twenty pages: one is saved, nineteen are told why theirs is not.

    By the database, or by the form where the one was saved before it looked.
    """
    browser = Client()
    browser.force_login(official)
    start = Barrier(PARALLEL)

    def send(_):
        client = Client()
        client.cookies = browser.cookies
        try:
            start.wait(20)
            return client.post(
                record_visit(village), a_visit(official, submission=uuid4(), join="apart")
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(PARALLEL) as threads:
        answers = list(threads.map(send, range(PARALLEL)))

    refused = [a for a in answers if a.status_code == 200]
    assert (len(refused), Visit.objects.count(), Visitor.objects.count()) == (PARALLEL - 1, 1, 1)
    why = ("这名干部当天到这个村的记录已经有了", "已在那一条里，一人一村一天只记一条。")
    assert [a.text for a in refused if not any(said in a.text for said in why)] == []


def test_a_lost_answer_asked_for_again_is_the_same_answer(client, official, village):
    client.force_login(official)

    first = client.post(record_visit(village), a_visit(official))
    again = client.post(record_visit(village), a_visit(official))

    assert first.url == again.url
    assert Visit.objects.count() == 1


def test_the_same_page_with_other_words_is_kept_apart_for_its_author(client, official, village):
    client.force_login(official)
    client.post(record_visit(village), a_visit(official))

    response = client.post(record_visit(village), a_visit(official, text="其实还没通。"))

    assert "这一页已经保存过一次，这次的内容不同，已另外留存" in response.text
    assert "其实还没通。" in response.text
    assert Visit.objects.get().text == "渠道已通。"
    copy = KeptCopy.objects.get()
    assert (copy.user, copy.record_id) == (official, str(Visit.objects.get().pk))
    assert "一句话说清：其实还没通。" in client.get(reverse("me")).text


def test_what_is_kept_apart_is_told_in_words_and_whole(client, official, village):
    client.force_login(official)
    client.post(record_visit(village), a_visit(official))
    client.post(record_visit(village), a_visit(official, text="其实还没通。\r\n水价=两元。"))

    page = client.get(reverse("me")).text

    assert "一句话说清：其实还没通。\n水价=两元。</p>" in page
    assert not [name for name in ("happened_on=", "kinds=", "visitors=") if name in page]


def test_what_is_kept_apart_cannot_be_read_in_the_database(client, official, village):
    client.force_login(official)
    client.post(record_visit(village), a_visit(official))
    client.post(record_visit(village), a_visit(official, text="其实还没通。"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT k::text FROM desk_keptcopy k")
        (row,) = cursor.fetchone()
    assert "其实" not in row


def test_what_is_kept_apart_is_shown_to_nobody_else(client, official, village, staff, leader):
    client.force_login(official)
    client.post(record_visit(village), a_visit(official))
    client.post(record_visit(village), a_visit(official, text="其实还没通。"))
    area = {"role": Role.TOWNSHIP, "area_code": village.township_id}
    copy = KeptCopy.objects.get()

    for other in (UserFactory(**area, duties=[Duty.CLERK]), staff, leader):
        client.force_login(other)
        assert "其实还没通。" not in client.get(reverse("me")).text
        assert client.post(reverse("settle-copy", args=[copy.pk])).status_code in (403, 404)
    copy.refresh_from_db()
    assert copy.settled_at is None


def test_what_is_kept_apart_is_gone_once_its_author_drops_it(client, official, village):
    client.force_login(official)
    client.post(record_visit(village), a_visit(official))
    client.post(record_visit(village), a_visit(official, text="其实还没通。"))

    client.post(reverse("settle-copy", args=[KeptCopy.objects.get().pk]))

    assert KeptCopy.objects.get().sealed == ""
    assert "其实还没通。" not in client.get(reverse("me")).text


def test_another_account_cannot_answer_for_a_page_already_sent(client, official, village):
    """The id of somebody's page tells nobody else whether or what it recorded."""
    other = VillageFactory()
    theirs = UserFactory(role=Role.TOWNSHIP, area_code=other.township_id)
    TownshipOfficialFactory(user=theirs, unit__area=other.township)
    beside = UserFactory(role=Role.TOWNSHIP, area_code=village.township_id)
    client.force_login(theirs)
    client.post(record_visit(other), a_visit(theirs))

    for user in (official, beside):
        client.force_login(user)
        response = client.post(record_visit(village), a_visit(official))
        assert "这一页已经提交过，不能再用。请重新打开这一页再填。" in response.text
        assert "渠道已通。" in response.text
    assert Visit.objects.count() == 1
    assert not KeptCopy.objects.exists()


def test_an_outdated_edit_shows_the_newer_words_and_overwrites_nothing(client, official, village):
    visit = VisitorFactory(visit__village=village, official=official.official).visit
    client.force_login(official)
    url, seen = edit_visit(client, visit)
    visit.text = "别人刚改过。"
    visit.save()

    typed = a_visit(official, seen=seen, text="我的改动。", happened_on=visit.happened_on)
    response = client.post(url, typed)

    visit.refresh_from_db()
    assert visit.text == "别人刚改过。"
    assert "您打开这一页之后，这条记录已被改过" in response.text
    assert "别人刚改过。" in response.text
    assert "我的改动。" in response.text

    seen = response.context["form"].data["seen"]
    client.post(url, typed | {"seen": seen})
    visit.refresh_from_db()
    assert visit.text == "我的改动。"


def test_two_edits_of_one_log_do_not_overwrite_each_other(client, secretary, village):
    log = WorkLogFactory(village=village, cadre=secretary.cadre, entered_by=secretary)
    client.force_login(secretary)
    url = reverse("edit-log", args=[log.pk])
    seen = client.get(url).context["form"].fields["seen"].initial
    typed = a_log(seen=seen, happened_on=log.happened_on)

    assert client.post(url, typed | {"text": "第一个窗口。"}).status_code == 302
    response = client.post(url, typed | {"text": "第二个窗口。", "submission": uuid4()})

    log.refresh_from_db()
    assert log.text == "第一个窗口。"
    assert "第一个窗口。" in response.text


def test_a_retried_edit_is_answered_as_before(client, secretary, village):
    log = WorkLogFactory(village=village, cadre=secretary.cadre, entered_by=secretary)
    client.force_login(secretary)
    url = reverse("edit-log", args=[log.pk])
    seen = client.get(url).context["form"].fields["seen"].initial
    typed = a_log(seen=seen, happened_on=log.happened_on, text="改好了。")

    first, again = client.post(url, typed), client.post(url, typed)

    assert (first.status_code, again.status_code) == (302, 302)
    assert first.url == again.url
