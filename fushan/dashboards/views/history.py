"""What happened to a record, for whoever may see it; and the whole trail, for the auditor."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import is_aware, make_aware

from fushan.audit import history as audit
from fushan.desk.models import AccessLog
from fushan.kit.paging import Page
from fushan.org.doors import COUNTY_AND_BELOW, for_roles
from fushan.org.roles import Role

# What the pages outside the desk show whole; of other records they show a name or two.
TOLD_TO_ALL = {
    "villages.visit",
    "villages.boardseat",
    "villages.support",
    "villages.project",
    "villages.plan",
    "villages.accountcheck",
    "villages.partyactivity",
    "villages.publication",
    "villages.reserve",
    "cadres.wall",
    "petitions.deliberation",
    "petitions.review",
    "cadres.worklog",
    "cadres.posting",
    "cadres.leave",
    "cadres.difficulty",
    "cadres.presence",
    "evaluation.potential",
    "org.selection",
}


@for_roles(*COUNTY_AND_BELOW, Role.ADMIN)
def history(request, label, pk):
    model = audit.tracked_models().get(label)
    if model is None or not _may(request.user, label):
        raise Http404("没有这条记录。")
    try:
        record = get_object_or_404(model, pk=pk)
    except (ValueError, ValidationError) as error:
        raise Http404("没有这条记录。") from error
    changes = audit.changes_of(model, pk)
    context = {"record": record, "kind": model._meta.verbose_name, "changes": changes}
    return render(request, "dashboards/history.html", context)


def _may(user, label):
    app, name = label.split(".")
    return label in TOLD_TO_ALL or user.has_perm(f"{app}.view_{name}")


@for_roles(Role.AUDITOR)
def trail(request):
    models = audit.tracked_models()
    chosen = request.GET.get("register", "")
    if chosen and chosen not in models:
        raise Http404("没有这个登记表。")
    rows = audit.trail(
        [models[chosen]] if chosen else list(models.values()),
        before_moment=_moment(request.GET),
    )
    for row in rows:
        row["kind"] = models[row["pgh_of"]]._meta.verbose_name
    context = {
        "rows": rows,
        "chosen": chosen,
        "day": request.GET.get("day", ""),
        "registers": sorted((label, m._meta.verbose_name) for label, m in models.items()),
        "more": rows[-1]["pgh_created_at"].isoformat() if len(rows) == 50 else None,
    }
    return render(request, "dashboards/trail.html", context)


def _moment(query):
    """Where the list begins: after the row shown last, or at the end of a day that was chosen."""
    try:
        if before := query.get("before"):
            moment = datetime.fromisoformat(before)
            return moment if is_aware(moment) else make_aware(moment)
        if day := query.get("day"):
            return make_aware(datetime.fromisoformat(day) + timedelta(days=1))
    except (ValueError, OverflowError) as error:
        raise Http404("没有这一页。") from error
    return None


@for_roles(Role.AUDITOR)
def event(request, label, event_id):
    model = audit.tracked_models().get(label)
    if model is None:
        raise Http404("没有这个登记表。")
    found = get_object_or_404(
        model.pgh_event_model.objects.select_related("pgh_context"), pk=event_id
    )
    context = {"change": audit.change_of(found), "kind": model._meta.verbose_name}
    return render(request, "dashboards/event.html", context)


@for_roles(Role.AUDITOR)
def access_log(request):
    page = Page(
        AccessLog.objects.all(),
        by=("happened_at", "pk"),
        after=request.GET.get("after"),
        size=50,
    )
    return render(request, "dashboards/access_log.html", {"page": page})
