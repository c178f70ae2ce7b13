"""Every form there is stands on the burden page, with what it asks and how often it is owed."""

from datetime import date, timedelta

import pytest
from django.forms import BaseForm
from django.urls import reverse

from cadres.forms import LogForm, SeveralDaysForm
from fushan.dashboards.burden import COSTS, burden, cost_of
from fushan.desk.models import Suggestion, WorkWeek
from fushan.kit.periods import Period
from fushan.org.models import Role
from tests.factories import (
    CountyFactory,
    LeadershipFactory,
    PostingFactory,
    SelectionFactory,
    TownshipFactory,
    TownshipOfficialFactory,
    VillageFactory,
)
from tests.queries import at_most
from tests.test_ladder import app_of, modules
from villages.forms import VisitForm

NOVEMBER = Period.of("month", date(2026, 11, 2))
MONDAY = date(2026, 11, 2)

NOT_FILLED_IN = {
    "fushan.kit.admin.HouseForm": "what others are built on",
    "fushan.desk.forms.RecordForm": "what others are built on",
    "fushan.desk.late.LateEntryForm": "what others are built on",
    "fushan.desk.sheets.SheetForm": "what others are built on",
    "training.trip_forms.WithMembers": "what others are built on",
    "petitions.move_forms.DayForm": "what others are built on",
    "villages.talk_forms._InUse": "what others are built on",
    "fushan.reports.bulletins.head_forms.BulletinForm": "on the page without its class",
    "fushan.reports.bulletins.forms.CheckForm": "as above",
    "fushan.reports.bulletins.head_forms.HeadForm": "as above",
    "fushan.reports.bulletins.forms.TemplateForm": "as above",
    "fushan.reports.bulletins.forms.TextForm": "as above",
    "fushan.reports.bulletins.forms.VerifyForm": "as above",
    "cadres.sheet_forms.LogLine": "a line of the sheet it stands on",
    "villages.sheet_forms.VisitLine": "a line of the sheet it stands on",
    "evaluation.admin.ComponentForm": "the desk's own registers, once for all",
    "evaluation.admin.RuleForm": "the desk's own registers, once for all",
    "fushan.desk.admin.SettingForm": "the desk's own registers, once for all",
    "fushan.org.admin.accounts.UserForm": "the desk's own registers, once for all",
    "fushan.org.admin.places.FormerNameForm": "the desk's own registers, once for all",
}


def forms(base=BaseForm):
    """Every form class of ours; what the admin builds of them as it runs is not."""
    for form in base.__subclasses__():
        if app_of(form.__module__):
            yield form
        yield from forms(form)


def name_of(form):
    return f"{form.__module__}.{form.__qualname__}"


def test_every_form_stands_on_the_page():
    """A new form is put into fushan/dashboards/costs/, with what it costs."""
    known = {module for module, _ in modules()}
    found = {name_of(form) for form in forms() if form.__module__ in known}
    listed = {name_of(cost.form) for costs in COSTS.values() for cost in costs if cost.form}
    assert found == listed | set(NOT_FILLED_IN)


def test_the_fields_are_those_of_the_form_as_it_is():
    assert (cost_of(VisitForm).fields, cost_of(VisitForm).required) == (6, 4)
    assert (cost_of(LogForm).fields, cost_of(LogForm).required) == (4, 2)
    assert cost_of(SeveralDaysForm).fields == 7


def test_what_is_left_out_is_a_field_of_the_form():
    for cost in (cost for costs in COSTS.values() for cost in costs):
        assert set(cost.seldom) <= set(cost.form.base_fields if cost.form else ())


def test_the_seconds_keep_to_the_budget():
    assert cost_of(VisitForm).seconds <= 60
    assert cost_of(LogForm).seconds <= 60


@pytest.fixture
def township(db):
    """Two selected villages, two members of the leadership, four weeks, one of them of holidays."""
    place = TownshipFactory()
    for village in (VillageFactory(township=place), VillageFactory(township=place)):
        SelectionFactory(village=village, since=date(2026, 1, 5))
        PostingFactory(village=village, began_on=date(2026, 1, 5))
    for _ in range(2):
        official = TownshipOfficialFactory(unit__area=place)
        LeadershipFactory(official=official, area=place, since=date(2026, 1, 5))
    for week in range(4):
        WorkWeek.objects.create(monday=MONDAY + timedelta(weeks=week), working_days=5 - week)
    return place


def owed(who, area=""):
    return {
        line.cost.name: (line.owed, line.people, round(line.minutes, 1))
        for line in burden(area, NOVEMBER)[who]
        if line.cost.owed
    }


def test_what_is_owed_is_counted_from_what_is_due(township):
    """Weeks with five, four and three working days ask for a visit, the one with two does not."""
    assert owed("乡镇干部", township.pk) == {
        "到村指导": (6, 2, 2.5),
        "本月收尾（看一遍、点确认）": (1, 1, 0.1),
    }


def test_another_township_is_not_counted(township):
    assert owed("乡镇干部", "141028100") == {
        "到村指导": (0, 0, 0),
        "本月收尾（看一遍、点确认）": (0, 0, 0),
    }


def test_a_cadre_owes_the_villages_review_and_nothing_else_by_a_date(township):
    assert owed("选派干部", township.pk) == {"群众评事的总数": (2, 2, 1.3)}


def test_answers_are_owed_by_the_department(staff):
    for _ in range(3):
        Suggestion.objects.create(area=CountyFactory(), text="表太多", made_on=MONDAY)
    assert owed("组织部干部") == {"答复减负建议": (3, 1, 4.4)}


def test_the_page_shows_it_to_the_department(client, staff, township):
    CountyFactory()
    client.force_login(staff)

    with at_most(14):
        page = client.get(reverse("burden"), {"period": "2026-11"}).text

    assert "6 栏，必填 4" in page and "每人本月约 3 分钟" in page and "6 次" in page
    assert "不给任何人计时" in page
    assert client.get(reverse("burden"), {"period": "2026"}).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role != Role.STAFF])
def test_it_is_the_departments(client, official, leader, secretary, admin, auditor, role):
    people = {user.role: user for user in (official, leader, secretary, admin, auditor)}
    client.force_login(people[role])
    assert client.get(reverse("burden")).status_code == 403
