"""A project from the idea to the end, what was put into it, and what may never be spent."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from fushan.desk.forms import judge_now
from tests.factories import (
    CountyFactory,
    PostingFactory,
    SelectionFactory,
    UnitFactory,
    VillageFactory,
)
from tests.queries import at_most
from villages.models import Project, Support

DAY = date(2025, 9, 1)


@pytest.fixture
def posted(secretary, village):
    CountyFactory()
    SelectionFactory(village=village)
    return PostingFactory(cadre=secretary.cadre, village=village)


def a_project(village, **more):
    fields = {"name": "养羊基地", "kind": "industry", "organised": "coop", "began_on": DAY}
    return Project.objects.create(village=village, **fields | more)


def money(village, **more):
    fields = {"kind": "money", "what": "圈舍", "happened_on": DAY, "planned": 100}
    return Support.objects.create(village=village, **fields | more)


def send(client, page, *args, **typed):
    return client.post(reverse(page, args=args), typed | {"submission": uuid4()})


def errors(response):
    return response.context["form"].errors


def typed(**more):
    told = {"name": "养羊基地", "kind": "industry", "organised": "coop", "state": "planned"}
    return told | {"began_on": "2025-09-01", "households": "5", "jobs": "0"} | more


def test_a_secretary_registers_a_project(client, secretary, posted):
    client.force_login(secretary)
    send(client, "projects:record-project", posted.village_id, **typed())
    project = Project.objects.get()
    assert (project.name, project.state, project.entered_by) == ("养羊基地", "planned", secretary)


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"state": "approved"}, "__all__", "批复以后的项目须写明批复日期。"),
        (
            {"state": "finished", "approved_on": "2025-09-02"},
            "__all__",
            "完工的项目须写明完工日期。",
        ),
        ({"began_on": "2035-01-01"}, "began_on", "日期不能晚于今天。"),
        ({"finished_on": "2025-08-01"}, "__all__", "完工日期须晚于谋划日期。"),
        ({"name": ""}, "name", "请填“项目名称”。"),
        ({"state": "applied"}, "__all__", "申报以后的项目须写明申报日期。"),
        (
            {"decided_on": "2025-09-01"},
            "__all__",
            "村里议定的日期和怎么议定的须同时填写。",
        ),
    ],
)
def test_a_project_that_is_wrong_is_told(client, secretary, posted, more, field, said):
    client.force_login(secretary)
    page = send(client, "projects:record-project", posted.village_id, **typed(**more))
    assert errors(page) == {field: [said]}
    assert not Project.objects.exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"kind": "money"}, "资金须写计划下达多少元；技术、设施、服务不写金额。"),
        ({"kind": "service", "planned": "5"}, "资金须写计划下达多少元；技术、设施、服务不写金额。"),
        ({"kind": "money", "planned": "5", "arrived": "6"}, "到位不能多于计划，支出不能多于到位。"),
        (
            {"kind": "money", "planned": "5", "arrived": "4", "spent": "5"},
            "到位不能多于计划，支出不能多于到位。",
        ),
        ({"kind": "facility"}, "设施须写数量，如“路灯 35 盏”。"),
    ],
)
def test_support_that_cannot_be_is_refused(client, secretary, posted, more, said):
    client.force_login(secretary)
    told = {"what": "路灯", "happened_on": "2025-09-01"}
    page = send(client, "projects:record-support", posted.village_id, **told | more)
    assert errors(page) == {"__all__": [said]}
    assert not Support.objects.exists()


def test_nothing_is_spent_beyond_the_approval_however_it_is_split(client, secretary, posted):
    project = a_project(
        posted.village, state="approved", applied_on=DAY, approved_on=DAY, approved=100
    )
    first = money(posted.village, project=project, arrived=80, spent=80)
    client.force_login(secretary)
    told = {"kind": "money", "what": "饲料", "happened_on": "2025-09-02", "project": project.pk}
    amounts = {"planned": "50", "arrived": "50", "spent": "21"}
    page = send(client, "projects:record-support", posted.village_id, **told | amounts)
    assert errors(page) == {"__all__": ["支出超过了项目的批复金额，请核对。"]}
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.filter(pk=first.pk).update(planned=200, arrived=200, spent=101)
    send(client, "projects:record-support", posted.village_id, **told | amounts | {"spent": "20"})
    assert Support.objects.count() == 2


def test_an_approval_is_not_lowered_below_what_was_spent(client, secretary, posted):
    days = {"applied_on": DAY, "approved_on": DAY}
    project = a_project(posted.village, state="approved", approved=100, **days)
    money(posted.village, project=project, arrived=80, spent=80)
    client.force_login(secretary)
    told = typed(state="approved", applied_on="2025-09-01", approved_on="2025-09-01")
    seen = {"seen": project.changed_at.isoformat()}
    page = send(client, "projects:edit-project", project.pk, approved="79", **told, **seen)
    assert errors(page) == {"__all__": ["批复金额不能少于已经支出的数，请核对。"]}
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.update(approved=79)
    send(client, "projects:edit-project", project.pk, approved="80", **told, **seen)
    project.refresh_from_db()
    assert project.approved == 80


def test_a_second_spender_waits_for_the_first(posted):
    """The sum is looked at with the project held, or two at once would both pass."""
    days = {"applied_on": DAY, "approved_on": DAY}
    project = a_project(posted.village, state="approved", approved=100, **days)
    money(posted.village, project=project, arrived=60, spent=60)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_proc WHERE proname LIKE 'pgtrigger_within_approval%'"
            " AND prosrc LIKE '%FOR NO KEY UPDATE%'"
        )
        assert cursor.fetchone() == (1,)


def test_support_belongs_to_a_project_of_its_own_village(posted):
    elsewhere = a_project(SelectionFactory().village)
    with pytest.raises(IntegrityError), transaction.atomic():
        money(posted.village, project=elsewhere)
        judge_now()


def test_the_tilt_adds_up_by_department_and_tells_things_in_kind(client, leader, posted):
    unit = UnitFactory(name="县水利局")
    money(posted.village, unit=unit, arrived=60, spent=30)
    money(SelectionFactory(until=DAY).village, unit=unit, planned=1_000_100, arrived=100)
    money(posted.village, planned=7, arrived=7)
    lamp = {"kind": "facility", "what": "路灯", "count": 35, "measure": "盏"}
    Support.objects.create(village=posted.village, happened_on=DAY, **lamp)
    client.force_login(leader)
    with at_most(9):
        page = client.get(reverse("projects:tilt"), {"period": "2025"})
    row, own = page.context["money"]
    assert (row["unit__name"], row["to_come"], row["came"], row["used"], row["reached"]) == (
        "县水利局",
        1_000_200,
        160,
        30,
        60,
    )
    assert (row["share"], own["unit__name"], own["came"]) == (38, None, 7)
    assert (page.context["departments"]["came"], page.context["whole"]["came"]) == (160, 167)
    assert "1,000,200" in page.text and "35 盏" in page.text and "村里自筹" in page.text
    (thing,) = page.context["things"]
    assert (thing["what"], thing["n"], thing["measure"]) == ("路灯", 35, "盏")


def test_lists_ask_no_more_for_more_projects(client, leader, posted):
    for n in range(12):
        project = a_project(posted.village, name=f"第{n}个")
        money(posted.village, project=project)
    client.force_login(leader)
    with at_most(5):
        client.get(reverse("projects:projects"))
    with at_most(7):
        client.get(reverse("projects:project", args=[project.pk]))


def test_the_list_of_projects_is_narrowed_to_a_village_by_its_page(client, leader, village):
    told = {"kind": "industry", "organised": "coop", "began_on": date(2025, 9, 1)}
    told |= {"applied_on": date(2025, 9, 1)}
    mine = Project.objects.create(village=village, name="香梨园", **told)
    Project.objects.create(village=VillageFactory(), name="蓄水池", **told)
    client.force_login(leader)
    life = client.get(reverse("village", args=[village.pk])).context["life"]
    [url] = [url for section, _, url in life if section.title == "项目"]
    page = client.get(url)
    assert (list(page.context["page"]), f"{page.context['place']}") == ([mine], village.name)
    assert client.get(reverse("projects:projects"), {"area": "99"}).status_code == 404
