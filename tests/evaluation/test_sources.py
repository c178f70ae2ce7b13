"""No rule and no part of an indicator hangs in the air: each stands on records that an app owns."""

from datetime import date

from django.apps import apps
from django.conf import settings

from evaluation.models import Component, Rule, Shown, Source
from evaluation.reckoned import SHARES
from evaluation.rules import CHECKS, SOURCES
from evaluation.standing import lines_of_indicators, lines_of_rules
from fushan.catalogue.figures import FIGURES
from fushan.kit.periods import Period
from tests.factories.evaluation import sample_scheme
from tests.test_ladder import HEIGHT

TABLE = settings.BASE_DIR / "docs" / "考评数据来源.md"
YEAR = Period.of("year", date(2025, 6, 1))


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


def test_a_part_may_be_reckoned_from_every_share_of_the_catalogue():
    assert {code: figure for code, figure in FIGURES.items() if figure.is_ratio} == SHARES


def test_each_share_has_a_name_of_its_own():
    labels = [share.label for share in SHARES.values()]
    assert sorted(labels) == sorted(set(labels))


def test_each_share_counts_records_of_an_app_below(db):
    for share in SHARES.values():
        app = share.denominator.records(YEAR).model._meta.app_label
        assert HEIGHT.get(app, HEIGHT["fushan.org"]) <= HEIGHT["evaluation"], share.code


def test_each_rule_that_costs_points_takes_them_off_a_part_that_gives_way(db):
    sample_scheme()
    giving = Component.objects.filter(source=Source.DEDUCTION).values_list("indicator", flat=True)
    costly = Rule.objects.filter(points__gt=0).values_list("indicator", flat=True)
    assert set(costly) == set(giving)


def test_what_a_part_says_is_deducted_are_the_rules_that_take_from_it(db):
    """R01—R08 and the like, as the sheet says, against the rules as they are."""
    sample_scheme()
    for part in Component.objects.filter(source=Source.DEDUCTION).select_related("indicator"):
        taking = Rule.objects.filter(indicator=part.indicator, points__gt=0)
        assert _named(part.note) >= set(taking.values_list("code", flat=True)), part.note


def _named(note):
    """{R01, …}: 、 between, — from one to another."""
    found = set()
    for said in note.split("、"):
        first, _, last = said.partition("—")
        numbers = range(int(first[1:]), int((last or first)[1:]) + 1)
        found |= {f"R{number:02}" for number in numbers}
    return found


def test_the_table_says_on_what_each_rule_and_each_part_stands(db):
    """Written anew from `lines_of_rules` and `lines_of_indicators` where it differs."""
    told = TABLE.read_text().splitlines()
    rows = [line for line in told if line.startswith(("| R", "| I"))]
    assert rows == [*lines_of_rules(), *lines_of_indicators(YEAR)]
