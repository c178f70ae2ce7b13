import pytest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from cadres.models import WorkLog
from fushan.audit import history as audit
from fushan.desk.models import Attachment
from tests.factories import (
    PostingFactory,
    UserFactory,
    VillageFactory,
    VisitFactory,
    VisitorFactory,
    WorkLogFactory,
)
from villages.models import Visit, Visitor

ID = "11111111-1111-4111-8111-111111111111"


def test_a_visit_to_the_wrong_village_is_taken_back_with_its_reason(client, official, village):
    visit = VisitorFactory(visit__village=village).visit
    client.force_login(official)

    response = client.post(
        reverse("villages:withdraw-visit", args=[visit.pk]), {"reason": "选错了村"}
    )

    assert response.url == reverse("villages:visits")
    assert (Visit.objects.count(), Visitor.objects.count()) == (0, 0)
    last = audit.changes_of(Visit, visit.pk)[0]
    assert (last.deed, last.who, last.reason) == ("删除", official.name, "选错了村")


def test_taking_back_asks_why(client, official, village):
    visit = VisitFactory(village=village)
    client.force_login(official)
    response = client.post(reverse("villages:withdraw-visit", args=[visit.pk]), {"reason": " "})
    assert "请写一句为什么作废。" in response.text
    assert Visit.objects.count() == 1


def test_a_cadre_takes_back_their_own_log_and_no_colleagues(client, secretary, village):
    mine = WorkLogFactory(cadre=secretary.cadre, village=village)
    colleagues = WorkLogFactory(village=village)
    client.force_login(secretary)

    for log, status in ((mine, 302), (colleagues, 403)):
        url = reverse("cadres:withdraw-log", args=[log.pk])
        assert client.post(url, {"reason": "记重了"}).status_code == status

    assert list(WorkLog.objects.all()) == [colleagues]


def test_pictures_go_with_the_record(client, secretary, village, settings):
    log = WorkLogFactory(cadre=secretary.cadre, village=village)
    picture = Attachment.objects.create(
        area_code=village.pk, record="cadres.worklog", record_id=log.pk, width=1, height=1, bytes=1
    )
    picture.path().parent.mkdir(parents=True)
    picture.path().write_bytes(b"x")
    client.force_login(secretary)

    client.post(reverse("cadres:withdraw-log", args=[log.pk]), {"reason": "记重了"})

    assert Attachment.objects.count() == 0


def test_an_official_of_another_township_takes_nothing_back(client, village):
    visit = VisitFactory(village=village)
    other = VillageFactory()
    client.force_login(UserFactory(role="township", area_code=other.township_id))
    url = reverse("villages:withdraw-visit", args=[visit.pk])
    assert client.post(url, {"reason": "x"}).status_code == 404


def test_a_log_from_before_the_cadre_came_is_told(client, secretary, village):
    PostingFactory(cadre=secretary.cadre, village=village, began_on=localdate())
    client.force_login(secretary)
    typed = {"submission": ID, "text": "入户。", "happened_on": "2020-01-01"}

    response = client.post(reverse("record-log"), typed)

    assert f"{date_format(localdate(), 'Y年n月j日')}才到村任职，请核对日期。" in response.text
    assert WorkLog.objects.count() == 0


def test_of_several_days_the_one_before_the_cadre_came_is_told(client, secretary, village):
    PostingFactory(cadre=secretary.cadre, village=village, began_on=localdate())
    client.force_login(secretary)
    response = client.post(
        reverse("record-several-logs"), {"submission": ID, "day_0": "今天", "day_2": "前天"}
    )
    assert response.text.count("才到村任职，请核对日期。") == 1
    assert WorkLog.objects.count() == 0


@pytest.mark.parametrize(("day", "saved"), [("2019-03-04", 0), (localdate().isoformat(), 1)])
def test_a_visit_of_years_ago_is_a_typing_error(client, official, village, day, saved):
    client.force_login(official)
    typed = {"submission": ID, "kinds": ["guidance"], "text": "看渠道", "happened_on": day}
    client.post(
        reverse("villages:record-visit", args=[village.pk]),
        typed | {"visitors": [official.official.pk]},
    )
    assert Visit.objects.count() == saved
