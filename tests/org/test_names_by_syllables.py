"""Names that were kept with their letters joined are read anew, and the trail is not told."""

from importlib import import_module

from django.apps import apps
from django.db import connection

from cadres.models import Cadre
from fushan.desk.forms import judge_now
from fushan.org.models import Unit
from tests.factories import CadreFactory

MIGRATION = import_module("fushan.reports.migrations.0008_names_by_syllables")


def test_what_was_joined_is_parted_and_sorted_so(db):
    people = [CadreFactory(name=name, unit__name=f"{name}的单位") for name in ("胡示例", "黄示例")]
    Cadre.objects.filter(pk=people[0].pk).update(pinyin="hushili")
    Cadre.objects.filter(pk=people[1].pk).update(pinyin="huangshili")
    events = Cadre.pgh_event_model.objects.count()
    judge_now()  # nothing may wait for its check while a table is altered

    with connection.schema_editor() as editor:
        MIGRATION.read_anew(apps, editor)

    found = Cadre.objects.order_by("pinyin").values_list("name", "pinyin")
    assert list(found) == [("胡示例", "hu shi li"), ("黄示例", "huang shi li")]
    assert Cadre.pgh_event_model.objects.count() == events
    assert set(Unit.objects.values_list("pinyin", flat=True)) == {
        "hu shi li de dan wei",
        "huang shi li de dan wei",
    }


def test_the_trail_is_kept_again_afterwards(db):
    cadre = CadreFactory(name="胡示例")
    judge_now()
    with connection.schema_editor() as editor:
        MIGRATION.read_anew(apps, editor)
    events = Cadre.pgh_event_model.objects.count()
    cadre.name = "黄示例"
    cadre.save()
    assert Cadre.pgh_event_model.objects.count() == events + 1
