"""Branch life comes with an import; it is typed only where the department allows it."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from fushan.catalogue.facts import fact_sheets
from fushan.catalogue.figures import FIGURES
from fushan.desk.models import Setting
from fushan.desk.registers import undo
from fushan.kit.periods import Period
from fushan.org.figures import Value
from fushan.org.models import Village
from tests.desk.sheets import fushan, loaded, said, tried
from tests.factories import CountyFactory, PostingFactory, SelectionFactory, VillageFactory
from tests.queries import at_most
from villages.models import PartyActivity
from villages.party_resources import PartyActivityRegister

DAY = date(2025, 9, 1)
SEPTEMBER = Period.of("month", DAY)
HEAD = "村 开展日期 活动类型 活动主题 应到人数 实到人数"


@pytest.fixture
def posted(secretary, village):
    CountyFactory()
    SelectionFactory(village=village)
    return PostingFactory(cadre=secretary.cadre, village=village)


def held(village, **more):
    told = {"happened_on": DAY, "kind": "day", "theme": "清河道"}
    return PartyActivity.objects.create(village=village, **told | more)


def send(client, page, *args, **typed):
    told = {"kind": "day", "theme": "清河道", "happened_on": "2025-09-01"}
    return client.post(reverse(page, args=args), told | typed | {"submission": uuid4()})


def test_typing_it_again_is_refused_unless_the_department_allows_it(
    client, secretary, posted, village
):
    client.force_login(secretary)
    assert send(client, "party:record-activity", village.pk).status_code == 403
    Setting.objects.create(key="party_by_hand", value="1")
    send(client, "party:record-activity", village.pk, expected="26", present="23")
    row = PartyActivity.objects.get()
    assert (row.by_hand, row.present, row.entered_by) == (True, 23, secretary)


def test_what_was_imported_is_changed_where_it_came_from(client, secretary, posted, village):
    Setting.objects.create(key="party_by_hand", value="1")
    client.force_login(secretary)
    assert send(client, "party:edit-activity", held(village).pk).status_code == 403


@pytest.mark.parametrize(
    ("more", "field", "told"),
    [
        ({"happened_on": "2035-01-01"}, "happened_on", "日期不能晚于今天。"),
        ({"expected": "20", "present": "21"}, "__all__", "实到不能多于应到。"),
        ({}, "__all__", "这个村当天同一类、同一内容的组织生活已经有了。"),
    ],
)
def test_what_cannot_be_is_told(client, secretary, posted, village, more, field, told):
    Setting.objects.create(key="party_by_hand", value="1")
    held(village)
    client.force_login(secretary)
    page = send(client, "party:record-activity", village.pk, **more)
    assert page.context["form"].errors == {field: [told]}
    assert PartyActivity.objects.count() == 1


def test_a_sheet_of_the_other_system_is_read_once_and_can_be_taken_back(db):
    fushan()
    line = ["陈家圪塔村", "2020.5.5", "党日活动", "清河道", "26", "23"]
    batch = loaded("party-activities", HEAD, line)
    row = PartyActivity.objects.get()
    assert (row.kind, row.present, row.by_hand) == ("day", 23, False)
    again = tried("party-activities", HEAD, line)
    assert (again.additions, again.shown_changes()) == ([], [])
    assert undo(PartyActivityRegister(), batch) == []
    assert not PartyActivity.objects.exists()


@pytest.mark.parametrize(
    ("line", "column", "told"),
    [
        (["2035.1.1", "党课", "讲课", "", ""], "日期", "日期不能晚于今天。"),
        (["2020.5.5", "党课", "讲课", "5", "6"], "实到", "实到不能多于应到。"),
    ],
)
def test_what_is_wrong_with_a_line_is_told(db, line, column, told):
    fushan()
    assert said(tried("party-activities", HEAD, ["陈家圪塔村", *line])) == [(2, column, told)]


def test_a_village_without_an_import_is_not_assessed(posted, village):
    other = VillageFactory(township=village.township)
    held(village)
    held(village, kind="lecture", theme="讲课")
    assert FIGURES["party_activities"].value("141027", SEPTEMBER) == Value(2)
    assert FIGURES["party_villages"].value("141027", SEPTEMBER) == Value(1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(DISTINCT village_id) FROM villages_partyactivity"
            " WHERE happened_on BETWEEN '2025-09-01' AND '2025-09-30'"
        )
        assert cursor.fetchone() == (2, 1)
    both = Village.objects.select_related("township").filter(pk__in=[village.pk, other.pk])
    told = {
        sheet.village.pk: next(
            lines for section, lines in sheet.sections if section.title == "组织生活"
        )
        for sheet in fact_sheets(both, DAY)
    }
    assert told == {
        village.pk: [
            ("今年", "2 次，最近 9月1日"),
            ("其中", "党课 1 次、主题党日 1 次"),
        ],
        other.pk: [],
    }


def test_the_list_asks_no_more_for_more(client, leader, posted, village):
    for n in range(12):
        held(village, theme=f"第{n}次")
    client.force_login(leader)
    with at_most(5):
        assert "第3次" in client.get(reverse("party:activities")).text
