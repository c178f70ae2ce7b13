"""Blank sheets to write on where there is no phone: ten lines, the names printed in advance."""

from django.db.models import Prefetch

from cadres.models import LogKind, Posting
from fushan.desk.sheets import LINES
from fushan.reports.paper import Paper
from villages.models import VisitKind

VISIT_COLUMNS = [
    {"label": "日期", "width": 19},
    {"label": "到村人员（单位、姓名）", "width": 40},
    {"label": "做了什么（打勾）", "width": 49, "ticks": VisitKind.labels},
    {"label": "一句话说清"},
]
LOG_COLUMNS = [
    {"label": "日期", "width": 19},
    {"label": "做了什么（一句话也行）"},
    {"label": "类别（打勾，可不选）", "width": 42, "ticks": LogKind.labels},
]
HOW = "有事才写，一行一件，字数不限；写好交乡镇代录，不用再在手机上重记。"


def with_cadres(villages, day):
    """The villages, each with those posted there that day as `posted`."""
    rows = Posting.objects.on(day).select_related("cadre").order_by("cadre__pinyin", "pk")
    return villages.prefetch_related(Prefetch("postings", rows, to_attr="posted"))


def visits_blank(villages, *, title):
    """到村登记表: one page a village."""
    sheets = [[("村", _place(v)), ("选派干部", _names(v.posted))] for v in villages]
    return _blank(title, "到村登记表", sheets, VISIT_COLUMNS)


def logs_blank(villages, *, title, cadre=""):
    """工作日志: one page a cadre, or where nobody is posted one without a name."""
    sheets = [
        [("姓名", f"{posting.cadre if posting else ''}"), ("任职村", _place(village))]
        for village in villages
        for posting in village.posted or [None]
        if cadre in ("", f"{posting and posting.cadre_id}")
    ]
    return _blank(title, "工作日志", sheets, LOG_COLUMNS)


def _blank(title, name, sheets, columns):
    data = {
        "title": title,
        "name": name,
        "how": HOW,
        "lines": LINES,
        "columns": columns,
        "sheets": sheets,
    }
    return Paper("blank.typ", data)


def _place(village):
    return f"{village.township}{village}"


def _names(postings):
    return "、".join(posting.cadre.name for posting in postings)


BLANKS = {"visits": ("到村登记表", visits_blank), "logs": ("工作日志", logs_blank)}
