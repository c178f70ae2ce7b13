"""What a village's fact sheet says of the money that came this year, by who gave it."""

from django.db.models import Min, Sum
from django.db.models.functions import JSONObject

from fushan.kit.facts import Section
from fushan.kit.money import in_words
from villages.models import Support, SupportKind
from villages.models.supports import OWN

AMOUNTS = {"planned": "计划", "arrived": "到位", "spent": "支出"}


def _money(villages, day):
    rows = Support.objects.filter(
        village__in=villages,
        kind=SupportKind.MONEY,
        happened_on__range=(day.replace(month=1, day=1), day),
    )
    sums = {name: Sum(name) for name in AMOUNTS}
    unit = {"unit": Min("unit__name"), "order": Min("unit__name")}
    return rows.values("village_id", "unit_id").annotate(fact=JSONObject(**unit, **sums))


def _line(fact):
    told = [f"{word} {in_words(fact[name])}" for name, word in AMOUNTS.items() if fact[name]]
    return [(fact["unit"] or OWN, "，".join(told))]


FUNDS = Section("今年的资金", nothing="今年没有", narrow=True, rows=_money, says=_line)
