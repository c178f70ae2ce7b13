"""Every address as every role about records in every place: who gets in, what they are told."""

import logging
from itertools import groupby
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.models import WorkLog
from fushan.catalogue.figures import FIGURES
from fushan.catalogue.registers import REGISTERS
from fushan.kit.periods import Period
from fushan.org.models import Role, Village
from fushan.org.reach import reach
from tests.matrix.addresses import ADDRESSES, FRONT, OPEN, PERIOD
from tests.matrix.asking import Browsers, addresses, fingerprint, untold, words
from tests.matrix.county import County
from tests.matrix.desk import DESK
from tests.matrix.imports import IMPORTS
from tests.matrix.page import Page
from tests.matrix.rules import SEEN, sees
from tests.test_house import our_models
from villages.models import Official, Visit

TABLES = pytest.mark.parametrize("table", [FRONT, IMPORTS, DESK], ids=["pages", "imports", "desk"])
WITH_VILLAGES = (Role.STAFF, Role.LEADER, Role.TOWNSHIP, Role.VILLAGE)


@pytest.fixture
def county(db):
    return County()


@pytest.fixture
def browsers(county, caplog):
    caplog.set_level(logging.CRITICAL, logger="django.request")  # refusals by the thousand
    return Browsers(county)


def test_every_address_stands_in_the_matrix():
    """Add a new address to tests/matrix/addresses.py, one of the admin's own to desk.py."""
    assert set(ADDRESSES) | set(OPEN) == set(addresses())


def test_every_model_stands_in_the_matrix_with_a_record_in_each_place(county):
    """Add a new model to tests/matrix/rules.py, and a record of it to records.py."""
    assert set(SEEN) == set(our_models())
    for model, seen in SEEN.items():
        places = {place for place, _ in county.records(model)}
        assert places >= (
            {"above"} if seen.public else {"colleague", "neighbour", "township", "county"}
        ), model


@TABLES
def test_each_is_answered_by_role_and_place_and_told_of_nothing_else(browsers, table):
    faults = []
    for cell in browsers.cells(table):
        response = browsers.ask(cell)
        if response.status_code != cell.right:
            faults.append(f"{cell}: {response.status_code}, not {cell.right}")
        if told := browsers.told(cell, response):
            faults.append(f"{cell}: tells of {told}")
    assert faults == [], "\n".join(faults)


def test_addresses_without_a_door_are_open_and_tell_nothing(browsers):
    faults = []
    for name, (nobody, others) in OPEN.items():
        for user, client in browsers.of.items():
            response = client.get(reverse(name))
            told = {word for word in words(response) if browsers.county.marks[word] != user}
            if response.status_code != (others if user else nobody) or told:
                faults.append(f"{name} as {user}: {response.status_code}, {told}")
    assert faults == [], "\n".join(faults)


def typed(county, record):
    """Whatever a page of ours might take for a deed, all at once."""
    official = next(row for place, row in county.records(Official) if place == "neighbour")
    return {
        "submission": uuid4(),
        "text": "改",
        "name": "改",
        "kinds": "guidance",
        "visitors": official.pk,
        "happened_on": localdate(),
        "day_0": "改",
        "reason": "改",
        "keep": getattr(record, "pk", ""),
        "post": "yes",
        "_save": "yes",
    }


@TABLES
def test_who_is_turned_away_changes_nothing(county, browsers, table):
    faults, before = [], fingerprint()
    for name, cells in groupby(browsers.cells(table), lambda cell: cell.name):
        for cell in cells:
            if cell.user is None or cell.right in (403, 404):
                response = browsers.send(cell, typed(county, cell.record))
                if response.status_code not in (cell.right, 403):  # who may only look, first of all
                    faults.append(f"{cell}: {response.status_code}, not {cell.right}")
        after = fingerprint()
        if after != before:
            faults.append(f"{name}: changed {[t for t in after if after[t] != before[t]]}")
        before = after
    assert faults == [], "\n".join(faults)


def test_whatever_happened_in_ones_reach_is_found_on_some_page(county, browsers):
    """Or the matrix would be content with empty pages."""
    for role in WITH_VILLAGES:
        found = set()
        for name in ("cadres:logs", "villages:visits", "villages"):
            found |= words(browsers.of[county.cast[role]].get(reverse(name)))
        wanted = {
            word
            for word, record in county.marks.items()
            if isinstance(record, (Visit, WorkLog)) and sees(county.cast[role], record)
        }
        assert wanted and wanted <= found, role


def places_in_reach(county, user):
    codes = {village.code[:n] for _, village in county.records(Village) for n in (6, 9, 12)}
    return sorted(code for code in codes if code.startswith(user.area_code))


@pytest.mark.parametrize("role", WITH_VILLAGES)
def test_a_number_and_its_records_are_those_of_the_place(county, browsers, role):
    period = Period.parse(PERIOD, today=county.today, term_start=None)
    faults, total = [], 0
    for code, figure in FIGURES.items():
        for area in places_in_reach(county, county.cast[role]):
            ask = {"area": area, "period": PERIOD, "format": "json"}
            data = browsers.of[county.cast[role]].get(reverse("ledger", args=[code]), ask).json()
            with reach(*county.cast[role].reach):
                value = figure.value(area, period)
            rows = [r for r in figure.rows(area, period) if sees(county.cast[role], r)]
            total += value.number
            right = (value.number, value.out_of) if figure.is_ratio else (value.number, None)
            number = data["numerator"] if figure.is_ratio else data["value"]
            if (number, data["denominator"]) != right:
                faults.append(f"{code} of {area}: {data['value']}, not {right}")
            if {row["id"] for row in data["records"]} != {row.pk for row in rows}:
                faults.append(f"{code} of {area}: other records than the county's own")
            if not all(getattr(row, figure.village).startswith(area) for row in rows):
                faults.append(f"{code} of {area}: records of elsewhere")
    assert faults == [], "\n".join(faults)
    assert total > len(FIGURES)


def test_a_workbook_with_private_data_is_the_departments_and_of_its_county(county, browsers):
    staff, faults = county.cast[Role.STAFF], []
    for code in REGISTERS:
        url = reverse("register-export", args=[code])
        response = browsers.of[staff].post(url, {"reason": "核对花名册"})
        if told := untold(county, staff, Page(tells=sees), response):
            faults.append(f"{code}: tells of {told}")
    assert faults == []
