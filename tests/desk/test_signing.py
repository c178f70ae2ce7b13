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
