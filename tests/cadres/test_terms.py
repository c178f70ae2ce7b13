"""The clock of a posting."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from python_calamine import CalamineWorkbook

from cadres.models import Correction, Posting, Recall
from cadres.terms import Full, term_of, years_after
from fushan.catalogue.dues import dues_of
from fushan.desk.models import AccessLog, Setting
from tests.factories import CadreFactory, PostingFactory, VillageFactory
from tests.queries import at_most

DAY = date(2026, 11, 26)
CODES = {"term_ends", "two_years", "correction"}


def of_files(user):
    return [(due.kind, due.urgency) for due in dues_of(user, DAY) if due.kind in CODES]


@pytest.mark.parametrize("began", [date(2024, 2, 29), date(2024, 11, 26), date(2023, 1, 31)])
def test_two_years_end_on_the_same_day_here_and_in_the_database(db, began):
    posting = PostingFactory(began_on=began)
    there = Posting.objects.annotate(full_on=Full("began_on")).get(pk=posting.pk).full_on
    assert there == years_after(began, 2) == term_of(posting).full_on


def test_a_term_is_full_once_two_years_are_served(db):
    over = term_of(PostingFactory(began_on=date(2023, 4, 1), ended_on=date(2025, 3, 31)))
    served = term_of(PostingFactory(began_on=date(2023, 4, 1), ended_on=date(2025, 4, 1)))
    running = term_of(PostingFactory(began_on=DAY - timedelta(days=700)))

    assert [term.is_full(DAY) for term in (over, served, running)] == [False, True, False]


def test_days_are_left_only_where_a_term_was_set_and_is_not_ended(db):
    def left(**posting):
        return term_of(PostingFactory(**posting)).days_left(DAY)

    assert left(planned_end_on=date(2026, 12, 6)) == 10
    assert left(planned_end_on=date(2026, 11, 16)) == -10
    assert left() is None
    assert left(planned_end_on=date(2027, 1, 1), ended_on=date(2026, 1, 1)) is None


def test_the_department_is_told_of_a_term_before_it_ends_and_until_it_is_settled(staff):
    PostingFactory(planned_end_on=DAY + timedelta(days=50), began_on=date(2025, 4, 1))
    PostingFactory(planned_end_on=DAY - timedelta(days=1), began_on=date(2025, 4, 1))
    PostingFactory(planned_end_on=DAY + timedelta(days=400), began_on=date(2025, 4, 1))
    PostingFactory(planned_end_on=DAY, ended_on=DAY, began_on=date(2025, 4, 1))

    assert of_files(staff) == [("term_ends", "bad"), ("term_ends", "")]


def test_two_years_are_told_beforehand_and_are_nobodys_fault_afterwards(staff):
    PostingFactory(began_on=date(2024, 12, 20))
    PostingFactory(began_on=date(2024, 10, 1))

    assert of_files(staff) == [("two_years", "warn")]


def asked(on):
    cadre = CadreFactory()
    row = Correction(cadre=cadre, area_code=cadre.area_code, asked_on=on)
    row.text = "籍贯不对"
    row.save()
    return row


def test_a_request_waits_for_an_answer_fifteen_working_days(staff):
    assert asked(DAY).answer_by == date(2026, 12, 17)
    assert of_files(staff) == [("correction", "")]


def test_a_request_is_late_only_once_its_last_day_is_over(staff):
    asked(date(2026, 11, 5))  # until the 26th
    asked(date(2026, 11, 4))
    assert of_files(staff) == [("correction", "bad"), ("correction", "warn")]


def test_the_department_sets_in_how_many_days_it_answers(db):
    Setting.objects.create(key="correction_days", value="5")
    assert asked(DAY).answer_by == date(2026, 12, 3)


def test_no_township_is_told_of_either(official):
    PostingFactory(planned_end_on=DAY, began_on=date(2025, 4, 1))
    assert of_files(official) == []


def names(page):
    return [posting.cadre.name for posting, *_ in page.context["rows"]]


@pytest.fixture
def posted(db):
    """By village and name: one soon over, one over, one in his third year, one without a term."""
    today, village = localdate(), VillageFactory()

    def made(name, **posting):
        PostingFactory(cadre__name=name, village=village, post="worker", **posting)

    began = {"began_on": today - timedelta(days=300)}
    made("丁", **began)
    made("丙", began_on=today - timedelta(days=800), planned_end_on=today + timedelta(days=400))
    made("乙", planned_end_on=today - timedelta(days=1), **began)
    made("甲", planned_end_on=today + timedelta(days=20), **began)
    made("走", planned_end_on=today, ended_on=today - timedelta(days=9), **began)


@pytest.mark.parametrize(
    ("state", "told"),
    [("", "丙丁甲乙"), ("ending", "甲乙"), ("full", "丙"), ("unset", "丁")],
    ids=["all", "ending", "full", "unset"],
)
def test_terms_are_listed_by_village_and_name(client, staff, posted, state, told):
    client.force_login(staff)
    with at_most(8):
        page = client.get(reverse("terms"), {"state": state})
    assert names(page) == sorted(told, key=reading)


def reading(name):
    return {"丙": "bing", "丁": "ding", "甲": "jia", "乙": "yi"}[name]


def test_a_term_soon_over_is_amber_and_red_only_once_it_is_over(client, staff, posted):
    client.force_login(staff)
    rows = client.get(reverse("terms")).context["rows"]
    assert {posting.cadre.name: left for posting, _, left in rows} == {
        "丙": (400, ""),
        "丁": (None, ""),
        "甲": (20, "warn"),
        "乙": (-1, "bad"),
    }


def test_terms_go_out_as_a_workbook_and_that_is_on_record(client, staff, posted):
    client.force_login(staff)
    answer = client.get(reverse("terms"), {"format": "xlsx", "state": "ending"})
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()

    assert [row[2] for row in rows if "村" in str(row[1])][-2:] == ["甲", "乙"]
    log = AccessLog.objects.get()
    assert (log.deed, log.rows) == ("export", 2)


def test_an_unknown_list_is_none(client, staff):
    client.force_login(staff)
    assert client.get(reverse("terms"), {"state": "x"}).status_code == 404


def test_a_county_without_anybody_says_so(client, staff):
    client.force_login(staff)
    assert "没有这样的任职。" in client.get(reverse("terms")).text
    assert "还没有选派干部。" in client.get(reverse("dossiers")).text


def test_who_is_being_called_back_stands_beside_the_terms(client, staff, posted):
    posting = Posting.objects.get(cadre__name="甲")
    called = {"cadre": posting.cadre, "village": posting.village}
    Recall.objects.create(reason="长期不在村", talked_on=posting.began_on, **called)
    client.force_login(staff)

    page = client.get(reverse("terms"))
    assert [row.cadre.name for row in page.context["recalls"]] == ["甲"]
    assert "长期不在村" not in page.text
    answer = client.get(reverse("terms"), {"format": "xlsx", "state": "ending"})
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[-1] for row in rows[-2:]] == ["提醒谈话", ""]
