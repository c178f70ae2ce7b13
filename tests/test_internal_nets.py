"""Personnel data stays inside the office's own network, where that is named."""

from ipaddress import ip_network

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from cadres.models import Cadre
from fushan.kit.serving import networks
from fushan.org.models import Role
from tests.factories import CadreFactory
from tests.matrix.asking import Browsers, addresses, untold
from tests.matrix.county import County
from tests.matrix.desk import DESK
from tests.matrix.imports import IMPORTS
from tests.matrix.page import Page, without_private

OFFICE, HOME = "10.8.1.20", "203.0.113.9"
SAID = "只能在内网打开"

INTERNAL = {
    "admin:cadres_cadre_private": "ID number, telephone and family of a cadre",
    "admin:villages_official_private": "telephone of an official",
    "answer-correction": "what a cadre asks to be put right in their file",
    "appointment-form": "ID number, family and career beside the roster's",
    "appointment-paper": "a cadre's family and career",
    "appraisals:appeal": "what a cadre says of their appraisal",
    "appraisals:appraisal": "a cadre's appraisal",
    "appraisals:appraisals": "what cadres were judged to be",
    "appraisals:back": "why an appraisal goes back",
    "appraisals:band": "who stands where",
    "appraisals:close": "a cadre's appraisal",
    "appraisals:decide": "a cadre's grade",
    "appraisals:judge": "levels that a cadre is given",
    "appraisals:judge-rest": "levels that cadres are given",
    "appraisals:part": "what a cadre's points come from",
    "appraisals:reply": "what a cadre says of their appraisal",
    "appraisals:settle-rest": "cadres' grades",
    "appraisal-paper": "a cadre's appraisal",
    "ask-correction": "what a cadre asks to be put right in their file",
    "correction": "what a cadre asks to be put right in their file",
    "dossier": "a cadre's whole year",
    "dossier-paper": "a cadre's whole year",
    "dossier-word": "a cadre's whole year",
    "dossiers": "leads to the files of all cadres",
    "import-faulty": "an uploaded table whole, ID numbers among it",
    "import-preview": "what an uploaded table says, ID numbers among it",
    "import-upload": "takes in tables with ID numbers",
    "inspections:talks": "what was said in confidence to an inspection",
    "inspections:write-talk": "what was said in confidence to an inspection",
    "open-recall": "why a cadre is called back",
    "recall": "why a cadre is called back",
    "record-recall": "why a cadre is called back",
    "withdraw-recall": "why a cadre is called back",
    "send-form-out": "ID number, family and career of a cadre",
    "take-form-over": "what of an appointment form the roster takes over",
    "terms": "who is being called back",
    "table-file": "with what is private, by POST; without it from anywhere",
    "table-paper": "with what is private, by POST; without it from anywhere",
    "register-export": "with what is private, by POST; without it from anywhere",
}


@pytest.fixture
def nets(settings):
    settings.INTERNAL_NETS = networks(["10.8.0.0/16", "2001:db8::/32"])


@pytest.fixture
def url(db):
    return reverse("admin:cadres_cadre_private", args=[CadreFactory(area_code="141027102231").pk])


def ask(user, url, **meta):
    client = Client(**meta)
    client.force_login(user)
    return client.get(url)


def test_the_pages_with_personnel_data_are_these():
    """A new page with such data gets the door `internal_only`, and its line here."""
    found = {name for name, view in addresses().items() if getattr(view, "internal", False)}
    assert found == set(INTERNAL)


def tells_what_is_private(address):
    """The addresses that tell the department so, asked from there and given a reason."""
    county = County()
    browsers, staff = Browsers(county), county.cast[Role.STAFF]
    browsers.of[staff].defaults["REMOTE_ADDR"] = address
    page = Page(tells=without_private)
    return {
        cell.name
        for cell in browsers.cells(DESK | IMPORTS)
        if cell.user == staff
        for response in (browsers.ask(cell), browsers.send(cell, {"reason": "核对花名册"}))
        if untold(county, staff, page, response)
    }


def test_outside_no_page_tells_what_is_private(nets, db):
    assert tells_what_is_private(HOME) == set()


def test_inside_only_pages_behind_the_door_tell_it(nets, db):
    told = tells_what_is_private(OFFICE)
    assert {"admin:cadres_cadre_private", "register-export"} <= told <= set(INTERNAL)


@pytest.mark.parametrize(
    ("meta", "status"),
    [
        ({"REMOTE_ADDR": OFFICE}, 200),
        ({"REMOTE_ADDR": HOME}, 403),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": OFFICE}, 200),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": f"{OFFICE}, {HOME}"}, 403),
        ({"REMOTE_ADDR": HOME, "HTTP_X_FORWARDED_FOR": OFFICE}, 403),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "unknown"}, 403),
        ({"REMOTE_ADDR": "127.0.0.1"}, 403),
        ({"REMOTE_ADDR": f"::ffff:{OFFICE}"}, 200),
        ({"REMOTE_ADDR": "2001:db8::7"}, 200),
        ({"REMOTE_ADDR": "2001:db9::7"}, 403),
    ],
)
def test_where_one_asks_from_decides(nets, staff, url, meta, status):
    response = ask(staff, url, **meta)

    assert response.status_code == status
    assert (SAID in response.text) == (status == 403)


def test_where_no_networks_are_set_everybody_is_inside(staff, url):
    assert ask(staff, url, REMOTE_ADDR=HOME).status_code == 200


def test_a_wrong_role_is_told_so_wherever_they_sit(nets, official, url):
    for address in (OFFICE, HOME):
        response = ask(official, url, REMOTE_ADDR=address)
        assert response.status_code == 403
        assert SAID not in response.text


def test_from_elsewhere_a_register_goes_out_without_what_is_private(nets, staff, url):
    client = Client(REMOTE_ADDR=HOME)
    client.force_login(staff)
    export = reverse("register-export", args=["roster"])

    assert client.get(export).status_code == 200
    assert client.post(export, {"reason": "核对花名册"}).status_code == 403
    assert Cadre.objects.count() == 1


def test_networks_are_read_with_spaces_and_a_misspelt_one_stops_the_start():
    assert networks([" 10.0.0.0/8", ""]) == [ip_network("10.0.0.0/8")]
    with pytest.raises(ImproperlyConfigured, match="INTERNAL_NETS 写错了"):
        networks(["10.0.0.1/8"])
    with pytest.raises(ImproperlyConfigured, match="INTERNAL_NETS 写错了"):
        networks(["内网"])
