from datetime import date

from factory import Sequence, SubFactory
from factory.django import DjangoModelFactory

from fushan.org.models import Role
from fushan.reports.models import Bulletin
from tests.factories.org import CountyFactory, UserFactory


class BulletinFactory(DjangoModelFactory):
    """A draft of the county's, without any text yet."""

    area = SubFactory(CountyFactory)
    about = SubFactory(CountyFactory)
    issue = Sequence(lambda n: n + 1)
    unit = "中共浮山县委组织部"
    dated = date(2020, 6, 1)
    title = "选派干部工作情况"
    since = date(2020, 5, 1)
    until = date(2020, 5, 31)
    drafted_by = SubFactory(UserFactory, role=Role.STAFF, area_code="141027")

    class Meta:
        model = Bulletin
