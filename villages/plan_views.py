"""Plans: which villages have which, how far each has come, and the quarter's report."""

from datetime import date

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from fushan.kit.charts import progress
from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.due import MOST
from villages.models import Plan, PlanProgress, PlanTask
from villages.plan_due import quarter_over
from villages.plan_forms import PlanForm, ReportForm, TaskForm
from villages.writing import WRITERS, may_write, own

PLANS = Plan.objects.select_related("village__township", "entered_by")
TASKS = PlanTask.objects.select_related("plan__village__township", "owner", "village")
KEY = ("village_id", "pk")


def _with_tasks(plans, day):
    """The same plans with `now`: their tasks as they stand on that day."""
    tasks = PlanTask.objects.standing(day).so_far(day).select_related("owner")
    return plans.prefetch_related(Prefetch("tasks", tasks.order_by("due_on", "pk"), "now"))


def summed(plan, day):
    """(how far, how far by the calendar, the bar, whether slow), by weight; None without tasks.

    Slow is who lags at the end of the last quarter over: nobody was asked about later days yet.
    """
    weight = sum(task.weight for task in plan.now)
    if not weight:
        return None
    done = sum(task.weight * task.percent for task in plan.now) / weight
    expected = sum(task.weight * task.expected for task in plan.now) / weight
    bar = progress(round(done), 100, label=f"{plan}", expected=expected / 100, height=10)
    asked = quarter_over(day).last
    wanted = sum(task.weight * task.expected_on(asked) for task in plan.now) / weight
    return round(done), round(expected), bar, done < wanted


@for_roles(*COUNTY_AND_BELOW)
def plans(request):
    """Those that are running; with `past`, those that are over."""
    today, past = localdate(), "past" in request.GET
    rows = PLANS.filter(ends_on__lt=today) if past else PLANS.filter(ends_on__gte=today)
    rows = _with_tasks(rows, today)
    page = Page(rows, by=KEY, latest_first=False, after=request.GET.get("after"))
    context = {
        "page": page,
        "rows": [(plan, summed(plan, today)) for plan in page],
        "past": past,
        "may_write": request.user.role in WRITERS,
    }
    return render(request, "villages/plans.html", context)


@for_roles(*COUNTY_AND_BELOW)
def plan(request, plan_id):
    today = localdate()
    plan = get_object_or_404(_with_tasks(PLANS, today), pk=plan_id)
    given = PlanProgress.objects.filter(task__plan=plan).exclude(word="")
    given = given.select_related("task").order_by("-quarter", "task__due_on", "pk")
    dropped = plan.tasks.filter(dropped_on__lte=today).order_by("dropped_on", "pk")
    context = {
        "plan": plan,
        "tasks": [(task, _bar(task)) for task in plan.now],
        "summed": summed(plan, today),
        "words": given[:MOST],
        "dropped": dropped,
        "may_write": may_write(request.user, plan.village_id),
    }
    return render(request, "villages/plan.html", context)


def _bar(task):
    return progress(task.percent, 100, label=task.name, expected=task.expected / 100, height=8)


@for_roles(*WRITERS)
def write_plan(request, village_id):
    year = localdate().year
    days = {"began_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}
    new = Plan(village=own(request, village_id), entered_by=request.user, **days)
    return _form(request, PlanForm(request.POST or None, instance=new, user=request.user), "写规划")


@for_roles(*WRITERS)
def edit_plan(request, plan_id):
    plan = get_object_or_404(PLANS, pk=plan_id)
    own(request, plan.village_id)
    form = PlanForm(request.POST or None, instance=plan, user=request.user)
    return _form(request, form, "修改规划")


@for_roles(*WRITERS)
def add_task(request, plan_id):
    plan = get_object_or_404(PLANS, pk=plan_id)
    village = own(request, plan.village_id)
    new = PlanTask(plan=plan, village=village, began_on=plan.began_on, due_on=plan.ends_on)
    new.entered_by = request.user
    return _form(request, TaskForm(request.POST or None, instance=new, user=request.user), "加任务")


@for_roles(*WRITERS)
def edit_task(request, task_id):
    task = get_object_or_404(TASKS, pk=task_id)
    own(request, task.village_id)
    form = TaskForm(request.POST or None, instance=task, user=request.user)
    return _form(request, form, "修改任务")


@for_roles(*WRITERS)
def report(request, plan_id):
    plan = get_object_or_404(PLANS, pk=plan_id)
    own(request, plan.village_id)
    today = localdate()
    tasks = PlanTask.objects.unfinished(today).filter(plan=plan).order_by("due_on", "pk")
    asked = {"quarter": _asked_for(plan, today), "tasks": list(tasks)}
    form = ReportForm(request.POST or None, instance=plan, user=request.user, **asked)
    return _form(request, form, "填任务进展")


def _asked_for(plan, day):
    """The quarter that is over while anything of it is unsaid, else the running one."""
    over = quarter_over(day)
    unsaid = PlanTask.objects.without_word(over).filter(plan=plan)
    return over if unsaid.exists() else over.next


def _form(request, form, title):
    record = form.instance
    draft = f"{request.user.pk}:{record._meta.model_name}:{record.pk or record.village_id}"
    if form.saved():
        messages.success(request, "已保存。", extra_tags=draft)
        saved = form.instance
        return redirect("plans:plan", saved.pk if isinstance(saved, Plan) else saved.plan_id)
    context = {"form": form, "title": title, "hint": record.village, "draft": draft}
    return render(request, "parts/form_page.html", context | {"button": "保存"})
