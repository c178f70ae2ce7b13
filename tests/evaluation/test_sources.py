"""No rule and no part of an indicator hangs in the air: each stands on records that an app owns."""

from django.apps import apps

from evaluation.models import Component, Rule, Shown, Source
from evaluation.rules import CHECKS, SOURCES
from fushan.catalogue.figures import FIGURES
from tests.factories.evaluation import sample_scheme
from tests.test_ladder import HEIGHT


def test_each_rule_stands_on_fields_of_an_app_below(db):
    sample_scheme()
    assert set(SOURCES) == set(Rule.objects.values_list("code", flat=True))
    for held in (held for several in SOURCES.values() for held in several):
        model = apps.get_model(held.model)
        fields = {field.name for field in model._meta.get_fields()}
        assert set(held.fields.split()) <= fields, held
        assert HEIGHT[held.app] <= HEIGHT["evaluation"], held


def test_each_rule_shown_by_records_is_read_by_a_function(db):
    sample_scheme()
    by_records = Rule.objects.filter(shown=Shown.RECORDS).values_list("code", flat=True)
    assert set(CHECKS) == set(by_records)


def test_each_reckoned_part_is_a_share_with_a_ledger(db):
    sample_scheme()
    codes = Component.objects.filter(source=Source.FIGURE).values_list("figure", flat=True)
    assert [code for code in codes if code not in FIGURES or not FIGURES[code].is_ratio] == []


def test_each_rule_that_costs_points_takes_them_off_a_part_that_gives_way(db):
    sample_scheme()
    giving = Component.objects.filter(source=Source.DEDUCTION).values_list("indicator", flat=True)
    costly = Rule.objects.filter(points__gt=0).values_list("indicator", flat=True)
    assert set(costly) == set(giving)
