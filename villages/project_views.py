"""Projects and what was put into villages; which departments leaned which way (项目倾斜)."""

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate

from fushan.kit.paging import Page
from fushan.org.asked import asked, choices, crumbs
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.models import Selection
from villages.models import Project, Support, SupportKind
from villages.project_forms import ProjectForm, SupportForm
from villages.writing import WRITERS, may_write, own

PROJECTS = Project.objects.select_related("village__township", "entered_by")
SUPPORTS = Support.objects.select_related("village__township", "unit", "project")
MOST = 100


@for_roles(*COUNTY_AND_BELOW)
def projects(request):
    page = Page(PROJECTS.all(), by=("began_on", "pk"), after=request.GET.get("after"))
    context = {"page": page, "may_write": request.user.role in WRITERS}
    return render(request, "villages/projects.html", context)


@for_roles(*COUNTY_AND_BELOW)
def project(request, project_id):
    project = get_object_or_404(PROJECTS, pk=project_id)
    supports = SUPPORTS.filter(project=project).order_by("-happened_on", "-pk")
    spent = supports.aggregate(n=Sum("spent"))["n"] or 0
    context = {
        "project": project,
        "supports": supports[:MOST],
        "spent": spent,
        "may_write": may_write(request.user, project.village_id),
    }
    return render(request, "villages/project.html", context)


@for_roles(*WRITERS)
def record_project(request, village_id):
    new = Project(village=own(request, village_id), began_on=localdate())
    new.entered_by = request.user
    return _form(request, ProjectForm, new, "登记项目")


@for_roles(*WRITERS)
def edit_project(request, project_id):
    project = get_object_or_404(PROJECTS, pk=project_id)
    own(request, project.village_id)
    return _form(request, ProjectForm, project, "修改项目")


@for_roles(*WRITERS)
def record_support(request, village_id):
    village = own(request, village_id)
    new = Support(village=village, happened_on=localdate(), entered_by=request.user)
    return _form(request, SupportForm, new, "登记帮扶投入")


@for_roles(*WRITERS)
def edit_support(request, support_id):
    support = get_object_or_404(SUPPORTS, pk=support_id)
    own(request, support.village_id)
    return _form(request, SupportForm, support, "修改帮扶投入")


def _form(request, form_class, record, title):
    form = form_class(request.POST or None, instance=record, user=request.user)
    draft = f"{request.user.pk}:{record._meta.model_name}:{record.pk or record.village_id}"
    if form.saved():
        messages.success(request, f"{record._meta.verbose_name}已保存。", extra_tags=draft)
        saved = form.instance
        project = saved.pk if isinstance(saved, Project) else saved.project_id
        return redirect("projects:project", project) if project else redirect("projects:tilt")
    context = {"form": form, "title": title, "hint": record.village, "draft": draft}
    return render(request, "parts/form_page.html", context | {"button": "保存"})


@for_roles(*COUNTY_AND_BELOW)
def tilt(request):
    """By department: planned, arrived, spent, and how much of it reached selected villages."""
    here = asked(request, kind="year")
    rows = Support.objects.filter(
        village__gte=here.area,
        village__lt=f"{here.area}:",
        happened_on__range=(here.period.first, here.period.last),
    )
    chosen = Selection.objects.on(localdate()).values("village")
    money = (
        rows.filter(kind=SupportKind.MONEY)
        .values("unit__name")
        .annotate(
            to_come=Sum("planned"),
            came=Sum("arrived"),
            used=Sum("spent"),
            reached=Sum("arrived", filter=Q(village__in=chosen)),
        )
    )
    things = rows.exclude(kind=SupportKind.MONEY).values("kind", "what", "measure")
    context = {
        "asked": here,
        "crumbs": crumbs(here, "projects:tilt"),
        "money": money.order_by("unit__name")[:MOST],
        "things": things.annotate(n=Sum("count"), times=Count("pk")).order_by("kind", "what")[
            :MOST
        ],
        "labels": dict(SupportKind.choices),
        **choices(here, "projects:tilt"),
    }
    return render(request, "villages/tilt.html", context)
