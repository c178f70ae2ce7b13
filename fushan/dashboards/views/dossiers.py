"""一人一档: for the department, and to each cadre their own. Inside the office's network only."""

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import render
from django.utils.timezone import localdate

from cadres.models import Cadre, Posting
from fushan.catalogue.dossier import opened
from fushan.desk.models import Deed, note_access
from fushan.kit.paging import Page
from fushan.org.doors import for_roles, internal_only
from fushan.org.roles import Role

BY = ("area_code", "pinyin", "pk")
POSTED = Prefetch(
    "postings",
    Posting.objects.filter(ended_on=None).select_related("village__township"),
    to_attr="open_postings",
)


@for_roles(Role.STAFF, Role.VILLAGE)
@internal_only()
def dossiers(request):
    """All cadres by place and name; to a cadre, their own."""
    if request.user.role == Role.VILLAGE:
        if not request.user.cadre_id:
            raise PermissionDenied("这个账号不是选派干部本人的。")
        return dossier(request, request.user.cadre_id)
    rows = Cadre.objects.select_related("unit").prefetch_related(POSTED)
    page = Page(rows, by=BY, latest_first=False, after=request.GET.get("after"), size=50)
    return render(request, "dashboards/dossiers.html", {"page": page})


@for_roles(Role.STAFF, Role.VILLAGE)
@internal_only()
def dossier(request, cadre_id):
    file = opened(request.user, cadre_id, request.GET.get("year", ""), localdate())
    note_access(request, Deed.LOOK, f"{file.cadre}的一人一档（{file.year}年）")
    return render(request, "dashboards/dossier.html", {"file": file})
