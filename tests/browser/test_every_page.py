"""Every page of ours on a phone: quiet, not cut off, light, by keyboard, and without scripts."""

from itertools import islice

import pytest
from django.urls import reverse

from fushan.org.models import Role
from tests.matrix.addresses import FRONT
from tests.matrix.asking import addresses
from tests.matrix.county import County
from tests.matrix.desk import roles_of

KILOBYTES = 100
READERS = [Role.VILLAGE, Role.TOWNSHIP, Role.LEADER, Role.STAFF, Role.AUDITOR]
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What has the focus shows it: itself, or the label that is drawn for it. A part within a control,
# such as the button of a date, is drawn by the browser, and then the control itself has no focus.
SHOWN = """() => {
    const at = document.activeElement;
    const drawn = [at, at.nextElementSibling, at.closest("label")].filter(Boolean);
    return at === document.body || !at.matches(":focus") || drawn.some((one) => {
        const style = getComputedStyle(one);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    });
}"""
WHERE = "() => document.activeElement.outerHTML.slice(0, 80)"


class LongNames(County):
    """Everything is called as long as it may be, and without a place to break the line."""

    def word(self):
        return f"陈家圪塔村党支部委员会示范基地{'W' * 18}{self.random.randrange(10**6):06}"


@pytest.fixture
def county(db):
    return LongNames()


# What a browser saves or a script asks for.
NO_PAGES = ("/files/", "/paper/", "/similar/", "/text/", "format=json", "format=xlsx")


def pages_of(county, role):
    """The addresses that this person may open, each about the first record that they see."""
    user, views = county.cast[role], addresses()
    for name, pages in FRONT.items():
        if role in roles_of(name, views[name]):
            urls = (url for page in pages for url in shown(county, user, name, page))
            yield from islice(filter(is_a_page, urls), 1)


def shown(county, user, name, page):
    rows = county.records(page.about) if page.about else [("", None)]
    for _, record in rows:
        seen = record is None or page.seen(user, record)
        if seen and page.method == "get" and page.answer(user, record) == 200:
            query = "&".join(f"{key}={value}" for key, value in page.query(record).items())
            yield f"{reverse(name, args=page.args(record))}?{query}"
            return


def is_a_page(url):
    return not any(part in url for part in NO_PAGES)


@pytest.fixture
def urls(county):
    return lambda role: list(pages_of(county, role))


def weighed(page):
    """The page, with `loaded`: all that came for it, as if the phone had never seen any of it."""
    cache = page.context.new_cdp_session(page)
    cache.send("Network.enable")
    cache.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.loaded = []
    page.on("requestfinished", lambda request: page.loaded.append(request))
    return page


def weight(page):
    """In bytes, photos aside."""
    loaded = [request for request in page.loaded if "/files/" not in request.url]
    return sum(request.sizes()["responseBodySize"] for request in loaded)


@pytest.mark.parametrize("role", READERS)
def test_a_page_is_quiet_and_light_and_as_wide_as_the_phone(opened, county, urls, budget, role):
    page, faults, heaviest = weighed(opened(county.cast[role])), [], 0
    for url in urls(role):
        page.loaded.clear()
        page.faults.clear()
        page.goto(url)
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            if wide := page.evaluate(TOO_WIDE):
                faults.append(f"{url} at {width}: {wide} px too wide")
        if page.locator(".save").count() > 1:
            faults.append(f"{url}: one bar at the thumb covers another")
        heaviest = max(heaviest, weight(page))
        if weight(page) > KILOBYTES * 1000:
            faults.append(f"{url}: {weight(page)} bytes")
        faults += [f"{url}: {fault}" for fault in page.faults]
    assert faults == [], "\n".join(faults)
    budget(f"{role.label}：最重的一页 {heaviest / 1000:.0f} 千字节（至多 {KILOBYTES} 千字节）")


@pytest.mark.parametrize("role", [Role.VILLAGE, Role.TOWNSHIP, Role.LEADER])
def test_a_page_can_be_read_without_scripts(opened, county, urls, role):
    with_scripts = opened(county.cast[role])
    without = opened(county.cast[role], java_script_enabled=False)
    less = []
    for url in urls(role):
        words = []
        for page in (with_scripts, without):
            page.goto(url)
            words.append(page.locator("main").inner_text().split())
        if missing := set(words[0]) - set(words[1]):
            less.append(f"{url}: {sorted(missing)[:5]}")
    assert less == [], "\n".join(less)


@pytest.mark.parametrize("url", ["/sign-in/?next=/visits/", "/suggestions/?page=/sign-in/"])
def test_what_is_open_to_all_is_quiet_and_fits(opened, county, url):
    page = opened()
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(url)
        assert page.evaluate(TOO_WIDE) == 0
    assert page.faults == []


@pytest.mark.parametrize(
    ("role", "name"),
    [(Role.VILLAGE, "record-log"), (Role.TOWNSHIP, "villages:pick-village"), (Role.LEADER, "home")],
)
def test_by_keyboard_one_always_sees_where_one_is(opened, county, role, name):
    page, hidden = opened(county.cast[role]), []
    page.goto(reverse(name))
    for _ in range(40):
        page.keyboard.press("Tab")
        if not page.evaluate(SHOWN):
            hidden.append(page.evaluate(WHERE))
    assert hidden == [], "\n".join(hidden)


def test_the_first_tab_leads_past_the_menu(opened, county):
    page = opened(county.cast[Role.TOWNSHIP])
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
