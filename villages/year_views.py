"""Villages year by year (村情): entered once, or taken over with one tap."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from fushan.desk.models import number
from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.models import Selection, Village
from villages.models import SNAPSHOT, VillageYear
from villages.writing import WRITERS, may_write, own
from villages.year_forms import SameAsBeforeForm, YearForm


def asked_year(day):
    """The last year that is over: its numbers are the ones wanted."""
    return day.year - 1


@for_roles(*COUNTY_AND_BELOW)
def years(request):
    """The selected villages, each as it was last told."""
    today = localdate()
    rows = Selection.objects.on(today).select_related("village__township")
    told = VillageYear.objects.latest(today.year)
    rows = rows.prefetch_related(Prefetch("village__years", told, "told"))
    after = request.GET.get("after")
    page = Page(rows, by=("village_id", "pk"), latest_first=False, after=after)
    context = {"page": page, "year": asked_year(today), "line": number("income_line")}
    return render(request, "villages/years.html", context)


@for_roles(*COUNTY_AND_BELOW)
def years_of(request, village_id):
    village = get_object_or_404(Village.objects.select_related("township"), pk=village_id)
    rows = list(VillageYear.objects.filter(village=village).order_by("-year"))
    year = asked_year(localdate())
    told = {row.year for row in rows}
    context = {
        "village": village,
        "rows": rows,
        "year": year,
        "line": number("income_line"),
        "wanted": year not in told,
        "same": _same_form(request, village, year, rows),
        "may_write": may_write(request.user, village.pk),
    }
    return render(request, "villages/years_of.html", context)


def _same_form(request, village, year, rows, data=None):
    """For the one tap; None where no year before is known."""
    before = next((row for row in rows if row.year < year), None)
    new = VillageYear(village=village, year=year, entered_by=request.user)
    return before and SameAsBeforeForm(data, instance=new, user=request.user, before=before)


@for_roles(*WRITERS)
def record_year(request, village_id):
    """Filled in with what is known of the year before."""
    village, year = own(request, village_id), asked_year(localdate())
    new = VillageYear(village=village, year=year, entered_by=request.user)
    before = VillageYear.objects.filter(village=village).latest(year).first()
    for name in SNAPSHOT if before else ():
        setattr(new, name, getattr(before, name))
    return _form(request, new, "填村情")


@for_roles(*WRITERS)
def edit_year(request, year_id):
    row = get_object_or_404(VillageYear.objects.select_related("village"), pk=year_id)
    own(request, row.village_id)
    return _form(request, row, "修改村情")


@require_POST
@for_roles(*WRITERS)
def same_as_before(request, village_id):
    village, year = own(request, village_id), asked_year(localdate())
    rows = VillageYear.objects.filter(village=village).order_by("-year")
    form = _same_form(request, village, year, rows, request.POST)
    if form and form.saved():
        messages.success(request, f"{year}年的村情记为与上年相同。")
    elif form:
        messages.error(request, " ".join(form.non_field_errors()) or "没有保存，请再点一次。")
    return redirect("years:years-of", village.pk)


def _form(request, record, title):
    form = YearForm(request.POST or None, instance=record, user=request.user)
    draft = f"{request.user.pk}:villageyear:{record.pk or record.village_id}"
    if form.saved():
        messages.success(request, "村情已保存。", extra_tags=draft)
        return redirect("years:years-of", record.village_id)
    context = {"form": form, "title": title, "hint": record.village, "draft": draft}
    return render(request, "parts/form_page.html", context | {"button": "保存"})
