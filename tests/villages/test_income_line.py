"""Income and grades against a query written by hand; the line is the administrator's to set."""

from datetime import date

import pytest
from django.db import connection

from fushan.catalogue.figures import FIGURES
from fushan.desk.models import Setting, number
from fushan.kit.periods import Period
from fushan.org.figures import Value
from tests.desk_forms import saved, url_of
from tests.factories import CountyFactory, SelectionFactory
from villages.models import VillageYear

Y2025 = Period.parse("2025", today=date(2025, 9, 1))


@pytest.fixture
def told(db):
    CountyFactory()
    incomes = [(2024, 30000, 20000), (2024, 49999, None), (2023, 90000, None), (2024, None, None)]
    for n, (year, own, rent) in enumerate(incomes):
        village = SelectionFactory().village
        more = {"grade": "benchmark" if n % 2 else "good", "premises": "met"}
        VillageYear.objects.create(village=village, year=year - 1, income_own=1, **more)
        VillageYear.objects.create(
            village=village, year=year, income_own=own, income_rent=rent, **more
        )


def test_each_equals_a_query_written_by_hand(told):
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH last AS (
                SELECT DISTINCT ON (village_id) *,
                    coalesce(income_own, 0) + coalesce(income_rent, 0) AS income,
                    income_own IS NOT NULL OR income_rent IS NOT NULL AS said
                FROM villages_villageyear WHERE year <= 2025 ORDER BY village_id, year DESC)
            SELECT sum(income) FILTER (WHERE said), count(*) FILTER (WHERE income >= 50000),
                count(*) FILTER (WHERE said), count(*) FILTER (WHERE grade = 'benchmark')
            FROM last
            """
        )
        income, over, known, benchmark = cursor.fetchone()
    asked = {code: FIGURES[code].value("141027", Y2025) for code in CODES}
    assert asked == dict(
        zip(CODES, (Value(income), Value(over, known), Value(benchmark)), strict=True)
    )
    assert (income, over, known, benchmark) == (189999, 2, 3, 2)


CODES = ("collective_income", "income_over_line", "benchmark_branches")


@pytest.mark.parametrize(
    ("key", "value", "wrong"),
    [
        ("income_line", "100000", None),
        ("income_line", "5万", "请填整数。"),
        ("year_plan_month", "13", "不能多于 12。"),
        ("village_year_month", "0", "不能少于 1：一年从1月起。"),
    ],
)
def test_the_line_and_the_months_are_set_within_reason(client, admin, key, value, wrong):
    client.force_login(admin)
    page = saved(client, url_of(Setting(key=key)), value=value)
    if wrong:
        assert page.context["adminform"].form.errors == {"value": [wrong]}
    else:
        assert number(key) == int(value)


def test_a_month_that_is_none_was_never_believed(db):
    Setting.objects.create(key="year_plan_month", value="13")
    assert number("year_plan_month") == 12
