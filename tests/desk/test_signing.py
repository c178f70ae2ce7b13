from time import time

from django.urls import reverse

from fushan.desk.models import AccessLog
from fushan.org.lockouts import lift
from fushan.org.models import User
from tests.factories import UserFactory


def sign_in(client, password):
    return client.post(reverse("sign-in"), {"username": "zhangsan", "password": password})


def told(client, auditor):
    client.force_login(auditor)
    page = client.get(reverse("access-log")).context["page"]
    return [(row.who, row.get_deed_display()) for row in page][::-1]


def test_the_auditor_sees_who_came_in_and_who_was_turned_away(client, auditor):
    user = UserFactory(username="zhangsan", name="示例张三")
    user.set_password("Fushan-2026")
    user.save()

    sign_in(client, "falsch")
    sign_in(client, "Fushan-2026")

    assert told(client, auditor) == [("zhangsan", "登录失败"), ("示例张三", "登录")]


def test_the_auditor_sees_who_was_shut_out_and_who_let_them_in(client, auditor, staff):
    user = UserFactory(username="zhangsan")
    for _ in range(6):
        sign_in(client, "falsch")

    lift(user)

    deeds = [deed for _, deed in told(client, auditor)]
    assert deeds.count("连续输错被锁定") >= 1
    last = User.pgh_event_model.objects.filter(pgh_obj=user.pk).latest("pgh_id")
    assert last.lock_lifted_at is not None


def test_what_was_typed_as_a_password_is_written_nowhere(client, auditor):
    sign_in(client, "geheim-falsch")
    row = AccessLog.objects.get()
    assert "geheim" not in "".join(map(str, vars(row).values()))


def test_every_new_password_leaves_a_trace(db):
    user = UserFactory()
    before = user.events.count()
    user.set_password("Fushan-2026")
    user.save()
    assert user.events.count() == before + 1


def test_a_desk_left_for_an_hour_asks_again_even_by_way_of_the_front_page(client, staff):
    client.force_login(staff)
    session = client.session
    session["seen_at"] = int(time()) - 3600
    session.save()

    assert client.get(reverse("me")).status_code == 200
    assert client.get("/registers/").status_code == 302
    assert client.get(reverse("me")).status_code == 302


def test_the_address_is_the_one_the_proxy_saw(client, auditor):
    forged = {"HTTP_X_FORWARDED_FOR": "9.9.9.9, 10.0.0.7"}
    client.post(reverse("sign-in"), {"username": "x", "password": "y"}, **forged)
    assert AccessLog.objects.get().what == "来自 10.0.0.7"


def test_nothing_stays_behind_on_a_shared_phone(client, secretary):
    client.force_login(secretary)
    assert client.get(reverse("me")).headers["Cache-Control"] == "private, no-store"
