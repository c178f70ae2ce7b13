"""What touches more than one row of places and units."""

from django.db import transaction

from fushan.org.models.units import UnitName, UnitNameKind


@transaction.atomic
def merge_units(unit, *, into):
    """A unit entered twice becomes one: all that points to it then points to the other.

    Its name stays as a former name, so that old spreadsheets still find it.
    """
    for relation in unit._meta.related_objects:
        model, key = relation.related_model, relation.field.name
        if hasattr(model, "pgh_tracked_model"):
            continue  # history stays as it was
        place = {"area": into.area} if hasattr(model, "area_id") else {}
        model._base_manager.filter(**{key: unit}).update(**{key: into}, **place)
    name = unit.name
    unit.delete()
    UnitName.objects.get_or_create(
        area=into.area, name=name, defaults={"unit": into, "kind": UnitNameKind.FORMER}
    )
