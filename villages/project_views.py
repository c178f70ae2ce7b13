"""Projects of villages: how far they are, their milestones, and telling the village of them."""

from django.contrib import messages
from django.db.models import Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.desk.models import Attachment
from fushan.kit.paging import Page
from fushan.org.asked import place_of
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from villages.models import Milestone, Project, Publication, Support
from villages.project_forms import MilestoneForm, ProjectForm, PublicationForm, SupportForm
from villages.writing import WRITERS, may_write, own

PROJECTS = Project.objects.select_related("village__township", "entered_by")
SUPPORTS = Support.objects.select_related("village__township", "unit", "project")
PUBLICATIONS = Publication.objects.select_related("village__township")
MOST = 100


@for_roles(*COUNTY_AND_BELOW)
def projects(request):
    """The latest first; of one place where the address names it."""
    place = place_of(request.GET["area"]) if request.GET.get("area") else None
    rows = PROJECTS.all()
    if place:
        rows = rows.filter(village__gte=place.pk, village__lt=f"{place.pk}:")
    page = Page(rows, by=("began_on", "pk"), after=request.GET.get("after"))
    context = {"page": page, "place": place, "may_write": request.user.role in WRITERS}
    return render(request, "villages/projects.html", context)


@for_roles(*COUNTY_AND_BELOW)
def project(request, project_id):
    spent = PROJECTS.annotate(spent=Sum("supports__spent"))
    project = get_object_or_404(spent, pk=project_id)
    supports = SUPPORTS.filter(project=project).order_by("-happened_on", "-pk")
    context = {
        "project": project,
        "supports": supports[:MOST],
        "milestones": project.milestones.order_by("due_on", "pk")[:MOST],
        "photos": Attachment.objects.of(project),
        "today": localdate(),
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
def add_milestone(request, project_id):
    project = get_object_or_404(PROJECTS, pk=project_id)
    village = own(request, project.village_id)
    new = Milestone(project=project, village=village, entered_by=request.user)
    return _form(request, MilestoneForm, new, "加节点")


@for_roles(*WRITERS)
def edit_milestone(request, milestone_id):
    rows = Milestone.objects.select_related("project", "village")
    milestone = get_object_or_404(rows, pk=milestone_id)
    own(request, milestone.village_id)
    return _form(request, MilestoneForm, milestone, "项目节点")


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


@for_roles(*COUNTY_AND_BELOW)
def publications(request):
    page = Page(PUBLICATIONS.all(), by=("shown_on", "pk"), after=request.GET.get("after"))
    return render(request, "villages/publications.html", {"page": page, "writes": WRITERS})


@for_roles(*WRITERS)
def publish(request, village_id):
    new = Publication(village=own(request, village_id), shown_on=localdate())
    new.entered_by = request.user
    return _form(request, PublicationForm, new, "记一次项目公开")


@for_roles(*WRITERS)
def edit_publication(request, publication_id):
    publication = get_object_or_404(PUBLICATIONS, pk=publication_id)
    own(request, publication.village_id)
    return _form(request, PublicationForm, publication, "修改项目公开")


def _form(request, form_class, record, title):
    files = request.FILES or None
    form = form_class(request.POST or None, files, instance=record, user=request.user)
    draft = f"{request.user.pk}:{record._meta.model_name}:{record.pk or record.village_id}"
    if form.saved():
        messages.success(request, f"{record._meta.verbose_name}已保存。", extra_tags=draft)
        return redirect(_page_of(form.instance))
    context = {"form": form, "title": title, "hint": record.village, "draft": draft}
    return render(request, "parts/form_page.html", context | {"button": "保存"})


def _page_of(saved):
    """Where it is seen now."""
    if isinstance(saved, Publication):
        return reverse("projects:publications")
    number = saved.pk if isinstance(saved, Project) else saved.project_id
    return reverse("projects:project", args=[number]) if number else reverse("projects:tilt")
