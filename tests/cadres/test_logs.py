from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.actions import end_posting
from cadres.models import WorkLog
from tests.factories import (
    CadreFactory,
    PostingFactory,
    UserFactory,
    VillageFactory,
    VisitorFactory,
    WorkLogFactory,
)
from tests.queries import at_most

ID = "11111111-1111-4111-8111-111111111111"


def typed(**changes):
    return {
        "submission": ID,
        "text": "疏通水渠。",
        "happened_on": localdate().isoformat(),
    } | changes


def test_a_cadre_records_a_log(client, secretary, village):
    client.force_login(secretary)

    response = client.post(reverse("record-log"), typed(kinds=["service"]))

    log = WorkLog.objects.get()
    assert response.url == reverse("cadres:log", args=[log.pk])
    assert (log.cadre, log.village, log.text) == (secretary.cadre, village, "疏通水渠。")
    assert (log.kinds, log.entered_by, log.on_behalf) == (["service"], secretary, False)


def test_what_the_system_knows_of_the_day_is_shown_and_not_asked(client, secretary, village):
    VisitorFactory(
        visit__village=village, visit__happened_on=localdate(), official__name="示例镇长"
    )
    client.force_login(secretary)

    page = client.get(reverse("record-log")).text

    assert "这几天系统里已有，不用再写" in page
    assert "示例镇长到村：入户三户，秋收顺利。" in page


def test_several_past_days_are_written_at_once(client, secretary):
    client.force_login(secretary)

    client.post(
        reverse("record-several-logs"),
        {"submission": ID, "day_1": "昨天入户。", "day_3": "前几天开会。", "day_2": " "},
    )

    today = localdate()
    assert list(WorkLog.objects.order_by("happened_on").values_list("happened_on", "text")) == [
        (today - timedelta(days=3), "前几天开会。"),
        (today - timedelta(days=1), "昨天入户。"),
    ]


def test_several_days_without_a_word_are_not_saved(client, secretary):
    client.force_login(secretary)
    response = client.post(reverse("record-several-logs"), {"submission": ID})
    assert "至少写一天，其余的空着就行。" in response.text
    assert WorkLog.objects.count() == 0


def test_the_township_writes_for_a_cadre_and_both_names_are_shown(client, official, secretary):
    cadre = secretary.cadre
    client.force_login(official)

    response = client.post(reverse("record-log") + f"?cadre={cadre.pk}", typed())
    page = client.get(response.url).text

    log = WorkLog.objects.get()
    assert (log.cadre, log.entered_by, log.on_behalf) == (cadre, official, True)
    assert f"{official.name}（代录）" in page
    assert f"{cadre.name}的工作日志" in page


def test_writing_for_somebody_begins_with_choosing_whom(client, official, secretary):
    CadreFactory(area_code=VillageFactory().pk, name="示例外乡人")
    CadreFactory(name="示例未任职")
    client.force_login(official)

    page = client.get(reverse("record-log")).text

    assert f'href="/logs/new/?cadre={secretary.cadre.pk}"' in page
    assert "示例外乡人" not in page
    assert "示例未任职" not in page


def test_nobody_writes_for_a_cadre_of_another_township(client, official):
    other = CadreFactory(area_code=VillageFactory().pk)
    client.force_login(official)
    response = client.post(reverse("record-log") + f"?cadre={other.pk}", typed())
    assert (response.status_code, WorkLog.objects.count()) == (404, 0)


def test_a_cadre_writes_only_their_own_logs(client, secretary, village):
    """Whatever the address says: a colleague's name in it changes nothing."""
    colleague = CadreFactory(area_code=village.pk)
    client.force_login(secretary)
    client.post(reverse("record-log") + f"?cadre={colleague.pk}", typed())
    assert WorkLog.objects.get().cadre == secretary.cadre


def test_a_cadre_does_not_edit_a_colleagues_log(client, secretary, village):
    log = WorkLogFactory(village=village)
    client.force_login(secretary)
    assert client.get(reverse("edit-log", args=[log.pk])).status_code == 403


def test_a_local_clerk_writes_for_the_cadres_of_the_village(client, secretary, village):
    clerk = UserFactory(role="village", area_code=village.pk)
    client.force_login(clerk)
    client.post(reverse("record-log") + f"?cadre={secretary.cadre.pk}", typed())
    assert WorkLog.objects.get().entered_by == clerk


def test_a_cadre_between_two_villages_reads_and_does_not_write(client, secretary, village):
    WorkLogFactory(cadre=secretary.cadre, village=village, text="疏通水渠。")
    posting = PostingFactory(cadre=secretary.cadre, village=village)
    end_posting(posting, on=localdate(), reason="轮换")
    client.force_login(secretary)

    assert "您现在没有任职村" in client.get(reverse("home")).text
    assert "疏通水渠。" in client.get(reverse("home")).text
    assert client.post(reverse("record-log"), typed()).status_code == 403


def test_tomorrow_cannot_be_written(client, secretary):
    client.force_login(secretary)
    tomorrow = localdate() + timedelta(days=1)
    response = client.post(reverse("record-log"), typed(happened_on=tomorrow.isoformat()))
    assert "日期不能晚于今天。" in response.text
    assert "疏通水渠。" in response.text
    assert WorkLog.objects.count() == 0


@pytest.mark.parametrize("name", ["home", "cadres:logs", "record-log", "me", "villages"])
def test_a_cadres_pages_ask_at_most_eight_queries(client, secretary, village, name):
    for _ in range(5):
        WorkLogFactory(cadre=secretary.cadre, village=village, entered_by=secretary)
    client.force_login(secretary)
    with at_most(8):
        client.get(reverse(name))
