"""A phone and a desk in headless Chromium, before a server of this very process."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]

# Playwright keeps a loop running in this thread, though nothing here is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM.exists():
        pytest.skip(f"没有 {CHROMIUM}，浏览器测试没有做（Debian：apt install chromium）。")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium, live_server):
    """Open a browser for an account, a phone unless said otherwise; what it grumbles is kept."""
    contexts = []

    def open_for(user=None, **more):
        context = chromium.new_context(base_url=live_server.url, locale="zh-CN", **PHONE | more)
        contexts.append(context)
        if user:
            client = Client()
            client.force_login(user)
            value = client.cookies[settings.SESSION_COOKIE_NAME].value
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value}
            context.add_cookies([cookie | {"url": live_server.url}])
        return watched(context.new_page())

    yield open_for
    for context in contexts:
        context.close()


def watched(page):
    """The page with `faults`: errors of its scripts, refused contents, answers that are errors."""
    page.faults = []
    page.on("console", lambda said: said.type == "error" and page.faults.append(said.text))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    return page
