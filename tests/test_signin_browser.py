"""What every answer tells the browser not to do, and what the system says of itself."""

import pytest
from django.conf import settings as our
from django.db import connection
from django.test import Client
from django.urls import reverse

from fushan.org import views as org
from fushan.org.models import Role
from tests.factories import UserFactory
from tests.test_signin import PASSWORD, sign_in


@pytest.fixture
def account(db):
    user = UserFactory(username="zhangsan", role=Role.LEADER)
    user.set_password(PASSWORD)
    user.save()
    return user


def test_the_cookies_are_for_this_browser_session_and_no_script(client, account):
    session = sign_in(client).cookies["sessionid"]

    assert session["httponly"]
    assert session["samesite"] == "Lax"
    assert (session["expires"], session["max-age"]) == ("", "")
    assert our.SESSION_COOKIE_SECURE is not our.LOCAL
    assert our.CSRF_COOKIE_SECURE is not our.LOCAL


def test_a_session_from_before_signing_in_is_not_the_one_after(client, account):
    client.get(reverse("sign-in"))
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key

    sign_in(client)

    assert client.session.session_key != planted


def test_a_page_may_load_only_our_own_and_asks_for_nothing(client, account):
    sign_in(client)

    for response in (client.get(reverse("me")), Client().get(reverse("sign-in"))):
        policy = response["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'self'" in policy
        for rule in ("object-src 'none'", "frame-ancestors 'none'", "form-action 'self'"):
            assert rule in policy
        for asked in ("geolocation", "camera", "microphone"):
            assert f"{asked}=()" in response["Permissions-Policy"]
        assert response["X-Frame-Options"] == "DENY"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "same-origin"


def test_only_the_admin_may_have_inline_styles(client, staff):
    client.force_login(staff)

    policy = client.get(reverse("admin:index"))["Content-Security-Policy"]

    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src 'self' 'unsafe-eval'" in policy
    assert "unsafe" not in client.get(reverse("me"))["Content-Security-Policy"]


def test_the_system_says_that_it_is_well(client, db):
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"ok": True, "reason": None})


def test_the_system_says_that_migrations_are_missing(client, db, monkeypatch):
    monkeypatch.setattr(org.MigrationExecutor, "migration_plan", lambda *args: ["one"])

    response = client.get("/healthz")

    assert (response.status_code, response.json()["ok"]) == (503, False)
    assert "migrations" in response.json()["reason"]


def test_the_system_says_that_its_role_sees_every_row(client, db):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE org_village NO FORCE ROW LEVEL SECURITY")

    response = client.get("/healthz")

    told = {"ok": False, "reason": "role: not bound by row-level security"}
    assert (response.status_code, response.json()) == (503, told)


def test_the_system_says_that_the_database_is_away(client, db, monkeypatch):
    def away(*args):
        raise org.Error("secret host name")

    monkeypatch.setattr(org, "MigrationExecutor", away)

    response = client.get("/healthz")

    assert response.status_code == 503
    assert "secret" not in response.text
