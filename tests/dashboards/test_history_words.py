"""The history of a record is read like its pages: days, moments, months, amounts."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import make_aware

from cadres.models import Presence
from fushan.reports.bulletins.moving import send
from fushan.reports.models import TableLayout
from tests.factories import PostingFactory
from tests.factories.reports import BulletinFactory
from villages.models import Project, VillageYear


@pytest.fixture
def desk(client, staff):
    client.force_login(staff)
    return client


def told(desk, label, row):
    """{label: (before, after)} of the latest change."""
    page = desk.get(reverse("history", args=[label, row.pk]))
    assert page.status_code == 200
    return {name: said for name, *said in page.context["changes"][0].fields}


def test_months_moments_and_counts(desk, staff, village):
    posting = PostingFactory(village=village)
    row = Presence.objects.create(
        cadre=posting.cadre,
        village=village,
        month=date(2026, 5, 1),
        working_days=20,
        days=20,
        confirmed_by=staff,
        confirmed_at=make_aware(datetime(2026, 6, 1, 9)),
    )
    said = told(desk, "cadres.presence", row)
    assert said["月份"] == ["", "2026年5月"]
    assert said["确认时间"] == ["", "2026年6月1日 09:00"]
    assert said["在村天数"] == ["", "20"]


def test_a_day_that_was_moved_and_an_amount(desk, village):
    about = {"kind": "industry", "organised": "other", "name": "养鸡"}
    row = Project.objects.create(village=village, began_on=date(2026, 3, 9), **about)
    row.began_on += timedelta(days=1)
    row.approved = 1_250_000
    row.applied_on = date(2026, 3, 20)
    row.save()
    assert told(desk, "villages.project", row) == {
        "哪天谋划": ["2026年3月9日", "2026年3月10日"],
        "申报日期": ["", "2026年3月20日"],
        "批复金额（元）": ["", "1,250,000"],
    }


def test_a_year_and_a_choice_stay_as_they_are_called(desk, village):
    about = {"households": 1_090, "grade": "good", "premises": "met", "income_own": 12_000}
    row = VillageYear.objects.create(village=village, year=2025, **about)
    said = told(desk, "villages.villageyear", row)
    assert said["年度"] == ["", "2025"]
    assert said["支部等次"][1] == row.get_grade_display()


def test_what_is_kept_as_a_list_of_things_is_told_by_their_names(desk, staff):
    columns = [{"code": "name"}, {"code": "", "title": "备注"}]
    about = {"name": "示例", "kind": "cadres", "area_code": staff.area_code}
    row = TableLayout.objects.create(columns=columns, **about)
    assert told(desk, "reports.tablelayout", row)["各列"] == ["", "name、备注"]


def test_a_paper_that_was_kept_whole_is_not_told_whole(desk, staff):
    row = BulletinFactory(drafted_by=staff)
    send(row)
    assert told(desk, "reports.bulletin", row)["送审时的内容"] == ["", row.title]
