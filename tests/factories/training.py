from datetime import date

from factory import LazyAttribute, SelfAttribute, SubFactory
from factory.django import DjangoModelFactory

from tests.factories.cadres import CadreFactory
from tests.factories.org import CountyFactory, VillageFactory
from training.models import (
    Attendance,
    Exchange,
    Form,
    Need,
    NeedRound,
    Organiser,
    StudyTrip,
    TrainingSession,
    TripPlace,
    Turnout,
)


class NeedRoundFactory(DjangoModelFactory):
    area = SubFactory(CountyFactory)
    month = date(2025, 9, 1)
    question = "9月想学什么"
    topics = ["怎样开好支委会", "合作社怎么办起来"]
    opened_on = date(2025, 9, 1)
    ends_on = date(2025, 9, 8)

    class Meta:
        model = NeedRound


class NeedFactory(DjangoModelFactory):
    village = SubFactory(VillageFactory)
    cadre = SubFactory(CadreFactory, area_code=SelfAttribute("..village.code"))
    area = SubFactory(CountyFactory)
    text = "土地流转合同怎么签"
    raised_on = date(2025, 9, 2)

    class Meta:
        model = Need


class TrainingSessionFactory(DjangoModelFactory):
    area = SubFactory(CountyFactory)
    theme = "支部规范化建设"
    form = Form.BOTH
    began_on = date(2025, 9, 16)
    ended_on = SelfAttribute("began_on")

    class Meta:
        model = TrainingSession


class AttendanceFactory(DjangoModelFactory):
    session = SubFactory(TrainingSessionFactory)
    village = SubFactory(VillageFactory)
    cadre = SubFactory(CadreFactory, area_code=SelfAttribute("..village.code"))
    turnout = Turnout.ATTENDED

    class Meta:
        model = Attendance


class StudyTripFactory(DjangoModelFactory):
    area_code = "141027"
    organiser = Organiser.COUNTY
    began_on = date(2025, 9, 20)
    ended_on = SelfAttribute("began_on")
    theme = "看合作社"

    class Meta:
        model = StudyTrip


class TripPlaceFactory(DjangoModelFactory):
    trip = SubFactory(StudyTripFactory)
    area_code = LazyAttribute(lambda row: row.trip.area_code)
    began_on = LazyAttribute(lambda row: row.trip.began_on)
    place = SubFactory(CountyFactory)

    class Meta:
        model = TripPlace


class ExchangeFactory(DjangoModelFactory):
    area = SubFactory(CountyFactory)
    held_on = date(2025, 9, 25)
    theme = "怎样打开工作局面"

    class Meta:
        model = Exchange
