"""A village's plan: its tasks, a word on them each quarter, and how far the calendar has gone."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.catalogue.dues import dues_of
from fushan.catalogue.facts import fact_sheets
from fushan.catalogue.figures import FIGURES
from fushan.desk.forms import judge_now
from fushan.kit.periods import Period
from fushan.org.figures import Value, values
from fushan.org.models import Village
from fushan.org.reach import reach
from tests.desk.sheets import fushan, loaded, said, tried
from tests.factories import CountyFactory, PostingFactory, SelectionFactory
from tests.queries import at_most
from villages.models import Plan, PlanProgress, PlanTask

YEAR = {"kind": "year", "began_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31)}
THIRD = Period.parse("2025-Q3", today=date(2025, 9, 1))
OCTOBER, NOVEMBER = date(2025, 10, 1), date(2025, 11, 1)
TODAY = localdate()
NOW = Period.of("quarter", TODAY)
RUNNING = {"began_on": TODAY - timedelta(days=400), "ends_on": TODAY + timedelta(days=400)}


@pytest.fixture
def posted(secretary, village):
    CountyFactory()
    SelectionFactory(village=village, since=date(2024, 1, 1))
    came = date(2024, 1, 1)
    return PostingFactory(cadre=secretary.cadre, village=village, began_on=came)


def a_plan(village, *tasks, **more):
    """A plan with tasks, each told as (name, weight)."""
    plan = Plan.objects.create(village=village, **YEAR | more)
    for name, weight in tasks:
        a_task(plan, name=name, weight=weight)
    return plan


def a_task(plan, **more):
    days = {"began_on": plan.began_on, "due_on": plan.ends_on}
    return PlanTask.objects.create(plan=plan, village=plan.village, **days | more)


def given(task, percent, quarter=THIRD, **more):
    where = {"task": task, "village": task.village, "quarter": quarter.first}
    return PlanProgress.objects.create(percent=percent, **where, **more)


def send(client, page, *args, **typed):
    return client.post(reverse(page, args=args), typed | {"submission": uuid4()})


def errors(response):
    return response.context["form"].errors


def typed(**more):
    return {"kind": "year", "began_on": "2025-01-01", "ends_on": "2025-12-31", "tasks": ""} | more


def owed(user, day, kind):
    with reach(*user.reach):
        return [due for due in dues_of(user, day) if due.kind == kind]


def test_a_secretary_writes_a_plan_with_its_tasks_one_a_line(client, secretary, posted):
    client.force_login(secretary)
    send(client, "plans:write-plan", posted.village_id, **typed(tasks="修路\n\n 修渠 \n修路"))
    plan = Plan.objects.get()
    assert (str(plan), plan.entered_by) == ("2025年度任务", secretary)
    tasks = plan.tasks.order_by("pk").values_list("name", "weight", "due_on", "owner")
    assert list(tasks) == [
        ("修路", 10, date(2025, 12, 31), secretary.cadre_id),
        ("修渠", 10, date(2025, 12, 31), secretary.cadre_id),
    ]


def test_where_two_are_posted_nobody_is_made_the_owner_unasked(client, secretary, posted):
    PostingFactory(village=posted.village, post="worker")
    client.force_login(secretary)
    send(client, "plans:write-plan", posted.village_id, **typed(tasks="修路"))
    assert PlanTask.objects.get().who == "待明确"


def test_the_same_page_sent_twice_writes_one_plan(client, secretary, posted):
    client.force_login(secretary)
    url, told = reverse("plans:write-plan", args=[posted.village_id]), typed(tasks="修路")
    for _ in range(2):
        client.post(url, told | {"submission": "11111111-1111-4111-8111-111111111111"})
    assert (Plan.objects.count(), PlanTask.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("more", "field", "told"),
    [
        ({"ends_on": "2024-12-31"}, "__all__", "“到哪天”须晚于“从哪天”。"),
        ({"tasks": "长" * 101}, "tasks", "一项任务最多 100 个字，太长的请分成几项。"),
        ({"tasks": "\n".join(map(str, range(61)))}, "tasks", "一份规划最多 60 项任务。"),
        ({"began_on": ""}, "began_on", "请填“从哪天”。"),
    ],
)
def test_a_plan_that_is_wrong_is_told(client, secretary, posted, more, field, told):
    client.force_login(secretary)
    page = send(client, "plans:write-plan", posted.village_id, **typed(**more))
    assert errors(page) == {field: [told]}
    assert not Plan.objects.exists()


def test_a_village_has_one_plan_of_a_kind_at_a_time(client, secretary, posted):
    a_plan(posted.village)
    client.force_login(secretary)
    page = send(client, "plans:write-plan", posted.village_id, **typed(began_on="2025-07-01"))
    clash = "这个村在这段时间已有同一类的规划，请打开那一份修改。"
    assert errors(page) == {"__all__": [clash]}
    send(client, "plans:write-plan", posted.village_id, **typed(kind="five"))
    assert Plan.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "field", "told"),
    [
        ({"weight": "0"}, "__all__", "权重须为1到100。"),
        ({"due_on": "2026-01-01"}, "due_on", "这份规划到 2025-12-31 为止，完成时限不能更晚。"),
        ({"due_on": "2025-01-01"}, "__all__", "完成时限须晚于“从哪天”。"),
        ({"name": "修路"}, "__all__", "这份规划里已有同名的任务。"),
    ],
)
def test_a_task_that_is_wrong_is_told(client, secretary, posted, more, field, told):
    plan = a_plan(posted.village, ("修路", 10))
    client.force_login(secretary)
    task = {"name": "修渠", "weight": "10", "began_on": "2025-01-01", "due_on": "2025-06-30"}
    assert errors(send(client, "plans:add-task", plan.pk, **task | more)) == {field: [told]}
    assert PlanTask.objects.count() == 1


def test_a_task_has_one_owner(client, secretary, posted):
    plan = a_plan(posted.village)
    client.force_login(secretary)
    task = {"name": "修渠", "weight": "10", "began_on": "2025-01-01", "due_on": "2025-06-30"}
    both = {"owner": secretary.cadre_id, "owner_name": "村委会主任"}
    page = send(client, "plans:add-task", plan.pk, **task | both)
    told = "选了负责的选派干部，“其他负责人”就空着。"
    assert errors(page) == {"__all__": [told]}


def test_a_task_is_given_up_for_a_reason_and_then_counts_no_more(client, secretary, posted):
    plan = a_plan(posted.village, ("修路", 60), ("修渠", 40), **RUNNING)
    task = plan.tasks.get(name="修路")
    client.force_login(secretary)
    seen = {"seen": task.changed_at.isoformat(), "name": "修路", "weight": "60"}
    days = {"began_on": plan.began_on, "due_on": plan.ends_on, "dropped_on": TODAY}
    page = send(client, "plans:edit-task", task.pk, **seen, **days)
    assert errors(page) == {"__all__": ["不做的任务须写明从哪天起和为什么。"]}
    send(client, "plans:edit-task", task.pk, **seen, **days, drop_reason="并入县里的项目")
    period = Period.of("year", TODAY)
    assert FIGURES["plan_weights"].value("141027", period) == Value(40)
    page = client.get(reverse("plans:plan", args=[plan.pk]))
    assert "并入县里的项目" in page.text


def test_a_quarter_is_reported_on_one_page_and_opens_as_it_stood(client, secretary, posted):
    plan = a_plan(posted.village, ("修路", 60), ("修渠", 40), **RUNNING)
    road, canal = plan.tasks.order_by("pk")
    given(road, 30, NOW.previous)
    client.force_login(secretary)
    url = reverse("plans:report", args=[plan.pk])

    form = client.get(url).context["form"]
    assert form["quarter"].value() == str(NOW.previous.first)  # of the canal nothing was said
    assert [form[f"percent_{task.pk}"].value() for task in (road, canal)] == [30, 0]

    told = {f"percent_{road.pk}": "50", f"percent_{canal.pk}": "0", f"word_{road.pk}": "铺到三组"}
    seen = {"seen": plan.changed_at.isoformat(), "quarter": str(NOW.previous.first)}
    send(client, "plans:report", plan.pk, **told, **seen)

    rows = PlanProgress.objects.order_by("task").values_list("task", "percent", "word")
    assert list(rows) == [(road.pk, 50, "铺到三组"), (canal.pk, 0, "")]
    assert client.get(url).context["form"]["quarter"].value() == str(NOW.first)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("", "请填“修路”完成到百分之几。"),
        ("101", "确保该值小于或等于100。"),
        ("-1", "确保该值大于或等于0。"),
    ],
)
def test_a_report_that_is_wrong_is_told(client, secretary, posted, value, told):
    plan = a_plan(posted.village, ("修路", 60), **RUNNING)
    name = f"percent_{plan.tasks.get().pk}"
    client.force_login(secretary)
    seen = {"seen": plan.changed_at.isoformat(), "quarter": str(NOW.first)}
    assert errors(send(client, "plans:report", plan.pk, **seen, **{name: value})) == {name: [told]}
    assert not PlanProgress.objects.exists()


def test_what_a_colleague_reported_meanwhile_is_not_overwritten(client, secretary, posted):
    plan = a_plan(posted.village, ("修路", 60), **RUNNING)
    task = plan.tasks.get()
    client.force_login(secretary)
    seen = {"seen": plan.changed_at.isoformat(), "quarter": str(NOW.first)}
    send(client, "plans:report", plan.pk, **seen, **{f"percent_{task.pk}": "50"})
    page = send(client, "plans:report", plan.pk, **seen, **{f"percent_{task.pk}": "20"})
    assert "__all__" in errors(page)
    assert PlanProgress.objects.get().percent == 50


def test_the_database_refuses_what_no_quarter_can_be(posted):
    task = a_task(a_plan(posted.village), name="修路")
    for wrong in ({"quarter": date(2025, 8, 1)}, {"quarter": date(2025, 7, 2)}, {"percent": 101}):
        with pytest.raises(IntegrityError), transaction.atomic():
            told = {"quarter": THIRD.first, "percent": 10} | wrong
            PlanProgress.objects.create(task=task, village=task.village, **told)
    other = SelectionFactory().village
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanProgress.objects.create(task=task, village=other, quarter=THIRD.first, percent=1)
        judge_now()


def test_a_quarter_is_owed_until_every_open_task_has_its_word(posted, secretary):
    plan = a_plan(posted.village, ("修路", 60), ("修渠", 40))
    road, canal = plan.tasks.order_by("pk")
    assert (
        owed(secretary, date(2025, 9, 30), "plan_progress")[0].text == "填2025年第二季度的任务进展"
    )

    (due,) = owed(secretary, OCTOBER, "plan_progress")
    assert (due.text, due.due_on, due.urgency) == (
        "填2025年第三季度的任务进展",
        date(2025, 10, 30),
        "",
    )
    assert due.url == reverse("plans:report", args=[plan.pk])
    assert owed(secretary, date(2025, 10, 30), "plan_progress")[0].urgency == "warn"
    assert owed(secretary, date(2025, 10, 31), "plan_progress")[0].urgency == "bad"

    given(road, 70)
    assert len(owed(secretary, OCTOBER, "plan_progress")) == 1
    given(canal, 10)
    assert owed(secretary, OCTOBER, "plan_progress") == []


def test_nothing_is_owed_of_what_is_finished_given_up_or_not_begun(posted, secretary):
    plan = a_plan(posted.village)
    given(a_task(plan, name="做完的"), 100, THIRD.previous)
    a_task(plan, name="不做的", dropped_on=date(2025, 9, 1), drop_reason="并入县里的项目")
    a_task(plan, name="四季度才开始的", began_on=OCTOBER)
    assert owed(secretary, NOVEMBER, "plan_progress") == []


def test_a_late_task_still_owes_its_word(posted, secretary):
    a_task(a_plan(posted.village), name="拖了的", due_on=date(2025, 3, 31))
    assert len(owed(secretary, NOVEMBER, "plan_progress")) == 1


def test_the_years_tasks_are_owed_by_the_end_of_march(posted, secretary, village):
    assert owed(secretary, date(2025, 2, 28), "year_plan") == []
    (due,) = owed(secretary, date(2025, 3, 1), "year_plan")
    assert (due.due_on, due.urgency) == (date(2025, 3, 31), "")
    assert due.url == reverse("plans:write-plan", args=[village.pk])
    assert owed(secretary, date(2025, 4, 1), "year_plan")[0].urgency == "bad"
    a_plan(village)
    assert owed(secretary, date(2025, 4, 1), "year_plan") == []


def test_a_village_selected_late_has_sixty_days_for_its_tasks(secretary, village):
    SelectionFactory(village=village, since=date(2025, 5, 1))
    (due,) = owed(secretary, date(2025, 5, 2), "year_plan")
    assert due.due_on == date(2025, 6, 30)


def test_progress_is_weighed_and_set_against_the_calendar(posted):
    plan = a_plan(posted.village, ("修路", 60), ("修渠", 40))
    road, canal = plan.tasks.order_by("pk")
    given(road, 80)
    given(canal, 50)
    given(canal, 90, THIRD.next)  # of the quarter after
    known = {code: FIGURES[code].value("141027", THIRD) for code in NUMBERS}
    assert known == {
        "plan_progress": Value(68, 100),  # 60 × 80% + 40 × 50%
        "year_progress": Value(68, 100),
        "plan_on_time": Value(1, 2),  # by 30 September three quarters of the year have gone
        "plan_behind": Value(1),
        "plan_tasks": Value(2),
        "plan_weights": Value(100),
    }
    assert FIGURES["plan_progress"].by_area("village", "141027", THIRD) == {
        posted.village_id: Value(68, 100)
    }
    with transaction.atomic():
        by_hand = PlanProgress.objects.raw(
            """
            SELECT 1 AS id, round(sum(t.weight * p.percent) / 100.0) AS done
            FROM villages_plantask t JOIN villages_planprogress p ON p.task_id = t.id
            WHERE p.quarter = '2025-07-01'
            """
        )
        assert by_hand[0].done == 68


NUMBERS = [
    "plan_progress",
    "year_progress",
    "plan_on_time",
    "plan_behind",
    "plan_tasks",
    "plan_weights",
]


def test_what_fell_due_is_judged_by_the_quarter_it_was_due_in(posted):
    plan = a_plan(posted.village)
    year = {"due_on": date(2025, 9, 30), "weight": 60}
    road, roof = a_task(plan, name="修路", **year), a_task(plan, name="修房", **year)
    a_task(plan, name="年底的", weight=40)
    a_task(plan, name="不做了", dropped_on=date(2025, 9, 1), drop_reason="没有批", **year)
    given(road, 50)
    given(road, 100, THIRD.next)  # too late to count
    given(roof, 100)
    done = FIGURES["due_progress"]
    assert done.value("141027", THIRD) == Value(90, 120)
    assert done.value("141027", THIRD.next) == Value(0, 40)
    told = values([done], "141027", THIRD.next)
    assert told["due_progress"] == (Value(0, 40), Value(90, 120))


def test_a_county_without_plans_has_no_progress(posted):
    assert FIGURES["plan_progress"].value("141027", THIRD) == Value(0, 0)


def test_the_fact_sheet_tells_how_far_each_plan_is(posted, village):
    plan = a_plan(village, ("修路", 60), ("修渠", 40))
    given(plan.tasks.order_by("pk")[0], 50)
    [sheet] = fact_sheets([Village.objects.get(pk=village.pk)], date(2025, 7, 2))
    told = {section.title: list(lines) for section, lines in sheet.sections}
    assert told["规划"] == [("2025年度任务", "完成 30%，序时应到 50%")]


def test_tasks_pass_to_whoever_takes_the_post(client, staff, posted, village):
    plan = a_plan(village, **RUNNING)
    task = a_task(plan, name="修路", owner=posted.cadre)
    done = a_task(plan, name="做完的", owner=posted.cadre)
    given(done, 100, NOW.previous)
    taker = PostingFactory(village=village, post="worker").cadre
    client.force_login(staff)
    going = {"happened_on": TODAY, "reason": "其他", "submission": uuid4()}
    url = reverse("hand-over", args=["cadre", posted.cadre_id])
    client.post(url, going | {f"to_task-{task.pk}": taker.pk})
    task.refresh_from_db()
    done.refresh_from_db()
    assert (task.owner, done.owner) == (taker, posted.cadre)


def test_tasks_that_nobody_takes_wait_for_somebody(client, staff, posted, village):
    task = a_task(a_plan(village, **RUNNING), name="修路", owner=posted.cadre)
    client.force_login(staff)
    going = {"happened_on": TODAY, "reason": "其他", "submission": uuid4()}
    client.post(reverse("hand-over", args=["cadre", posted.cadre_id]), going)
    task.refresh_from_db()
    assert task.who == "待明确"


@pytest.mark.parametrize(("short_of", "slow"), [(0, False), (1, True)])
def test_a_plan_is_slow_by_the_quarter_that_was_asked_about(client, leader, posted, short_of, slow):
    plan = a_plan(posted.village, ("修路", 60), **RUNNING)
    over = NOW.previous
    wanted = 100 * (over.last - plan.began_on).days // 800
    given(plan.tasks.get(), wanted - short_of, over)
    client.force_login(leader)
    assert ("慢于序时" in client.get(reverse("plans:plans")).text) is slow


def test_lists_ask_no_more_for_more_plans(client, leader, posted):
    for n in range(12):
        village = SelectionFactory().village
        plan = a_plan(village, *((f"第{n}项", 10) for n in range(5)), **RUNNING)
    client.force_login(leader)
    with at_most(5):
        client.get(reverse("plans:plans"))
    with at_most(7):
        client.get(reverse("plans:plan", args=[plan.pk]))


SHEET = "乡镇 村 哪类 从哪天 到哪天 任务 权重 完成时限 负责人"
ROAD = [
    "张庄镇",
    "陈家圪塔村",
    "年度",
    "2025.1.1",
    "2025.12.31",
    "修路",
    "60",
    "2025.6.30",
    "秦小妹",
]


@pytest.fixture
def home(db):
    return fushan()


def test_a_line_is_a_task_of_one_plan(home):
    loaded("plans", SHEET, ROAD, [*ROAD[:5], "修渠", "", "", "村委会主任"])
    plan = Plan.objects.get()
    tasks = plan.tasks.order_by("pk")
    assert [(t.name, t.weight, t.due_on, t.who) for t in tasks] == [
        ("修路", 60, date(2025, 6, 30), "秦小妹"),
        ("修渠", 10, date(2025, 12, 31), "村委会主任"),
    ]
    assert tasks[0].owner and not tasks[1].owner


def test_a_task_that_is_there_is_changed_and_not_added(home):
    loaded("plans", SHEET, ROAD)
    loaded("plans", SHEET, [*ROAD[:6], "40", "", ""])
    task = PlanTask.objects.get()
    assert (task.weight, task.due_on, task.who) == (40, date(2025, 6, 30), "秦小妹")


@pytest.mark.parametrize(
    ("changes", "column", "told"),
    [
        ({2: "十年"}, "哪类", "应填以下之一：近期计划、年度任务、五年规划。"),
        ({4: "2025.1.1"}, "到哪天", "“到哪天”须晚于“从哪天”。"),
        ({7: "2026.1.1"}, "完成时限", "完成时限须在规划的起止之内。"),
        ({6: "101"}, "权重", "应在 1 到 100 之间。"),
        ({5: ""}, "任务", "这一格必须填写。"),
    ],
)
def test_what_is_wrong_with_a_line_is_told(home, changes, column, told):
    line = [changes.get(n, value) for n, value in enumerate(ROAD)]
    assert said(tried("plans", SHEET, line)) == [(2, column, told)]


def test_two_lines_of_one_task_and_two_plans_of_a_time_are_told(home):
    again = [*ROAD[:3], "2025.2.1", "2025.11.30", "修渠", "", "", ""]
    assert said(tried("plans", SHEET, ROAD, ROAD)) == [(3, "任务", "与第 2 行是同一项任务。")]
    assert said(tried("plans", SHEET, ROAD, again)) == [
        (3, "哪类", "这个村在这段时间已有同一类的规划，请打开那一份修改。")
    ]


def test_an_owner_of_another_kind_is_changed_on_the_page(home):
    loaded("plans", SHEET, ROAD)
    plan = tried("plans", SHEET, [*ROAD[:8], "村委会主任"])
    assert said(plan) == [(2, "负责人", "这项任务原来的负责人不是这一类，请打开那份规划改。")]
