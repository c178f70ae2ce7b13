"""Ten lines of a paper sheet on one page: all that is wrong at once, all saved together or none."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate

from cadres.models import WorkLog
from fushan.desk.models import ClosedMonth, KeptCopy
from tests.factories import (
    OfficialFactory,
    PostingFactory,
    SelectionFactory,
    TownshipOfficialFactory,
    VisitFactory,
    VisitorFactory,
)
from tests.queries import at_most
from villages.models import Visit, Visitor

VISITS, LOGS = "villages:enter-sheet", "cadres:enter-sheet"
YESTERDAY = localdate() - timedelta(days=1)
CLOSED = date(2025, 9, 3)


@pytest.fixture
def selected(village):
    SelectionFactory(village=village)
    return village


@pytest.fixture
def neighbour(village):
    return SelectionFactory(village__township=village.township).village


@pytest.fixture
def posted(secretary, selected):
    return PostingFactory(cadre=secretary.cadre, village=selected)


@pytest.fixture
def colleague(village):
    return TownshipOfficialFactory(name="王建军", unit__area=village.township)


def sheet(*lines, submission=None, **more):
    """What is sent: the lines from the top, the rest of the ten left empty."""
    typed = {"submission": submission or uuid4()} | more
    for number, line in enumerate(lines, start=1):
        typed |= {f"line_{number}-{name}": value for name, value in line.items()}
    return typed


def visit(place, /, **changes):
    typed = {
        "happened_on": localdate(),
        "village": place.pk,
        "visitors": "王建军",
        "kinds": ["guidance"],
        "text": "看渠道。",
    }
    return typed | changes


def log(posting, **changes):
    typed = {"posting": posting.pk, "happened_on": localdate(), "text": "入户三户。"}
    return typed | changes


def faults(response):
    return {
        line.number: [e for errors in line.errors.values() for e in errors]
        for line in response.context["form"].lines
        if line.errors
    }


def test_a_visit_is_made_of_every_line_that_is_filled(
    client, official, selected, neighbour, colleague
):
    client.force_login(official)
    lines = [visit(selected, visitors=f"王建军、{official.name}"), {}, visit(neighbour, kinds=[])]

    response = client.post(reverse(VISITS), sheet(*lines), follow=True)

    assert "2 条到村指导已保存。" in response.text
    made = {row.village: row for row in Visit.objects.all()}
    assert set(made) == {selected, neighbour}
    assert [v.official.name for v in made[selected].visitors.order_by("pk")] == [
        "王建军",
        official.name,
    ]
    assert {row.entered_by for row in made.values()} == {official}
    assert made[neighbour].kinds == ["guidance"]


def test_a_log_is_made_of_every_line_that_is_filled(client, official, posted):
    client.force_login(official)
    lines = [log(posted, kinds=["party", "visiting"]), log(posted, happened_on=YESTERDAY)]

    response = client.post(reverse(LOGS), sheet(*lines), follow=True)

    assert "2 条工作日志已保存。" in response.text
    rows = WorkLog.objects.order_by("-happened_on")
    assert [(r.cadre, r.village, r.entered_by) for r in rows] == [
        (posted.cadre, posted.village, official)
    ] * 2
    assert rows[0].kinds == ["party", "visiting"]
    assert rows[0].on_behalf


def test_all_faults_are_told_at_once_and_what_was_typed_is_kept(client, official, selected):
    OfficialFactory(name="李强")
    OfficialFactory(name="李强", unit__name="县水利局")
    client.force_login(official)
    tomorrow = localdate() + timedelta(days=1)

    response = client.post(
        reverse(VISITS),
        sheet(
            visit(selected, visitors="王建均、李强"),
            visit(selected, visitors=official.name, happened_on=YESTERDAY),
            visit(selected, visitors=official.name, happened_on=tomorrow, text="记错了日子"),
            visit(selected, visitors=official.name, village="", text=""),
        ),
    )

    told = faults(response)
    assert told.keys() == {1, 3, 4}
    assert told[1][0] == "没有叫“王建均”的县乡干部，请核对；名单里还没有的，请组织部先添上。"
    assert told[1][1].startswith("叫“李强”的不止一人，请写成“李强（")
    assert told[3] == ["日期不能晚于今天。"]
    assert told[4] == ["请选“村”。", "请填“一句话说清”。"]
    assert "第 1、3、4 行还要改" in response.text
    assert "王建均、李强" in response.text and "记错了日子" in response.text
    assert Visit.objects.count() == 0


def test_a_namesake_is_told_apart_by_the_unit(client, official, selected):
    OfficialFactory(name="李强")
    right = OfficialFactory(name="李强", unit__name="县水利局")
    client.force_login(official)

    client.post(
        reverse(VISITS), sheet(visit(selected, visitors=f"李强（水利局）, {official.name}"))
    )

    assert {v.official for v in Visitor.objects.all()} == {right, official.official}
    assert Visit.objects.get().level == "county"


def test_who_was_there_already_is_told_at_both_lines_and_nothing_is_saved(
    client, official, selected, neighbour, colleague
):
    third = SelectionFactory(village__township=selected.township).village
    for place in (selected, neighbour):
        VisitorFactory(
            visit=VisitFactory(village=place, happened_on=localdate()), official=colleague
        )
    client.force_login(official)
    lines = [
        visit(selected, join="apart"),
        visit(third),
        visit(neighbour, join="apart"),
    ]

    response = client.post(reverse(VISITS), sheet(*lines))

    refusal = (
        "王建军已在那一条里，一人一村一天只记一条。"
        "是同一次请并入；不是，请把没有再去的人从“谁去的”里去掉。"
    )
    assert faults(response) == {1: [refusal], 3: [refusal]}
    assert Visit.objects.count() == 2


def test_what_somebody_wrote_already_may_be_joined_from_the_sheet(
    client, official, selected, colleague
):
    known = VisitFactory(village=selected, happened_on=localdate(), text="欢迎。")
    client.force_login(official)

    asked = client.post(reverse(VISITS), sheet(visit(selected)))
    joined = client.post(reverse(VISITS), sheet(visit(selected, join=known.pk)))

    assert "是同一次就并入" in faults(asked)[1][0]
    assert joined.status_code == 302
    known.refresh_from_db()
    assert known.text == f"欢迎。\n{official.name}：看渠道。"
    assert Visit.objects.count() == 1


def test_two_lines_of_one_village_and_day_are_asked_about(client, official, selected, colleague):
    client.force_login(official)

    response = client.post(
        reverse(VISITS), sheet(visit(selected), visit(selected, visitors=official.name))
    )

    assert faults(response)[2][0].startswith("和第 1 行是同一个村、同一天")


@pytest.mark.parametrize("url", [VISITS, LOGS])
def test_an_empty_sheet_says_so(client, official, selected, url):
    client.force_login(official)
    response = client.post(reverse(url), sheet())
    assert "至少写一行，其余的空着就行。" in response.text


def test_a_village_the_page_had_chosen_makes_no_line_of_an_empty_one(client, official, selected):
    client.force_login(official)
    url = f"{reverse(VISITS)}?village={selected.pk}"
    page = client.get(url)
    blank = [{"village": selected.pk}] * 10

    assert page.text.count(f'value="{selected.pk}" selected') == 10
    assert "至少写一行" in client.post(url, sheet(*blank)).text


def test_a_second_tap_saves_the_sheet_once(client, official, selected, colleague):
    client.force_login(official)
    typed = sheet(visit(selected), visit(selected, happened_on=YESTERDAY))

    first = client.post(reverse(VISITS), typed)
    second = client.post(reverse(VISITS), typed)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Visit.objects.count() == 2


def test_the_same_page_with_other_words_is_kept_apart_and_can_be_read(client, official, posted):
    client.force_login(official)
    sent = uuid4()

    client.post(reverse(LOGS), sheet(log(posted), submission=sent))
    response = client.post(reverse(LOGS), sheet(log(posted, text="另一句。"), submission=sent))

    assert "已另外留存" in response.text
    assert (WorkLog.objects.count(), KeptCopy.objects.count()) == (1, 1)
    assert "做了什么：另一句。" in client.get(reverse("me")).text


def test_lines_of_a_closed_month_ask_once_for_the_reason(client, official, posted):
    ClosedMonth.objects.create(area=posted.village.township, month=CLOSED.replace(day=1))
    client.force_login(official)
    lines = [log(posted, happened_on=CLOSED), log(posted), log(posted, happened_on=CLOSED)]

    asked = client.post(reverse(LOGS), sheet(*lines))
    saved = client.post(reverse(LOGS), sheet(*lines, late_reason="当时停电"))

    assert faults(asked).keys() == {1, 3}
    assert asked.text.count("补录请写明理由，会和记录一起保留。") == 1
    assert saved.status_code == 302
    rows = WorkLog.objects.order_by("happened_on", "pk")
    assert [row.late_reason for row in rows] == ["当时停电", "当时停电", ""]


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        (date(2025, 4, 14), "2025年4月15日才到村任职，请核对日期。"),
        (date(2025, 9, 10), "2025年9月10日已经离任，请核对日期。"),
        (localdate() + timedelta(days=1), "日期不能晚于今天。"),
    ],
)
def test_a_log_lies_within_its_posting(client, official, posted, monkeypatch, day, fault):
    monkeypatch.setattr("cadres.sheet_forms.PAPER_COMES_LATE", timedelta(days=9999))
    posted.ended_on, posted.reason = date(2025, 9, 10), "调离"
    posted.save()
    client.force_login(official)
    response = client.post(reverse(LOGS), sheet(log(posted, happened_on=day)))
    assert faults(response) == {1: [fault]}


def test_who_left_lately_is_still_offered(client, official, posted):
    posted.ended_on, posted.reason = YESTERDAY, "调离"
    posted.save()
    PostingFactory(
        village=posted.village, began_on=date(2024, 1, 1), ended_on=date(2024, 9, 1), reason="调离"
    )
    client.force_login(official)
    choices = client.get(reverse(LOGS)).context["form"].lines[0].fields["posting"].choices
    told = f"{posted.cadre}（{posted.village}，已离任）"
    assert choices == [("", "选干部"), (str(posted.pk), told)]


@pytest.mark.parametrize("url", [VISITS, LOGS])
def test_the_department_chooses_the_township_first(client, staff, selected, url):
    client.force_login(staff)
    page = client.get(reverse(url)).text
    assert f'href="{reverse(url)}?area={selected.township_id}"' in page
    assert client.get(reverse(url), {"area": selected.township_id}).status_code == 200


@pytest.mark.parametrize("url", [VISITS, LOGS])
def test_another_townships_sheet_is_not_found(client, official, url):
    client.force_login(official)
    elsewhere = SelectionFactory().village.township_id
    assert client.get(reverse(url), {"area": elsewhere}).status_code == 404


def test_a_village_of_elsewhere_cannot_be_sent(client, official, selected, colleague):
    elsewhere = SelectionFactory().village
    client.force_login(official)
    response = client.post(reverse(VISITS), sheet(visit(elsewhere)))
    assert faults(response).keys() == {1}
    assert Visit.objects.count() == 0


@pytest.mark.parametrize("url", [VISITS, LOGS])
def test_the_page_asks_no_more_for_more_villages(client, official, selected, url):
    for _ in range(30):
        PostingFactory(village=SelectionFactory(village__township=selected.township).village)
    client.force_login(official)
    with at_most(8):
        client.get(reverse(url))


def test_history_tells_every_line(client, official, posted):
    client.force_login(official)
    client.post(reverse(LOGS), sheet(log(posted), log(posted, happened_on=YESTERDAY)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cadres_worklogevent")
        assert cursor.fetchone() == (2,)
