"""Getting in, staying in, getting out: and what every answer tells the browser not to do."""

from time import time

import pytest
from django.conf import settings as our
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from fushan.org.backends import DEMO_PASSWORD
from fushan.org.idle import SEEN
from fushan.org.models import Role, User
from tests.factories import UserFactory, VillageFactory, VisitFactory

PASSWORD = "Zhangzhuang-2026"
WRONG = "账号或密码不对。连续输错会暂时锁定，忘了请找县委组织部重置。"


@pytest.fixture
def account(db):
    user = UserFactory(username="zhangsan", role=Role.LEADER)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, username="zhangsan", password=PASSWORD, **more):
    return client.post(reverse("sign-in"), {"username": username, "password": password} | more)


def is_in(client):
    return client.get(reverse("me")).status_code == 200


def leave_alone(client, minutes):
    """As if the page had not been touched for so long."""
    session = client.session
    session[SEEN] = int(time()) - minutes * 60
    session.save()


def test_the_right_password_leads_home(client, account):
    response = sign_in(client)

    assert response.url == reverse("home")
    assert is_in(client)


@pytest.mark.parametrize(
    ("username", "password"),
    [("zhangsan", "wrong"), ("nobody", PASSWORD), ("zhangsan", PASSWORD + " ")],
)
def test_a_wrong_password_and_a_wrong_name_are_answered_alike(client, account, username, password):
    response = sign_in(client, username, password)

    assert WRONG in response.text
    assert not is_in(client)


def test_a_name_or_password_that_no_database_takes_is_only_wrong(client, account):
    for name in ("a\x00b", "长" * 5000, "'; DROP TABLE org_user; --"):
        response = sign_in(client, name, "x")
        assert response.status_code in (200, 429)
    assert User.objects.filter(pk=account.pk).exists()


def test_five_wrong_passwords_lock_the_account_and_say_so(client, account):
    for _ in range(our.AXES_FAILURE_LIMIT - 1):
        assert sign_in(client, password="wrong").status_code == 200

    assert sign_in(client, password="wrong").status_code == 429
    response = sign_in(client)

    assert response.status_code == 429
    assert "连续输错，账号已锁定。请 30 分钟后再试，或联系县委组织部解锁。" in response.text
    assert not is_in(client)


def test_a_locked_account_locks_nobody_else_in_the_office(client, account):
    colleague = UserFactory(username="lisi")
    colleague.set_password(PASSWORD)
    colleague.save()
    for _ in range(our.AXES_FAILURE_LIMIT):
        sign_in(client, password="wrong")

    assert sign_in(client, "lisi").status_code == 302


def test_who_knows_the_name_only_locks_it_from_their_own_address(client, account):
    """Else anyone could keep the county's leader out."""
    for _ in range(our.AXES_FAILURE_LIMIT):
        sign_in(client, password="wrong")

    assert sign_in(Client(REMOTE_ADDR="10.1.1.9")).status_code == 302


def test_a_right_password_forgets_the_wrong_ones(client, account):
    for _ in range(2):
        for _ in range(our.AXES_FAILURE_LIMIT - 1):
            sign_in(client, password="wrong")
        assert sign_in(client).status_code == 302
        client.post(reverse("sign-out"))


def test_a_closed_account_does_not_get_in(client, account):
    account.is_active = False
    account.save()

    assert WRONG in sign_in(client).text


def test_a_closed_account_is_out_at_its_next_click(client, account):
    sign_in(client)
    User.objects.filter(pk=account.pk).update(is_active=False)

    response = client.get(reverse("me"))

    assert response.url.startswith(reverse("sign-in"))


def test_a_changed_area_acts_at_the_next_click(client, official, village):
    elsewhere = VisitFactory(village=VillageFactory(), text="别处的事。")
    ours = VisitFactory(village=village, text="本乡镇的事。")
    client.force_login(official)
    assert "本乡镇的事。" in client.get(reverse("villages:visits")).text

    User.objects.filter(pk=official.pk).update(area_code=elsewhere.village.township_id)

    page = client.get(reverse("villages:visits")).text
    assert "别处的事。" in page
    assert "本乡镇的事。" not in page
    assert client.get(reverse("villages:visit", args=[ours.pk])).status_code == 404


def test_a_changed_role_acts_at_the_next_click(client, official, village):
    url = reverse("villages:pick-village")
    client.force_login(official)
    assert client.get(url).status_code == 200

    User.objects.filter(pk=official.pk).update(role=Role.VILLAGE, area_code=village.pk, duties=[])

    assert client.get(url).status_code == 403
    assert client.get(reverse("overview")).status_code == 403


def test_a_changed_password_signs_out_everywhere_else(client, account):
    elsewhere = Client()
    sign_in(client)
    sign_in(elsewhere)

    typed = {
        "old_password": PASSWORD,
        "new_password1": "Xinmima-2027",
        "new_password2": "Xinmima-2027",
    }
    response = client.post(reverse("change-password"), typed)

    assert response.url == reverse("home")
    assert is_in(client)
    assert not is_in(elsewhere)


def test_a_first_password_must_be_changed_before_anything_else(client, account):
    account.must_change_password = True
    account.save()
    sign_in(client)

    for name in ("home", "villages", "cadres:logs", "me"):
        assert client.get(reverse(name)).url == reverse("change-password")
    assert "首次登录请修改密码" in client.get(reverse("change-password")).text

    typed = {
        "old_password": PASSWORD,
        "new_password1": "Xinmima-2027",
        "new_password2": "Xinmima-2027",
    }
    client.post(reverse("change-password"), typed)
    assert is_in(client)
    account.refresh_from_db()
    assert not account.must_change_password


def test_who_must_change_the_password_may_also_leave(client, account):
    account.must_change_password = True
    account.save()
    sign_in(client)

    client.post(reverse("sign-out"))

    assert client.get(reverse("home")).url.startswith(reverse("sign-in"))


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("wrong", "Xinmima-2027", "Xinmima-2027", "现在的密码不对。"),
        (PASSWORD, "Xinmima-2027", "Xinmima-2028", "两次输入的新密码不一样。"),
        (PASSWORD, PASSWORD, PASSWORD, "新密码不能和现在的一样。"),
        (PASSWORD, "Duan-1", "Duan-1", "密码至少10位"),
        (PASSWORD, "quanshixiaoxie", "quanshixiaoxie", "密码至少10位"),
        (PASSWORD, "zhangsan-A1", "zhangsan-A1", "太相似"),
    ],
)
def test_a_new_password_that_will_not_do_is_said_why(client, account, old, new, again, sentence):
    sign_in(client)

    typed = {"old_password": old, "new_password1": new, "new_password2": again}
    response = client.post(reverse("change-password"), typed)

    assert response.status_code == 200
    assert sentence in str(response.context["form"].errors)
    account.refresh_from_db()
    assert account.check_password(PASSWORD)


def test_a_page_left_alone_for_eight_hours_signs_out(client, account):
    sign_in(client)
    leave_alone(client, our.IDLE_MINUTES - 1)
    assert is_in(client)

    leave_alone(client, our.IDLE_MINUTES + 1)
    assert not is_in(client)


def test_the_admin_left_alone_for_a_quarter_of_an_hour_signs_out(client, staff):
    client.force_login(staff)
    client.get(reverse("admin:index"))
    leave_alone(client, our.IDLE_MINUTES_ADMIN - 1)
    assert client.get(reverse("admin:index")).status_code == 200

    leave_alone(client, our.IDLE_MINUTES_ADMIN + 1)
    assert client.get(reverse("admin:index")).status_code == 302
    assert not is_in(client)


def test_who_signs_in_and_walks_away_is_signed_out_too(client, account):
    """The clock runs from the first page, not from when somebody sets it."""
    sign_in(client)
    client.get(reverse("home"))

    assert abs(client.session[SEEN] - time()) < 60


def test_signing_out_is_a_button_and_never_a_link(client, account):
    sign_in(client)

    assert client.get(reverse("sign-out")).status_code == 405
    assert is_in(client)

    client.post(reverse("sign-out"))
    assert not is_in(client)
    assert not Session.objects.filter(pk=client.cookies.get("sessionid").value).exists()


def test_a_form_of_another_site_does_nothing(account):
    client = Client(enforce_csrf_checks=True)

    assert sign_in(client).status_code == 403
    assert "页面停留太久" in sign_in(client).text


def test_the_demo_password_opens_nothing_off_loopback(client, account, settings):
    account.set_password(DEMO_PASSWORD)
    account.save()
    settings.LOCAL = False
    assert WRONG in sign_in(client, password=DEMO_PASSWORD).text

    settings.LOCAL = True
    assert sign_in(client, password=DEMO_PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/visits/", "/visits/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_after_signing_in_one_is_led_on_only_within_the_system(client, account, asked, led):
    assert sign_in(client, next=asked).url == led


def test_whoever_is_not_signed_in_is_led_back_to_where_they_wanted_to_go(client, db):
    assert client.get(reverse("villages:visits")).url == f"{reverse('sign-in')}?next=/visits/"
