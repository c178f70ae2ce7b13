"""The desk speaks Chinese throughout, its packages' words included."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import import_export
import polib
import pytest
import unfold
from django.conf import settings
from django.contrib import admin as site
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation.template import templatize

from fushan.desk.models import ImportBatch, Setting
from fushan.org.models import FormerName, Role, User
from tests.desk_forms import list_of, url_of
from tests.factories import (
    BoardSeatFactory,
    CadrePrivateFactory,
    PostingFactory,
    SelectionFactory,
    UnitFactory,
    UserFactory,
    VisitorFactory,
    WorkLogFactory,
)

WORDS = Path(settings.BASE_DIR, "locale/zh_Hans/LC_MESSAGES/django.po")
CHINESE = re.compile(r"[一-鿿]")
ENGLISH = re.compile(r"[A-Za-z]{2,}")
PACKAGES = [Path(package.__file__).parent for package in (unfold, import_export)]
NOT_OURS = re.compile(r"crispy|/contrib/(?!filters)|/tests?/")  # parts that are not installed
MARKED = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "npgettext"}
NO_WORDS = {"%(class_name)s %(instance)s", "Hello"}
ALLOWED = {"Excel", "PDF"}


def _asked(source):
    """The first words of every call that asks for a translation."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if name in MARKED and isinstance(getattr(first, "value", None), str):
                yield first.value


def _in_template(path):
    calls = re.findall(r"\bn?gettext\((?:[^()]|\([^()]*\))*\)", templatize(path.read_text()))
    for call in calls:
        yield from _asked(call)


def messages():
    for package in PACKAGES:
        for path in package.rglob("*"):
            if NOT_OURS.search(path.as_posix()):
                continue
            if path.suffix == ".html":
                yield from _in_template(path)
            elif path.suffix == ".py":
                yield from _asked(path.read_text())


def _translated(message):
    """As one or as many: Python 3.11.2 finds words with a plural only when asked for a number."""
    return CHINESE.search(gettext(message) + ngettext(message, message, 1))


def test_every_word_of_the_packages_is_translated():
    left = {m for m in messages() if ENGLISH.search(m) and not _translated(m)}
    assert left - NO_WORDS == set()


def test_the_compiled_words_are_the_written_ones():
    """After editing django.po run script/catalogue."""
    written = {(e.msgid, e.msgstr or e.msgstr_plural[0]) for e in polib.pofile(WORDS)}
    compiled = polib.mofile(WORDS.with_suffix(".mo"))
    assert {(e.msgid, e.msgstr or e.msgstr_plural[0]) for e in compiled} == written


def test_a_translation_fills_in_no_more_than_it_is_given():
    spaces = re.compile(r"%\(\w+\)s|\{\w*\}|%s")
    for entry in polib.pofile(WORDS):
        open_in = set(spaces.findall(entry.msgstr or entry.msgstr_plural[0]))
        given = set(spaces.findall(entry.msgid))
        assert open_in <= given and ("%s" in open_in) == ("%s" in given), entry.msgid


class Visible(HTMLParser):
    """What a page shows: no scripts, no styles, no names of icons, no typed values."""

    def __init__(self, page):
        super().__init__()
        self.hidden, self.text, self.scripts = 0, [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "script" and "src" not in attrs and attrs.get("type") != "application/json":
            self.scripts.append("script")
        self.scripts += [name for name in attrs if name.startswith("on")]
        icon = "material-symbols-outlined" in (attrs.get("class") or "")
        if self.hidden or tag in ("script", "style") or icon:
            self.hidden += tag not in ("input", "img", "link", "meta", "br", "hr")
        self.text += [attrs.get(name) or "" for name in ("title", "placeholder", "aria-label")]

    def handle_endtag(self, tag):
        self.hidden = max(0, self.hidden - 1)

    def handle_data(self, data):
        if not self.hidden:
            self.text.append(data)


@pytest.fixture
def records(db):
    posting = PostingFactory()
    seat = BoardSeatFactory(village=posting.village)
    visit = VisitorFactory(visit__village=posting.village, official=seat.official).visit
    private = CadrePrivateFactory(cadre=posting.cadre)
    private.phone = "13800000001"
    private.save()
    batch = ImportBatch.objects.create(register="roster", area_code="141027", file_name="花名册")
    return [
        posting,
        posting.cadre,
        posting.batch,
        posting.village,
        posting.village.township,
        seat,
        seat.official,
        visit,
        batch,
        WorkLogFactory(village=posting.village, cadre=posting.cadre),
        SelectionFactory(village=posting.village, batch=posting.batch),
        FormerName.objects.create(code=posting.village_id, name="旧村"),
        UserFactory(username="zhang", role=Role.VILLAGE, area_code=posting.village_id),
        UnitFactory(),
        Setting(key="supervision_phone"),
    ]


def _pages(records):
    yield reverse("admin:index")
    yield reverse("admin:org_user_locked")
    for model in site.site._registry:
        yield list_of(model)
        yield list_of(model) + "?q=zzz"
        yield list_of(model, "add")
    for record in records:
        yield url_of(record)
        yield url_of(record, "delete")
    for label in ("org", "desk", "cadres", "villages"):
        yield reverse("admin:app_list", args=[label])
    posting, cadre = records[:2]
    yield reverse("admin:cadres_cadre_private", args=[cadre.pk])
    yield reverse("admin:org_unit_merge", args=[cadre.unit_id, records[-2].pk])


def test_no_page_of_the_desk_shows_a_word_of_english_or_runs_a_script_in_line(
    client, staff, records
):
    client.force_login(staff)
    known = ALLOWED | {user.username for user in User.objects.all()}
    faults = []
    for url in _pages(records):
        response = client.get(url)
        page = Visible(response.text)
        words = set(ENGLISH.findall(re.sub(r"user\d+|zhang", "", " ".join(page.text)))) - known
        if words or page.scripts:
            faults.append(f"{url} {response.status_code}: {words} {page.scripts}")
    assert faults == []
