"""Secretary and township both wrote Tuesday's visit: offered to be joined, nothing is lost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.audit import history as audit
from fushan.desk.models import Attachment, ClosedMonth
from tests.factories import (
    OfficialFactory,
    TownshipOfficialFactory,
    VillageFactory,
    VisitFactory,
    VisitorFactory,
)
from villages.models import Visit, VisitLevel, Visitor

FIRST = "11111111-1111-4111-8111-111111111111"
SECOND = "22222222-2222-4222-8222-222222222222"
TODAY = localdate()


@pytest.fixture
def written(village, official):
    """The township's own account of today."""
    visit = VisitFactory(village=village, happened_on=TODAY, text="看了渠道。", entered_by=official)
    VisitorFactory(visit=visit, official=official.official)
    return visit


def typed(people, **changes):
    return {
        "submission": FIRST,
        "kinds": ["research"],
        "text": "县里来调研产业。",
        "visitors": [person.pk for person in people],
        "happened_on": TODAY.isoformat(),
    } | changes


@pytest.fixture
def send(client, secretary, village):
    client.force_login(secretary)
    url = reverse("villages:record-visit", args=[village.pk])
    return lambda *people, **changes: client.post(url, typed(people, **changes))


def test_the_second_to_write_is_asked_whether_it_is_the_same_visit(send, written):
    guest = OfficialFactory()
    response = send(guest)
    assert "这一天已有一条，是同一次就并入，两边的话和人员都保留。" in response.text
    assert "县里来调研产业。" in response.text
    assert Visit.objects.count() == 1


def test_joined_both_texts_all_visitors_and_kinds_are_kept(send, written, official, secretary):
    guest = OfficialFactory()

    response = send(guest, join=written.pk)

    written.refresh_from_db()
    assert response.url == reverse("villages:visit", args=[written.pk])
    assert written.text == f"看了渠道。\n{secretary.name}：县里来调研产业。"
    assert written.kinds == ["guidance", "research"]
    assert written.level == VisitLevel.COUNTY
    assert set(written.visitors.values_list("official", flat=True)) == {
        official.official.pk,
        guest.pk,
    }


def test_to_join_or_not_must_be_said(send, written):
    page = send(OfficialFactory()).text
    assert "这一天已有一条，是同一次就并入，两边的话和人员都保留。" in page
    assert "可不填" not in page.partition('id="id_join"')[2].partition("</fieldset>")[0]
    assert Visit.objects.count() == 1


def test_another_visit_of_that_day_stays_apart(send, written):
    send(OfficialFactory(), join="apart")
    assert Visit.objects.count() == 2


def test_who_is_on_the_other_one_is_not_there_twice(send, written, official):
    response = send(official.official, join="apart")
    assert f"{official.official.name}已在那一条里，一人一村一天只记一条。" in response.text
    send(official.official, join=written.pk, submission=SECOND)
    assert Visitor.objects.count() == 1


def test_a_second_tap_is_asked_nothing(send, village):
    guest = OfficialFactory()
    answers = [send(guest).url for _ in range(2)]
    assert answers[0] == answers[1]
    assert Visit.objects.count() == 1


def test_a_second_tap_joins_once(send, written):
    guest = OfficialFactory()
    for _ in range(2):
        send(guest, join=written.pk)
    written.refresh_from_db()
    assert written.text.count("县里来调研产业。") == 1


def test_a_visit_of_another_day_or_village_is_not_offered(send, official):
    VisitFactory(village__township=official.official.area, happened_on=TODAY)
    assert send(OfficialFactory()).status_code == 302


def test_a_visit_out_of_ones_village_cannot_be_joined(send, written):
    elsewhere = VisitFactory(village=VillageFactory(), happened_on=TODAY)
    response = send(OfficialFactory(), join=elsewhere.pk)
    assert response.status_code == 200
    assert Visit.objects.get(pk=elsewhere.pk).text == elsewhere.text


def test_what_is_in_a_closed_month_is_not_joined(send, village, official):
    day = date(2026, 9, 1) if date(2026, 9, 30) < TODAY else TODAY - timedelta(days=60)
    old = VisitFactory(village=village, happened_on=day)
    ClosedMonth.objects.create(area_id=village.township_id, month=day.replace(day=1))
    response = send(OfficialFactory(), join=old.pk, happened_on=day.isoformat())
    assert "这个月已经收尾，不能再改。" in response.text
    old.refresh_from_db()
    assert "县里来调研产业。" not in old.text


def two(village, official):
    first = VisitFactory(village=village, happened_on=TODAY, text="甲。", entered_by=official)
    second = VisitFactory(village=village, happened_on=TODAY, text="乙。", entered_by=official)
    VisitorFactory(visit=first, official=official.official)
    VisitorFactory(visit=second, official=TownshipOfficialFactory(unit=official.official.unit))
    return first, second


def test_two_on_record_are_joined_on_the_page_of_either(client, official, village):
    first, second = two(village, official)
    picture = Attachment.objects.create(
        area_code=village.pk,
        record="villages.visit",
        record_id=second.pk,
        width=1,
        height=1,
        bytes=1,
    )
    client.force_login(official)
    url = reverse("villages:join-visits", args=[second.pk, first.pk])
    assert url in client.get(reverse("villages:visit", args=[first.pk])).text

    client.post(url)

    joined = Visit.objects.get()
    assert (joined, joined.text) == (first, f"甲。\n{official.name}：乙。")
    assert joined.visitors.count() == 2
    picture.refresh_from_db()
    assert picture.record_id == first.pk
    gone = audit.changes_of(Visit, second.pk)[0]
    assert (gone.deed, gone.reason) == ("删除", f"并入当天另一条（编号 {first.pk}）")


def test_visits_of_two_days_are_not_joined(client, official, village):
    first, second = two(village, official)
    Visit.objects.filter(pk=second.pk).update(happened_on=TODAY - timedelta(days=1))
    client.force_login(official)
    url = reverse("villages:join-visits", args=[second.pk, first.pk])
    assert client.post(url).status_code == 404
    assert Visit.objects.count() == 2


def test_a_cadre_joins_nothing_that_is_on_record(client, secretary, official, village):
    first, second = two(village, official)
    client.force_login(secretary)
    url = reverse("villages:join-visits", args=[second.pk, first.pk])
    assert client.post(url).status_code == 403
