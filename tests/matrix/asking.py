"""Asking every address as everybody about everything, and what comes back."""

import re
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile, is_zipfile

from django.db import connection, transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from fushan.org.models import User
from tests.matrix.county import MARK
from tests.matrix.desk import roles_of
from tests.matrix.page import Page
from tests.test_ladder import app_of


def addresses(resolver=None, above=()):
    """{name of an address: its view}; what Django leaves without a name is left out."""
    found = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inside = [*above, pattern.namespace] if pattern.namespace else above
            found |= addresses(pattern, inside)
        elif pattern.name or app_of(pattern.callback.__module__):
            found[":".join([*above, pattern.name or str(pattern.pattern)])] = pattern.callback
    return found


@dataclass(frozen=True)
class Cell:
    """Somebody asks for something. `right`: the status that is the right answer."""

    name: str
    page: Page
    url: str
    query: dict
    place: str
    record: object
    user: User | None
    right: int

    def __str__(self):
        what = self.record._meta.verbose_name if self.record else ""
        who = self.user.role if self.user else "nobody"
        return f"{self.name} {self.query or ''} {what}（{self.place}） as {who}"


class Browsers:
    """One signed in for each of the county's cast, and one of nobody."""

    def __init__(self, county):
        self.county = county
        self.of = {user: Client(raise_request_exception=False) for user in self.everybody}
        for user in county.cast.values():
            self.of[user].force_login(user)

    @property
    def everybody(self):
        return [*self.county.cast.values(), None]

    def cells(self, table):
        """All that the table says must be asked.

        Who is turned away at the door is so whatever they ask for: they ask once.
        """
        views = addresses()
        for name, pages in table.items():
            roles = roles_of(name, views[name])
            for page in pages:
                asked = self._asked(name, page)
                for user in self.everybody:
                    at_the_door = user is None or user.role not in roles
                    once = asked[:1] if page is pages[0] or user else []
                    for what in once if at_the_door or not page.lets(user) else asked:
                        yield Cell(name, page, *what, user, _right(page, roles, user, what[-1]))

    def _asked(self, name, page):
        """[(url, query, place, record)], each address once."""
        records = self.county.records(page.about) if page.about else [("", None)]
        found = {}
        for place, record in records:
            url, query = reverse(name, args=page.args(record)), page.query(record)
            found.setdefault((url, *query.items()), (url, query, place, record))
        return list(found.values())

    def ask(self, cell):
        """The answer. A deed is undone again, so that nobody's next question is another."""
        client = self.of[cell.user]
        if cell.page.method == "get":
            return client.get(cell.url, query_params=cell.query)
        with transaction.atomic():
            response = client.post(cell.url, query_params=cell.query)
            transaction.set_rollback(True)
        return response

    def send(self, cell, typed):
        return self.of[cell.user].post(cell.url, typed, query_params=cell.query)

    def told(self, cell, response):
        """Models of the records whose words this answer bears, and this person must not be told."""
        return untold(self.county, cell.user, cell.page, response)


def _right(page, roles, user, record):
    """Not signed in: to the sign-in page. Wrong role: 403. Out of reach: 404."""
    if user is None:
        return 302
    if user.role not in roles:
        return 403
    if record is not None and not page.seen(user, record):
        return 404
    return page.answer(user, record)


def untold(county, user, page, response):
    records = [county.marks[word] for word in words(response)]
    return sorted(type(r).__name__ for r in records if not (user and page.tells(user, r)))


def words(response):
    """The marks that the answer bears, in a page, a workbook or data."""
    content = b"".join(response) if response.streaming else response.content
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as book:
            content = b"\n".join(book.read(name) for name in book.namelist())
    return set(MARK.findall(content.decode("utf-8", "replace") + str(response.headers)))


def fingerprint():
    """{table: what is in it} of all our tables and their histories."""
    with connection.cursor() as cursor:
        ours = [
            table
            for table in connection.introspection.table_names(cursor)
            if re.match("(org|desk|inbox|cadres|villages)_", table)
        ]
        sums = " UNION ALL ".join(
            f"SELECT '{t}', count(*), coalesce(sum(hashtext(t::text)), 0) FROM {t} t" for t in ours
        )
        cursor.execute(sums)
        return {table: rest for table, *rest in cursor.fetchall()}
