"""The department's desk: who gets in, whose rows, what it costs, what a refusal says."""

from datetime import date, timedelta

import pytest
from django.contrib import admin as site
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from cadres.models import Cadre, Posting, WorkLog
from fushan.desk.models import Holiday, Setting
from fushan.org.models import Area, Role, Unit, User
from tests.desk_forms import list_of, saved, told, url_of
from tests.factories import (
    BoardSeatFactory,
    CadreFactory,
    CountyFactory,
    PostingFactory,
    SelectionFactory,
    UnitFactory,
    UserFactory,
    VillageFactory,
    VisitFactory,
    VisitorFactory,
    WorkLogFactory,
)
from tests.queries import at_most

LISTS = [model for model in site.site._registry if model not in (User, Setting, Holiday, Area)]


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def elsewhere(db):
    """A village of another county."""
    return VillageFactory(township__code="141029100")


def test_who_has_no_business_at_the_desk_is_turned_away(client, official, leader, auditor):
    for user in (official, leader, auditor):
        client.force_login(user)
        assert client.get("/admin/").status_code == 403


def test_who_is_not_signed_in_signs_in_where_everybody_does(client, db):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == "/sign-in/?next=%2Fadmin%2F"


def test_the_administrator_keeps_accounts_and_settings_and_nothing_else(client, admin):
    VisitFactory()
    client.force_login(admin)
    shown = {
        model for model in site.site._registry if client.get(list_of(model)).status_code == 200
    }

    assert {model.__name__ for model in shown} == {"Area", "Holiday", "Setting", "User"}
    assert client.get("/admin/").status_code == 200


def test_nobody_is_a_superuser_and_no_package_brings_registers_of_its_own():
    assert not hasattr(User, "groups")
    assert {model.__module__.split(".")[0] for model in site.site._registry} <= {
        "fushan",
        "cadres",
        "evaluation",
        "petitions",
        "mentors",
        "training",
        "villages",
    }


def test_a_row_of_another_county_is_not_there(desk, elsewhere):
    posting = PostingFactory(village=elsewhere)
    visit = VisitFactory(village=elsewhere)
    seat = BoardSeatFactory(village=elsewhere, official__unit__area=elsewhere.township)
    theirs = [elsewhere, posting, posting.cadre, visit, seat, seat.official]
    answers = [
        desk.get(url_of(record, page), follow=True).status_code
        for record in theirs
        for page in ("change", "delete", "history")
    ]

    listed = "".join(desk.get(list_of(type(record))).text for record in theirs)

    assert answers.count(404) + answers.count(403) == len(answers)  # nobody deletes a village
    assert elsewhere.name not in listed
    assert posting.cadre.name not in listed
    assert seat.official.name not in listed


def test_an_autocomplete_offers_nothing_of_another_county(desk, village, elsewhere):
    VillageFactory(name=village.name, township=elsewhere.township)
    asked = {
        "app_label": "villages",
        "model_name": "boardseat",
        "field_name": "village",
        "term": village.name,
    }
    response = desk.get(reverse("admin:autocomplete"), asked)

    assert response.json() == {
        "results": [{"id": village.pk, "text": f"{village.name}（{village.township.name}）"}],
        "pagination": {"more": False},
    }


def test_what_the_prefecture_keeps_is_seen_and_not_changed(desk):
    unit = UnitFactory(name="市委组织部", area__code="1410", area__name="临汾市")
    page = desk.get(url_of(unit))

    assert page.status_code == 200
    assert 'name="_save"' not in page.text
    assert desk.post(url_of(unit), {"name": "改名"}).status_code == 403


def test_a_clash_is_the_constraints_sentence_and_nothing_is_saved(desk, village):
    first = PostingFactory(village=village)
    other = PostingFactory(cadre__position="科员")

    response = saved(
        desk,
        url_of(other.cadre),
        position="科长",
        **{"postings-0-village": village.pk},
    )

    assert told(response) == ["该村在此期间已有党支部书记。"]
    assert Cadre.objects.get(pk=other.cadre_id).position == "科员"
    assert Posting.objects.get(pk=other.pk).village_id != first.village_id


def test_a_clash_with_a_row_out_of_reach_is_told_and_tells_nothing_of_it(desk, elsewhere):
    UserFactory(username="zhangsan", area_code=elsewhere.township_id, role=Role.TOWNSHIP)
    response = saved(
        desk,
        list_of(User, "add"),
        username="zhangsan",
        name="张三",
        role="staff",
        area_code=CountyFactory().code,
    )

    assert told(response) == ["已有相同的记录。"]
    assert User.objects.filter(username="zhangsan").count() == 1


def test_what_is_still_cited_is_not_deleted(desk):
    cadre = CadreFactory()
    page = desk.get(url_of(cadre.unit, "delete"))
    response = desk.post(url_of(cadre.unit, "delete"), {"post": "yes"})

    assert "还被下面的记录引用，不能删除" in page.text
    assert response.status_code == 200
    assert Unit.objects.filter(pk=cadre.unit_id).exists()


def test_what_only_a_row_out_of_reach_cites_is_refused_by_the_database(desk, elsewhere):
    unit = UnitFactory()
    CadreFactory(unit=unit, area_code=elsewhere.pk)
    response = desk.post(url_of(unit, "delete"), {"post": "yes"}, follow=True)

    assert told(response) == ["该记录仍被引用，不能删除；或所选的内容已不存在，请刷新后再选。"]
    assert Unit.objects.filter(pk=unit.pk).exists()


def test_the_database_alone_keeps_the_history(desk, staff):
    unit = UnitFactory(name="县一局")
    saved(desk, url_of(unit), name="县二局")

    event = unit.events.get(pgh_label="update")
    assert (event.name, event.pgh_context.metadata["user"]) == ("县二局", staff.pk)
    assert LogEntry.objects.count() == 0
    assert "县二局" in desk.get(url_of(unit, "history"), follow=True).text


def test_a_list_goes_on_after_the_last_row_it_showed(desk, village):
    start = date(2025, 1, 1)
    logs = [WorkLogFactory(village=village, happened_on=start + timedelta(n)) for n in range(60)]
    first = desk.get(list_of(WorkLog)).context["cl"]
    second = desk.get(list_of(WorkLog) + first.next_url).context["cl"]

    assert list(first.result_list) + list(second.result_list) == logs[::-1]
    assert (len(first.result_list), second.next_url) == (50, "")
    assert desk.get(list_of(WorkLog) + "?after=x").status_code == 404


def test_a_list_counts_to_a_thousand_and_no_further(desk):
    units = [Unit(name=f"县{n}局", area_id="141027") for n in range(1001)]
    UnitFactory()
    Unit.objects.bulk_create(units)

    assert desk.get(list_of(Unit)).context["cl"].count_label == "1000+"
    assert "共 1000+ 条" in desk.get(list_of(Unit)).text


def _one_of_each():
    posting = PostingFactory()
    seat = BoardSeatFactory(village=posting.village)
    VisitorFactory(visit__village=posting.village, official=seat.official)
    WorkLogFactory(village=posting.village, cadre=posting.cadre)
    SelectionFactory(village=posting.village, batch=posting.batch)
    UserFactory(role=Role.VILLAGE, area_code=posting.village_id)


@pytest.mark.parametrize("rows", [3, 60])
def test_a_list_asks_at_most_eight_questions_however_long_it_is(desk, rows):
    for _ in range(rows):
        _one_of_each()
    for model in [*LISTS, User, Area]:
        with at_most(8):
            assert desk.get(list_of(model)).status_code == 200


@pytest.mark.parametrize("rows", [3, 60])
def test_the_first_page_asks_at_most_fifteen(desk, rows):
    for _ in range(rows):
        _one_of_each()
    with at_most(15):
        assert desk.get("/admin/").status_code == 200


def test_a_form_asks_the_same_for_one_posting_and_for_ten(desk, village):
    cadre = CadreFactory(area_code=village.code)
    for year in range(2010, 2020):
        spell = {"began_on": date(year, 1, 1), "ended_on": date(year, 12, 1)}
        PostingFactory(cadre=cadre, village=village, **spell)
    with at_most(8):
        assert desk.get(url_of(cadre)).status_code == 200
