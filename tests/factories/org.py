from datetime import date

from factory import LazyAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from fushan.org.models import Area, Batch, Role, Selection, Unit, User, Village


class CountyFactory(DjangoModelFactory):
    code = "141027"
    name = "浮山县"

    class Meta:
        model = Area
        django_get_or_create = ["code"]


class TownshipFactory(DjangoModelFactory):
    code = Sequence(lambda n: f"141027{n % 1000:03}")
    name = Sequence(lambda n: f"第{n}镇")

    class Meta:
        model = Area
        django_get_or_create = ["code"]


class VillageFactory(DjangoModelFactory):
    township = SubFactory(TownshipFactory)
    code = Sequence(lambda n: n)
    name = Sequence(lambda n: f"第{n}村")
    official_name = LazyAttribute(lambda village: f"{village.name}委会")

    class Meta:
        model = Village

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        if isinstance(kwargs["code"], int):
            kwargs["code"] = f"{kwargs['township'].code}{kwargs['code'] % 1000:03}"
        return kwargs


class UnitFactory(DjangoModelFactory):
    name = Sequence(lambda n: f"县第{n}局")
    area = SubFactory(CountyFactory)

    class Meta:
        model = Unit


class BatchFactory(DjangoModelFactory):
    name = Sequence(lambda n: f"第{n}批")
    area = SubFactory(CountyFactory)
    began_on = date(2025, 4, 15)

    class Meta:
        model = Batch


class SelectionFactory(DjangoModelFactory):
    village = SubFactory(VillageFactory)
    batch = SubFactory(BatchFactory)
    since = date(2025, 4, 15)

    class Meta:
        model = Selection


class UserFactory(DjangoModelFactory):
    username = Sequence(lambda n: f"user{n}")
    name = Sequence(lambda n: f"示例用户{n}")
    role = Role.STAFF
    area_code = "141027"

    class Meta:
        model = User
