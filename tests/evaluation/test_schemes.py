"""What a county judges by: it adds up, it is data, and once in use it stands."""

from collections import defaultdict
from datetime import date

import pytest
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, transaction

from evaluation.models import Component, Indicator, Judge, Rule, Scheme, Source
from evaluation.moving import write_down
from evaluation.versions import another_version
from fushan.desk.forms import judge_now
from fushan.kit.constraints import broken_by, sentence_of
from fushan.org.models import Area
from fushan.org.reach import reach
from tests.factories import CountyFactory
from tests.factories.evaluation import sample_scheme


def refused(deed):
    """The name of what the database refused the deed by."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        deed()
    sentence_of(error.value)
    return broken_by(error.value)


def test_the_sample_is_the_policys_eight_indicators_and_twenty_one_rules(db):
    scheme = sample_scheme()
    given = defaultdict(int)
    for part in Component.objects.filter(scheme=scheme):
        given[part.judge or "computed"] += part.points
    assert scheme.indicators.count() == 8
    assert [rule.code for rule in scheme.rules.order_by("code")] == [
        f"R{n:02}" for n in range(1, 22)
    ]
    assert given == {
        "computed": 45,
        Judge.TOWNSHIP: 18,
        Judge.COUNTY: 23,
        Judge.PUBLIC: 12,
        Judge.MENTOR: 2,
    }
    assert (scheme.is_sample, scheme.faults()) == (True, [])
    assert "示例" in str(scheme)


def test_no_part_counts_logs_photos_or_how_often_anybody_met(db):
    sample_scheme()
    figures = set(Component.objects.values_list("figure", flat=True))
    assert not figures & {"logs", "log_days", "visits", "matters_raised"}


def test_the_refusal_says_the_sum_as_it_is(db):
    scheme = sample_scheme(in_use=False)
    indicator = scheme.indicators.get(code="I1")
    indicator.points = 10
    indicator.save()
    assert scheme.faults() == [
        "考评指标现在合计 98 分，须为 100 分。",
        "I1 建强支部的组成部分合计 12 分，须为 10 分。",
    ]
    scheme.in_use_on = date(2025, 1, 1)
    assert refused(scheme.save) == "scheme_adds_up"


def test_a_scheme_in_use_is_frozen_with_all_its_parts(db):
    scheme = sample_scheme()
    assert refused(lambda: Rule.objects.filter(code="R02").update(points=1)) == "scheme_is_in_use"
    assert refused(Indicator.objects.all().delete) == "scheme_is_in_use"
    assert refused(lambda: Component.objects.update(note="改")) == "scheme_is_in_use"
    assert refused(lambda: Scheme.objects.update(name="改")) == "scheme_is_in_use"
    assert refused(scheme.delete) == "scheme_is_in_use"
    parts = {"name": "又一条", "text": "又一条", "binds": ["cadre"], "consequence": "无"}
    more = Rule(scheme=scheme, code="R22", shown="people", shown_by="无", **parts)
    assert refused(more.save) == "scheme_is_in_use"


def test_a_scheme_in_use_may_end_and_go_back_to_a_draft_while_nothing_was_judged_by_it(db):
    scheme = sample_scheme()
    scheme.ended_on = date(2026, 1, 1)
    scheme.save()
    scheme.in_use_on = None
    scheme.save()
    assert Rule.objects.filter(code="R02").update(points=1) == 1


def test_it_ends_no_earlier_than_what_was_judged_by_it(posting):
    scheme = sample_scheme(date(2025, 8, 1), version="在用")
    told = {"by": None, "on": date(2025, 9, 8), "happened_on": date(2025, 9, 5), "text": "不在"}
    write_down(Rule.objects.get(code="R05"), posting, **told)
    scheme.ended_on = date(2025, 9, 8)
    assert refused(scheme.save) == "scheme_ends_after_what_it_judged"
    scheme.ended_on = date(2025, 9, 9)
    scheme.save()


def test_where_points_are_taken_off_there_is_a_rule_to_take_them_by(db):
    scheme = sample_scheme(in_use=False)
    assert scheme.faults() == []
    scheme.rules.filter(indicator__code="I5").delete()
    (fault,) = scheme.faults()
    assert fault.startswith("I5 ") and "没有一条管理办法条款从它里扣" in fault


def test_another_version_begins_as_a_copy_with_a_name_that_is_free(db):
    scheme = sample_scheme(version="一")
    draft = another_version(scheme, date(2026, 1, 1))
    third = another_version(scheme, date(2026, 1, 1))
    assert (draft.version, third.version, draft.in_use_on) == ("一-2", "一-3", None)
    for model, told in (
        (Indicator, ("code", "name", "points")),
        (Component, ("indicator__code", "name", "source", "points", "figure", "cap")),
        (Rule, ("code", "text", "binds", "points", "cap", "indicator__code", "limits")),
    ):
        rows = [
            list(model.objects.filter(scheme=one).order_by("pk").values_list(*told))
            for one in (scheme, draft)
        ]
        assert rows[0] == rows[1] != []
    assert draft.faults() == []


def test_one_version_is_in_use_at_a_time(db):
    first = sample_scheme(date(2025, 1, 1))
    second = sample_scheme(date(2026, 1, 1), in_use=False, version="二")
    second.in_use_on = date(2026, 1, 1)
    assert refused(second.save) == "scheme_one_in_use_at_a_time"
    first.ended_on = date(2026, 1, 1)
    first.save()
    second.save()
    days = (date(2025, 12, 31), date(2026, 1, 1))
    assert [Scheme.objects.in_use(day).get() for day in days] == [first, second]


def test_a_rule_that_binds_offices_only_costs_no_cadre_anything(db):
    sample_scheme(in_use=False)
    rule = Rule.objects.get(code="R02")
    rule.binds = ["township", "unit"]
    assert refused(rule.save) == "rule_costs_only_whom_it_binds"


def test_a_part_says_where_its_points_come_from(db):
    sample_scheme(in_use=False)
    part = Component.objects.filter(source=Source.FIGURE).first()
    part.figure = ""
    assert refused(part.save) == "component_says_where_it_comes_from"


def test_those_below_read_a_countys_scheme_and_do_not_write_it(official, secretary):
    sample_scheme(in_use=False)
    for user in (official, secretary):
        with reach(*user.reach):
            assert Rule.objects.count() == 21
            assert Rule.objects.update(points=9) == 0
    with reach("141028"):
        assert (Scheme.objects.count(), Rule.objects.count()) == (0, 0)


def test_a_township_lays_no_scheme_of_the_county(official):
    county = CountyFactory()
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        reach(*official.reach),
        transaction.atomic(),
    ):
        Scheme.objects.create(area=county, name="乡里的", version="一", began_on=date(2025, 1, 1))


def test_a_part_lies_where_its_scheme_lies(db):
    scheme = sample_scheme(in_use=False)
    Area.objects.get_or_create(code="141028", defaults={"name": "吉县"})

    def moved():
        Rule.objects.filter(scheme=scheme).update(area="141028")
        judge_now()

    assert moved_refused(moved) == "evaluation_rule_tied"


def moved_refused(deed):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        deed()
    return broken_by(error.value)


def test_the_command_lays_the_sample_as_a_draft_and_only_once(db, capsys):
    CountyFactory()
    call_command("sample_scheme", "141027", "--from", "2026-01-01")
    scheme = Scheme.objects.get()
    assert (scheme.in_use_on, scheme.began_on, scheme.is_sample) == (None, date(2026, 1, 1), True)
    with pytest.raises(Exception, match="已经放过"):
        call_command("sample_scheme", "141027")
