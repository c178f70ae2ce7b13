"""A project's milestones, telling the village of its money, the numbers, sheets in and out."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.timezone import localdate
from PIL import Image

from fushan.catalogue.dues import dues_of
from fushan.catalogue.facts import fact_sheets
from fushan.catalogue.figures import FIGURES
from fushan.desk.forms import judge_now
from fushan.desk.models import Attachment
from fushan.desk.registers import undo
from fushan.kit.periods import Period
from fushan.org.figures import Value
from fushan.org.models import Village
from fushan.org.reach import reach
from tests.desk.sheets import fushan, loaded, said, tried
from tests.factories import CountyFactory, PostingFactory, SelectionFactory, UnitFactory
from tests.queries import at_most
from villages.models import Milestone, Project, Publication, Support
from villages.money import ProjectMoney, project_money
from villages.project_resources import ProjectRegister, SupportRegister

DAY = date(2025, 9, 1)
Y2025 = Period.of("year", DAY)
OCTOBER = date(2025, 10, 8)
HANDED_IN = {"state": "running", "applied_on": DAY, "approved_on": DAY}


@pytest.fixture
def posted(secretary, village):
    CountyFactory()
    SelectionFactory(village=village, since=date(2025, 1, 1))
    return PostingFactory(cadre=secretary.cadre, village=village, began_on=date(2025, 1, 1))


def a_project(village, **more):
    fields = {"name": "养羊基地", "kind": "industry", "organised": "coop", "began_on": DAY}
    return Project.objects.create(village=village, **fields | more)


def money(village, **more):
    fields = {"kind": "money", "what": "圈舍", "happened_on": DAY, "planned": 100}
    return Support.objects.create(village=village, **fields | more)


def send(client, page, *args, **typed):
    return client.post(reverse(page, args=args), typed | {"submission": uuid4()})


def owed(user, day, kind):
    with reach(*user.reach):
        return [due for due in dues_of(user, day) if due.kind == kind]


def a_photo():
    made = BytesIO()
    Image.new("RGB", (60, 40), "#804020").save(made, "JPEG")
    return SimpleUploadedFile("照片.jpg", made.getvalue(), "image/jpeg")


def by_hand(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


def test_a_milestone_is_owed_a_week_ahead_until_it_is_done(client, secretary, posted):
    project = a_project(posted.village, **HANDED_IN)
    client.force_login(secretary)
    send(client, "projects:add-milestone", project.pk, name="开工", due_on="2025-09-10")
    step = Milestone.objects.get()
    [due] = owed(secretary, date(2025, 9, 4), "project_milestone")
    assert (due.text, due.due_on) == ("养羊基地：开工", date(2025, 9, 10))
    assert owed(secretary, date(2025, 9, 2), "project_milestone") == []
    told = {"name": "开工", "due_on": "2025-09-10", "done_on": "2025-09-11"}
    send(client, "projects:edit-milestone", step.pk, seen=step.changed_at.isoformat(), **told)
    assert owed(secretary, date(2025, 9, 12), "project_milestone") == []


@pytest.mark.parametrize(
    ("more", "field", "told"),
    [
        ({"name": "验收"}, "__all__", "这个项目已有同名的节点。"),
        ({"done_on": "2035-01-01"}, "done_on", "日期不能晚于今天。"),
    ],
)
def test_a_milestone_that_is_wrong_is_told(client, secretary, posted, more, field, told):
    project = a_project(posted.village)
    Milestone.objects.create(project=project, village=posted.village, name="验收", due_on=DAY)
    client.force_login(secretary)
    right = {"name": "开工", "due_on": "2025-09-10"}
    page = send(client, "projects:add-milestone", project.pk, **right | more)
    assert page.context["form"].errors == {field: [told]}


def test_a_milestone_lies_where_its_project_lies(posted):
    elsewhere = a_project(SelectionFactory().village)
    with pytest.raises(IntegrityError), transaction.atomic():
        Milestone.objects.create(project=elsewhere, village=posted.village, name="开工", due_on=DAY)
        judge_now()


def test_a_quarters_money_is_owed_to_the_village_once_for_all_projects(client, secretary, posted):
    a_project(posted.village, **HANDED_IN)
    a_project(posted.village, name="党员活动室", kind="party", **HANDED_IN)
    [due] = owed(secretary, OCTOBER, "project_publication")
    assert (due.text, due.due_on) == (
        "公开2025年第三季度的项目收支和进度",
        date(2025, 10, 30),
    )
    there = {"village": posted.village, "where": "村务公开栏"}
    Publication.objects.create(quarter=date(2025, 7, 1), shown_on=OCTOBER, **there)
    assert owed(secretary, OCTOBER, "project_publication") == []


def test_nothing_is_owed_where_no_project_was_going_on(secretary, posted):
    a_project(posted.village)  # an idea so far
    a_project(posted.village, name="旧路", finished_on=date(2025, 9, 2), **HANDED_IN)
    assert owed(secretary, date(2026, 1, 8), "project_publication") == []


def test_that_it_was_put_up_is_noted_once_a_quarter(client, secretary, posted):
    client.force_login(secretary)
    quarter = str(Period.of("quarter", localdate()).previous.first)
    told = {"quarter": quarter, "where": "村务公开栏", "shown_on": str(localdate())}
    send(client, "projects:publish", posted.village_id, **told)
    page = send(client, "projects:publish", posted.village_id, **told)
    assert page.context["form"].errors == {"__all__": ["这个村这一季度的项目公开已经记过。"]}
    row = Publication.objects.get()
    assert row.entered_by == secretary
    assert "村务公开栏" in client.get(reverse("projects:publications")).text
    form = client.get(reverse("projects:edit-publication", args=[row.pk])).context["form"]
    assert form["quarter"].value() == quarter
    new = client.get(reverse("projects:publish", args=[posted.village_id])).context["form"]
    assert new["quarter"].value() == quarter


def test_a_project_may_have_a_photo_and_needs_none(client, secretary, posted):
    client.force_login(secretary)
    told = {"name": "养羊基地", "kind": "industry", "organised": "coop", "state": "planned"}
    told |= {"began_on": "2025-09-01", "households": "5", "jobs": "0"}
    send(client, "projects:record-project", posted.village_id, photo=a_photo(), **told)
    project = Project.objects.get()
    assert Attachment.objects.of(project).count() == 1
    assert "删除这张" in client.get(reverse("projects:project", args=[project.pk])).text


def test_a_project_begun_without_a_decision_says_so(client, leader, posted):
    project = a_project(posted.village, **HANDED_IN)
    client.force_login(leader)
    address = reverse("projects:project", args=[project.pk])
    assert "还没有决策记录" in client.get(address).text
    assert FIGURES["projects_undecided"].value("141027", Y2025) == Value(1)
    Project.objects.update(decided_on=DAY, decision="村民代表会议通过")
    assert "村民代表会议通过" in client.get(address).text
    assert FIGURES["projects_undecided"].value("141027", Y2025) == Value(0)


def test_projects_count_from_the_day_they_were_handed_in(posted):
    a_project(posted.village)  # an idea so far
    a_project(posted.village, name="果园", **HANDED_IN)
    a_project(posted.village, name="路", state="dropped", applied_on=DAY)
    a_project(posted.village, name="党员活动室", kind="party", state="applied", applied_on=DAY)
    for kind in ("industry", "party"):
        counted = by_hand(
            f"SELECT count(*) FROM villages_project WHERE kind = '{kind}'"
            " AND state IN ('applied', 'approved', 'running', 'finished')"
            " AND applied_on BETWEEN '2025-01-01' AND '2025-12-31'"
        )
        assert FIGURES[f"projects_{kind}"].value("141027", Y2025) == Value(*counted) == Value(1)


def test_money_of_departments_is_told_apart_from_ones_own(posted):
    unit = UnitFactory(name="县水利局")
    money(posted.village, unit=unit, arrived=60, spent=30)
    money(posted.village, what="机井", unit=unit, planned=1000)
    money(posted.village, what="围栏", planned=7, arrived=7, spent=5)
    money(posted.village, what="去年的", unit=unit, happened_on=date(2024, 9, 1))
    year = "kind = 'money' AND happened_on BETWEEN '2025-01-01' AND '2025-12-31'"
    theirs = by_hand(
        "SELECT sum(planned), sum(arrived), sum(spent) FROM villages_support"
        f" WHERE unit_id IS NOT NULL AND {year}"
    )
    codes = ("funds_planned", "funds_arrived", "funds_spent")
    found = [FIGURES[code].value("141027", Y2025).number for code in codes]
    assert found == list(theirs) == [1100, 60, 30]
    whole = by_hand(f"SELECT sum(arrived) FROM villages_support WHERE {year}")
    assert FIGURES["funds_invested"].value("141027", Y2025) == Value(*whole) == Value(67)


def test_facilities_are_counted_in_kind(posted):
    lamp = {"kind": "facility", "what": "路灯", "count": 35, "measure": "盏"}
    Support.objects.create(village=posted.village, happened_on=DAY, **lamp)
    Support.objects.create(
        village=posted.village, happened_on=DAY, kind="technique", what="修剪", count=2
    )
    counted = by_hand("SELECT sum(count) FROM villages_support WHERE kind = 'facility'")
    assert FIGURES["facilities"].value("141027", Y2025) == Value(*counted) == Value(35)


def test_milestones_in_time_are_a_share_of_those_due(posted):
    project = a_project(posted.village, **HANDED_IN)
    for name, done in (("开工", DAY), ("棚架", date(2025, 9, 9)), ("验收", None)):
        there = {"project": project, "village": posted.village}
        Milestone.objects.create(name=name, due_on=date(2025, 9, 5), done_on=done, **there)
    counted = by_hand(
        "SELECT count(*) FILTER (WHERE done_on <= due_on), count(*) FROM villages_milestone"
        " WHERE due_on BETWEEN '2025-01-01' AND '2025-12-31'"
    )
    assert FIGURES["milestones_in_time"].value("141027", Y2025) == Value(*counted) == Value(1, 3)
    assert FIGURES["milestones_late"].value("141027", Y2025) == Value(2)


@pytest.mark.parametrize(
    "code",
    ["projects_industry", "funds_planned", "funds_invested", "facilities", "milestones_due",
     "publications", "supports"],
)  # fmt: skip
def test_each_number_opens_onto_its_records(client, leader, posted, code):
    project = a_project(posted.village, **HANDED_IN)
    money(posted.village, project=project, unit=UnitFactory(name="县水利局"), arrived=60)
    lamp = {"kind": "facility", "what": "路灯", "count": 35, "measure": "盏"}
    Support.objects.create(village=posted.village, happened_on=DAY, **lamp)
    there = {"village": posted.village}
    Milestone.objects.create(project=project, name="开工", due_on=DAY, **there)
    Publication.objects.create(quarter=date(2025, 7, 1), shown_on=DAY, where="栏", **there)
    client.force_login(leader)
    page = client.get(reverse("ledger", args=[code]), {"area": "141027", "period": "2025"})
    assert page.status_code == 200 and str(posted.village) in page.text


def test_a_villages_money_is_told_project_by_project(posted):
    project = a_project(posted.village, **HANDED_IN)
    money(posted.village, project=project, arrived=60, spent=30)
    money(posted.village, project=project, what="饲料", planned=50)
    money(posted.village, what="围栏", planned=7, arrived=7, spent=5)
    money(posted.village, what="上月", happened_on=date(2025, 8, 31))
    lamp = {"kind": "facility", "what": "路灯", "count": 35, "measure": "盏"}
    Support.objects.create(village=posted.village, happened_on=DAY, **lamp)
    with at_most(1):
        told = project_money(posted.village, DAY, date(2025, 9, 30))
    assert told == [ProjectMoney("养羊基地", 150, 60, 30), ProjectMoney("", 7, 7, 5)]


def test_the_fact_sheet_tells_what_is_going_on(posted):
    days = {"applied_on": DAY, "approved_on": DAY}
    project = a_project(posted.village, state="running", approved=120_000, **days)
    money(posted.village, project=project, planned=90_000, arrived=90_000, spent=45_000)
    a_project(posted.village, name="旧路", finished_on=date(2024, 1, 1), began_on=date(2023, 1, 1),
              state="finished", **days)  # fmt: skip
    [sheet] = fact_sheets([Village.objects.select_related("township").get()], DAY)
    [told] = [lines for section, lines in sheet.sections if section.title == "项目"]
    assert told == [("实施", "养羊基地，批复 12 万元，已支出 4.5 万元")]


PROJECTS = "村 项目名称 项目类别 怎么办 进度 申报日期 批复日期 批复金额（元）"
PROJECT = ["陈家圪塔村", "香梨园", "产业", "合作社", "实施", "2020.5.20", "2020.6.20", "120000"]
SUPPORTS = "村 部门 投入什么 做什么用 哪天下达 哪个项目 计划（元） 到位（元） 支出（元） 数量 单位"
SUPPORT = ["陈家圪塔村", "县水利局", "资金", "浇地", "2020.6.20", "香梨园", "9000", "8000", "7000",
           "", ""]  # fmt: skip
LAMPS = ["陈家圪塔村", "自筹", "设施", "路灯", "2020.6.20", "", "", "", "", "35", "盏"]


def test_a_sheet_of_projects_and_of_support_is_read_and_taken_back(db):
    fushan()
    projects = loaded("projects", PROJECTS, PROJECT)
    supports = loaded("supports", SUPPORTS, SUPPORT, LAMPS)
    spent, lamps = Support.objects.order_by("pk")
    assert (spent.project.name, spent.unit.name, spent.told) == (
        "香梨园",
        "县水利局",
        "计划 9,000 元，到位 8,000 元，支出 7,000 元",
    )
    assert (lamps.unit, lamps.from_whom, lamps.told) == (None, "村里自筹", "35 盏")
    again = tried("supports", SUPPORTS, SUPPORT, LAMPS)
    assert (again.additions, again.shown_changes()) == ([], [])
    assert undo(SupportRegister(), supports) == []
    assert undo(ProjectRegister(), projects) == []
    assert not Project.objects.exists()


@pytest.mark.parametrize(
    ("line", "column", "told"),
    [
        ([*PROJECT[:3], "", *PROJECT[4:]], "怎么办", "第一次登记的项目，这一格必须填写。"),
        ([*PROJECT[:5], "2035.1.1", *PROJECT[6:]], "申报日期", "日期不能晚于今天。"),
        ([*PROJECT[:5], "", *PROJECT[6:]], "项目名称", "申报以后的项目须写明申报日期。"),
    ],
)
def test_what_is_wrong_with_a_project_on_a_sheet_is_told(db, line, column, told):
    fushan()
    assert said(tried("projects", PROJECTS, line)) == [(2, column, told)]


@pytest.mark.parametrize(
    ("changes", "column", "told"),
    [
        ({5: "旧路"}, "哪个项目", "这个村没有这个项目，请先登记项目，或把这一格空着。"),
        ({4: "2035.1.1"}, "哪天下达", "日期不能晚于今天。"),
        ({7: "9001"}, "做什么用", "到位不能多于计划，支出不能多于到位。"),
        (
            {6: "130000", 7: "130000", 8: "130000"},
            "做什么用",
            "支出超过了项目的批复金额，请核对。",
        ),
    ],
)
def test_what_is_wrong_with_support_on_a_sheet_is_told(db, changes, column, told):
    fushan()
    loaded("projects", PROJECTS, PROJECT)
    line = [changes.get(n, cell) for n, cell in enumerate(SUPPORT)]
    assert said(tried("supports", SUPPORTS, line)) == [(2, column, told)]


def test_one_project_twice_in_a_sheet_is_told(db):
    fushan()
    plan = tried("projects", PROJECTS, PROJECT, PROJECT)
    assert said(plan) == [(3, "项目名称", "与第 2 行是同一个项目。")]
