"""A change of mind is a new version: a draft copied from one that stands."""

from django.db import transaction

from evaluation.models import Component, Indicator, Rule, Scheme

LONGEST = Scheme._meta.get_field("version").max_length
OWN = ("id", "scheme_id", "indicator_id")


@transaction.atomic
def another_version(scheme, day):
    """A draft with the same indicators, parts and rules, under a version that is still free."""
    values = _values(scheme) | {"version": _free(scheme)}
    values |= {"began_on": day, "ended_on": None, "in_use_on": None}
    draft = Scheme.objects.create(**values)
    indicators = {row.pk: row for row in scheme.indicators.order_by("code")}
    made = {
        pk: Indicator.objects.create(scheme=draft, **_values(row)) for pk, row in indicators.items()
    }
    for part in Component.objects.filter(scheme=scheme).order_by("pk"):
        Component.objects.create(scheme=draft, indicator=made[part.indicator_id], **_values(part))
    for rule in scheme.rules.order_by("code"):
        Rule.objects.create(scheme=draft, indicator=made.get(rule.indicator_id), **_values(rule))
    return draft


def _values(row):
    """All that it says itself, without whose it is."""
    fields = [field for field in row._meta.concrete_fields if field.attname not in OWN]
    return {field.attname: getattr(row, field.attname) for field in fields}


def _free(scheme):
    taken = set(Scheme.objects.filter(area=scheme.area_id).values_list("version", flat=True))
    numbers = (f"-{n}" for n in range(2, len(taken) + 3))
    names = (f"{scheme.version[: LONGEST - len(end)]}{end}" for end in numbers)
    return next(name for name in names if name not in taken)
