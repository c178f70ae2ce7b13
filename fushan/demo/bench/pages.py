"""Every page that is measured, for each role that opens it, and how one is measured."""

from dataclasses import dataclass
from statistics import median
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fushan.dashboards.steps import chapters_for
from fushan.kit.periods import Period
from fushan.org.models import Role

REQUESTS = 20
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Measured:
    """`milliseconds`: the median of one client's requests."""

    role: str
    page: str
    queries: int
    bytes: int
    milliseconds: float


def signed_in(user):
    client = Client(headers={"host": HOST})
    client.force_login(user, backend="fushan.org.backends.AccountBackend")
    return client


def pages(user, place, period):
    """{what: address} of what this account opens daily. `place`: its village, visit and log."""
    month = Period.of("month", period.first).previous.code
    found = {"首页": reverse("home"), "村": reverse("villages")}
    if user.role in ("admin", "auditor"):
        return {"首页": reverse("admin:index" if user.role == "admin" else "trail")}
    found |= {
        "一个村": reverse("village", args=[place.village_id]),
        "到村指导": reverse("villages:visits"),
        "一次到村": reverse("villages:visit", args=[place.visit_id]),
        "日志": reverse("cadres:logs"),
        "工作纪实": reverse("weekly"),
        "查找": f"{reverse('search')}?q=zhang",
        "村情一页纸（PDF）": f"{reverse('facts-paper')}?area={place.village_id}",
        "明细台账：到村": f"{reverse('ledger', args=['visits'])}?period={period.code}",
        "明细台账：日志": f"{reverse('ledger', args=['logs'])}?period={period.code}",
    }
    steps = {e.label: reverse(e.url) for _, chapter in chapters_for(user.role) for e in chapter}
    return steps | found | OF_ROLE[user.role](place, month)


def _village(place, month):
    return {
        "记日志": reverse("record-log"),
        "请假": reverse("leave:leaves"),
        "该办的事": reverse("due"),
    }


def _township(place, month):
    return {
        "记到村指导": reverse("villages:record-visit", args=[place.village_id]),
        "请假": reverse("leave:leaves"),
        "该办的事": reverse("due"),
        "月末收尾": f"{reverse('month')}?period={month}",
        "总览": reverse("overview"),
    }


def _staff(place, month):
    desk = {
        "管理首页": reverse("admin:index"),
        "后台：到村指导": reverse("admin:villages_visit_changelist"),
        "后台：日志": reverse("admin:cadres_worklog_changelist"),
        "后台：选派干部": reverse("admin:cadres_cadre_changelist"),
        "后台：任职": reverse("admin:cadres_posting_changelist"),
        "后台：找干部": f"{reverse('admin:cadres_cadre_changelist')}?q=zhang",
        "后台：按村找日志": f"{reverse('admin:cadres_worklog_changelist')}?q=cjgd",
    }
    file = {
        "一人一档": reverse("dossier", args=[place.cadre_id]),
        "一人一档（PDF）": reverse("dossier-paper", args=[place.cadre_id]),
    }
    months = {"各乡镇收尾": f"{reverse('month')}?period={month}"}
    return desk | file | months | {"该办的事": reverse("due"), "人员变动": reverse("handovers")}


OF_ROLE = {
    "village": _village,
    "township": _township,
    "staff": _staff,
    "leader": lambda place, month: {},
}


def measure(user, what, url):
    """Once to warm it and to count, then by the clock."""
    client = signed_in(user)
    url = getattr(client.get(url), "url", url)  # a door that leads straight to one's own
    with CaptureQueriesContext(connection) as caught:
        response = client.get(url)
    if response.status_code != 200:
        raise RuntimeError(f"{user.role} {url}: {response.status_code}")
    asked = [q["sql"] for q in caught if "set_config('fushan." not in q["sql"]]
    spent = [timed(client, url) for _ in range(REQUESTS)]
    return Measured(_who(user), what, len(asked), len(response.content), median(spent))


def _who(user):
    """The role; of who reaches a whole province the name, which says so."""
    return user.name if len(user.area_code) == 2 else Role(user.role).label


def timed(client, url):
    """Milliseconds of one request."""
    began = perf_counter()
    client.get(url)
    return (perf_counter() - began) * 1000
