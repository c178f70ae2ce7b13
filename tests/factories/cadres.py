from datetime import date

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from cadres.leaving import reckon
from cadres.models import Cadre, CadrePrivate, Difficulty, Leave, LeaveKind, Posting, WorkLog
from tests.factories.org import BatchFactory, UnitFactory, VillageFactory


class CadreFactory(DjangoModelFactory):
    name = Sequence(lambda n: f"示例干部{n}")
    unit = SubFactory(UnitFactory)
    area_code = "141027"

    class Meta:
        model = Cadre


class CadrePrivateFactory(DjangoModelFactory):
    cadre = SubFactory(CadreFactory)
    area_code = LazyAttribute(lambda row: row.cadre.area_code)

    class Meta:
        model = CadrePrivate


class PostingFactory(DjangoModelFactory):
    """The cadre is made standing in that village, as `cadres.actions.post` would leave them."""

    village = SubFactory(VillageFactory)
    cadre = SubFactory(CadreFactory, area_code=SelfAttribute("..village.code"))
    batch = SubFactory(BatchFactory)
    began_on = date(2025, 4, 15)

    class Meta:
        model = Posting


class WorkLogFactory(DjangoModelFactory):
    village = SubFactory(VillageFactory)
    cadre = SubFactory(CadreFactory, area_code=SelfAttribute("..village.code"))
    happened_on = date(2025, 9, 1)
    text = "召开支委会，商定秋收互助。"

    class Meta:
        model = WorkLog


class LeaveFactory(DjangoModelFactory):
    """Two working days in a week without holidays, asked and not decided."""

    village = SubFactory(VillageFactory)
    cadre = SubFactory(CadreFactory, area_code=SelfAttribute("..village.code"))
    kind = LeaveKind.PERSONAL
    first_on = date(2025, 9, 8)
    last_on = date(2025, 9, 9)

    class Meta:
        model = Leave

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        leave = Leave(**kwargs)
        reckon(leave)
        return kwargs | {"days": leave.days, "total_days": leave.total_days, "level": leave.level}


class DifficultyFactory(DjangoModelFactory):
    village = SubFactory(VillageFactory)
    cadre = SubFactory(CadreFactory, area_code=SelfAttribute("..village.code"))
    text = "住的房子冬天没有暖气"
    raised_on = date(2025, 9, 1)

    class Meta:
        model = Difficulty
