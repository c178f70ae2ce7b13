"""Who writes and checks bulletins, and one that tells a figure more than once."""

from datetime import date

import pytest

from fushan.org.models import Role
from fushan.reports.models import Paragraph
from tests.factories import CountyFactory, UserFactory, VillageFactory, VisitFactory
from tests.factories.reports import BulletinFactory


@pytest.fixture
def county(db):
    return CountyFactory()


@pytest.fixture
def other(db):
    return UserFactory(role=Role.STAFF, area_code="141027", name="另一名科员")


@pytest.fixture
def paper(staff):
    VisitFactory(village=VillageFactory(), happened_on=date(2020, 5, 6))
    made = BulletinFactory(
        area=CountyFactory(),
        drafted_by=staff,
        remark="请各乡镇<学习>。",
        to_report="市委组织部",
        to_send="县委",
        copies=50,
    )
    text = "到村指导【到村指导】，入户30户。\n又写【到村指导·约】。"
    for section in ("0", "1"):
        Paragraph.objects.create(bulletin=made, area_id="141027", section=section, text=text)
    return made
