"""The term clock (任期): how long each open posting has run and what of it is left."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from cadres.models import Posting, Recall
from cadres.terms import STATES, in_state, term_of
from fushan.desk.models import Deed, note_access
from fushan.kit.paging import Page
from fushan.kit.sheets import XLSX, workbook
from fushan.org.doors import for_roles, internal_only
from fushan.org.roles import Role

BY = ("village_id", "cadre__pinyin", "pk")
OPENED = ("village_id", "pk")
MOST = 20_000
NEAR = 30  # days
HEADINGS = [
    *("任职乡镇", "任职村", "姓名", "派出单位", "村内职务", "选派批次"),
    *("到村时间", "任满两年", "任期至", "离任期届满（天）", "召回办到哪一步"),
]


@for_roles(Role.STAFF)
@internal_only()
def terms(request):
    """By village and name; as a workbook too."""
    today, state = localdate(), request.GET.get("state", "")
    if state not in STATES:
        raise Http404("没有这样的名单。")
    rows = in_state(Posting.objects.on(today), state, today)
    rows = rows.select_related("village__township", "cadre__unit", "batch")
    if request.GET.get("format") == "xlsx":
        return _workbook(request, rows, STATES[state], today)
    page = Page(rows, by=BY, latest_first=False, after=request.GET.get("after"), size=50)
    context = {"state": state, "states": STATES.items(), "page": page}
    context["recalls"] = Recall.objects.open().select_related("cadre", "village").order_by(*OPENED)
    context["rows"] = [(posting, term_of(posting), _left(posting, today)) for posting in page]
    return render(request, "cadres/terms.html", context)


def _left(posting, today):
    """(days left, amber or red or nothing)"""
    left = term_of(posting).days_left(today)
    return left, "" if left is None or left > NEAR else "warn" if left >= 0 else "bad"


def _workbook(request, rows, label, today):
    page = Page(rows, by=BY, latest_first=False, size=MOST)
    title = f"任期（{label}）"
    note_access(request, Deed.EXPORT, title, rows=len(page))
    called = {row.cadre_id: row.state for row in Recall.objects.open()}
    told = ([*_told(posting, today), called.get(posting.cadre_id, "")] for posting in page)
    content = workbook(title=title, headings=HEADINGS, rows=told, meta=f"截至{today}")
    headers = {"Content-Disposition": f'attachment; filename="terms-{today}.xlsx"'}
    return HttpResponse(content, XLSX, headers=headers)


def _told(posting, today):
    term = term_of(posting)
    return [
        str(posting.village.township),
        str(posting.village),
        posting.cadre.name,
        str(posting.cadre.unit or ""),
        posting.get_post_display(),
        str(posting.batch),
        *(str(day or "") for day in (term.began_on, term.full_on, term.ends_on)),
        term.days_left(today),
    ]
