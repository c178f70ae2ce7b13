from datetime import date

from factory import SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from tests.factories.org import TownshipFactory, UnitFactory, VillageFactory
from villages.models import BoardSeat, Leadership, Official, Seat, Visit, VisitLevel, Visitor


class OfficialFactory(DjangoModelFactory):
    name = Sequence(lambda n: f"示例官员{n}")
    unit = SubFactory(UnitFactory)

    class Meta:
        model = Official


class TownshipOfficialFactory(OfficialFactory):
    unit = SubFactory(UnitFactory, area=SubFactory(TownshipFactory))


class LeadershipFactory(DjangoModelFactory):
    official = SubFactory(TownshipOfficialFactory)
    area = SelfAttribute("official.unit.area")
    since = date(2025, 1, 1)

    class Meta:
        model = Leadership


class BoardSeatFactory(DjangoModelFactory):
    village = SubFactory(VillageFactory)
    seat = Seat.COUNTY_LEADER
    official = SubFactory(OfficialFactory)
    since = date(2025, 4, 15)

    class Meta:
        model = BoardSeat


class VisitFactory(DjangoModelFactory):
    village = SubFactory(VillageFactory)
    happened_on = date(2025, 9, 1)
    level = VisitLevel.TOWNSHIP
    kinds = ["guidance"]
    text = "入户三户，秋收顺利。"

    class Meta:
        model = Visit


class VisitorFactory(DjangoModelFactory):
    visit = SubFactory(VisitFactory)
    village = SelfAttribute("visit.village")
    happened_on = SelfAttribute("visit.happened_on")
    official = SubFactory(
        TownshipOfficialFactory, unit__area=SelfAttribute("...visit.village.township")
    )

    class Meta:
        model = Visitor
