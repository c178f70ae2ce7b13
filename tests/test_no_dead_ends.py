"""No page of ours leads whoever reads it to a page that turns them away or is not there."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from tests.browser.test_every_page import READERS, pages_of
from tests.matrix.county import County

LINK = re.compile(r'<a [^>]*href="([^"#]+)')
LEFT_OUT = ("/static/", "/files/", "/paper/")  # papers have tests of their own


@pytest.fixture
def county(db):
    return County()


def links_of(page, url):
    """Addresses of this site that the page leads to."""
    for link in LINK.findall(page.text):
        there = urljoin(url, unescape(link))
        inside = there.startswith("/") and not there.startswith("//")
        if inside and not any(part in there for part in LEFT_OUT):
            yield there


@pytest.mark.parametrize("role", READERS)
def test_every_link_of_every_page_opens_for_its_reader(county, role):
    """Of the links of one page to one view the first: they are made by the same line."""
    reader = Client()
    reader.force_login(county.cast[role])
    steps, links, refused = set(), set(), []
    for url in pages_of(county, role):
        here = resolve(urlsplit(url).path).view_name
        for link in links_of(reader.get(url), url):
            step = here, resolve(urlsplit(link).path).view_name
            if step in steps or link in links:
                continue
            steps.add(step)
            links.add(link)
            if (code := reader.get(link).status_code) not in (200, 302):
                refused.append(f"{url} → {link}: {code}")
    assert refused == [], "\n".join(refused)
    assert len(links) > 10
