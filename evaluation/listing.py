"""Lists of appraisals: period by period, township by township, name by name. Never by points."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Exists, Max, OuterRef
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from evaluation.models import (
    Appraisal,
    AppraisalKind,
    AppraisalState,
    AppraisalStep,
    Level,
    label_of,
)
from fushan.desk.models import Deed, note_access
from fushan.kit.sheets import XLSX, workbook
from fushan.org.roles import Role

S = AppraisalState
RETURNED = AppraisalStep.objects.filter(appraisal=OuterRef("pk"), moved_to=S.TOWNSHIP)
ROWS = Appraisal.objects.select_related("village__township", "cadre", "scheme", "posting").annotate(
    was_returned=Exists(RETURNED.exclude(moved_from=""))
)
MOST = 24
HEADINGS = ["乡镇", "村", "选派干部", "状态", "等次", "显绩", "潜绩", "得分", "申诉", "认定日期"]


@dataclass(frozen=True)
class Chosen:
    kind: str
    first_on: date
    last_on: date

    @property
    def key(self):
        return self.kind, self.first_on

    @property
    def code(self):
        return f"{self.kind}-{self.first_on}"

    @property
    def label(self):
        return label_of(self.kind, self.last_on)


def periods():
    """[Chosen] of those that have appraisals in the reach, the latest first."""
    rows = Appraisal.objects.values("kind", "first_on").annotate(last=Max("last_on"))
    found = rows.order_by("-last", "kind", "first_on")[:MOST]
    return [Chosen(row["kind"], row["first_on"], row["last"]) for row in found]


def asked_period(request, found):
    """The one in the address, else the latest; one that is none is 404."""
    code = request.GET.get("period")
    if not code:
        return found[0] if found else None
    for one in found:
        if one.code == code:
            return one
    raise Http404("没有这一段的考评。")


@dataclass(frozen=True)
class Group:
    """A township's. `waiting`: those that its reader may judge with one tap."""

    township: object
    rows: list
    waiting: int


def groups(rows, user):
    return [
        Group(township, some, sum(_waits_for(user, row) for row in some))
        for township, some in (
            (place, list(several))
            for place, several in groupby(rows, lambda row: row.village.township)
        )
    ]


def goes_on_by_itself(row, day):
    """Decided, or a quarter that the cadre has nothing against: one tap of the county's settles it.

    A year's grade is decided one by one.
    """
    if row.is_year or row.state == S.DECIDED:
        return row.state == S.DECIDED
    return row.state == S.REPLIED or (row.state == S.SHOWN and day > row.reply_by)


def _waits_for(user, row):
    state = {Role.TOWNSHIP: S.TOWNSHIP, Role.STAFF: S.COUNTY}.get(user.role)
    return row.state == state and not is_returned(row)


def is_returned(row):
    """Back with the township, which has judged it once: it is to be looked at by itself."""
    return row.state == S.TOWNSHIP and row.was_returned


def exported(request, chosen, rows):
    """The register of a period as a workbook: for the file, noted who took it."""
    title = f"{chosen.label if chosen else ''}选派干部考评"
    note_access(request, Deed.EXPORT, title, rows=len(rows))
    content = workbook(
        title=title,
        headings=HEADINGS,
        rows=(_line(row) for row in rows),
        meta="供法定考核参考；按乡镇和姓名排列，不排名次。",
    )
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{title}.xlsx")
    return response


def _line(row):
    result = row.grade_word or row.get_level_display()
    return [
        *(row.village.township.name, row.village.name, row.cadre.name),
        *(row.get_state_display(), result, row.get_visible_display(), row.get_potential_display()),
        "" if row.total is None else float(row.total),
        row.get_outcome_display(),
        f"{row.decided_on or ''}",
    ]


@dataclass(frozen=True)
class Cell:
    visible: str
    potential: str
    count: int

    @property
    def label(self):
        return Level(self.potential).label


def bands(pairs):
    """[(level of the near results, [Cell])] of pairs of levels: how many of each, and no name."""
    counts = {}
    for visible, potential in pairs:
        counts[visible, potential] = counts.get((visible, potential), 0) + 1
    return [
        (one, [Cell(one.value, other.value, counts.get((one, other), 0)) for other in Level])
        for one in Level
    ]


def years(found):
    return [one for one in found if one.kind == AppraisalKind.YEAR]
