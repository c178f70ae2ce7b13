"""What is overdue, for a 通报: matters and offices, never people, and no free words."""

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, Count, DateField, Min, TextField, Value
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.timezone import localdate

from fushan.catalogue.dues import DUES
from fushan.org.models import Area, Village

# What is told of each kind, and who has to do it: a township, a village's branch, a department.
TOWNSHIP, BRANCH, DEPARTMENT = "township", "branch", "department"
TOLD = {
    "month": ("上月没有收尾", TOWNSHIP),
    "matter_over": ("群众诉求超期", BRANCH),
    "matter_up": ("上报的诉求没有答复", TOWNSHIP),
    "matter_at_county": ("部门承办的诉求没有答复", DEPARTMENT),
    "review": ("群众评事的总数没有确认", TOWNSHIP),
    "review_untold": ("评事结果没有公开", BRANCH),
    "difficulty": ("干部急难事没有人认领", TOWNSHIP),
    "difficulty_township": ("干部急难事没有答复", TOWNSHIP),
    "need_township": ("点题没有人领", TOWNSHIP),
    "attendance_township": ("培训到场情况没有登记", TOWNSHIP),
    "mentor": ("选派干部还没有导师", TOWNSHIP),
    "finding_village": ("专班查出的问题没有整改", BRANCH),
    "finding_township": ("专班查出的问题没有整改", TOWNSHIP),
    "plan_progress": ("规划任务没有填进展", BRANCH),
    "year_plan": ("年度任务没有定下", BRANCH),
    "village_year": ("上年村情没有填", BRANCH),
    "project_milestone": ("项目节点没有按期完成", BRANCH),
    "project_publication": ("项目收支没有公开", BRANCH),
}
KINDS = [kind for kind in DUES if kind.code in TOLD]
UNIT_OF = {"matter_at_county": "upper_unit__name"}  # the department that has it
MOST = 500
BY = "责任单位"


@dataclass(frozen=True)
class Overdue:
    """So many of one kind in one place. `key`: what it is ticked and kept by."""

    kind: str
    place: str
    township: str
    n: int
    first: date
    text: str

    @property
    def key(self):
        return f"{self.kind}:{self.place}:{self.text}"

    def as_data(self):
        return {"kind": self.kind, "place": self.place, "township": self.township,
                "text": self.text}  # fmt: skip


def overdue(area, day):
    """[Overdue] of the place, by township and village: by one query, and two for the names."""
    return _named(_lines([_counted(kind, area, day) for kind in KINDS])[:MOST])


def outdated(bulletin):
    """[(its text, how it reads now or nothing)] of what was verified and is not so any more."""
    if not bulletin.verified:
        return []
    places = {item["place"] for item in bulletin.verified}
    counts = [_counted(kind, bulletin.about_id, localdate()) for kind in KINDS]
    found = _named(_lines([rows.filter(owed_at__in=places) for rows in counts]))
    texts = {item.text for item in found}
    now = {_owed(item.as_data()): item.text for item in found}
    gone = [item for item in bulletin.verified if item["text"] not in texts]
    return [(item["text"], now.get(_owed(item), "")) for item in gone]


def still_verified(bulletin, left_out):
    gone = {text for text, _ in left_out}
    return [item for item in bulletin.verified if item["text"] not in gone]


def _owed(item):
    """The same thing in the same place by the same office, however many and since when."""
    return item["kind"], item["place"], item["text"].rpartition(BY)[2]


def _lines(counts):
    return counts[0].union(*counts[1:], all=True).order_by("owed_at", "owed_kind", "owed_unit")


def _named(lines):
    rows = list(lines)
    places = {place for _, place, *_ in rows}
    villages = dict(Village.objects.filter(pk__in=places).values_list("pk", "name"))
    areas = Area.objects.filter(pk__in={place[:9] for place in places})
    names = dict(areas.values_list("pk", "name")) | villages
    return [_made(names, *row) for row in rows]


def _counted(kind, area, day):
    unit = UNIT_OF.get(kind.code)
    rows = kind.rows(day).annotate(
        owed_kind=Value(kind.code, TextField()),
        owed_at=Cast(kind.place, CharField(db_collation="C")),
        owed_unit=Cast(unit, TextField()) if unit else Value("", TextField()),
        owed_on=Cast(kind.due_on, DateField()),
    )
    rows = rows.filter(owed_on__lt=day, owed_at__gte=area, owed_at__lt=f"{area}:").order_by()
    grouped = rows.values_list("owed_kind", "owed_at", "owed_unit")
    return grouped.annotate(n=Count("pk"), first=Min("owed_on"))


def _made(names, kind, place, unit, n, first):
    what, who = TOLD[kind]
    township, name = names.get(place[:9], ""), names.get(place, "")
    where = "" if len(place) <= 9 else f"{name}："
    by = {TOWNSHIP: township, BRANCH: f"{name}党支部", DEPARTMENT: unit or "县级部门"}[who]
    count = f"{n}件" if n > 1 else ""
    until = date_format(first, "Y年n月j日")
    earliest = "最早一件" if n > 1 else ""
    text = f"{where}{what}{count}，{earliest}应在{until}前办完，{BY}{by}。"
    return Overdue(kind, place, township, n, first, text)
