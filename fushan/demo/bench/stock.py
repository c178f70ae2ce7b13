"""What the same tables cost in an admin as it comes: no key, a count, an OFFSET, LIKE '%…%'."""

from contextlib import contextmanager
from copy import deepcopy
from math import ceil
from pathlib import Path
from statistics import median
from types import ModuleType

import django
from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.template import engines
from django.urls import clear_url_caches, include, path, reverse, set_urlconf

from cadres.models import WorkLog
from fushan.demo.bench.pages import signed_in, timed
from fushan.org.models import User
from fushan.org.reach import ANYONE, EVERYTHING
from villages.models import Visit

TURNS, PER_PAGE = 10, 100


class StockSite(AdminSite):
    def has_permission(self, request):
        return request.user.is_active


class StockAdmin(ModelAdmin):
    """Columns as our own list has them; the rest is what Django ships."""

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        response.using = "stock"
        return response


class StockVisits(StockAdmin):
    list_display = ["happened_on", "village", "level", "text", "entered_by"]
    search_fields = ["village__name", "village__pinyin"]
    ordering = ["-happened_on"]


class StockLogs(StockAdmin):
    list_display = ["happened_on", "cadre", "village", "text"]
    search_fields = ["cadre__name", "cadre__pinyin", "village__name"]
    ordering = ["-happened_on"]


def install():
    """Put the stock site beside ours, drawn by Django's own templates."""
    site = StockSite("stock")
    site.register(Visit, StockVisits)
    site.register(WorkLog, StockLogs)
    conf = ModuleType("stock_urls")
    conf.urlpatterns = [path("stock/", site.urls), path("", include(settings.ROOT_URLCONF))]
    settings.ROOT_URLCONF = conf
    stock = deepcopy(settings.TEMPLATES[0])
    shipped = Path(django.__file__).parent
    folders = [shipped / "contrib/admin/templates", shipped / "forms/templates"]
    stock |= {"NAME": "stock", "DIRS": folders, "APP_DIRS": False}
    settings.TEMPLATES = [settings.TEMPLATES[0], stock]
    engines.__dict__.pop("templates", None)
    engines._templates, engines._engines = settings.TEMPLATES, {}
    set_urlconf(None)
    clear_url_caches()


@contextmanager
def everywhere():
    """Inside, everyone reaches the whole nation: only so do both sides list all rows there are."""
    own, User.reach = User.reach, (EVERYTHING, ANYONE)
    try:
        yield
    finally:
        User.reach = own


def compare(user, rows):
    """[(what, ours in ms, stock in ms)], in turn A B A B. `rows`: {model name: how many}."""
    client = signed_in(user)
    return [(what, *_in_turn(client, ours, theirs)) for what, ours, theirs in _pairs(rows)]


def _pairs(rows):
    for app, model, label in (("villages", "visit", "到村指导"), ("cadres", "worklog", "日志")):
        ours = reverse(f"admin:{app}_{model}_changelist")
        theirs = reverse(f"stock:{app}_{model}_changelist")
        last = ceil(rows[model] / PER_PAGE)
        yield f"{label}第一页", ours, theirs
        yield f"{label}最后一页", f"{ours}?{_oldest(model)}", f"{theirs}?p={last}"
        yield f"{label}查找", f"{ours}?q=chenjia", f"{theirs}?q=chenjia"


def _oldest(model):
    """Our lists are paged by key: the end is where only the oldest rows follow."""
    rows = {"visit": Visit, "worklog": WorkLog}[model].objects
    day, pk = rows.order_by("happened_on", "pk").values_list("happened_on", "pk")[50:51][0]
    return f"after={day}_{pk}"


def _in_turn(client, ours, theirs):
    for url in (ours, theirs):
        response = client.get(url)
        if response.status_code != 200:
            raise RuntimeError(f"{url}: {response.status_code}")
    spent = [(timed(client, ours), timed(client, theirs)) for _ in range(TURNS)]
    return median(a for a, _ in spent), median(b for _, b in spent)
