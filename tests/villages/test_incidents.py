"""Grave incidents: told by telephone first, written down the same day by whoever hears of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localtime, now

from tests.desk.sheets import fushan, loaded, said, tried
from tests.factories import PostingFactory, VillageFactory
from tests.queries import at_most
from villages.models import AccountCheck, Incident, Reserve

HOUR = timedelta(hours=1)
CHECKS = "村 检查日期 检查什么 谁检查的 通过 发现什么问题"
RESERVES = "村 年度 计划培养几人 已培养几人 怎么培养的"


@pytest.fixture
def posting(secretary, village):
    return PostingFactory(cadre=secretary.cadre, village=village)


def moment(at):
    return localtime(at).strftime("%Y-%m-%dT%H:%M")


def send(client, page, *args, **typed):
    told = {"kind": "fire", "text": "柴垛起火", "occurred_at": moment(now() - HOUR)}
    return client.post(reverse(page, args=args), told | typed | {"submission": uuid4()})


def test_an_incident_is_written_down_with_the_hour_it_was_told(client, posting, secretary):
    client.force_login(secretary)
    at = now() - timedelta(minutes=30)
    page = client.get(reverse("incidents:record-incident", args=[posting.village_id]))
    assert 'type="datetime-local"' in page.text
    how = {"reported_at": moment(at), "reported_how": "电话报告镇值班室"}
    send(client, "incidents:record-incident", posting.village_id, **how)
    row = Incident.objects.get()
    assert (row.kind, row.entered_by) == ("fire", secretary)
    assert row.reported_at == at.replace(second=0, microsecond=0)


def test_nothing_is_told_before_it_happened_or_ahead_of_now(client, posting, secretary):
    client.force_login(secretary)
    before = {"reported_at": moment(now() - 2 * HOUR)}
    early = send(client, "incidents:record-incident", posting.village_id, **before)
    assert "报告时间不能早于发生时间。" in early.text
    ahead = {"occurred_at": moment(now() + 2 * HOUR)}
    later = send(client, "incidents:record-incident", posting.village_id, **ahead)
    assert "时间不能晚于现在。" in later.text
    assert Incident.objects.count() == 0


def test_what_was_done_about_it_is_added_later(client, posting, official):
    client.force_login(official)
    send(client, "incidents:record-incident", posting.village_id)
    row = Incident.objects.get()
    page = client.get(reverse("incidents:edit-incident", args=[row.pk]))
    told = {"seen": page.context["form"]["seen"].value(), "handling": "扑灭了"}
    send(client, "incidents:edit-incident", row.pk, **told)
    row.refresh_from_db()
    assert row.handling == "扑灭了"


def test_a_cadre_writes_of_their_own_village_only(client, posting, secretary):
    client.force_login(secretary)
    other = VillageFactory(township=posting.village.township)
    assert send(client, "incidents:record-incident", other.pk).status_code == 404


def test_a_long_list_costs_no_more(client, posting, official):
    for n in range(30):
        at = now() - n * HOUR
        Incident.objects.create(village=posting.village, kind="fire", occurred_at=at, text="火")
    client.force_login(official)
    with at_most(8):
        client.get(reverse("incidents:incidents"))


def test_people_brought_on_come_in_on_a_sheet_once_a_year(db):
    fushan()
    loaded("reserves", RESERVES, ["陈家圪塔村", 2020, 3, 1, ""])
    loaded("reserves", RESERVES, ["陈家圪塔村", "2020年", 3, 2, "党校"])
    row = Reserve.objects.get()
    assert (row.year, row.planned, row.trained, row.note) == (2020, 3, 2, "党校")


def test_what_is_wrong_of_people_brought_on_is_told(db):
    fushan()
    lines = [["陈家圪塔村", 2020, 0, "", ""], ["卫家河村", 2020, 2, 3, ""]]
    lines.append(["卫家河村", 20, 2, 1, ""])
    assert said(tried("reserves", RESERVES, *lines)) == [
        (2, "计划培养几人", "计划至少1人；没有计划的不填这一行。"),
        (3, "已培养几人", "已培养的不能多于计划的；多培养了，请把计划一并改过来。"),
        (4, "年度", "应为四位的年度，如2026。"),
    ]


def test_checks_come_in_on_a_sheet_and_a_failed_one_says_why(db):
    fushan()
    lines = [["陈家圪塔村", "2020-06-30", "账目", "经管站", "是", ""]]
    lines.append(["陈家圪塔村", "2020-06-30", "制度", "经管站", "否", ""])
    assert said(tried("account-checks", CHECKS, *lines)) == [
        (3, "发现什么问题", "没有通过的请写明发现什么问题。")
    ]
    lines[1][5] = "没有上墙"
    loaded("account-checks", CHECKS, *lines)
    assert sorted(AccountCheck.objects.values_list("what", "passed")) == [
        ("accounts", True),
        ("rules", False),
    ]
