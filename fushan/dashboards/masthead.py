"""What stands above every page: whose system, whose account, where one may go."""

from urllib.parse import urlencode

from django.urls import reverse

from fushan.desk.models import is_demo, setting
from fushan.org.doors import COUNTY_AND_BELOW
from fushan.org.roles import Role

OFFICE = [
    ("总览", "home"),
    ("村", "villages"),
    ("到村指导", "villages:visits"),
    ("日志", "weekly"),
    ("四步", "steps"),
]
LEFT = [("我的", "home"), ("日志", "cadres:logs"), ("账号", "me")]
MENUS = {
    Role.STAFF: [*OFFICE, ("管理", "admin:index")],
    Role.LEADER: OFFICE,
    Role.TOWNSHIP: [("今天", "home"), *OFFICE[1:]],
    Role.VILLAGE: [("今天", "home"), *OFFICE[1:3], ("日志", "cadres:logs"), OFFICE[-1]],
    Role.AUDITOR: [("操作记录", "trail"), ("登录和导出", "access-log"), ("我的", "me")],
    Role.ADMIN: [("管理", "admin:index"), ("我的", "me")],
}


def masthead(request):
    """Asked once, however many parts of the page are drawn with the request."""
    if not hasattr(request, "masthead"):
        request.masthead = _masthead(request)
    return request.masthead


def _masthead(request):
    user = getattr(request, "user", None)
    return {
        "county_name": setting("county_label"),
        "demo_county": is_demo(),
        "menu": menu_of(user, request.path) if user and user.is_authenticated else [],
        "relief_url": relief_url(request.path),
        "search_url": search_url(user),
    }


def search_url(user):
    """Where one finds anything: who has a place may, and a moved cadre reaches nothing there."""
    may = user and user.is_authenticated and user.role in COUNTY_AND_BELOW and not user.unposted
    return reverse("search") if may else ""


def relief_url(path):
    """Where one says what is needless on this page; from that page itself, nowhere."""
    page = reverse("suggestions")
    return "" if path == page else f"{page}?{urlencode({'page': path}, safe='/')}"


def menu_of(user, path):
    doors = LEFT if user.unposted else MENUS[user.role]
    items = [{"label": label, "url": reverse(name)} for label, name in doors]
    under = [item for item in items if _stands_under(path, item["url"])]
    current = max(under, key=lambda item: len(item["url"]), default=None)
    return [item | {"current": item is current} for item in items]


def _stands_under(path, url):
    """Every address begins with the home page's: that one stands for its numbers only."""
    if url == reverse("home"):
        return path == url or path.startswith(("/overview/", "/ledger/"))
    return path.split("/")[1] == url.split("/")[1]
