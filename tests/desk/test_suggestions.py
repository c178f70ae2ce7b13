"""Anybody may say which step is needless; nobody can find out who did; everybody is answered."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from fushan.catalogue.dues import dues_of
from fushan.desk import views
from fushan.desk.models import Holiday, Setting, Suggestion, SuggestionAnswer
from fushan.desk.suggestions import FROM_OUTSIDE, page_named
from fushan.kit.workdays import add_working_days
from fushan.org.models import Role
from fushan.org.reach import reach
from tests.factories import CountyFactory, TownshipFactory, UserFactory
from tests.queries import at_most

URL, COUNTY = "/suggestions/", "141027"
WORDS = "到村情况在表里填过，总结里又要写一遍。"


@pytest.fixture(autouse=True)
def county(db):
    """The only one here."""
    CountyFactory()
    TownshipFactory()


def typed(text=WORDS, page="/logs/new/", **more):
    return {"id": uuid4(), "page": page, "text": text} | more


def suggestion(text=WORDS, made_on=None, **more):
    return Suggestion.objects.create(
        area_id=COUNTY, text=text, made_on=made_on or localdate(), page="/logs/new/", **more
    )


def answer(row, by, **more):
    given = {"text": "总结里不再要了。", "answered_by": by} | more
    return SuggestionAnswer.objects.create(suggestion=row, area_id=COUNTY, **given)


def contents():
    """{table: all its rows as text} of the whole database, whoever's the tables are."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
            found[table] = [row[0] for row in cursor.fetchall()]
    return found


@pytest.mark.parametrize("role", list(Role))
def test_a_suggestion_leaves_nothing_that_leads_to_who_made_it(client, cast, role):
    user = cast[role]
    client.force_login(user)
    client.get(URL, {"page": "/logs/new/"})
    before = contents()

    given = typed()
    assert client.post(URL, given).status_code == 302

    after = contents()
    assert [table for table in after if after[table] != before[table]] == ["desk_suggestion"]
    row = Suggestion.objects.values().get()
    assert row == {
        "id": given["id"],
        "area_id": COUNTY,
        "page": "/logs/new/",
        "text": WORDS,
        "made_on": localdate(),
        "answer_by": add_working_days(localdate(), 5),
    }


@pytest.fixture
def cast(village, official, secretary, staff, leader, admin, auditor):
    return {user.role: user for user in (official, secretary, staff, leader, admin, auditor)}


def test_the_table_has_no_column_for_a_person_or_an_hour():
    fields = {field.name: field.get_internal_type() for field in Suggestion._meta.get_fields()}
    assert fields == {
        "answer": "OneToOneField",
        "answer_by": "DateField",
        "area": "ForeignKey",
        "id": "UUIDField",
        "made_on": "DateField",
        "page": "CharField",
        "text": "TextField",
    }
    assert not hasattr(Suggestion, "pgh_event_model")


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/logs/new/", "/logs/new/"),
        ("/visits/new/141027102231/", "/visits/new/…/"),
        ("/logs/7/edit/", "/logs/…/edit/"),
        ("/logs/new/?cadre=7", ""),
        ("/admin/cadres/cadre/7/change/", "/admin/cadres/cadre/…/change/"),
        ("/admin/cadres/", "/admin/"),
        ("/no/such/page/", ""),
        ("https://example.com/", ""),
        ("", ""),
    ],
)
def test_of_a_page_nothing_is_kept_that_stands_for_a_village_or_a_person(address, named):
    assert page_named(address) == named


def test_every_page_leads_there_and_says_which_page_it_was(client, official):
    client.force_login(official)
    page = client.get(reverse("villages:pick-village")).text
    assert 'href="/suggestions/?page=/visits/new/"' in page
    assert "页面到村指导（/visits/new/）、" in client.get("/suggestions/?page=/visits/new/").text


def test_the_desk_and_the_sign_in_page_lead_there_too(client, staff):
    assert 'href="/suggestions/?page=/sign-in/"' in client.get("/sign-in/").text
    client.force_login(staff)
    assert 'href="/suggestions/?page=/admin/"' in client.get("/admin/").text


def test_who_is_not_signed_in_may_make_one_too(client):
    response = client.post(URL, typed(page="/admin/"), follow=True)

    assert views.TAKEN in response.text
    assert (Suggestion.objects.get().page, Suggestion.objects.get().area_id) == (
        "/sign-in/",
        COUNTY,
    )


def test_where_several_counties_are_at_work_one_must_sign_in_and_is_answered_by_ones_own(
    client, official
):
    TownshipFactory(code="141028100")

    assert "请先登录再提" in client.post(URL, typed()).text
    client.force_login(official)
    client.post(URL, typed())
    assert [row.area_id for row in Suggestion.objects.all()] == [official.area_code[:6]]


def test_a_second_tap_makes_no_second_suggestion(client):
    given = typed()
    for _ in range(2):
        assert views.TAKEN in client.post(URL, given, follow=True).text
    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": "  "}, "请写下建议。"),
        ({"text": "减" * 1001}, "请不要超过1000个字。"),
        ({"id": "nonsense"}, "请重新打开再提。"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, wrong, said):
    response = client.post(URL, typed() | wrong)

    assert response.status_code == 200 and said in response.text
    assert wrong.get("text", WORDS).strip() in response.text
    assert not Suggestion.objects.exists()


def test_a_day_takes_so_many_and_says_so_to_the_next(client, official):
    Setting.objects.create(key="suggestions_a_day", value="10")
    client.force_login(official)
    for n in range(10):
        assert client.post(URL, typed(f"{WORDS}{n}")).status_code == 302
    response = client.post(URL, typed())

    assert "今天收到的建议已经满了" in response.text and WORDS in response.text
    Suggestion.objects.update(made_on=localdate() - timedelta(days=1))
    assert client.post(URL, typed()).status_code == 302


def test_strangers_do_not_use_up_the_share_of_those_who_work_here(client, official):
    for n in range(FROM_OUTSIDE):
        assert client.post(URL, typed(f"{WORDS}{n}")).status_code == 302
    assert "今天收到的建议已经满了" in client.post(URL, typed()).text

    client.force_login(official)
    assert client.post(URL, typed()).status_code == 302


@pytest.mark.parametrize("role", [None, *Role])
def test_what_was_answered_is_read_by_everybody(client, cast, role):
    answer(suggestion(), cast[Role.STAFF])
    suggestion("还没有答复的")
    answer(suggestion("写了别人名字的"), cast[Role.STAFF], is_public=False)
    if role:
        client.force_login(cast[role])

    page = client.get(URL).text

    assert WORDS in page and "总结里不再要了。" in page
    assert "还没有答复的" not in page and "写了别人名字的" not in page
    assert cast[Role.STAFF].name not in page or role == Role.STAFF


def test_a_cadre_between_two_villages_reads_and_writes_too(client, staff):
    answer(suggestion(), staff)
    client.force_login(UserFactory(role=Role.VILLAGE, area_code=COUNTY, cadre_id=1))

    assert WORDS in client.get(URL).text
    assert client.post(URL, typed()).status_code == 302


def test_the_answers_are_paged_by_key_and_cost_the_same(client, staff):
    for n in range(25):
        answer(suggestion(f"第{n}条"), staff, answered_on=date(2026, 1, 1) + timedelta(days=n))

    with at_most(4):
        page = client.get(URL).text
    assert "第24条" in page and "第5条" in page and "第4条" not in page
    after = SuggestionAnswer.objects.get(suggestion__text="第5条")
    assert "第4条" in client.get(URL, {"after": f"{after.answered_on}_{after.pk}"}).text
    assert client.get(URL, {"after": "x"}).status_code == 404


def test_staff_answer_at_the_desk_and_the_answer_has_a_history(client, staff):
    row = suggestion()
    client.force_login(staff)
    url = reverse("admin:desk_suggestion_change", args=[row.pk])

    assert "请写答复。" in client.post(url, {"answer": "", "is_public": "on"}).text
    assert client.post(url, {"answer": "已改。", "is_public": "on"}).status_code == 302
    assert client.post(url, {"answer": "已经改好。"}).status_code == 302

    given = SuggestionAnswer.objects.get()
    assert (given.text, given.is_public, given.answered_by) == ("已经改好。", False, staff)
    events = SuggestionAnswer.pgh_event_model.objects.order_by("pgh_id")
    assert [event.text for event in events] == ["已改。", "已经改好。"]
    row.refresh_from_db()
    assert row.text == WORDS


def test_only_the_countys_own_department_answers(client, admin):
    row = suggestion()
    url = reverse("admin:desk_suggestion_change", args=[row.pk])

    for user, status in [(UserFactory(role=Role.STAFF, area_code="141028"), 404), (admin, 403)]:
        client.force_login(user)
        assert client.post(url, {"answer": "改"}).status_code == status
    assert not SuggestionAnswer.objects.exists()


def test_the_list_at_the_desk_shows_what_waits(client, staff):
    suggestion()
    answer(suggestion("答复过的"), staff)
    client.force_login(staff)

    page = client.get(reverse("admin:desk_suggestion_changelist"), {"answered": "no"}).text
    assert WORDS[:10] in page and "答复过的" not in page


MONDAY = date(2026, 3, 2)


def owed(user, day):
    return [due for due in dues_of(user, day) if due.kind == "suggestion"]


@pytest.mark.parametrize(
    ("day", "word", "urgency"),
    [
        (MONDAY, "3月9日前", ""),
        (date(2026, 3, 7), "3月9日前", ""),
        (date(2026, 3, 8), "明天", "warn"),
        (date(2026, 3, 9), "今天", "warn"),
        (date(2026, 3, 10), "3月9日已过", "bad"),
    ],
)
def test_five_working_days_are_given_to_answer(staff, day, word, urgency):
    row = suggestion(made_on=MONDAY)
    answer(suggestion("答复过的", made_on=MONDAY), staff)

    due = owed(staff, day)

    assert [(d.text, d.word, d.urgency) for d in due] == [(WORDS, word, urgency)]
    assert due[0].note == "减负建议 · 工作日志（/logs/new/）"
    assert due[0].url == reverse("admin:desk_suggestion_change", args=[row.pk])


def test_days_off_are_not_counted(staff):
    Holiday.objects.create(day=date(2026, 3, 5), is_working=False, name="示例")
    suggestion("表" * 50, made_on=MONDAY)

    assert owed(staff, MONDAY)[0].due_on == date(2026, 3, 10)
    assert owed(staff, MONDAY)[0].text == "表" * 40 + "…"


def test_nobody_else_owes_an_answer(official, secretary):
    suggestion()
    assert owed(official, localdate()) == owed(secretary, localdate()) == []


def test_what_waits_stands_on_the_desks_first_page(client, staff):
    suggestion("太长的表")
    client.force_login(staff)
    assert "太长的表" in client.get("/admin/").text


def test_a_neighbouring_county_has_none_of_it(db):
    suggestion()
    with reach("141028"):
        assert not Suggestion.objects.exists()
    with reach(f"{COUNTY}102"):
        assert Suggestion.objects.count() == 1


def test_a_form_of_another_site_makes_none():
    assert Client(enforce_csrf_checks=True).post(URL, typed()).status_code == 403
    assert not Suggestion.objects.exists()
