from datetime import date

from factory import SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from mentors.models import Mentor, MentorKind, Pairing
from tests.factories.cadres import CadreFactory
from tests.factories.org import TownshipFactory, VillageFactory


class MentorFactory(DjangoModelFactory):
    area = SubFactory(TownshipFactory)
    name = Sequence(lambda n: f"示例导师{n}")
    kind = MentorKind.GROWER
    joined_on = date(2025, 1, 1)

    class Meta:
        model = Mentor


class PairingFactory(DjangoModelFactory):
    village = SubFactory(VillageFactory)
    mentor = SubFactory(MentorFactory, area=SelfAttribute("..village.township"))
    cadre = SubFactory(CadreFactory, area_code=SelfAttribute("..village.code"))
    began_on = date(2025, 5, 1)

    class Meta:
        model = Pairing
