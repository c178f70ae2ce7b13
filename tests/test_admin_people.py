"""Cadres, what is private about them, and accounts, at the desk."""

from datetime import date

import pytest
from axes.models import AccessAttempt
from django.urls import reverse
from django.utils.timezone import now

from cadres.models import Cadre, CadrePrivate, Posting
from fushan.desk.models import AccessLog, Deed
from fushan.org.models import FormerName, Role, User
from tests.desk_forms import added, list_of, saved, told, url_of
from tests.factories import (
    BatchFactory,
    CadreFactory,
    CadrePrivateFactory,
    CountyFactory,
    OfficialFactory,
    PostingFactory,
    TownshipFactory,
    UnitFactory,
    UserFactory,
    VillageFactory,
)
from villages.models import OfficialPrivate

NUMBER = "11010519491231002X"  # the standard's own example


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def cadre(village):
    return CadreFactory(area_code=village.code)


@pytest.fixture
def private(cadre):
    row = CadrePrivateFactory(cadre=cadre)
    row.id_number, row.phone, row.resume = NUMBER, "13800000001", "1972年参加工作。"
    row.save()
    return row


def posting_row(village, began_on, **more):
    batch = BatchFactory()
    row = {"village": village.pk, "post": "secretary", "batch": batch.pk, "began_on": began_on}
    return row | more


def test_a_new_cadre_stands_at_the_county_until_posted(desk, village):
    unit = UnitFactory()
    saved(desk, list_of(Cadre, "add"), name="张示例", unit=unit.pk)
    cadre = Cadre.objects.get()
    assert cadre.area_code == "141027"

    saved(desk, url_of(cadre), **added("postings", 0, **posting_row(village, date(2025, 4, 15))))
    cadre.refresh_from_db()
    assert cadre.area_code == village.pk


def test_a_transfer_is_one_page_and_place_account_and_private_row_follow(desk, secretary, village):
    cadre = secretary.cadre
    CadrePrivateFactory(cadre=cadre)
    PostingFactory(cadre=cadre, village=village, began_on=date(2025, 4, 15))
    there = VillageFactory()
    row = added("postings", 1, **posting_row(there, date(2026, 4, 15)))
    answer = saved(desk, url_of(cadre), **row, **{"postings-0-ended_on": "2026-04-15"})

    assert not answer.context.get("errors")
    assert Posting.objects.filter(cadre=cadre).count() == 2
    cadre.refresh_from_db()
    secretary.refresh_from_db()
    places = {cadre.area_code, secretary.area_code, CadrePrivate.objects.get().area_code}
    assert places == {there.pk}


def test_cadres_are_found_by_pinyin_and_by_the_whole_id_number(desk, cadre, private):
    CadreFactory(name="李示例")
    cadre.name = "单示例"
    cadre.save()
    asked = ["单示", "shan", "ssl", NUMBER, NUMBER.lower(), f" {NUMBER} "]
    found = [
        list(desk.get(list_of(Cadre), {"q": words}).context["cl"].result_list) for words in asked
    ]

    assert found == [[cadre]] * 6
    assert not desk.get(list_of(Cadre), {"q": NUMBER[:17]}).context["cl"].result_list


def test_what_is_private_is_masked_until_somebody_says_why(desk, staff, cadre, private):
    url = reverse("admin:cadres_cadre_private", args=[cadre.pk])
    masked = desk.get(url_of(cadre)).text + desk.get(url).text + desk.post(url, {"reason": ""}).text
    assert NUMBER not in masked
    assert "13800000001" not in masked
    assert "1972年参加工作" not in masked
    assert "1101**********002X" in masked
    assert AccessLog.objects.count() == 0

    page = desk.post(url, {"reason": "核对任免表"}).text
    assert NUMBER in page
    assert "1972年参加工作" in page
    look = AccessLog.objects.get()
    assert (look.user, look.deed) == (staff, Deed.LOOK)
    assert look.what == f"选派干部{cadre}的个人信息，事由：核对任免表"


def test_private_data_is_kept_sealed_and_doubts_are_told_not_refused(desk, cadre):
    cadre.gender = "男"
    cadre.save()
    url = reverse("admin:cadres_cadre_private", args=[cadre.pk])
    typed = {
        "keep": "1",
        "id_number": "１１０１０５１９４９１２３１００２x",
        "phone": "13800000001",
    }
    answer = desk.post(url, typed | {"id_number": NUMBER.lower()}, follow=True)

    row = CadrePrivate.objects.get()
    assert (row.id_number, row.phone, row.area_code) == (NUMBER, "13800000001", cadre.area_code)
    assert NUMBER not in row.id_number_sealed
    assert told(answer) == [f"{cadre}的个人信息已保存。", "性别与身份证号不一致，请核对。"]
    desk.post(url, typed)
    row.refresh_from_db()
    assert row.id_number == NUMBER


def test_an_id_number_belongs_to_one_person_wherever_the_other_is(desk, cadre):
    other = CadrePrivateFactory(cadre__area_code="141029100001")
    other.id_number = NUMBER
    other.save()
    url = reverse("admin:cadres_cadre_private", args=[cadre.pk])
    page = desk.post(url, {"keep": "1", "id_number": NUMBER, "phone": "13800000001"})

    assert "这个身份证号已有人使用。" in page.text
    assert "13800000001" in page.text  # what was typed is kept
    assert not CadrePrivate.objects.filter(cadre=cadre).exists()


def test_an_officials_phone_is_kept_the_same_way(desk):
    official = OfficialFactory()
    url = reverse("admin:villages_official_private", args=[official.pk])
    desk.post(url, {"keep": "1", "phone": "13900000002"})

    assert OfficialPrivate.objects.get().phone == "13900000002"
    assert "139****0002" in desk.get(url_of(official)).text


def test_private_data_of_another_county_is_not_there(desk):
    theirs = CadreFactory(area_code="141029100001")
    url = reverse("admin:cadres_cadre_private", args=[theirs.pk])
    assert [desk.get(url).status_code, desk.post(url, {"reason": "看看"}).status_code] == [404, 404]


def test_an_account_is_opened_from_the_cadres_page_with_a_slip(desk, cadre):
    url = reverse("admin:cadres_cadre_account", args=[cadre.pk])
    slip = desk.post(url)
    cadre.refresh_from_db()
    user = cadre.user

    assert user.check_password(slip.context["password"])
    assert (user.role, user.area_code, user.cadre_id) == (Role.VILLAGE, cadre.area_code, cadre.pk)
    assert user.must_change_password
    assert desk.post(url).status_code == 403  # one account is enough
    assert desk.get(url).status_code == 405


def test_a_new_account_shows_its_password_once(desk):
    CountyFactory()
    typed = {"username": "wang", "name": "王示例", "role": "leader", "area_code": "141027"}
    slip = saved(desk, list_of(User, "add"), **typed)

    user = User.objects.get(username="wang")
    assert user.check_password(slip.context["password"])
    assert user.must_change_password
    assert slip.context["password"] not in desk.get(url_of(user)).text


def test_a_reset_password_must_be_changed_at_once(desk, official):
    slip = desk.post(reverse("admin:org_user_password", args=[official.pk]))
    official.refresh_from_db()

    assert official.check_password(slip.context["password"])
    assert official.must_change_password


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"role": "admin", "area_code": ""}, "系统管理员和安全审计员的账号由系统管理员开通。"),
        ({"role": "township", "area_code": "141029100"}, "只能填本级（141027）及以下的代码。"),
        ({"role": "township", "area_code": "141027999"}, "没有这个代码的地方，请核对。"),
        (
            {"role": "leader", "area_code": "141027", "duties": "clerk"},
            "只有乡镇干部才有乡镇职责。",
        ),
        (
            {"role": "township", "area_code": "141027"},
            "管辖范围与身份不符：县级填县代码，乡镇干部填乡镇代码，"
            "选派干部填村代码，系统管理员和安全审计员不填。",
        ),
    ],
)
def test_an_account_reaches_no_further_than_its_role_and_its_maker(desk, typed, sentence):
    CountyFactory()
    page = saved(desk, list_of(User, "add"), username="wang", name="王示例", **typed)
    form = page.context["adminform"].form

    assert sentence in [error for errors in form.errors.values() for error in errors]
    assert not User.objects.filter(username="wang").exists()


def test_a_cadres_account_goes_where_the_posting_goes_and_nowhere_by_hand(desk, secretary):
    elsewhere = VillageFactory()
    page = saved(desk, url_of(secretary), area_code=elsewhere.pk)

    assert page.context["adminform"].form.errors == {
        "area_code": ["选派干部的账号随任职走：请到“选派干部”里改任职，这里不能改。"]
    }


def test_accounts_are_closed_and_opened_but_never_ones_own(desk, staff, official):
    toggle = reverse("admin:org_user_active", args=[official.pk])
    answers = []
    for _ in range(2):
        desk.post(toggle)
        official.refresh_from_db()
        answers.append(official.is_active)
    own = desk.post(reverse("admin:org_user_active", args=[staff.pk]), follow=True)

    assert answers == [False, True]
    assert told(own)[-1] == "不能停用自己的账号。"
    saved(desk, url_of(staff), role="leader")
    staff.refresh_from_db()
    assert staff.role == Role.STAFF


def test_a_lock_is_seen_and_lifted(client, desk, official, settings):
    away = UserFactory(role=Role.TOWNSHIP, area_code="141029100")
    for username in (official.username, away.username, "nobody"):
        AccessAttempt.objects.create(
            username=username,
            ip_address="10.0.0.8",
            attempt_time=now(),
            failures_since_start=settings.AXES_FAILURE_LIMIT,
        )
    page = desk.get(reverse("admin:org_user_locked"))
    assert [lockout.user for lockout in page.context["lockouts"]] == [official]

    desk.post(reverse("admin:org_user_lift", args=[official.pk]))
    assert desk.post(reverse("admin:org_user_lift", args=[away.pk])).status_code == 404
    assert {a.username for a in AccessAttempt.objects.all()} == {away.username, "nobody"}


def test_accounts_above_and_the_administrators_are_out_of_hand(desk, admin):
    above = UserFactory(area_code="1410")
    url = reverse("admin:org_user_password", args=[above.pk])

    assert desk.post(url).status_code == 403  # seen as the maker of what is above, and no more
    assert desk.post(reverse("admin:org_user_password", args=[admin.pk])).status_code == 404


def test_a_posting_stays_its_cadres(desk):
    posting = PostingFactory()
    form = desk.get(url_of(posting)).context["adminform"].form
    assert "cadre" not in form.fields


def test_a_former_name_is_given_to_ones_own_places_only(desk):
    response = saved(desk, reverse("admin:org_formername_add"), name="旧名", code="110101")
    assert "只能给本级及以下的地方记曾用名。" in response.text
    assert FormerName.objects.count() == 0


def test_an_account_is_not_opened_for_a_village_that_is_none(desk):
    TownshipFactory(code="141027102")
    response = saved(
        desk,
        reverse("admin:org_user_add"),
        username="x1",
        name="示例",
        role="village",
        area_code="141027102999",
    )
    assert "没有这个代码的地方，请核对。" in response.text
