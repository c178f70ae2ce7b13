"""The people in every story. A test sets its stage in full sight; pages open their own reach."""

import pytest
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as properties

from fushan.org.models import Duty, Role
from fushan.org.reach import EVERYTHING, reach
from tests.factories import CadreFactory, TownshipOfficialFactory, UserFactory, VillageFactory
from tests.migrated import migrated

# Nothing here is timed: a busy machine is no fault of what is tested.
properties.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("untimed")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """No pool: its spare connection would keep the test database from being dropped."""
    connection.settings_dict["OPTIONS"].pop("pool", None)
    connection.settings_dict["TEST"]["TEMPLATE"] = migrated()


@pytest.fixture(autouse=True)
def stage(request):
    if "db" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("db")
    with reach(EVERYTHING):
        yield


@pytest.fixture(autouse=True)
def quick(settings, tmp_path):
    """No hashed names, which need collecting; no slow passwords; files in a place of their own."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def village(db):
    return VillageFactory()


@pytest.fixture
def official(village):
    """A township official's account, with the official it belongs to."""
    user = UserFactory(role=Role.TOWNSHIP, area_code=village.township_id, duties=[Duty.LEADERSHIP])
    TownshipOfficialFactory(name=user.name, user=user, unit__area=village.township)
    return user


@pytest.fixture
def secretary(village):
    """A seconded cadre's account, with the cadre it belongs to."""
    cadre = CadreFactory(area_code=village.code)
    cadre.user = UserFactory(
        role=Role.VILLAGE, area_code=village.code, cadre_id=cadre.pk, name=cadre.name
    )
    cadre.save()
    return cadre.user


@pytest.fixture
def staff(db):
    return UserFactory(role=Role.STAFF)


@pytest.fixture
def leader(db):
    return UserFactory(role=Role.LEADER)


@pytest.fixture
def admin(db):
    return UserFactory(role=Role.ADMIN, area_code="")


@pytest.fixture
def auditor(db):
    return UserFactory(role=Role.AUDITOR, area_code="")


@pytest.fixture
def budget(record_property):
    """Say what a budget for entering and loading came to; all are told when the tests are over."""
    return lambda said: record_property("budget", said)


def pytest_terminal_summary(terminalreporter):
    reports = terminalreporter.stats.get("passed", [])
    told = [said for report in reports for name, said in report.user_properties if name == "budget"]
    if told:
        terminalreporter.section("减负的账")
        terminalreporter.write_line("\n".join(sorted(set(told))))
