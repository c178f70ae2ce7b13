"""Accounts for those who have none, and initial passwords that are seen once."""

import pytest
from django.urls import reverse

from cadres.models import Cadre
from fushan.desk.models import AccessLog
from fushan.org.models import Duty, Role, User
from fushan.reports.accounts import issue_again, never_signed_in, open_accounts, without_account
from tests.desk.sheets import COUNTY, fushan, loaded
from tests.factories import CadreFactory, PostingFactory, UserFactory, VillageFactory

URL = "password-slips"


@pytest.fixture(autouse=True)
def county(db):
    return fushan()


def test_whoever_is_in_post_and_has_no_account_is_offered_one(county):
    offered = {(p.record.name, p.role, p.area_code, p.duties) for p in without_account()}

    assert offered == {
        ("秦小妹", Role.VILLAGE, county.pk, ()),
        ("王建军", Role.TOWNSHIP, county.township_id, (Duty.LEADERSHIP,)),
        ("李志强", Role.LEADER, "141027", ()),
    }


def test_an_account_is_made_its_password_opens_it_and_must_be_changed(county):
    people = [p for p in without_account() if p.record.name == "秦小妹"]

    [slip] = open_accounts(people)

    user = User.objects.get(username="qinxiaomei")
    assert (slip.username, slip.where) == ("qinxiaomei", "选派干部 · 张庄镇陈家圪塔村")
    assert user.check_password(slip.password)
    assert user.must_change_password
    assert Cadre.objects.get(user=user).pk == user.cadre_id
    assert open_accounts(people) == []


def test_namesakes_get_usernames_of_their_own_also_where_one_is_out_of_reach():
    UserFactory(username="liming", area_code="141028")
    for _ in range(2):
        village = VillageFactory()
        cadre = CadreFactory(name="李明", area_code=village.pk)
        PostingFactory(cadre=cadre, village=village)

    slips = open_accounts([p for p in without_account() if p.record.name == "李明"])

    assert sorted(slip.username for slip in slips) == ["liming2", "liming3"]


def test_a_lost_slip_is_issued_again_until_its_owner_has_signed_in():
    [slip, *_] = open_accounts(without_account())

    again = issue_again(never_signed_in().filter(username=slip.username))
    User.objects.filter(username=slip.username).update(must_change_password=False)

    user = User.objects.get(username=slip.username)
    assert user.check_password(again[0].password)
    assert not user.check_password(slip.password)
    assert not never_signed_in().filter(pk=user.pk).exists()


def test_accounts_from_a_sheet_get_their_slips_here():
    loaded("users", "账号 姓名 身份", ["qinxm", "秦小妹", "选派干部"])

    assert [user.username for user in never_signed_in()] == ["qinxm"]


def test_the_slips_come_as_a_pdf_that_is_noted_and_not_kept(client, staff):
    client.force_login(staff)
    keys = [person.key for person in without_account()]

    response = client.post(reverse(URL), {"person": keys, "sure": "1"})
    second = client.post(reverse(URL), {"person": keys, "sure": "1"}, follow=True)

    assert b"".join(response).startswith(b"%PDF")
    assert "no-store" in response["Cache-Control"]
    assert AccessLog.objects.filter(deed="print", what="初始密码条", rows=3).count() == 1
    assert "没有要发的密码条" in second.text


def test_nobody_is_ticked_until_a_place_or_a_person_is(client, staff, county):
    client.force_login(staff)
    [home] = [p.key for p in without_account() if p.record.name == "秦小妹"]

    untouched = client.get(reverse(URL))
    ticked = client.post(reverse(URL), {"person": [home], "group": COUNTY})

    assert [group.name for group in untouched.context["groups"]] == ["浮山县", "张庄镇"]
    assert " checked" not in untouched.text
    assert "全选（2 人）" in untouched.text
    assert {p.record.name for p in ticked.context["choice"].people} == {"秦小妹", "李志强"}
    assert ticked.text.count(" checked") == 2


def test_how_many_accounts_it_will_be_is_said_before_they_are_made(client, staff):
    client.force_login(staff)
    keys = [person.key for person in without_account()]

    response = client.post(reverse(URL), {"person": keys})

    assert "将为 3 人新建账号并发密码条。" in response.text
    assert User.objects.filter(cadre__isnull=False).count() == 0


def test_whoever_has_an_account_is_not_offered_another(client, staff):
    client.force_login(staff)
    client.post(reverse(URL), {"person": [p.key for p in without_account()], "sure": "1"})
    User.objects.update(must_change_password=False)

    response = client.get(reverse(URL))

    assert without_account() == []
    assert "在任的干部都有账号，也都登录过了。" in response.text


def test_only_the_department_hands_out_slips(client, leader):
    client.force_login(leader)

    assert client.get(reverse(URL)).status_code == 403
    assert client.post(reverse(URL)).status_code == 403
